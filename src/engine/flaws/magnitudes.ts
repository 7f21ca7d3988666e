import type { Matrix } from '../../network/matrix';

/** How large and how small the entries of a matrix are, without their signs. */
export interface Magnitudes {
  /** max |a| over the entries that are numbers. */
  readonly largest: number;
  /** The smallest |a| that is not 0; ∞ if there is none. */
  readonly smallest: number;
  readonly hasZero: boolean;
}

export function magnitudesOf(a: Float64Array): Magnitudes {
  let largest = 0;
  let smallest = Infinity;
  let hasZero = false;
  for (let i = 0; i < a.length; i++) {
    const x = Math.abs(a[i]);
    if (x > largest) largest = x;
    if (x < smallest) {
      if (x > 0) smallest = x;
      else hasZero = true;
    }
  }
  return { largest, smallest, hasZero };
}

/** max |a| over the entries that are numbers. */
export function largest(a: Float64Array): number {
  let max = 0;
  for (let i = 0; i < a.length; i++) {
    const x = Math.abs(a[i]);
    if (x > max) max = x;
  }
  return max;
}

const known = new WeakMap<Matrix, Magnitudes>();

/** Those of weights, looked for once: they are the same at every sample and in every column. */
export function magnitudesOfWeights(W: Matrix): Magnitudes {
  let found = known.get(W);
  if (found === undefined) known.set(W, (found = magnitudesOf(W.data)));
  return found;
}
