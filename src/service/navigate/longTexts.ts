import type { Analysis } from '../../analysis/analysis';
import type { Diagnostic } from '../../language/text/diagnostic';
import { message, type Message } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';
import type { Spec } from '../../language/syntax/tree';

/** A text this long is looked at only once typing rests: that takes longer than a keystroke. */
const LARGE_TEXT = 200_000;

/** So many weights take longer than a keystroke too, however short the text. */
const MANY_WEIGHTS = 500_000;

/** More characters are not formatted in an editor: it takes a tenth of a second for each million, and makes long edits. */
const LONGEST_FORMATTED = 2_000_000;

/** A statement longer than this is not formatted while it is typed in. */
const LONGEST_FORMATTED_ON_TYPE = 100_000;

/** With more statements nothing is made for each of them after every edit: folds, colours by meaning, the outline. */
const MOST_STATEMENTS = 10_000;

/** With more comments none is folded. */
const MOST_COMMENTS = 50_000;

/** With more names none is coloured by what it is. */
const MOST_NAMES = 50_000;

/** More problems are no list that anybody reads. */
const MOST_PROBLEMS = 1000;

/**
 * How long typing must rest before a text of that length is looked at again, in milliseconds. `last` is its last analysis:
 * generated weights take time that the text's length does not show.
 */
export function restOf(length: number, last: Analysis | null = null): number {
  const weights = last === null ? 0 : numberOfWeights(last);
  if (length < LARGE_TEXT && weights < MANY_WEIGHTS) return 0;
  return Math.min(1000, 250 + length / 20_000 + weights / 100_000);
}

/** The weights of all layers whose size is known, also of a network with errors. */
function numberOfWeights({ checked }: Analysis): number {
  return checked.layers.reduce((sum, { size, inputSize }) => sum + (size ?? 0) * (inputSize ?? 0), 0);
}

/** Whether the statements are too many for what is made of each of them after every edit. */
export function hasManyStatements({ checked }: Analysis): boolean {
  return checked.spec.statements.length > MOST_STATEMENTS;
}

/** Whether the comments are too many for those on consecutive lines to be folded. */
export function hasManyComments({ checked }: Analysis): boolean {
  return checked.spec.comments.length > MOST_COMMENTS;
}

/** Whether the names are too many for each to get its colour after every edit. */
export function hasManyNames({ checked }: Analysis): boolean {
  let names = 0;
  for (const { uses } of checked.symbols) names += 1 + uses.length;
  for (const { statement } of checked.layers) {
    const { activation } = statement;
    if (activation !== null && 'items' in activation) names += activation.items.length;
  }
  for (const { give, ask } of checked.exercises) names += give.length + ask.length;
  return names > MOST_NAMES;
}

/** Whether what lies in the range, with the whole of its statements, is short enough to be formatted. */
export function isFormatted({ statements, text }: Spec, within: TextRange = { start: 0, end: text.length }): boolean {
  let { start, end } = within;
  if (end - start > LONGEST_FORMATTED) return false;
  if (text.length <= LONGEST_FORMATTED) return true;
  // Statements are in text order: those that the range touches are neighbours.
  let first = 0;
  for (let high = statements.length; first < high;) {
    const middle = (first + high) >> 1;
    if (statements[middle].range.end < within.start) first = middle + 1;
    else high = middle;
  }
  for (let i = first; i < statements.length && statements[i].range.start <= within.end; i++) {
    start = Math.min(start, statements[i].range.start);
    end = Math.max(end, statements[i].range.end);
  }
  return end - start <= LONGEST_FORMATTED;
}

/** Whether a statement is short enough to be formatted as soon as it is finished. */
export function isFormattedOnType(analysis: Analysis, { start, end }: TextRange): boolean {
  return end - start <= LONGEST_FORMATTED_ON_TYPE && !hasManyStatements(analysis);
}

/** The problems that are shown: errors before the rest where there are very many. */
export function shownProblems(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (diagnostics.length <= MOST_PROBLEMS) return diagnostics;
  const [errors, others]: [Diagnostic[], Diagnostic[]] = [[], []];
  for (const one of diagnostics) {
    const some = one.severity === 'error' ? errors : others;
    if (some.length < MOST_PROBLEMS) some.push(one);
    if (errors.length === MOST_PROBLEMS) break;
  }
  return [...errors, ...others].slice(0, MOST_PROBLEMS);
}

/** What is left undone in this text so that typing stays quick; empty for the texts that people write. */
export function restraints(analysis: Analysis): Message[] {
  const { checked, text, diagnostics } = analysis;
  const found: Message[] = [];
  if (text.length >= LARGE_TEXT) found.push(message('It is analysed when typing pauses.'));
  if (!isFormatted(checked.spec)) found.push(message('Formatting the whole file is skipped.'));
  if (hasManyStatements(analysis)) {
    found.push(message('Too many statements: outline, folding and semantic colours are skipped.'));
  } else if (hasManyNames(analysis)) found.push(message('Too many names: semantic colours are skipped.'));
  if (hasManyComments(analysis)) found.push(message('Too many comments: they are not folded.'));
  if (diagnostics.length > MOST_PROBLEMS) found.push(message('Only the first {0} problems are shown.', MOST_PROBLEMS));
  return found;
}
