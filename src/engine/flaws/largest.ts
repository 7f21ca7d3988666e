import type { Matrix } from '../../network/matrix';

/** max |a| over the entries that are numbers. */
export function largest(a: Float64Array): number {
  let max = 0;
  for (let i = 0; i < a.length; i++) {
    const x = Math.abs(a[i]);
    if (x > max) max = x;
  }
  return max;
}

/** Entries below which looking again is as quick as looking up. */
const FEW = 64;

const known = new WeakMap<Matrix, number>();

/** max |w| of a matrix of weights, looked for once: it is the same at every sample and in every column. */
export function largestWeight(W: Matrix): number {
  if (W.data.length < FEW) return largest(W.data);
  let max = known.get(W);
  if (max === undefined) known.set(W, (max = largest(W.data)));
  return max;
}
