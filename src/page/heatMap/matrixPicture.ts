import type { Entries } from '../../notation/formula/entries';
import type { Shape } from '../../network/matrix';
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
  /** The entries of the largest magnitudes, the largest first; of equal ones those that come first row by row. */
  readonly largest: readonly PlacedValue[];
}

/** Cells of a picture at most: more could not be told apart on a screen, and would only burden the message. */
const MOST_ROWS = 160;
const MOST_COLUMNS = 256;
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
  const figures = yield* figuresOf(entries);
  const grid = gridOf(entries);
  const { magnitude, least, greatest } = figures;
  const histogram = new Array<number>(BARS).fill(0);
  // Halved, so that the width of a range from −1e308 to 1e308 is finite.
  const width = greatest / 2 - least / 2;
  let levels = '';
  let passed = 0;
  for (let r = 0; r < grid.rows; r++) {
    for (let c = 0; c < grid.cols; c++) {
      const range = rangeOfCell(entries, r, c);
      let shown = 0;
      for (let row = range.rows.from; row < range.rows.to; row++) {
        for (let column = range.columns.from; column < range.columns.to; column++) {
          const x = entries.entry(row, column);
          if (!Number.isFinite(x)) shown = NaN;
          else {
            if (Math.abs(x) > Math.abs(shown)) shown = x;
            histogram[width > 0 ? Math.min(BARS - 1, Math.floor(((x / 2 - least / 2) / width) * BARS)) : 0]++;
          }
        }
      }
      levels += String.fromCharCode(FIRST_CHARACTER + levelOf(shown, magnitude));
      passed += (range.rows.to - range.rows.from) * (range.columns.to - range.columns.from);
      if (passed > AT_ONCE) {
        passed = 0;
        yield 0.5 + (0.5 * r) / grid.rows;
      }
    }
  }
  return { ...figures, grid, levels, histogram };
}

function levelOf(x: number, magnitude: number): number {
  if (!Number.isFinite(x)) return 0;
  return magnitude === 0 ? MIDDLE : MIDDLE + Math.round((SPAN * x) / magnitude);
}

function* figuresOf(entries: Entries): Steps<Omit<MatrixPicture, 'grid' | 'levels' | 'histogram'>> {
  const { rows, cols } = entries;
  const largest: PlacedValue[] = [];
  let [least, greatest, zeros, notFinite] = [Infinity, -Infinity, 0, 0];
  // The sum of squares is kept as scale²·sum, so that it neither overflows nor loses small entries.
  let [scale, sum] = [0, 0];
  let passed = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < cols; column++) {
      const value = entries.entry(row, column);
      if (++passed === AT_ONCE) {
        passed = 0;
        yield (0.5 * row) / rows;
      }
      if (!Number.isFinite(value)) {
        notFinite++;
        continue;
      }
      if (value < least) least = value;
      if (value > greatest) greatest = value;
      if (value === 0) {
        zeros++;
        continue;
      }
      const size = Math.abs(value);
      if (size > scale) {
        sum = 1 + sum * (scale / size) ** 2;
        scale = size;
      } else {
        sum += (size / scale) ** 2;
      }
      if (largest.length < LARGEST || size > Math.abs(largest[LARGEST - 1].value))
        insert(largest, { row, column, value });
    }
  }
  const none = least > greatest;
  return {
    magnitude: scale,
    least: none ? 0 : least,
    greatest: none ? 0 : greatest,
    norm: scale * Math.sqrt(sum),
    zeros,
    notFinite,
    largest,
  };
}

/** Keeps the list sorted and no longer than it may be. */
function insert(largest: PlacedValue[], found: PlacedValue): void {
  let at = largest.length;
  while (at > 0 && Math.abs(largest[at - 1].value) < Math.abs(found.value)) at--;
  largest.splice(at, 0, found);
  if (largest.length > LARGEST) largest.pop();
}
