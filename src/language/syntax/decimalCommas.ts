import { message } from '../../message/message';
import type { Fix, TextEdit } from '../text/diagnostic';
import { entryRanges } from '../matrices/matrixEntries';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral, MatrixNode } from './tree';

/** Characters of a literal up to which it takes no longer than a keystroke. */
const LONGEST = 1_000_000;

/**
 * The edits that make `[0.15 0.20]` of `[0,15 0,20]`: null unless all entries are plain numbers and may be halves of
 * numbers with a decimal comma (`decimalCommas`). Whether there are twice as many entries as expected is for the caller
 * to know. A very long literal is not looked at.
 */
export function decimalCommaEdits(text: string, literal: MatrixLiteral): readonly TextEdit[] | null {
  return decimalCommas(text, literal)?.map((range) => ({ range, newText: '.' })) ?? null;
}

/** The fix that makes decimal points of such commas; none where there are none. */
export function decimalPoints(text: string, node: MatrixNode, preferred: boolean): readonly Fix[] {
  const edits = node.kind === 'literal' ? decimalCommaEdits(text, node) : null;
  return edits === null ? [] : [{ title: message('Use decimal points'), edits, preferred }];
}

/**
 * The commas that may be decimal marks: one between every two entries, between two digits and without a space, and
 * another separator between these pairs. Nested rows of one pair are rows of two entries: `[[1,2],[3,4]]`. Null if the
 * literal is anything else. The formatter leaves such commas without spaces, so that they can still be read as marks.
 */
export function decimalCommas(text: string, literal: MatrixLiteral): readonly TextRange[] | null {
  const { brackets, entries, form, rowLengths } = literal;
  if (brackets.end - brackets.start > LONGEST) return null;
  if (entries.kind !== 'numbers' || rowLengths.some((length) => length % 2 !== 0)) return null;
  if (form === 'nested' && rowLengths.some((length) => length === 2)) return null;
  const commas: TextRange[] = [];
  let before: TextRange | null = null;
  let whole: TextRange | null = null;
  for (const range of entryRanges(text, literal)) {
    if (whole === null) {
      if (before !== null && text.slice(before.end, range.start) === ',') return null;
      whole = range;
      continue;
    }
    const comma = { start: whole.end, end: range.start };
    const isMark =
      text.slice(comma.start, comma.end) === ',' &&
      /^[+\-−]?\d+$/.test(text.slice(whole.start, whole.end)) &&
      /^\d+([eE]|$)/.test(text.slice(range.start, range.end));
    if (!isMark) return null;
    commas.push(comma);
    before = range;
    whole = null;
  }
  return commas;
}
