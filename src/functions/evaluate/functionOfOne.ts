import { newTies, type Ties } from './algebra';
import { boundedConstant, boundedDuals, rightDigits } from './boundedAlgebra';
import { constantDual, type Dual } from '../numbers/dual';
import { doubles, duals } from './doubleAlgebra';
import type { CustomFunction } from './names';
import { series } from './seriesAlgebra';
import { toNumber, type Extended } from '../numbers/extendedNumber';
import { linearJet, type Jet } from '../numbers/jet';

/** Enough for the limits of 0/0 that people write down, such as (x − sin x)/x³. */
const besideOrder = 4;

/** More limits than this are not kept. */
const mostLimits = 1_000;

interface ValueAndSlope {
  readonly value: number;
  readonly slope: number;
}

/** A function of the author's as a function of its first parameter, the others being fixed. */
export class FunctionOfOne {
  /** What is right beside the ties met so far: they are few, and many neurons may sit on each. */
  private readonly limits = new Map<string, readonly [ValueAndSlope, ValueAndSlope]>();

  constructor(private readonly f: Pick<CustomFunction, 'over' | 'mayTie'>) {}

  /** The value at x; NaN outside the domain. */
  value(x: number, fixed: readonly number[]): number {
    const ties = newTies();
    const value = this.f.over(doubles)([x, ...fixed], ties);
    return isFinite(value) && !hasLost(value, ties) ? value : this.beyondRange(x, fixed, value).value;
  }

  /** The derivative at x: where both sides agree that of both sides, at a kink the convention's. */
  derivative(x: number, fixed: readonly number[]): number {
    const ties = newTies();
    const { value, slope } = this.f.over(duals)(
      [{ value: x, slope: 1, constant: false }, ...fixed.map(constantDual)],
      ties,
    );
    if (!isFinite(value) || !isFinite(slope) || hasLost(slope, ties)) return this.beyondRange(x, fixed, slope).slope;
    if (!ties.seen) return slope;
    const [left, right] = this.bothSides(x, fixed);
    // Where the formula's own slope is one of theirs it is kept: it has no rounding of series in it.
    return agree(left.slope, right.slope) && !agree(left.slope, slope) && agree(left.value, value)
      ? right.slope
      : slope;
  }

  /** The second derivative at x; at a tie that of the piece that the convention takes. */
  second(x: number, fixed: readonly number[]): number {
    return 2 * toNumber(this.seriesAt(linearJet(x, 1, 2), fixed, false)[2]);
  }

  /** Whether the function jumps at x, or has another slope on the left than on the right. */
  isKink(x: number, fixed: readonly number[]): boolean {
    if (!this.f.mayTie) return false;
    const ties = newTies();
    const at: Dual = { value: x, slope: 1, constant: false };
    const { value } = this.f.over(duals)([at, ...fixed.map(constantDual)], ties);
    if (!ties.seen) return false;
    const [left, right] = this.bothSides(x, fixed);
    return !agree(left.value, right.value) || !agree(left.slope, right.slope) || !agree(left.value, value);
  }

  /** How many digits of the value and of the derivative at x rounding has left. */
  rightDigits(x: number, fixed: readonly number[]): readonly [number, number] {
    const at = { value: { value: x, error: 0 }, slope: { value: 1, error: 0 } };
    const { value, slope } = this.f.over(boundedDuals)([at, ...fixed.map(boundedConstant)], newTies());
    return [rightDigits(value), rightDigits(slope)];
  }

  /** The value and the derivative at x, however small they are. */
  extended(x: number, fixed: readonly number[]): readonly [Extended, Extended] {
    const [value, slope] = this.seriesAt(linearJet(x, 1, 1), fixed, false);
    return [value, slope];
  }

  /** Where doubles do not suffice on the way, or there is no value. */
  private beyondRange(x: number, fixed: readonly number[], otherwise: number): ValueAndSlope {
    if (!isFinite(x)) return { value: otherwise, slope: otherwise };
    const [value, slope] = this.seriesAt(linearJet(x, 1, 1), fixed, false).map(toNumber);
    return { value, slope: Number.isNaN(value) ? NaN : slope };
  }

  private bothSides(x: number, fixed: readonly number[]): readonly [ValueAndSlope, ValueAndSlope] {
    const key = [x, ...fixed].join();
    const known = this.limits.get(key);
    if (known !== undefined) return known;
    if (this.limits.size >= mostLimits) this.limits.clear();
    const found = [this.beside(x, fixed, -1), this.beside(x, fixed, 1)] as const;
    this.limits.set(key, found);
    return found;
  }

  /** The limits right beside x, on the left (−1) or the right (1). */
  beside(x: number, fixed: readonly number[], side: -1 | 1): ValueAndSlope {
    const [value, slope] = this.seriesAt(linearJet(x, side, besideOrder), fixed, true).map(toNumber);
    return { value, slope: slope * side };
  }

  private seriesAt(variable: Jet, fixed: readonly number[], beside: boolean): Jet {
    const algebra = series(variable.length - 1, beside);
    return this.f.over(algebra)([variable, ...fixed.map((value) => algebra.number(value))], newTies());
  }
}

function isFinite(x: number): boolean {
  return x - x === 0;
}

/** Whether an underflow on the way may be all of a number: beside a larger one it is nothing. */
function hasLost(x: number, ties: Ties): boolean {
  return ties.underflow && Math.abs(x) < 1e-290;
}

/** Whether two numbers are the same but for rounding; not if one of them is unknown. */
function agree(a: number, b: number): boolean {
  return a === b || (isFinite(a - b) && Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b)));
}
