import type { Entries } from '../../notation/formula/entries';
import type { Shape } from '../../network/matrix';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';

/** A cell of a picture and the entries that it stands for: rows and columns from 0, `to` excluded. */
export interface CellRange {
  readonly rows: { readonly from: number; readonly to: number };
  readonly columns: { readonly from: number; readonly to: number };
}

/** One entry, row and column from 0. */
export interface PlacedValue {
  readonly row: number;
  readonly column: number;
  readonly value: number;
}

/** A matrix in so few rectangles that their values can be read in a table. */
export interface MatrixBlocks {
  /** The rows and the columns of the rectangles. */
  readonly rows: readonly CellRange['rows'][];
  readonly columns: readonly CellRange['columns'][];
  readonly values: readonly (readonly number[])[];
}

/** A matrix of many entries in cells and figures. */
export interface MatrixPicture {
  /** Cells; each stands for one entry, or in a larger matrix for a rectangle of them. */
  readonly grid: Shape;
  /**
   * The cells row by row, one character each: U+0100 + level, where 1 … 255 is the entry of the largest magnitude in the
   * cell from −`magnitude` to `magnitude` (128 is 0), and level 0 an entry that is not finite.
   */
  readonly levels: string;
  /** The largest |x| of the finite entries. */
  readonly magnitude: number;
  readonly least: number;
  readonly greatest: number;
  /** The Frobenius norm of the finite entries. */
  readonly norm: number;
  /** How many entries are 0, and how many are not finite. */
  readonly zeros: number;
  readonly notFinite: number;
  /** Finite entries in equal intervals from `least` to `greatest`. */
  readonly histogram: readonly number[];
  /** The matrix in a few rectangles, row by row: of each the entry of the largest magnitude, NaN if one is not finite. */
  readonly blocks: MatrixBlocks;
  /** The entries of the largest magnitudes, the largest first; of equal ones those that come first row by row. */
  readonly largest: readonly PlacedValue[];
}

/** Cells of a picture at most: more could not be told apart on a screen, and would only burden the message. */
const MOST_ROWS = 160;
const MOST_COLUMNS = 256;
/** Rows and columns of rectangles at most: a table as wide as a narrow window. */
const MOST_BLOCK_ROWS = 8;
const MOST_BLOCK_COLUMNS = 6;
const BARS = 24;
const LARGEST = 10;
/** Entries between two places where the work can be abandoned. */
const AT_ONCE = 20_000;
const FIRST_CHARACTER = 0x100;
const MIDDLE = 128;
const SPAN = 127;

/** The picture's grid for a matrix of this shape. */
export function gridOf({ rows, cols }: Shape): Shape {
  return { rows: Math.min(rows, MOST_ROWS), cols: Math.min(cols, MOST_COLUMNS) };
}

/** The entries that a cell of the grid stands for. */
export function rangeOfCell(shape: Shape, row: number, column: number): CellRange {
  const grid = gridOf(shape);
  const part = (i: number, cells: number, entries: number) => ({
    from: Math.floor((i * entries) / cells),
    to: Math.floor(((i + 1) * entries) / cells),
  });
  return { rows: part(row, grid.rows, shape.rows), columns: part(column, grid.cols, shape.cols) };
}

/** The entry that a cell shows: the one of the largest magnitude, or one that is not finite. */
export function shownEntry(entries: Entries, { rows, columns }: CellRange): PlacedValue {
  let shown: PlacedValue | null = null;
  for (let row = rows.from; row < rows.to; row++) {
    for (let column = columns.from; column < columns.to; column++) {
      const value = entries.entry(row, column);
      if (!Number.isFinite(value)) return { row, column, value };
      if (shown === null || Math.abs(value) > Math.abs(shown.value)) shown = { row, column, value };
    }
  }
  return shown!;
}

/** The picture of a matrix, which has at least one entry. */
export function* matrixPicture(entries: Entries): Steps<MatrixPicture> {
  const grid = gridOf(entries);
  const cells = new Float64Array(grid.rows * grid.cols);
  const figures = yield* figuresOf(entries, grid, cells);
  const histogram = yield* histogramOf(entries, figures);
  const levels = Array.from(cells, (x) => String.fromCharCode(FIRST_CHARACTER + levelOf(x, figures.magnitude)));
  return { ...figures, grid, levels: levels.join(''), histogram, blocks: blocksOf(entries, grid, cells) };
}

/** Several cells each. */
function blocksOf(shape: Shape, grid: Shape, cells: Float64Array): MatrixBlocks {
  const parts = (count: number, most: number) => {
    const all = Math.min(count, most);
    return Array.from({ length: all }, (_, i) => ({
      from: Math.floor((i * count) / all),
      to: Math.floor(((i + 1) * count) / all),
    }));
  };
  const [rows, columns] = [parts(grid.rows, MOST_BLOCK_ROWS), parts(grid.cols, MOST_BLOCK_COLUMNS)];
  const most = (inRows: CellRange['rows'], inColumns: CellRange['columns']): number => {
    let found = 0;
    for (let r = inRows.from; r < inRows.to; r++) {
      for (let c = inColumns.from; c < inColumns.to; c++) {
        const value = cells[r * grid.cols + c];
        if (Number.isNaN(value)) return value;
        if (Math.abs(value) > Math.abs(found)) found = value;
      }
    }
    return found;
  };
  const entriesFrom = ({ from, to }: CellRange['rows'], which: keyof CellRange) => ({
    from: rangeOfCell(shape, from, from)[which].from,
    to: rangeOfCell(shape, to - 1, to - 1)[which].to,
  });
  return {
    rows: rows.map((part) => entriesFrom(part, 'rows')),
    columns: columns.map((part) => entriesFrom(part, 'columns')),
    values: rows.map((inRows) => columns.map((inColumns) => most(inRows, inColumns))),
  };
}

