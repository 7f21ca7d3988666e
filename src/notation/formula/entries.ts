import { finish } from '../../engine/finish';
import type { Steps } from '../../engine/trace';
import type { ExactMatrix } from '../../network/exactNetwork';
import { matrix, type Matrix } from '../../network/matrix';
import type { Rational } from '../../functions/numbers/rational';

/**
 * A matrix of which someone will look at a few entries, or at all of them. Rows and columns count from 0.
 * An engine's factored gradient is one; a transpose or a diagonal matrix is a view that copies nothing.
 */
export interface Entries {
  readonly rows: number;
  readonly cols: number;
  entry(r: number, c: number): number;
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
  return { rows: a.rows, cols: a.cols, entry: (r, c) => a.data[r * a.cols + c] };
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
  const bare: Entries = { rows, cols, entry: (r, c) => value.entry(r, c), ...(exact && { exact }) };
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
  return { rows: a.rows, cols: 1, entry: (r) => a.entry(r, c) };
}

/** The square diagonal matrix, n × n, on whose diagonal this n-column stands. */
export function diagonalEntries(column: Entries): Entries {
  return { rows: column.rows, cols: column.rows, entry: (r, c) => (r === c ? column.entry(r, 0) : 0) };
}

/** The softmax Jacobian diag(p) − p·pᵀ, n × n, of the n-column p. */
export function softmaxJacobian(p: Entries): Entries {
  return {
    rows: p.rows,
    cols: p.rows,
    entry: (r, c) => (r === c ? p.entry(r, 0) : 0) - p.entry(r, 0) * p.entry(c, 0),
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
