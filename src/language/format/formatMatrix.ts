import type { TextEdit } from '../text/diagnostic';
import { entryRanges } from '../matrices/matrixEntries';
import { decimalCommas } from '../syntax/decimalCommas';
import type { TextRange } from '../../functions/expression/tree';
import type { MatrixLiteral } from '../syntax/tree';
import type { Steps } from '../../steps/steps';

/** How many entries are laid out in one step. */
const ENTRIES_AT_ONCE = 8192;

/** A literal of more characters is left as it is inside: nobody reads its columns, and a formatter must not be slow. */
const LONGEST = 100_000;

/** Where the literal will stand once the text before it is formatted. */
export interface LiteralPlace {
  /** The column of its opening bracket, from 0. */
  readonly column: number;
  /** The indentation of its statement. */
  readonly indent: number;
}

interface Entry extends TextRange {
  readonly row: number;
  readonly column: number;
  /** How much of it stands left and right of where its decimal point is or would be. */
  readonly left: number;
  readonly right: number;
}

/**
 * The edits that line up a literal: one blank between entries, columns under each other at the decimal point where every
 * row has a line of its own. Only blanks between entries change, and none that would make or unmake an entry.
 * Comments behind the rows come to stand under each other. Literals with continuation marks or wrapped rows keep their
 * author's layout. In steps that can be abandoned.
 */
export function* formatMatrix(text: string, literal: MatrixLiteral, place: LiteralPlace): Steps<TextEdit[]> {
  const { brackets } = literal;
  if (brackets.end - brackets.start > LONGEST || literal.rowLengths.length === 0) return [];
  // Numbers that may have decimal commas are lined up as such.
  const perNumber = decimalCommas(text, literal) === null ? 1 : 2;
  const rowLengths = literal.rowLengths.map((length) => length / perNumber);
  const entries = yield* entriesOf(text, literal, perNumber);
  const gaps = yield* gapsOf(text, literal, entries);
  if (gaps === null) return [];
  const lined = isLined(rowLengths, gaps, entries);
  const widths = lined ? columnWidths(rowLengths[0], entries) : null;
  const opening = gaps[0].text;
  const ownLine = hasBreak(opening);
  const brackets0 = withoutComments(opening).replace(/\s/g, '');
  const rowColumn = ownLine ? place.indent + 2 : place.column + brackets0.length - (literal.form === 'nested' ? 1 : 0);

  const edits: TextEdit[] = [];
  for (const [i, gap] of gaps.entries()) {
    if (i % ENTRIES_AT_ONCE === ENTRIES_AT_ONCE - 1) yield i / gaps.length;
    const before = entries[i - 1];
    const after = entries[i];
    const padRight = widths && before ? widths[before.column].right - before.right : 0;
    const padLeft = widths && after ? widths[after.column].left - after.left : 0;
    const newText = gapText(gap.text, {
      first: before === undefined,
      last: after === undefined,
      sameRow: before !== undefined && after !== undefined && before.row === after.row,
      padLeft,
      padRight,
      rowIndent: rowColumn,
      closingIndent: place.indent,
    });
    if (newText !== gap.text) edits.push({ range: { start: gap.start, end: gap.end }, newText });
  }
  return edits;
}

/** The entries, or, two at a time, the numbers with decimal commas. */
function* entriesOf(text: string, literal: MatrixLiteral, perNumber: number): Steps<Entry[]> {
  const entries: Entry[] = [];
  let row = 0;
  let column = 0;
  let index = 0;
  let start = 0;
  for (const range of entryRanges(text, literal)) {
    if (index++ % perNumber === 0) start = range.start;
    if (index % perNumber !== 0) continue;
    while (column === literal.rowLengths[row] / perNumber) {
      row++;
      column = 0;
    }
    const { end } = range;
    const written = text.slice(start, end);
    const number = /^[-+−]?\d*(?=[.,]?\d*(?:[eE][-+]?\d+)?$)/.exec(written);
    const width = [...written].length;
    const left = number ? number[0].length : width;
    entries.push({ start, end, row, column: column++, left, right: width - left });
    if (entries.length % ENTRIES_AT_ONCE === 0) yield 0;
  }
  return entries;
}

