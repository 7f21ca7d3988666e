import { rightDigits } from '../../functions/evaluate/boundedAlgebra';
import { CompensatedSum } from '../compensatedSum';

/** How far a double is from the number that it was rounded from, as a share of it. */
export const HALF_ULP = 2 ** -53;
/** Numbers with as many significant bits (39) are taken for exact: few decimals with a rest have 14 bits of 0 at their ends. */
const SHORT = 2 ** 14 + 1;
/** 10²³ is the first power of ten that is no double. */
const LARGE = 1e23;
/** Splits a double in two halves, whose products are exact (Dekker). */
const HALVES = 2 ** 27 + 1;

/** How much of a number may be rounding; of a short one, such as an integer or 0.375, nothing. */
export function roundingOf(x: number): number {
  return isShort(x) ? 0 : HALF_ULP * Math.abs(x);
}

function isShort(x: number): boolean {
  if (highPart(x, SHORT) === x || Number.isSafeInteger(x)) return true;
  // As 1e20: an integer whose decimals are the few of a double.
  return Number.isInteger(x) && Math.abs(x) < LARGE && BigInt(x).toString().replace(/0+$/, '').length <= 17;
}

/** The leading bits of x. */
function highPart(x: number, factor: number): number {
  const scaled = factor * x;
  return scaled - (scaled - x);
}

/** Σ_j a_j·b_j, without what doubles lose on the way, and how much of it the roundings of the a_j and b_j may be. */
export class TermSum {
  private readonly sum = new CompensatedSum();
  private rounding = 0;

  add(a: number, b = 1): void {
    const product = a * b;
    const [aHigh, bHigh] = [highPart(a, HALVES), highPart(b, HALVES)];
    const [aLow, bLow] = [a - aHigh, b - bHigh];
    this.sum.add(product);
    this.sum.add(aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow));
    if (!isShort(a)) this.rounding += HALF_ULP * Math.abs(product);
    if (!isShort(b)) this.rounding += HALF_ULP * Math.abs(product);
  }

  /** How many digits of `computed`, which is to be this sum, are right: of a 0 all of them or none. */
  digitsOf(computed: number): number {
    const { value } = this.sum;
    if (computed === 0) return Math.abs(value) > this.rounding ? 0 : 16;
    return rightDigits({ value: computed, error: this.rounding + Math.abs(computed - value) });
  }
}
