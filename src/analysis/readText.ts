import type { CheckedSpec, FileContent } from '../language/meaning/checked';
import { checkSteps } from '../language/meaning/checker';
import { parseSteps } from '../language/syntax/parser';
import type { Spec } from '../language/syntax/tree';
import { diagnostic } from '../language/text/diagnostic';
import { message } from '../message/message';
import { finish, type Steps } from '../steps/steps';
import { foreignFile } from '../stanford/foreignFile';
import { checkStanford } from '../stanford/stanfordChecker';
import { stanfordLineSteps, type StanfordFile } from '../stanford/stanfordFile';
import { readStanfordSteps } from '../stanford/stanfordReader';

/** A text that ends in `.nnet`, read as what it is: the NNet language, a Stanford NNet file, or another program's. */
export interface ReadText {
  readonly spec: Spec;
  /** The parts of a Stanford NNet file. Then the statements of `spec` are its means as X, and each W and b. */
  readonly stanford: StanfordFile | null;
}

/** Decides by its content what a text is, and reads it. Never throws. */
export function readText(text: string): ReadText {
  return finish(readTextSteps(text));
}

/** `readText` in steps that can be abandoned. */
export function* readTextSteps(text: string): Steps<ReadText> {
  const foreign = foreignFile(text);
  if (foreign !== null) {
    return { spec: { text, statements: [], comments: [], diagnostics: [foreign], language: 'other' }, stanford: null };
  }
  const lines = yield* stanfordLineSteps(text);
  return lines === null ? { spec: yield* parseSteps(text), stanford: null } : yield* readStanfordSteps(text, lines);
}

/** Checks a text of either kind. `files` as for `check`; a Stanford NNet file names none. */
export function checkText(read: ReadText, files?: ReadonlyMap<string, FileContent>): CheckedSpec {
  return finish(checkTextSteps(read, files));
}

/** `checkText` in steps that can be abandoned. */
export function* checkTextSteps(
  { spec, stanford }: ReadText,
  files?: ReadonlyMap<string, FileContent>,
): Steps<CheckedSpec> {
  return stanford === null ? yield* checkSteps(spec, files) : checkStanford(spec, stanford);
}

/** A text whose analysis failed for a reason that is not in the text. */
export function unreadText(text: string, error: unknown): ReadText {
  const end = /\r|\n/.exec(text)?.index ?? text.length;
  const said = message(
    'The analysis failed because of an error in NNet ({0}). Please report it together with the text.',
    String(error).slice(0, 200),
  );
  const diagnostics = [diagnostic('internal-error', { start: 0, end }, said)];
  return { spec: { text, statements: [], comments: [], diagnostics, language: 'other' }, stanford: null };
}
