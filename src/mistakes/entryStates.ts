import type { Matrix } from '../network/matrix';
import type { WrittenMatrix } from './writtenMatrix';

/** An entry equals the correct value in all written digits, differs from it as rounding on the way may, or is wrong. */
export type EntryState = 'equal' | 'close' | 'wrong';

/** More digits are not looked at: numbers from single precision have no more. */
export const MOST_DIGITS = 6;
/** What a double adds to numbers that should be equal, relative to the entry and to the largest of the matrix. */
const NOISE = 1e-9;
const NOISE_OF_LARGEST = 1e-12;
/** Units of the last place by which digits that were rounded on the way may be off. */
const ROUNDED_ON_THE_WAY = 1.5;
/** Such an entry is close only if it is written with about three digits. */
const CLOSE = 99.5;

/** Row by row; both have one shape. */
export function statesOf(written: WrittenMatrix, to: Matrix): EntryState[] {
  const largest = largestOf(to);
  return Array.from(to.data, (x, i) => stateOf(written, i, x, largest));
}

/** Whether all entries equal those of `to`, or are at least close; null if one is wrong. */
export function agreement(written: WrittenMatrix, to: Matrix): 'equal' | 'close' | null {
  const largest = largestOf(to);
  let worst: 'equal' | 'close' = 'equal';
  for (let i = 0; i < to.data.length; i++) {
    const state = stateOf(written, i, to.data[i], largest);
    if (state === 'wrong') return null;
    if (state === 'close') worst = 'close';
  }
  return worst;
}

function stateOf({ values, units }: WrittenMatrix, i: number, right: number, largest: number): EntryState {
  const written = values.data[i];
  const unit = countedUnit(written, units.data[i]);
  const difference = Math.abs(written - right);
  const noise = NOISE * Math.abs(right) + NOISE_OF_LARGEST * largest;
  if (difference <= unit / 2 + noise) return 'equal';
  return Math.abs(written) >= CLOSE * unit && difference <= ROUNDED_ON_THE_WAY * unit + noise ? 'close' : 'wrong';
}

/** The unit of the last written digit that counts; 0 for an exact number. */
export function countedUnit(x: number, unit: number): number {
  if (unit === 0 || x === 0) return unit;
  return Math.max(unit, 10 ** (Math.floor(Math.log10(Math.abs(x))) - MOST_DIGITS + 1));
}

export function largestOf(A: Matrix): number {
  return A.data.reduce((max, x) => Math.max(max, Math.abs(x)), 0);
}
