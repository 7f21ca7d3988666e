import { isLineBreak } from '../../language/text/characters';
import { format } from '../../language/format/format';
import { message, type Message } from '../../message/message';
import { parse, parseSteps } from '../../language/syntax/parser';
import { Scanner } from '../../language/syntax/scanner';
import type { Spec, Statement } from '../../language/syntax/tree';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { isRefusal } from './numberTable';
import { readMatrix } from './readMatrix';

/** So far into a statement a paste is left alone unless it was asked for: finding the place would hold it up. */
const REACH = 100_000;

/** A longer text is pasted as it is unless it was asked for: reading it would hold the editor up. */
const longestUnasked = 200_000;

/** Where a matrix is put: behind a `=`, in an open bracket, or in no such place. */
type Place =
  | { readonly kind: 'value'; readonly vector: boolean }
  | { readonly kind: 'rows'; readonly nested: boolean }
  | { readonly kind: 'row' }
  | { readonly kind: 'elsewhere' }
  | { readonly kind: 'none' };

/**
 * What to insert at `offset` for a pasted text: the whole matrix behind a `=`, its rows inside a bracket; numbers keep
 * their text. Or why not. In steps that can be abandoned.
 */
export function* pastedMatrix(
  pasted: string,
  spec: Spec,
  offset: number,
): Steps<string | { readonly refusal: Message }> {
  if (spec.language === 'other') return { refusal: message('A Stanford NNet file has no brackets for a matrix.') };
  const place = yield* placeOf(spec, offset);
  if (place.kind === 'none') return { refusal: message('A matrix cannot go in a comment or a string.') };
  const table = yield* readMatrix(pasted);
  if (isRefusal(table)) return table;
  const separator = usesCommas(spec) ? ', ' : ' ';
  const rows = table.map((row) => row.join(separator));
  const column = columnOf(spec.text, offset);
  switch (place.kind) {
    case 'row':
      if (rows.length > 1)
        return { refusal: message('A matrix of {0} rows does not fit inside one row.', rows.length) };
      return rows[0];
    case 'rows':
      return place.nested
        ? rows.map((row) => `[${row}]`).join(`,${lineBreak(spec.text, column)}`)
        : rows.join(lineBreak(spec.text, column));
    case 'value':
    case 'elsewhere': {
      const isColumn = table[0].length === 1;
      if (place.kind === 'value' && place.vector && isColumn)
        return `[${table.map(([entry]) => entry).join(separator)}]`;
      if (isColumn) return `[${rows.join('; ')}]`;
      return aligned(`[${rows.join(lineBreak(spec.text, column + 1))}]`, spec.text, offset);
    }
  }
}

/** So many tokens are passed in some milliseconds. */
const TOKENS_AT_ONCE = 20_000;

/** So much is lined up at once; a larger matrix nobody reads. */
const mostAligned = 20_000;

/** The matrix as the formatter lines up its columns where it stands, if that touches nothing else. */
function aligned(made: string, text: string, offset: number): string {
  if (made.length > mostAligned) return made;
  // A layer above, for whose W and b the formatter has an indentation.
  const before = `layer identity\n${text.slice(offset - columnOf(text, offset), offset)}`;
  const whole = `${before}${made}\n`;
  const edits = format(parse(whole));
  if (edits.some(({ range }) => range.start < before.length)) return made;
  return [...edits]
    .sort((x, y) => y.range.start - x.range.start)
    .reduce((t, { range, newText }) => t.slice(0, range.start) + newText + t.slice(range.end), whole)
    .slice(before.length, -1);
}

/**
 * The same for a paste that asked for nothing: null where a plain paste is right, which is everywhere but behind a `=`
 * or in a bracket, and for what this language reads as it is.
 */
export function* unaskedPaste(pasted: string, spec: Spec, offset: number): Steps<string | null> {
  if (spec.language === 'other' || pasted.length > longestUnasked) return null;
  if (offset - (lastBefore(spec.statements, offset)?.range.start ?? 0) > REACH) return null;
  const { kind } = yield* placeOf(spec, offset);
  if (kind !== 'value' && kind !== 'rows' && kind !== 'row') return null;
  if (kind === 'value' && (yield* isReadAlready(pasted))) return null;
  const made = yield* pastedMatrix(pasted, spec, offset);
  return typeof made !== 'string' || made === pasted || !/[\s,;]/.test(made) ? null : made;
}

function* isReadAlready(pasted: string): Steps<boolean> {
  return (yield* parseSteps(`W = ${pasted}`)).diagnostics.length === 0;
}

function* placeOf({ statements, text }: Spec, offset: number): Steps<Place> {
  const statement = lastBefore(statements, offset);
  const before = yield* openBefore(text, statement?.range.start ?? 0, offset);
  if (before === null) return { kind: 'none' };
  const { open, last } = before;
  const brackets = open.filter(({ kind }) => kind === '[');
  if (brackets.length === 1) return { kind: 'rows', nested: brackets[0].nested };
  if (brackets.length > 1) return { kind: 'row' };
  const isData = statement !== null && /^(weights|bias|input|batch|target|unknown)$/.test(statement.kind);
  if (!isData || last !== '=' || open.length > 0) return { kind: 'elsewhere' };
  return { kind: 'value', vector: statement.kind === 'bias' || statement.kind === 'input' };
}

interface OpenBracket {
  readonly kind: string;
  /** Whether there is a bracket in it. */
  nested: boolean;
}

/** What is open between two offsets, and the last sign before the second; null inside a comment or a string. */
function* openBefore(
  text: string,
  start: number,
  offset: number,
): Steps<{ readonly open: readonly OpenBracket[]; readonly last: string } | null> {
  const portion = new Portion(TOKENS_AT_ONCE);
  const scanner = new Scanner(text);
  const open: OpenBracket[] = [];
  let last = '';
  for (let token = scanner.scan(start); token.start < offset && token.kind !== 'end'; token = scanner.scan(token.end)) {
    if (portion.fills()) yield (token.start - start) / (offset - start);
    if (token.kind === 'open-string' || (token.kind === 'string' && offset < token.end)) return null;
    if (token.kind === 'comment') {
      if (offset <= token.end) return null;
      continue;
    }
    const sign = text.slice(token.start, token.end);
    if (sign === '[' || sign === '(') {
      const outer = open.at(-1);
      if (outer && sign === '[') outer.nested = true;
      open.push({ kind: sign, nested: false });
    } else if (sign === ']' || sign === ')') {
      open.pop();
    }
    last = sign;
  }
  return { open, last };
}

function lastBefore(statements: readonly Statement[], offset: number): Statement | null {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle].range.start < offset) low = middle + 1;
    else high = middle;
  }
  return statements[low - 1] ?? null;
}

/** Whether the author puts commas between entries, by the first literal that shows it. */
function usesCommas({ statements, text }: Spec): boolean {
  for (const statement of statements) {
    const value =
      statement.kind === 'weights' || statement.kind === 'bias' || statement.kind === 'input' ? statement.value : null;
    if (value?.kind !== 'literal' || value.rowLengths[0] < 2 || value.wrapper !== null) continue;
    const { start, end } = value.brackets;
    return text.slice(start, Math.min(end, start + 500)).includes(',');
  }
  return false;
}

/** Rows in the middle of a very long line are not lined up with it: every one would be as long. */
const mostIndented = 200;

/** A line break in the text's own kind, and the blanks up to a column. */
function lineBreak(text: string, column: number): string {
  return (text.includes('\r\n') ? '\r\n' : '\n') + ' '.repeat(column > mostIndented ? 0 : column);
}

function columnOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  return offset - start;
}
