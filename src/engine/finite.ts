import type { Matrix } from '../network/matrix';
import type { Steps } from '../steps/steps';

/** How many entries are looked at in one step. */
const AT_ONCE = 1 << 20;

/** Where the first entry is that is infinite or NaN; −1 if all are finite. In steps that can be abandoned. */
export function* indexNotFinite(a: Float64Array): Steps<number> {
  for (let from = 0; from < a.length; from += AT_ONCE) {
    if (from > 0) yield from / a.length;
    const at = notFiniteWithin(a, from, Math.min(from + AT_ONCE, a.length));
    if (at >= 0) return at;
  }
  return -1;
}

const known = new WeakMap<Matrix, boolean>();

/** Whether all entries are finite: found in steps that can be abandoned, and known afterwards. */
export function* isFiniteSteps(A: Matrix): Steps<boolean> {
  let found = known.get(A);
  if (found === undefined) known.set(A, (found = (yield* indexNotFinite(A.data)) < 0));
  return found;
}

/** Whether so few entries are all finite that there is no need of a pause; false if there are more. */
export function areFinite(a: Float64Array): boolean {
  return a.length <= AT_ONCE && notFiniteWithin(a, 0, a.length) < 0;
}

function notFiniteWithin(a: Float64Array, from: number, to: number): number {
  for (let i = from; i < to; i++) if (a[i] - a[i] !== 0) return i;
  return -1;
}

/** max |a| over the entries that are numbers, in steps that can be abandoned. */
export function* largestSteps(a: Float64Array): Steps<number> {
  let most = 0;
  for (let from = 0; from < a.length; from += AT_ONCE) {
    if (from > 0) yield from / a.length;
    most = Math.max(most, largest(a, from, Math.min(from + AT_ONCE, a.length)));
  }
  return most;
}

/** max |a| from … to − 1 over the entries that are numbers. */
export function largest(a: Float64Array, from = 0, to = a.length): number {
  let most = 0;
  for (let i = from; i < to; i++) {
    const x = Math.abs(a[i]);
    if (x > most) most = x;
  }
  return most;
}
