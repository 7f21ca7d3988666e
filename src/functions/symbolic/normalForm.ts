import { printExpression } from '../expression/expressionPrinter';
import type { Expression } from '../expression/tree';
import { digitsOf, minus, ONE, over, plus, times, whole, ZERO, type Rational } from '../numbers/rational';

/** base^exponent. */
export interface Factor {
  readonly base: Expression;
  /** The base as text: bases with the same text are the same. */
  readonly key: string;
  readonly exponent: Rational;
  /** Whether the exponent is written as a decimal. */
  readonly decimal: boolean;
  /** What the base is the sum of, if it is a sum. */
  readonly sum: Sum | null;
}

/** coefficient · Π base^exponent · e^exp. */
export interface Term {
  readonly coefficient: Rational;
  /** Whether decimals went into the coefficient, so that it is written as one if it can be. */
  readonly decimal: boolean;
  /** Each base once, none with the exponent 0. */
  readonly factors: readonly Factor[];
  /** The exponent of e; empty for none. */
  readonly exp: Sum;
}

/** An expression as a sum of terms with different factors, none with the coefficient 0. */
export type Sum = readonly Term[];

export const TWO = whole(2);
export const HALF: Rational = { n: 1n, d: 2n };

/** Longer coefficients are not multiplied out. */
const LONGEST = 12;

export function number(coefficient: Rational, decimal = false): Sum {
  return coefficient.n === 0n ? [] : [{ coefficient, decimal, factors: [], exp: [] }];
}

/** base^exponent for a base that is not taken apart. */
export function atom(base: Expression, exponent: Rational = ONE, decimal = false): Sum {
  return factored({ base, key: printExpression(base), exponent, decimal, sum: null });
}

/** The sum of one term with one factor. */
export function factored(factor: Factor): Sum {
  return [{ coefficient: ONE, decimal: false, factors: [factor], exp: [] }];
}

/** e^u. */
export function exponential(u: Sum): Sum {
  return [{ coefficient: ONE, decimal: false, factors: [], exp: u }];
}

/** The number that the sum is; null if it has factors. */
export function numberIn(u: Sum): Rational | null {
  if (u.length === 0) return ZERO;
  const [term] = u;
  return u.length === 1 && term.factors.length === 0 && term.exp.length === 0 ? term.coefficient : null;
}

export function isOne(a: Rational): boolean {
  return a.n === a.d;
}

export function isWhole(a: Rational): boolean {
  return a.d === 1n;
}

/** What two terms must share to be added up. */
export function keyOf({ factors, exp }: Pick<Term, 'factors' | 'exp'>): string {
  const parts = factors.map(({ key, exponent }) => `${key}^${exponent.n}/${exponent.d}`).sort();
  return [...parts, ...(exp.length > 0 ? [`exp:${sumKey(exp)}`] : [])].join('·');
}

export function sumKey(u: Sum): string {
  return u
    .map((term) => `${term.coefficient.n}/${term.coefficient.d} ${keyOf(term)}`)
    .sort()
    .join(' + ');
}

/** The terms with like ones added up, in the order in which they first appear. */
export function collected(terms: readonly Term[]): Sum {
  if (terms.length === 1) return terms[0].coefficient.n === 0n ? [] : terms;
  const found = new Map<string, Term>();
  for (const term of terms) {
    const key = keyOf(term);
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, term);
    } else {
      const coefficient = plus(known.coefficient, term.coefficient);
      found.set(key, { ...known, coefficient, decimal: known.decimal || term.decimal });
    }
  }
  return [...found.values()].filter(({ coefficient }) => coefficient.n !== 0n);
}

export function added(u: Sum, v: Sum): Sum {
  return collected([...u, ...v]);
}

export function scaled(u: Sum, by: Rational, decimal = false): Sum {
  if (by.n === 0n) return [];
  return u.map((term) => ({
    ...term,
    coefficient: times(term.coefficient, by),
    decimal: term.decimal || decimal,
  }));
}

export function opposite(u: Sum): Sum {
  return scaled(u, whole(-1));
}

/** The product of two terms; null if a coefficient would become too long to be read. */
export function termProduct(a: Term, b: Term): Term | null {
  const coefficient = times(a.coefficient, b.coefficient);
  const longest = Math.max(LONGEST, digitsOf(a.coefficient), digitsOf(b.coefficient));
  if (digitsOf(coefficient) > longest) return null;
  const factors = new Map(a.factors.map((factor) => [factor.key, factor]));
  for (const factor of b.factors) {
    const known = factors.get(factor.key);
    if (known === undefined) {
      factors.set(factor.key, factor);
    } else {
      const exponent = plus(known.exponent, factor.exponent);
      if (exponent.n === 0n) factors.delete(factor.key);
      else factors.set(factor.key, { ...known, exponent, decimal: known.decimal || factor.decimal });
    }
  }
  return {
    coefficient,
    decimal: a.decimal || b.decimal,
    factors: [...factors.values()],
    exp: added(a.exp, b.exp),
  };
}

/** The term with all exponents multiplied by a whole number; null if its coefficient becomes too long, or is 1/0. */
export function termPower(term: Term, exponent: Rational): Term | null {
  const coefficient = rationalPower(term.coefficient, exponent);
  if (coefficient === null) return null;
  return {
    coefficient,
    decimal: term.decimal,
    factors: term.factors.map((factor) => ({ ...factor, exponent: times(factor.exponent, exponent) })),
    exp: scaled(term.exp, exponent),
  };
}

/** aⁿ for a whole number n; null if it is too long, or there is none. */
function rationalPower(a: Rational, { n }: Rational): Rational | null {
  if (a.d === 1n && (a.n === 1n || (a.n === -1n && n % 2n === 0n))) return ONE;
  if (n > 64n || n < -64n) return null;
  let power = ONE;
  for (let i = n < 0n ? -n : n; i > 0n; i--) {
    power = times(power, a);
    if (digitsOf(power) > 2 * LONGEST) return null;
  }
  if (digitsOf(power) > Math.max(LONGEST, digitsOf(a))) return null;
  return n < 0n ? over(ONE, power) : power;
}

/** u − v is nothing. */
export function same(u: Sum, v: Sum): boolean {
  return added(u, opposite(v)).length === 0;
}

/** Whether a is below b. */
export function isBelow(a: Rational, b: Rational): boolean {
  return minus(a, b).n < 0n;
}
