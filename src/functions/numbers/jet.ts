import {
  add,
  compare,
  divide,
  extended,
  isFinite,
  multiply,
  notANumber,
  one,
  power,
  subtract,
  zero,
  type Extended,
} from './extendedNumber';

/**
 * A truncated power series u_0 + u_1·ε + … + u_n·ε^n in a small ε > 0: what an expression does right beside a point.
 * All jets of one computation have the same length. A coefficient that cannot be known is NaN.
 */
export type Jet = readonly Extended[];

export function constantJet(value: Extended, order: number): Jet {
  return Array.from({ length: order + 1 }, (_, k) => (k === 0 ? value : zero));
}

/** The number value + slope·ε. */
export function linearJet(value: number, slope: number, order: number): Jet {
  return constantJet(extended(value), order).map((c, k) => (k === 1 ? extended(slope) : c));
}

export function isConstant(u: Jet): boolean {
  return u.every((c, k) => k === 0 || c.m === 0);
}

export function unknownJet(order: number): Jet {
  return constantJet(notANumber, order).map(() => notANumber);
}

/** The index of the first coefficient that is not 0; u.length if all are. */
function valuation(u: Jet): number {
  const first = u.findIndex((c) => c.m !== 0);
  return first < 0 ? u.length : first;
}

/** The sign that u has for small ε: that of its first coefficient that is not 0; NaN if that cannot be known. */
export function signBeside(u: Jet): number {
  const first = valuation(u);
  return first === u.length ? 0 : Math.sign(u[first].m);
}

export function sumJet(u: Jet, v: Jet): Jet {
  return u.map((c, k) => add(c, v[k]));
}

export function differenceJet(u: Jet, v: Jet): Jet {
  return u.map((c, k) => subtract(c, v[k]));
}

export function negativeJet(u: Jet): Jet {
  return u.map(({ m, e }) => ({ m: -m, e }));
}

/** u·v. A coefficient 0 beside the first stays without effect even where it meets ∞, as in slopeProduct. */
export function productJet(u: Jet, v: Jet): Jet {
  return u.map((_, k) => {
    if (k === 0) return multiply(u[0], v[0]);
    let sum = zero;
    for (let j = 0; j <= k; j++) {
      if (u[j].m !== 0 && v[k - j].m !== 0) sum = add(sum, multiply(u[j], v[k - j]));
    }
    return sum;
  });
}

/** u/v. Where `beside` a point, a common power of ε is cancelled first: so 0/0 has its limit. */
export function quotientJet(u: Jet, v: Jet, beside: boolean): Jet {
  const shift = beside ? valuation(v) : 0;
  if (shift > 0 && shift < u.length && valuation(u) >= shift) {
    return quotientJet(shifted(u, shift), shifted(v, shift), false);
  }
  const w: Extended[] = [];
  for (let k = 0; k < u.length; k++) {
    let rest = u[k];
    for (let j = 1; j <= k; j++) {
      if (v[j].m !== 0 && w[k - j].m !== 0) rest = subtract(rest, multiply(v[j], w[k - j]));
    }
    w.push(rest.m === 0 && k > 0 && v[0].m !== 0 ? zero : divide(rest, v[0]));
  }
  return w;
}

/** u/ε^places; negative places multiply. What was cut off above is not known. */
function shifted(u: Jet, places: number): Jet {
  return u.map((_, k) => (k + places < 0 ? zero : (u[k + places] ?? notANumber)));
}

/** u^p for a constant p. */
export function powerJet(u: Jet, p: number): Jet {
  const order = u.length - 1;
  if (p === 0) return constantJet(one, order);
  const first = valuation(u);
  if (first > order) return constantJet(power(zero, extended(p)), order);
  if (first === 0) return regularPower(u, p);
  const lead = regularPower(shifted(u, first), p);
  if (p < 0 || !isFinite(lead[0])) {
    return unknownJet(order).map((c, k) => (k === 0 ? power(zero, extended(p)) : c));
  }
  const degree = first * p;
  if (Number.isInteger(degree)) return shifted(lead, -degree);
  // A fractional power of ε: its slope is 0 or infinite.
  const slope = degree > 1 ? zero : { m: lead[0].m * Infinity, e: 0 };
  return unknownJet(order).map((c, k) => (k === 0 ? zero : k === 1 ? slope : c));
}

/** u^p with u_0 ≠ 0, from u·w′ = p·u′·w. */
function regularPower(u: Jet, p: number): Jet {
  const w: Extended[] = [power(u[0], extended(p))];
  for (let k = 1; k < u.length; k++) {
    let sum = zero;
    for (let j = 1; j <= k; j++) {
      const factor = p * j - (k - j);
      if (factor !== 0 && u[j].m !== 0) sum = add(sum, multiply(extended(factor), multiply(u[j], w[k - j])));
    }
    w.push(sum.m === 0 ? zero : divide(sum, multiply(extended(k), u[0])));
  }
  return w;
}

/** f(u) from the derivatives f(u_0), f′(u_0), f″(u_0), …, which are asked for as far as they are needed. */
export function compositeJet(u: Jet, derivative: (order: number) => Extended): Jet {
  const order = u.length - 1;
  const value = constantJet(derivative(0), order);
  const step: Jet = u.map((c, k) => (k === 0 ? zero : c));
  let sum: Jet = value;
  let term: Jet = constantJet(one, order);
  let factorial = 1;
  for (let k = 1; k <= order && valuation(step) <= order; k++) {
    term = productJet(term, step);
    factorial *= k;
    if (valuation(term) > order) break;
    const coefficient = divide(derivative(k), extended(factorial));
    if (coefficient.m !== 0) sum = sumJet(sum, productJet(constantJet(coefficient, order), term));
  }
  return sum;
}

/** −1, 0 or 1 as u is below, equal to or above v: at the point, or right beside it. NaN if that cannot be known. */
export function compareJets(u: Jet, v: Jet, beside: boolean): number {
  const atPoint = compare(u[0], v[0]);
  return atPoint === 0 && beside && isFinite(u[0]) ? signBeside(differenceJet(u, v)) : atPoint;
}
