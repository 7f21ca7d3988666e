import { message } from '../../message/message';
import { everySteps } from '../../steps/items';
import type { Steps } from '../../steps/steps';
import { powerOfTen } from './entryFactor';
import { scaled } from './frame';
import {
  isRefusal,
  type NumberTable,
  type Reading,
  type Refusal,
  severalMatrices,
  sparse,
  tableOf,
  threeDimensional,
  unread,
} from './numberTable';
import { LINES_AT_ONCE, numberLines, ofSize, type Printout, sideBySide, withoutEnds } from './printedLines';

const name = /^([A-Za-z]\w*(?:\.\w+)*)\s*=$/;
const factor = /^1(?:\.0*)?e([+-]?\d+)\s*\*$/i;
const columns = /^Columns?\s+(\d+)(?:\s+(?:through|to|and)\s+(\d+))?\s*:?$/i;
/** `2×2 single matrix`, `1×3 logical array`: what MATLAB writes above anything but doubles. */
const kind = /^(\d+)[×x](\d+)(?: [A-Za-z]\w*)+$/;
/** An entry of a sparse matrix after its place: `(1,1)  4`, `(1, 1) -> 4`. */
const entryInList = /^\((?!\d{1,3},\d{3}\)\s+[^-\s])\d+\s*,\s*\d+\)\s+(?:->\s*)?[+\-−]?[\d.]/;
/** `A(:,:,1) =` */
const part = /^[A-Za-z]\w*\s*\([:\d ]*,[:\d, ]*\)\s*=$/;
const diagonal = /^(?:Diagonal|Permutation) Matrix$/;

/**
 * Reads what MATLAB or Octave prints: `A =`, blocks under "Columns 1 through 4", and a common factor, `1.0e+03 *`, that
 * goes into every entry. null if the text has none of these signs.
 */
export function* readMatlab({ trimmed: lines, written }: Printout): Steps<Reading> {
  const signs = [name, factor, columns, diagonal];
  if (!(yield* everySteps(written, LINES_AT_ONCE, (line) => !part.test(line)))) return threeDimensional();
  if (!(yield* everySteps(written, LINES_AT_ONCE, (line) => !entryInList.test(line)))) return sparse();
  const scalar = written.length > 2 ? null : /^[A-Za-z]\w*\s*=\s*(\S+)$/.exec(written.join('\n'));
  if (scalar !== null && /^[+\-−]?[\d.]/.test(scalar[1])) return yield* numberLines([scalar[1]]);
  if (yield* everySteps(written, LINES_AT_ONCE, (line) => !signs.some((sign) => sign.test(line)))) return null;
  const said = written.find((line) => kind.test(line));
  if (said?.endsWith(' table')) return unread(said);
  const printed = printedOf(lines.filter((line) => line !== said));
  if (printed === null) return severalMatrices();
  const { blocks, exponent, isDiagonal } = printed;
  const table = yield* joined(blocks);
  if (isRefusal(table)) return table;
  const size = said === undefined ? null : kind.exec(said)!;
  if (size !== null) {
    const sized = ofSize(table, Number(size[1]), Number(size[2]), said!);
    if (isRefusal(sized)) return sized;
  }
  if (isDiagonal && table.some((row, r) => row.some((entry, c) => r !== c && Number(entry) !== 0)))
    return severalMatrices();
  return exponent === null ? table : yield* scaled(table, powerOfTen(exponent));
}

/** Lines of numbers below their header, with the columns that it names; 0 to 0 where there is none. */
interface Block {
  readonly from: number;
  readonly to: number;
  readonly lines: string[];
}

interface Printed {
  readonly blocks: readonly Block[];
  /** Of the common factor 10ⁿ. */
  readonly exponent: number | null;
  readonly isDiagonal: boolean;
}

/** What the lines are; null if a name, a factor or a kind of matrix comes twice or too late, as it would for a second matrix. */
function printedOf(lines: readonly string[]): Printed | null {
  let exponent: number | null = null;
  let isDiagonal = false;
  let named = false;
  let rows: string[] = [];
  const blocks: Block[] = [];
  for (const line of lines) {
    const power = factor.exec(line);
    const block = columns.exec(line);
    if (name.test(line)) {
      if (named || blocks.length > 0) return null;
      named = true;
    } else if (power !== null) {
      if (exponent !== null || blocks.length > 0) return null;
      exponent = Number(power[1]);
    } else if (diagonal.test(line)) {
      if (isDiagonal || blocks.length > 0) return null;
      isDiagonal = true;
    } else if (block !== null) {
      rows = [];
      blocks.push({ from: Number(block[1]), to: Number(block[2] ?? block[1]), lines: rows });
    } else {
      if (blocks.length === 0 && line !== '') blocks.push({ from: 0, to: 0, lines: rows });
      rows.push(line);
    }
  }
  return { blocks, exponent, isDiagonal };
}

/** The blocks side by side, if their headers say that none is missing. */
function* joined(blocks: readonly Block[]): Steps<NumberTable | Refusal> {
  if (blocks.length === 0) return { refusal: message('There are no numbers in this text.') };
  const tables: NumberTable[] = [];
  let next = blocks[0].from === 0 ? 0 : 1;
  for (const { from, to, lines } of blocks) {
    const table = yield* rowsOf(withoutEnds(lines));
    if (isRefusal(table)) return table;
    if (from !== next || (from > 0 && table[0].length !== to - from + 1)) return missingColumns(next);
    next = to + 1;
    tables.push(table);
  }
  return sideBySide(tables);
}

/** Lines of numbers, or rows in brackets, as the Symbolic Math Toolbox prints them. */
function* rowsOf(lines: readonly string[]): Steps<NumberTable | Refusal> {
  if (lines.length === 0 || !lines.every((line) => /^\[[^[\]]*\d[^[\]]*\]$/.test(line)))
    return yield* numberLines(lines);
  return yield* tableOf(lines.map((line) => line.slice(1, -1).split(',')));
}

function missingColumns(column: number): Refusal {
  return { refusal: message('Column {0} is missing, or more than one matrix is in this text.', column) };
}
