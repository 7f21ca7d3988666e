import { minus, negative, ONE, whole, type Rational } from '../numbers/rational';
import { tidySum } from './identities';
import {
  added,
  factored,
  isBelow,
  isOne,
  isWhole,
  number,
  opposite,
  scaled,
  sumKey,
  termPower,
  termProduct,
  type Factor,
  type Sum,
  type Term,
} from './normalForm';
import { written } from './normalWriter';

/** Sums are multiplied out up to this power, and to this many terms. */
const HIGHEST = 4;
const MOST_TERMS = 40;

/** Every way in which the sum could be written: as it is, multiplied out, over one denominator, with a common factor. */
export function rearrangements(sum: Sum): readonly Sum[] {
  const expanded = multipliedOut(sum);
  const found = [sum, expanded, overOneDenominator(sum), expanded && overOneDenominator(expanded)];
  return found
    .flatMap((s) => (s === null ? [] : [s, isPolynomial(s) ? null : withCommonFactor(s)]))
    .filter((s) => s !== null);
}

/** A polynomial is written term by term. */
function isPolynomial(sum: Sum): boolean {
  return sum.every(
    ({ factors, exp }) =>
      exp.length === 0 &&
      factors.every(({ base, exponent }) => base.kind === 'name' && isWhole(exponent) && exponent.n > 0n),
  );
}

/** (u)^exponent as a factor of its own. */
export function sumFactor(u: Sum, exponent: Rational, decimal: boolean): Sum {
  const [head] = u;
  if (u.length === 1 && isWhole(exponent)) {
    const power = termPower(head, exponent);
    if (power !== null) return [power];
  }
  // Of (−a − b)ⁿ the sign goes out in front.
  if (isWhole(exponent) && u.every(({ coefficient }) => coefficient.n < 0n)) {
    const turned = sumFactor(opposite(u), exponent, decimal);
    return exponent.n % 2n === 0n ? turned : opposite(turned);
  }
  const content = sharedCoefficient(u);
  const outside =
    isWhole(exponent) && !isOne(content)
      ? termPower(
          number(
            content,
            u.some((term) => term.decimal),
          )[0],
          exponent,
        )
      : null;
  if (outside === null) return factored({ base: written(u), key: sumKey(u), exponent, decimal, sum: u });
  const inside = scaled(u, { n: content.d, d: content.n });
  const factor = { base: written(inside), key: sumKey(inside), exponent, decimal, sum: inside };
  return [{ ...outside, factors: [factor] }];
}

/** u·v, term by term; null if it becomes too long. */
function product(u: Sum, v: Sum): Sum | null {
  if (u.length * v.length > MOST_TERMS) return null;
  const terms: Term[] = [];
  for (const a of u) {
    for (const b of v) {
      const term = termProduct(a, b);
      if (term === null) return null;
      terms.push(term);
    }
  }
  return tidySum(terms);
}

function isPower(factor: Factor): factor is Factor & { readonly sum: Sum } {
  return factor.sum !== null && isWhole(factor.exponent) && factor.exponent.n > 0n && factor.exponent.n <= HIGHEST;
}

/** The sum without powers of sums in it; null if there are none, or it becomes too long. */
function multipliedOut(sum: Sum): Sum | null {
  if (!sum.some(({ factors }) => factors.some(isPower))) return null;
  let result: Sum | null = [];
  for (const term of sum) {
    let expanded: Sum | null = [{ ...term, factors: term.factors.filter((factor) => !isPower(factor)) }];
    for (const factor of term.factors.filter(isPower)) {
      for (let i = factor.exponent.n; i > 0n && expanded !== null; i--) {
        expanded = product(expanded, multipliedOut(factor.sum) ?? factor.sum);
      }
    }
    if (expanded === null || result === null || result.length + expanded.length > MOST_TERMS) return null;
    result = added(result, expanded);
  }
  return tidySum(result);
}

/** The sum as one fraction, its numerator multiplied out; null where it has no denominator or becomes too long. */
function overOneDenominator(sum: Sum): Sum | null {
  const below = new Map<string, Factor>();
  for (const { factors } of sum) {
    for (const factor of factors) {
      const known = below.get(factor.key);
      if (factor.exponent.n < 0n && (known === undefined || isBelow(factor.exponent, known.exponent))) {
        below.set(factor.key, factor);
      }
    }
  }
  if (below.size === 0) return null;
  const denominator: Term = { coefficient: ONE, decimal: false, factors: [...below.values()], exp: [] };
  const inverse = termPower(denominator, whole(-1))!;
  const raised = product(sum, [inverse]);
  const numerator = raised && (multipliedOut(raised) ?? raised);
  return numerator && (quotient(numerator, denominator) ?? null);
}

function quotient(numerator: Sum, denominator: Term): Sum | null {
  if (numerator.length === 0) return [];
  return product(withCommonFactor(numerator) ?? sumFactor(numerator, ONE, false), [denominator]);
}

/** The sum of several terms as a product of what they share and of a sum; null if they share nothing. */
function withCommonFactor(sum: Sum): Sum | null {
  if (sum.length < 2) return null;
  const [first, ...rest] = sum;
  const shared = first.factors.flatMap((factor): Factor[] => {
    let least = factor.exponent;
    for (const { factors } of rest) {
      const other = factors.find(({ key }) => key === factor.key);
      if (other === undefined || other.exponent.n > 0n !== least.n > 0n) return [];
      if (isBelow(absolute(other.exponent), absolute(least))) least = other.exponent;
    }
    return [{ ...factor, exponent: least }];
  });
  const exp = rest.every((term) => term.exp.length > 0 && sumKey(term.exp) === sumKey(first.exp)) ? first.exp : [];
  const coefficient = sharedCoefficient(sum);
  if (shared.length === 0 && exp.length === 0 && isOne(coefficient)) return null;
  const common: Term = { coefficient, decimal: sum.some((t) => t.decimal), factors: shared, exp };
  const inner = sum.map((term) => divided(term, common));
  return product(sumFactor(tidySum(inner), ONE, false), [common]);
}

function divided(term: Term, common: Term): Term {
  const left = term.factors.flatMap((factor): Factor[] => {
    const taken = common.factors.find(({ key }) => key === factor.key);
    if (taken === undefined) return [factor];
    const exponent = minus(factor.exponent, taken.exponent);
    return exponent.n === 0n ? [] : [{ ...factor, exponent }];
  });
  const { n, d } = common.coefficient;
  const [{ coefficient }] = scaled([term], { n: d, d: n });
  return { ...term, coefficient, factors: left, exp: common.exp.length > 0 ? [] : term.exp };
}

function absolute(a: Rational): Rational {
  return a.n < 0n ? negative(a) : a;
}

/** The greatest whole number that divides all numerators, over the denominator that all coefficients have. */
function sharedCoefficient(sum: Sum): Rational {
  const sizes = sum.map(({ coefficient }) => absolute(coefficient));
  const [{ d }] = sizes;
  const divisor = sizes.map(({ n }) => n).reduce(greatestDivisor);
  return { n: divisor, d: sizes.every((size) => size.d === d) ? d : 1n };
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestDivisor(b, a % b);
}