function levelOf(x: number, magnitude: number): number {
  if (!Number.isFinite(x)) return 0;
  return magnitude === 0 ? MIDDLE : MIDDLE + Math.round((SPAN * x) / magnitude);
}

/** How many finite entries there are in each interval. */
function* histogramOf(entries: Entries, { least, greatest }: { least: number; greatest: number }): Steps<number[]> {
  // One more for what rounding takes beyond the last.
  const counts = new Uint32Array(BARS + 1);
  // Halved, so that the width of a range from −1e308 to 1e308 is finite; where it is all but 0, all is in the first.
  const from = least / 2;
  const each = BARS / (greatest / 2 - from);
  const scale = Number.isFinite(each) ? each : 0;
  const portion = new Portion(AT_ONCE);
  const line = new Float64Array(entries.cols);
  for (let r = 0; r < entries.rows; r++) {
    readRow(entries, r, line);
    for (let c = 0; c < line.length; c++) {
      const half = line[c] / 2;
      if (half - half === 0) counts[Math.trunc((half - from) * scale)]++;
    }
    if (portion.fills(line.length)) yield 0.5 + (0.5 * r) / entries.rows;
  }
  counts[BARS - 1] += counts[BARS];
  return [...counts.subarray(0, BARS)];
}

function readRow(entries: Entries, r: number, into: Float64Array): void {
  if (entries.row) entries.row(r, into);
  else for (let c = 0; c < into.length; c++) into[c] = entries.entry(r, c);
}

/**
 * What is known of all entries after one pass over them.
 * @param cells takes the entry of the largest magnitude in each cell, row by row, or NaN for one that is not finite
 */
function* figuresOf(
  entries: Entries,
  grid: Shape,
  cells: Float64Array,
): Steps<Omit<MatrixPicture, 'grid' | 'levels' | 'histogram' | 'blocks'>> {
  const { rows, cols } = entries;
  const bounds = Array.from({ length: grid.cols + 1 }, (_, c) => Math.floor((c * cols) / grid.cols));
  const largest: PlacedValue[] = [];
  const norm = new Norm();
  const line = new Float64Array(cols);
  const portion = new Portion(AT_ONCE);
  let [least, greatest, zeros, notFinite, cellRow] = [Infinity, -Infinity, 0, 0, 0];
  for (let row = 0; row < rows; row++) {
    readRow(entries, row, line);
    while (row >= Math.floor(((cellRow + 1) * rows) / grid.rows)) cellRow++;
    let [mostOfRow, squares] = [0, 0];
    for (let c = 0; c < grid.cols; c++) {
      const end = bounds[c + 1];
      let [most, shown, broken] = [0, 0, false];
      for (let column = bounds[c]; column < end; column++) {
        const x = line[column];
        const size = Math.abs(x);
        if (!(size < Infinity)) {
          notFinite++;
          broken = true;
          continue;
        }
        squares += x * x;
        if (x < least) least = x;
        if (x > greatest) greatest = x;
        if (size > most) {
          most = size;
          shown = x;
        } else if (size === 0) zeros++;
      }
      const cell = cellRow * grid.cols + c;
      if (broken) cells[cell] = NaN;
      else if (most > Math.abs(cells[cell])) cells[cell] = shown;
      if (most > mostOfRow) mostOfRow = most;
      if (most > 0 && (largest.length < LARGEST || most > Math.abs(largest[LARGEST - 1].value)))
        insertFrom(line, bounds[c], end, row, largest);
    }
    norm.add(line, mostOfRow, squares);
    if (portion.fills(cols)) yield (0.5 * row) / rows;
  }
  const none = least > greatest;
  return {
    magnitude: norm.largest,
    least: none ? 0 : least,
    greatest: none ? 0 : greatest,
    norm: norm.value,
    zeros,
    notFinite,
    largest,
  };
}

/** Adds those of a part of a row that are among the largest. */
function insertFrom(line: Float64Array, from: number, to: number, row: number, largest: PlacedValue[]): void {
  for (let column = from; column < to; column++) {
    const value = line[column];
    const size = Math.abs(value);
    if (!(size > 0 && size < Infinity)) continue;
    if (largest.length < LARGEST || size > Math.abs(largest[LARGEST - 1].value))
      insert(largest, { row, column, value });
  }
}

/** Between these the squares of a row neither overflow nor lose small entries. */
const SAFE = { least: 1e-140, most: 1e140 };

/** √(Σ x²) as largest·√sum, so that it neither overflows nor vanishes. */
class Norm {
  largest = 0;
  private sum = 0;

  /** Adds a row whose largest magnitude and sum of squares are known; what is not finite is left out. */
  add(line: Float64Array, most: number, squares: number): void {
    if (most === 0) return;
    if (most > this.largest) {
      this.sum *= (this.largest / most) ** 2;
      this.largest = most;
    }
    const share = (most / this.largest) ** 2;
    this.sum += share * (most > SAFE.least && most < SAFE.most ? squares / most / most : squaresOf(line, most));
  }

  get value(): number {
    return this.largest * Math.sqrt(this.sum);
  }
}

/** Σ (x / most)² of what is finite. */
function squaresOf(line: Float64Array, most: number): number {
  let sum = 0;
  for (const x of line) if (Number.isFinite(x)) sum += (x / most) ** 2;
  return sum;
}

/** Keeps the list sorted and no longer than it may be. */
function insert(largest: PlacedValue[], found: PlacedValue): void {
  let at = largest.length;
  while (at > 0 && Math.abs(largest[at - 1].value) < Math.abs(found.value)) at--;
  largest.splice(at, 0, found);
  if (largest.length > LARGEST) largest.pop();
}
