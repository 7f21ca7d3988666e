/**
 * Forward-mode differentiation of one variable, for the functions of the language: a dual number is a value and its
 * derivative. Where a factor of a derivative is exactly 0 the product is 0, even if the other factor is infinite: so
 * `1/(1 + exp(-x))` has slope 0, not NaN, far out on either side.
 */
export interface Dual {
  readonly value: number;
  readonly slope: number;
}

/** From which side a tie (a kink, a jump, a comparison of equals) is looked at; 0 = as the language's convention says. */
export type Side = -1 | 0 | 1;

/** Notes that an evaluation met a tie. */
export interface TieSeen {
  seen: boolean;
}

/** a·b, where 0·∞ = 0. */
export function slopeProduct(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

/** u·v. */
export function dualProduct(u: Dual, v: Dual): Dual {
  return { value: u.value * v.value, slope: slopeProduct(u.slope, v.value) + slopeProduct(u.value, v.slope) };
}

/** u/v. */
export function dualQuotient(u: Dual, v: Dual): Dual {
  const value = u.value / v.value;
  return { value, slope: dividedBy(u.slope - slopeProduct(value, v.slope), v.value) };
}

function dividedBy(a: number, b: number): number {
  return a === 0 && b !== 0 ? 0 : a / b;
}

/** u^w, by Math.pow, squares by one multiplication. */
export function power(u: number, w: number): number {
  return w === 2 ? u * u : Math.pow(u, w);
}

/** u^w with its slope w·u^(w−1)·u′ + u^w·ln u·w′; the second part only where the exponent varies. */
export function dualPower(u: Dual, w: Dual): Dual {
  const value = power(u.value, w.value);
  const base = u.slope === 0 || w.value === 0 ? 0 : slopeProduct(w.value * power(u.value, w.value - 1), u.slope);
  const exponent = w.slope === 0 || value === 0 ? 0 : slopeProduct(value * Math.log(u.value), w.slope);
  return { value, slope: base + exponent };
}
