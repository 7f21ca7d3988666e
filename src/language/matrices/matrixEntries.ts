import { isBlank, isLineBreak, lineEnd } from '../text/characters';
import { checkpointStep } from '../syntax/numberMatrix';
import { isEllipsis, NumberScanner } from '../syntax/numberScanner';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral, NumberEntries, Spec } from '../syntax/tree';

/**
 * Where entry (row, column), both from 0, of a literal is written.
 * @throws RangeError if the literal has no such entry.
 */
export function entryRange(spec: Pick<Spec, 'text'>, literal: MatrixLiteral, row: number, column: number): TextRange {
  const { rowLengths, entries } = literal;
  if (!(row >= 0 && row < rowLengths.length && column >= 0 && column < rowLengths[row])) {
    throw new RangeError(`The literal has no entry (${row}, ${column}).`);
  }
  let index = column;
  for (let r = 0; r < row; r++) index += rowLengths[r];
  return entries.kind === 'expressions' ? entries.nodes[index].range : numberRange(spec.text, entries, index);
}

/** The entry written at `offset`, or ending there; rows and columns from 0. Null between entries. */
export function entryAt(
  spec: Spec,
  literal: MatrixLiteral,
  offset: number,
): { readonly row: number; readonly column: number } | null {
  const { rowLengths, entries } = literal;
  if (offset < literal.brackets.start || offset > literal.brackets.end) return null;
  let index =
    entries.kind === 'expressions'
      ? lastBefore(entries.nodes.length, (i) => entries.nodes[i].range.start <= offset)
      : numberAt(spec.text, entries, offset);
  if (index < 0) return null;
  if (entries.kind === 'expressions' && entries.nodes[index].range.end < offset) return null;
  for (let row = 0; row < rowLengths.length; row++) {
    if (index < rowLengths[row]) return { row, column: index };
    index -= rowLengths[row];
  }
  return null;
}

/** Where each entry is written, in reading order. */
export function* entryRanges(text: string, { entries }: MatrixLiteral): Generator<TextRange> {
  if (entries.kind === 'expressions') {
    for (const node of entries.nodes) yield node.range;
    return;
  }
  const numbers = new NumberScanner(text);
  let start = entries.checkpoints[0];
  for (let index = 0; index < entries.values.length; index++) {
    if (index > 0) start = nextEntry(text, numbers.end);
    yield { start, end: endOf(text, start, numbers) };
  }
}

/** Of the ascending 0 … count − 1 the last for which `holds`, or −1. */
function lastBefore(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function numberRange(text: string, { checkpoints }: NumberEntries, index: number): TextRange {
  const numbers = new NumberScanner(text);
  let start = checkpoints[Math.floor(index / checkpointStep)];
  for (let passed = index % checkpointStep; passed > 0; passed--) start = nextEntry(text, endOf(text, start, numbers));
  return { start, end: endOf(text, start, numbers) };
}

/** The index of the number written at `offset`, or −1. */
function numberAt(text: string, { checkpoints, values }: NumberEntries, offset: number): number {
  const checkpoint = lastBefore(checkpoints.length, (i) => checkpoints[i] <= offset);
  if (checkpoint < 0) return -1;
  const numbers = new NumberScanner(text);
  let start = checkpoints[checkpoint];
  const last = Math.min(values.length, (checkpoint + 1) * checkpointStep) - 1;
  for (let index = checkpoint * checkpointStep; start <= offset; index++) {
    const end = endOf(text, start, numbers);
    if (offset <= end) return index;
    if (index === last) return -1;
    start = nextEntry(text, end);
  }
  return -1;
}

/** The end of the number, with its sign, that starts at `start`. */
function endOf(text: string, start: number, numbers: NumberScanner): number {
  const c = text.charCodeAt(start);
  const signed = c === 0x2b || c === 0x2d || c === 0x2212;
  numbers.scan(signed ? skip(text, start + 1, isGap) : start);
  return numbers.end;
}

function nextEntry(text: string, offset: number): number {
  return skip(text, offset, (c) => isGap(c) || c === 0x2c || c === 0x3b || c === 0x5b || c === 0x5d || c === 0x2026);
}

function isGap(c: number): boolean {
  return isBlank(c) || isLineBreak(c);
}

/** Passes what is between entries, with comments and continuation marks. */
function skip(text: string, offset: number, passes: (c: number) => boolean): number {
  for (let at = offset; ;) {
    const c = text.charCodeAt(at);
    if (passes(c)) at++;
    else if (c === 0x23) at = lineEnd(text, at);
    else if (isEllipsis(text, at)) at += 3;
    else return at;
  }
}
