import type { Steps } from '../../steps/steps';

/** A derivative found from values alone. */
export interface Slope {
  readonly value: number;
  /** How far two extrapolations of different order lie apart. */
  readonly error: number;
  /** The step of the best quotient: the smaller it is, the more of the quotient is rounding. */
  readonly step: number;
  /** Whether the slopes from the left and from the right differ however small the step: a kink at the point itself. */
  readonly kink: boolean;
}

/** Extrapolations kept: powers h² … h¹⁰ of the error are removed. */
const ORDERS = 6;
/** Steps h₀, h₀/2, … tried before the quotient counts as one that does not settle: down to h₀·10⁻⁸. */
const MOST_STEPS = 28;
/** Where g has no value, the next step is half this part. */
const RETREAT = 1 / 8;
/** Below this part of the unit the error cannot be told from rounding: no smaller step is tried. */
const SETTLED = 1e-11;
/** Below this part of the unit the error is good enough to stop once smaller steps make it worse. */
const GOOD = 1e-8;
/** A settled quotient is looked at once more with this part of the step, no power of ½, unless the step is small already. */
const PROBE = 0.0137;
const NEAR = 1e-4;
/** It must agree with the settled one to this part of the unit: a step function is off by all of it. */
const AGREES = 1e-3;
/** A difference of one-sided slopes smaller than this part of the unit is rounding. */
const JUMP = 1e-8;

/**
 * g′(0) by central differences (g(h) − g(−h))/2h with halved steps, extrapolated to h = 0 (Ridders' tableau over the
 * last few steps, so that quotients whose step still reached across a kink are forgotten). It pauses where g does.
 * @param g the function minus its value at 0; NaN where it has none, or where a kink that is known is in between
 * @param h0 the first and largest step
 * @param unit the size below which a derivative is too small to be told from rounding
 */
export function* slopeAtZero(g: (h: number) => Steps<number>, h0: number, unit: number): Steps<Slope> {
  let best: Slope = { value: NaN, error: Infinity, step: h0, kink: false };
  let bestStep = 0;
  let row: number[] = [];
  let jumps: number[] = [];
  for (let step = 0, h = h0; step < MOST_STEPS && h > 0; step++, h /= 2) {
    const right = yield* g(h);
    const left = yield* g(-h);
    const quotient = (right - left) / (2 * h);
    if (!Number.isFinite(quotient)) {
      // Outside the domain, across a kink, or overflow: begin again much nearer to the point.
      row = [];
      jumps = [];
      h *= RETREAT;
      continue;
    }
    jumps = [...jumps.slice(-2), (right + left) / h];
    const previous = row;
    row = [quotient];
    for (let j = 1, power = 4; j <= previous.length && j < ORDERS; j++, power *= 4) {
      const value = row[j - 1] + (row[j - 1] - previous[j - 1]) / (power - 1);
      const error = Math.max(Math.abs(value - row[j - 1]), Math.abs(value - previous[j - 1]));
      row.push(value);
      if (jumps.length === 3 && error < best.error) {
        best = { value, error, step: h, kink: staysApart(jumps, JUMP * Math.max(Math.abs(value), unit)) };
        bestStep = step;
      }
    }
    const size = Math.max(Math.abs(best.value), unit);
    const settled = best.error <= SETTLED * size || (best.error <= GOOD * size && step - bestStep >= 3);
    if (!settled) continue;
    if (h < NEAR * h0) break;
    const near = ((yield* g(PROBE * h)) - (yield* g(-PROBE * h))) / (2 * PROBE * h);
    if (Math.abs(near - best.value) <= AGREES * size) break;
    // The steps so far reached across jumps that happened to give one and the same quotient.
    best = { value: NaN, error: Infinity, step: h0, kink: false };
    row = [];
    jumps = [];
    h *= PROBE;
  }
  return best;
}

/** Whether right-hand minus left-hand slope does not shrink with the step, as it must where g is smooth. */
function staysApart(jumps: readonly number[], least: number): boolean {
  if (jumps.length < 3) return false;
  const [a, b, c] = jumps.map(Math.abs);
  return c > least && c > 0.75 * b && b > 0.75 * a;
}
