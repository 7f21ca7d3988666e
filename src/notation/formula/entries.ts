import { finish, type Steps } from '../../steps/steps';
import type { ExactMatrix } from '../../network/exactNetwork';
import { matrix, type Matrix } from '../../network/matrix';
import { ONE, times, ZERO, type Rational } from '../../functions/numbers/rational';

/**
 * A matrix of which someone will look at a few entries, or at all of them. Rows and columns count from 0.
 * An engine's factored gradient is one; a transpose or a diagonal matrix is a view that copies nothing.
 */
export interface Entries {
  readonly rows: number;
  readonly cols: number;
  entry(r: number, c: number): number;
  /** Writes row r into an array of as many numbers: for whoever looks at all of them. */
  row?(r: number, into: Float64Array): void;
  /** The same entry as a fraction; only where all entries are exact. */
  readonly exact?: (r: number, c: number) => Rational;
  /** Whether a line parts the last row or column from the others: it belongs to the formal neurons of §3. */
  readonly formal?: FormalParts;
}

/** The parts of a matrix in homogeneous form (§3). */
export interface FormalParts {
  /** The last row is that of a formal neuron. */
  readonly row: boolean;
  /** The last column is that of the biases. */
  readonly column: boolean;
}

/** A matrix as entries. */
export function entriesOf(a: Matrix): Entries {
  const { rows, cols } = a;
  return {
    rows,
    cols,
    entry: (r, c) => a.data[r * cols + c],
    row: (r, into) => into.set(a.data.subarray(r * cols, (r + 1) * cols)),
  };
}

/** These entries with their fractions beside them, if there are any. */
export function withExact(value: Entries, exact: ExactMatrix | null): Entries {
  if (exact === null) return value;
  const { cols } = value;
  return { ...withFormal(value, value.formal ?? null), exact: (r, c) => exact.data[r * cols + c] };
}

/** These entries with their formal row and column, if there are any. */
export function withFormal(value: Entries, formal: FormalParts | null): Entries {
  const { rows, cols, exact } = value;
  const bare: Entries = {
    rows,
    cols,
    entry: (r, c) => value.entry(r, c),
    ...(value.row && { row: (r: number, into: Float64Array) => value.row!(r, into) }),
    ...(exact && { exact }),
  };
  return formal === null ? bare : { ...bare, formal };
}

/** Aᵀ as a view, cols × rows. */
export function transposedEntries(a: Entries): Entries {
  const { exact, formal } = a;
  return {
    rows: a.cols,
    cols: a.rows,
    entry: (r, c) => a.entry(c, r),
    ...(exact && { exact: (r: number, c: number) => exact(c, r) }),
    ...(formal && { formal: { row: formal.column, column: formal.row } }),
  };
}

/** Column c (from 0) of A as a view, rows × 1. */
export function columnEntries(a: Entries, c: number): Entries {
  return transposedEntries(rowEntries(transposedEntries(a), c));
}

/** Row r (from 0) of A as a view, 1 × cols. */
export function rowEntries(a: Entries, r: number): Entries {
  const { exact, formal } = a;
  return {
    rows: 1,
    cols: a.cols,
    entry: (_, c) => a.entry(r, c),
    ...(exact && { exact: (_: number, c: number) => exact(r, c) }),
    ...(formal?.column && { formal: { row: false, column: true } }),
  };
}

/** A ∘ B as a view, for matrices of one shape; a 1 × 1 matrix A goes with every entry of B. */
export function entrywiseEntries(a: Entries, b: Entries): Entries {
  const [exactA, exactB] = [a.exact, b.exact];
  const one = a.rows === 1 && a.cols === 1;
  const at = (r: number, c: number): readonly [number, number] => (one ? [0, 0] : [r, c]);
  return {
    rows: b.rows,
    cols: b.cols,
    entry: (r, c) => a.entry(...at(r, c)) * b.entry(r, c),
    ...(exactA && exactB && { exact: (r: number, c: number) => times(exactA(...at(r, c)), exactB(r, c)) }),
    ...(b.formal && { formal: b.formal }),
  };
}

/** The square diagonal matrix, n × n, on whose diagonal this n-column stands. */
export function diagonalEntries(column: Entries): Entries {
  const { exact } = column;
  return {
    rows: column.rows,
    cols: column.rows,
    entry: (r, c) => (r === c ? column.entry(r, 0) : 0),
    ...(exact && { exact: (r: number, c: number) => (r === c ? exact(r, 0) : ZERO) }),
  };
}

/** The unit matrix, n × n. */
export function unitEntries(n: number): Entries {
  return diagonalEntries({ ...constantEntries(n, 1, 1), exact: () => ONE });
}

/** The softmax Jacobian diag(p) − p·pᵀ, n × n, of the n-column p; 1 − p of the largest is the sum of the others. */
export function softmaxJacobian(p: Entries): Entries {
  let top = 0;
  for (let r = 1; r < p.rows; r++) if (p.entry(r, 0) > p.entry(top, 0)) top = r;
  let rest = 0;
  for (let r = 0; r < p.rows; r++) if (r !== top) rest += p.entry(r, 0);
  return {
    rows: p.rows,
    cols: p.rows,
    entry: (r, c) => p.entry(r, 0) * (r !== c ? -p.entry(c, 0) : r === top ? rest : 1 - p.entry(r, 0)),
  };
}

/** A rows × cols matrix of the same number everywhere. */
export function constantEntries(rows: number, cols: number, value: number): Entries {
  return { rows, cols, entry: () => value };
}

/** All fractions, as a matrix of their own; null where there are none. */
export function toExactMatrix({ rows, cols, exact }: Entries): ExactMatrix | null {
  if (exact === undefined) return null;
  const data = Array.from({ length: rows * cols }, (_, i) => exact(Math.floor(i / cols), i % cols));
  return { rows, cols, data };
}

/** All entries, as a matrix of its own. */
export function toMatrix(a: Entries): Matrix {
  return finish(copying(a));
}

/** `toMatrix` in steps that can be abandoned. */
export function* copying(a: Entries): Steps<Matrix> {
  const whole = matrix(a.rows, a.cols);
  for (let r = 0; r < a.rows; r++) {
    for (let c = 0; c < a.cols; c++) whole.data[r * a.cols + c] = a.entry(r, c);
    yield r / a.rows;
  }
  return whole;
}
