import type { Matrix } from '../network/matrix';
import type { Steps } from '../steps/steps';
import { ROW_BLOCK, type Kernels } from './kernels';
import { scalarKernels } from './scalarKernels';

/** A σ and a σ′ take about as long as this many multiplications of plain TypeScript. */
const ACTIVATION = 32;

/** Values of a function and its derivative that take a few milliseconds. */
export const VALUES = 65_536;

/** An operation of a formula of the text takes as long as so many built-in functions. */
const OPERATION = 4;

/** What a value of σ or ℓ costs, in values of a built-in one. */
export function costOfValue({ cost }: { readonly cost?: number }): number {
  return cost === undefined ? 1 : OPERATION * cost;
}

/** How many values of σ or ℓ to take at a time. */
export function valuesAtATime(f: { readonly cost?: number }): number {
  return Math.max(1, Math.floor(VALUES / costOfValue(f)));
}

/**
 * How many rows of a matrix with p columns to multiply by m columns at a time, so that each part takes a few
 * milliseconds: a multiple of the block at which parts must begin.
 */
export function rowsAtATime(p: number, m: number, kernels: Kernels): number {
  const pace = kernels.pace(m);
  const activation = ACTIVATION * (pace / scalarKernels.pace(m));
  return Math.max(1, Math.floor(pace / ((p + activation) * m * ROW_BLOCK))) * ROW_BLOCK;
}

/** Entries of matrices that take a few milliseconds to add or multiply. */
const ENTRIES = 1 << 20;

/** How many rows of so many columns have about as many entries as are multiplied at a time. */
export function rowsOfEntries(cols: number): number {
  return Math.max(1, Math.floor(ENTRIES / cols));
}

/** Rows from … to − 1 of A, as far as it has them, in the same memory. */
export function rowsOf(A: Matrix, from: number, to: number): Matrix {
  const { rows, cols, data } = A;
  if (from === 0 && to >= rows) return A;
  const end = Math.min(to, rows);
  return { rows: end - from, cols, data: data.subarray(from * cols, end * cols) };
}

/** out = A ∘ B in steps that can be abandoned; out may be A or B. */
export function* hadamardSteps(A: Matrix, B: Matrix, out: Matrix, kernels: Kernels): Steps<void> {
  const part = rowsOfEntries(A.cols);
  for (let from = 0; from < A.rows; from += part) {
    if (from > 0) yield from / A.rows;
    const to = from + part;
    kernels.hadamard(rowsOf(A, from, to), rowsOf(B, from, to), rowsOf(out, from, to));
  }
}
