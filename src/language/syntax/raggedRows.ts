import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { insertAt } from '../text/lineEdits';
import { entryRange } from '../matrices/matrixEntries';
import { isRagged } from '../matrices/matrixShape';
import { message } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral, Spec } from './tree';

/** More rows than this of one literal are not blamed one by one: then something else is wrong than a slip in a row. */
const mostBlamed = 10;

/**
 * Says which rows of a literal are too long or too short. The length that is right is the expected one, if a row has
 * it, otherwise the one that most rows have, in a tie that of the first of them.
 */
export function raggedRows(spec: Spec, literal: MatrixLiteral, expected: number | null): readonly Diagnostic[] {
  if (!isRagged(literal)) return [];
  const { rowLengths } = literal;
  const right = expected !== null && rowLengths.includes(expected) ? expected : mostFrequent(rowLengths);
  const mayBeRight = expected === null || expected === right;
  const witness = rowRange(spec, literal, rowLengths.indexOf(right));
  const found: Diagnostic[] = [];
  for (let row = 0; row < rowLengths.length && found.length < mostBlamed; row++) {
    const length = rowLengths[row];
    if (length === right) continue;
    found.push(
      diagnostic(
        'ragged-rows',
        rowRange(spec, literal, row),
        message('Row {0} has length {1}, expected {2}: all rows need the same length.', row + 1, length, right),
        {
          related: [{ range: witness, message: message('This row has length {0}.', right) }],
          fixes: length < right && mayBeRight ? fillFixes(spec, literal, row, right) : [],
        },
      ),
    );
  }
  return found;
}

/** More zeros than these are not written out. */
const mostZeros = 100;

/**
 * The fix that puts zeros behind the last entry of a row until there are `length`, separated as the entries before are.
 * None where a comment stands between them. For a column with a single entry to a row, give `row` as the last one.
 */
export function fillFixes(spec: Spec, literal: MatrixLiteral, row: number, length: number): Fix[] {
  const { rowLengths } = literal;
  const isColumn = rowLengths.length > 1 && rowLengths[row] === 1 && rowLengths.every((l) => l === 1);
  const has = isColumn ? rowLengths.length : rowLengths[row];
  const missing = length - has;
  if (missing < 1 || missing > mostZeros) return [];
  const last = entryRange(spec, literal, row, rowLengths[row] - 1);
  const before = isColumn
    ? entryRange(spec, literal, row - 1, 0)
    : rowLengths[row] > 1
      ? entryRange(spec, literal, row, rowLengths[row] - 2)
      : null;
  const between = before === null ? ' ' : spec.text.slice(before.end, last.start);
  if (/[#…]|\.\.\./.test(between)) return [];
  const edits = [insertAt(last.end, `${between}0`.repeat(missing))];
  return [{ title: message('Pad with zeros'), edits, preferred: false }];
}

/** The first of the values that occur most often. */
function mostFrequent(values: Uint32Array): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = values[0];
  for (const [value, count] of counts) {
    if (count > counts.get(best)!) best = value;
  }
  return best;
}

function rowRange(spec: Spec, literal: MatrixLiteral, row: number): TextRange {
  const last = literal.rowLengths[row] - 1;
  return { start: entryRange(spec, literal, row, 0).start, end: entryRange(spec, literal, row, last).end };
}
