import type { TextEdit } from '../text/diagnostic';
import { entryRanges } from '../matrices/matrixEntries';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral } from './tree';

/** Characters of a literal up to which it takes no longer than a keystroke. */
const LONGEST = 1_000_000;

/**
 * The edits that make `[0.15 0.20]` of `[0,15 0,20]`: null unless all entries are plain numbers and every other comma
 * stands between two digits without a blank, so that the entries pair up. Whether there are twice as many entries as
 * expected is for the caller to know. A very long literal is not looked at.
 */
export function decimalCommaEdits(text: string, literal: MatrixLiteral): readonly TextEdit[] | null {
  const { brackets, entries, rowLengths } = literal;
  if (brackets.end - brackets.start > LONGEST) return null;
  if (entries.kind !== 'numbers' || rowLengths.some((length) => length % 2 !== 0)) return null;
  const edits: TextEdit[] = [];
  let whole: TextRange | null = null;
  for (const range of entryRanges(text, literal)) {
    if (whole === null) {
      whole = range;
      continue;
    }
    const comma = { start: whole.end, end: range.start };
    const isMark =
      text.slice(comma.start, comma.end) === ',' &&
      /^[+\-−]?\d+$/.test(text.slice(whole.start, whole.end)) &&
      /^\d+([eE]|$)/.test(text.slice(range.start, range.end));
    if (!isMark) return null;
    edits.push({ range: comma, newText: '.' });
    whole = null;
  }
  return edits;
}
