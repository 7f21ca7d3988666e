import type { CheckedSpec, FileContent } from '../language/meaning/checked';
import { check } from '../language/meaning/checker';
import { parse } from '../language/syntax/parser';
import type { Spec } from '../language/syntax/tree';
import { foreignFile } from '../stanford/foreignFile';
import { checkStanford } from '../stanford/stanfordChecker';
import { stanfordLines, type StanfordFile } from '../stanford/stanfordFile';
import { readStanford } from '../stanford/stanfordReader';

/** A text that ends in `.nnet`, read as what it is: the NNet language, a Stanford NNet file, or another program's. */
export interface ReadText {
  readonly spec: Spec;
  /** The parts of a Stanford NNet file. Then the statements of `spec` are its means as X, and each W and b. */
  readonly stanford: StanfordFile | null;
}

/** Decides by its content what a text is, and reads it. Never throws. */
export function readText(text: string): ReadText {
  const foreign = foreignFile(text);
  if (foreign !== null) {
    return { spec: { text, statements: [], comments: [], diagnostics: [foreign], language: 'other' }, stanford: null };
  }
  const lines = stanfordLines(text);
  return lines === null ? { spec: parse(text), stanford: null } : readStanford(text, lines);
}

/** Checks a text of either kind. `files` as for `check`; a Stanford NNet file names none. */
export function checkText({ spec, stanford }: ReadText, files?: ReadonlyMap<string, FileContent>): CheckedSpec {
  return stanford === null ? check(spec, files) : checkStanford(spec, stanford);
}
