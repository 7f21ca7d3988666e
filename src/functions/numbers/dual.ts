/**
 * Forward-mode differentiation by one variable, for the functions of the language: a dual number is a value and its
 * derivative. Where a factor of a derivative is exactly 0 the product is 0, even if the other factor is infinite.
 */
export interface Dual {
  readonly value: number;
  readonly slope: number;
  /** Whether it does not depend on the variable at all. */
  readonly constant: boolean;
}

export function constantDual(value: number): Dual {
  return { value, slope: 0, constant: true };
}

/** a·b, where 0·∞ = 0. */
export function slopeProduct(a: number, b: number): number {
  return a === 0 || b === 0 ? 0 : a * b;
}

export function dualSum(u: Dual, v: Dual): Dual {
  return { value: u.value + v.value, slope: u.slope + v.slope, constant: u.constant && v.constant };
}

export function dualDifference(u: Dual, v: Dual): Dual {
  return { value: u.value - v.value, slope: u.slope - v.slope, constant: u.constant && v.constant };
}

export function dualProduct(u: Dual, v: Dual): Dual {
  return {
    value: u.value * v.value,
    slope: slopeProduct(u.slope, v.value) + slopeProduct(u.value, v.slope),
    constant: u.constant && v.constant,
  };
}

/** u/v; by a denominator that has overflowed nothing can be said, so it is NaN. */
export function quotient(u: number, v: number): number {
  return v - v === 0 ? u / v : NaN;
}

export function dualQuotient(u: Dual, v: Dual): Dual {
  const value = quotient(u.value, v.value);
  const rest = u.slope - slopeProduct(value, v.slope);
  return { value, slope: rest === 0 && v.value !== 0 ? 0 : rest / v.value, constant: u.constant && v.constant };
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
  return { value, slope: base + exponent, constant: u.constant && w.constant };
}
