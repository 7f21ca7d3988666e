import { finish, type Steps } from '../steps/steps';

/** A dense matrix of doubles, row-major: entry (r, c), both from 0, stands at `data[r * cols + c]`. A column has `cols === 1`. */
export interface Matrix {
  readonly rows: number;
  readonly cols: number;
  /** `rows * cols` entries, row by row. Never written to once the matrix is made: a copy of it may be in use. */
  readonly data: Float64Array;
}

/** The shape of a matrix, rows × columns. */
export interface Shape {
  readonly rows: number;
  readonly cols: number;
}

/**
 * Makes a rows × cols matrix, of zeros unless `data` is given.
 * @throws RangeError if `data` does not hold rows · cols entries.
 */
export function matrix(rows: number, cols: number, data = new Float64Array(rows * cols)): Matrix {
  if (data.length !== rows * cols) {
    throw new RangeError(`A ${rows} × ${cols} matrix needs ${rows * cols} entries, not ${data.length}.`);
  }
  return { rows, cols, data };
}

/** The column with these entries, n × 1. */
export function column(entries: ArrayLike<number>): Matrix {
  return matrix(entries.length, 1, Float64Array.from(entries));
}

/** Column c (from 0) of A, n × 1, as a copy. */
export function columnAt(a: Matrix, c: number): Matrix {
  return finish(columnSteps(a, c));
}

/** `columnAt` in steps that can be abandoned. */
export function* columnSteps(a: Matrix, c: number): Steps<Matrix> {
  const out = matrix(a.rows, 1);
  for (let r = 0; r < a.rows; r++) {
    out.data[r] = a.data[r * a.cols + c]!;
    if (r % AT_ONCE === AT_ONCE - 1) yield r / a.rows;
  }
  return out;
}

/** The transpose Aᵀ, cols × rows, as a copy. */
export function transpose(a: Matrix): Matrix {
  return finish(transposeSteps(a));
}

/** How many entries are copied in one step. */
const AT_ONCE = 65_536;

/** `transpose` in steps that can be abandoned. */
export function* transposeSteps(a: Matrix): Steps<Matrix> {
  const { rows, cols } = a;
  const data = new Float64Array(a.data.length);
  for (let i = 0, r = 0, c = 0; i < data.length; i++) {
    data[c * rows + r] = a.data[i]!;
    if (++c === cols) {
      c = 0;
      r++;
    }
    if (i % AT_ONCE === AT_ONCE - 1) yield i / data.length;
  }
  return { rows: cols, cols: rows, data };
}