interface Gap extends TextRange {
  readonly text: string;
}

/** What stands before, between and after the entries; null if there is more than blanks, breaks, separators and comments. */
function* gapsOf(text: string, { brackets }: MatrixLiteral, entries: readonly Entry[]): Steps<Gap[] | null> {
  const gaps: Gap[] = [];
  let from = brackets.start;
  for (let i = 0; i <= entries.length; i++) {
    const end = entries[i]?.start ?? brackets.end;
    const gap = text.slice(from, end);
    const wrapped = i > 0 && i < entries.length && entries[i].row === entries[i - 1].row && hasBreak(gap);
    if (/[^\s,;[\]]/.test(withoutComments(gap)) || wrapped) return null;
    if (i < entries.length && hasBreak(text.slice(entries[i].start, entries[i].end))) return null;
    gaps.push({ start: from, end, text: gap });
    from = entries[i]?.end ?? end;
    if (i % ENTRIES_AT_ONCE === ENTRIES_AT_ONCE - 1) yield i / entries.length;
  }
  return gaps;
}

function withoutComments(gap: string): string {
  return gap.includes('#') ? gap.replace(/#[^\r\n]*/g, '') : gap;
}

function hasBreak(text: string): boolean {
  return /[\r\n]/.test(text);
}

/** Whether there are several rows, all of one length, each on a line of its own. */
function isLined(rowLengths: Uint32Array, gaps: readonly Gap[], entries: readonly Entry[]): boolean {
  if (rowLengths.length < 2 || rowLengths.some((length) => length !== rowLengths[0])) return false;
  return entries.every((e, i) => i === 0 || e.row === entries[i - 1].row || hasBreak(gaps[i].text));
}

function columnWidths(columns: number, entries: readonly Entry[]): { left: number; right: number }[] {
  const widths = Array.from({ length: columns }, () => ({ left: 0, right: 0 }));
  for (const { column, left, right } of entries) {
    widths[column].left = Math.max(widths[column].left, left);
    widths[column].right = Math.max(widths[column].right, right);
  }
  return widths;
}

interface GapPlace {
  readonly first: boolean;
  readonly last: boolean;
  readonly sameRow: boolean;
  readonly padLeft: number;
  readonly padRight: number;
  readonly rowIndent: number;
  readonly closingIndent: number;
}

function gapText(gap: string, place: GapPlace): string {
  const blanks = (n: number): string => ' '.repeat(n);
  const left = blanks(place.padLeft);
  if (place.sameRow) return (gap.includes(',') ? ', ' : ' ') + blanks(place.padRight) + left;
  // The separators of each line of the gap, without blanks, and its comment; the author's line breaks stay.
  const parts = gap.split(/(\r\n|\r|\n)/).map((part, i) => {
    if (i % 2 === 1) return part;
    const signs = withoutComments(part).replace(/\s/g, '');
    const comment = /#.*/s.exec(part)?.[0].trimEnd();
    if (comment === undefined) return signs;
    const alone = i > 0 && signs === '';
    return (i === 0 ? signs + blanks(place.padRight) : blanks(place.rowIndent) + signs) + (alone ? '' : ' ') + comment;
  });
  if (parts.length === 1) {
    const signs = parts[0];
    if (place.first) return signs + left;
    if (place.last) return signs;
    return signs.replace(/\]([,;]?)\[$/, ']$1 [').replace(/;$/, '; ') + left;
  }
  const indent = blanks(place.last ? place.closingIndent : place.rowIndent);
  return parts.slice(0, -1).join('') + indent + parts[parts.length - 1] + left;
}
