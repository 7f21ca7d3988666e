import type { Matrix } from '../../network/matrix';
import type { Steps } from '../../steps/steps';

/** How many entries are looked at in one step. */
const AT_ONCE = 1 << 20;

/** How large and how small the entries of a matrix are, without their signs. */
export interface Magnitudes {
  /** max |a| over the entries that are numbers. */
  readonly largest: number;
  /** The smallest |a| that is not 0; ∞ if there is none. */
  readonly smallest: number;
  readonly hasZero: boolean;
}

/** In steps that can be abandoned. */
export function* magnitudesOf(a: Float64Array): Steps<Magnitudes> {
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
    if (i % AT_ONCE === AT_ONCE - 1) yield i / a.length;
  }
  return { largest, smallest, hasZero };
}

const known = new WeakMap<Matrix, Magnitudes>();

/** Those of weights, looked for once: they are the same at every sample and in every column. */
export function* magnitudesOfWeights(W: Matrix): Steps<Magnitudes> {
  let found = known.get(W);
  if (found === undefined) known.set(W, (found = yield* magnitudesOf(W.data)));
  return found;
}
