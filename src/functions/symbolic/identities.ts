import { callOf, nowhere, numberOf } from '../expression/madeExpression';
import type { Expression } from '../expression/tree';
import { negative, ONE, plus, times, whole, type Rational } from '../numbers/rational';
import {
  atom,
  collected,
  HALF,
  isOne,
  keyOf,
  scaled,
  termProduct,
  TWO,
  type Factor,
  type Sum,
  type Term,
} from './normalForm';

/** f(u) for the built-in function f. */
interface Application {
  readonly name: string;
  readonly argument: Expression;
}

function applied({ base }: Factor): Application | null {
  return base.kind === 'call' && base.arguments.length === 1
    ? { name: base.callee.text, argument: base.arguments[0].value }
    : null;
}

function has(factor: Factor, name: string, exponent: Rational): boolean {
  return applied(factor)?.name === name && factor.exponent.n === exponent.n && factor.exponent.d === exponent.d;
}

function without(term: Term, ...left: readonly Factor[]): Term {
  return { ...term, factors: term.factors.filter((factor) => !left.includes(factor)) };
}

/** f(u) of another function f. */
function like(factor: Factor, name: string, doubled = false): Factor {
  const { argument } = applied(factor)!;
  return atom(callOf(name, doubled ? twice(argument) : argument))[0].factors[0];
}

/** 2u, with its numbers multiplied. */
function twice(u: Expression): Expression {
  if (u.kind === 'binary' && u.operator === '*' && u.left.kind === 'number') {
    const { value } = u.left;
    return value === 0.5 ? u.right : { ...u, left: numberOf(2 * value) };
  }
  if (u.kind === 'binary' && u.operator === '/' && u.right.kind === 'number' && u.right.value === 2) return u.left;
  return { kind: 'binary', operator: '*', left: numberOf(2), right: u, range: nowhere };
}

/** A term with what its factors make together: sin/cos = tan, |u|² = u², sign² = 1, u·sign(u) = |u|. */
export function tidyTerm(term: Term): Term {
  for (const factor of term.factors) {
    const f = applied(factor);
    if (f === null) continue;
    const tidied =
      f.name === 'sign'
        ? tidySign(term, factor, f)
        : f.name === 'abs'
          ? tidyAbs(term, factor)
          : tidyQuotient(term, factor, f);
    if (tidied !== null) return tidyTerm(tidied);
  }
  return term;
}

/** A derivative does not change where a sign jumps: its square is 1 on both sides. */
function tidySign(term: Term, factor: Factor, { argument }: Application): Term | null {
  if (factor.exponent.d !== 1n) return null;
  const rest = without(term, factor);
  const key = atom(argument)[0].factors[0].key;
  if (factor.exponent.n !== 1n) {
    return factor.exponent.n % 2n === 0n ? rest : { ...rest, factors: [...rest.factors, { ...factor, exponent: ONE }] };
  }
  const self = rest.factors.find((other) => other.key === key && isOne(other.exponent));
  if (self !== undefined) return { ...rest, factors: [...without(rest, self).factors, like(factor, 'abs')] };
  const size = rest.factors.find(
    (other) => other.key === `abs(${key})` && (has(other, 'abs', ONE) || has(other, 'abs', whole(-1))),
  );
  return size === undefined ? null : termProduct(without(rest, size), atom(argument, size.exponent)[0]);
}

function tidyAbs(term: Term, factor: Factor): Term | null {
  const { exponent } = factor;
  if (exponent.d !== 1n || exponent.n % 2n !== 0n) return null;
  const [square] = atom(applied(factor)!.argument, exponent);
  return termProduct(without(term, factor), square);
}

const quotients: readonly (readonly [string, string, string])[] = [
  ['sin', 'cos', 'tan'],
  ['sinh', 'cosh', 'tanh'],
];

function tidyQuotient(term: Term, factor: Factor, { name, argument }: Application): Term | null {
  for (const [above, below, quotient] of quotients) {
    if (name !== above || !isOne(factor.exponent)) continue;
    const key = atom(callOf(below, argument))[0].factors[0].key;
    const divisor = term.factors.find((other) => other.key === key && has(other, below, whole(-1)));
    if (divisor !== undefined) {
      const rest = without(term, factor, divisor);
      return { ...rest, factors: [...rest.factors, like(factor, quotient)] };
    }
  }
  // 2·sin·cos
  if (name !== 'sin' || !isOne(factor.exponent)) return null;
  const key = atom(callOf('cos', argument))[0].factors[0].key;
  const cosine = term.factors.find((other) => other.key === key && isOne(other.exponent));
  const { n, d } = term.coefficient;
  if (cosine === undefined || d !== 1n || (n !== 2n && n !== -2n)) return null;
  const rest = without(term, factor, cosine);
  return {
    ...rest,
    coefficient: times(term.coefficient, HALF),
    factors: [...rest.factors, like(factor, 'sin', true)],
  };
}

interface SquareRule {
  /** a·f² and b·g² … */
  readonly of: readonly [string, string | null];
  /** … with b = −a, or b = a. */
  readonly isDifference: boolean;
  /** What they make: null for 1, or a function of 2u, or the square of a function. */
  readonly makes: { readonly name: string; readonly exponent: Rational; readonly doubled: boolean } | null;
}

/** f² ± g² for two functions of the same u; null in place of g is the number 1. */
const squareRules: readonly SquareRule[] = [
  { of: ['sin', 'cos'], isDifference: false, makes: null },
  { of: ['cosh', 'sinh'], isDifference: true, makes: null },
  { of: ['cos', 'sin'], isDifference: true, makes: { name: 'cos', exponent: ONE, doubled: true } },
  { of: ['sin', null], isDifference: true, makes: { name: 'cos', exponent: TWO, doubled: false } },
  { of: ['cos', null], isDifference: true, makes: { name: 'sin', exponent: TWO, doubled: false } },
  { of: ['cosh', null], isDifference: true, makes: { name: 'sinh', exponent: TWO, doubled: false } },
  { of: ['sinh', null], isDifference: false, makes: { name: 'cosh', exponent: TWO, doubled: false } },
];

/** The sum with what its squares make together, sin² + cos² = 1 and the like. */
export function tidySum(terms: readonly Term[]): Sum {
  const sum = collected(terms.map(tidyTerm).flatMap(summands));
  for (const term of sum) {
    for (const square of term.factors) {
      for (const rule of squareRules) {
        if (!has(square, rule.of[0], TWO)) continue;
        const made = joined(sum, term, square, rule);
        if (made !== null) return tidySum(made);
      }
    }
  }
  return sum;
}

/** a + (b + c) without parentheses. */
function summands(term: Term): Sum {
  const [factor] = term.factors;
  const { n, d } = term.coefficient;
  if (term.factors.length !== 1 || factor.sum === null || !isOne(factor.exponent) || term.exp.length > 0) return [term];
  return d === 1n && (n === 1n || n === -1n) ? scaled(factor.sum, term.coefficient) : [term];
}

function joined(sum: Sum, term: Term, square: Factor, { of, isDifference, makes }: SquareRule): Sum | null {
  const rest = without(term, square);
  const [, second] = of;
  const partner =
    second === null ? rest : { ...rest, factors: [...rest.factors, { ...like(square, second), exponent: TWO }] };
  const key = keyOf(partner);
  const wanted = isDifference ? negative(term.coefficient) : term.coefficient;
  const other = sum.find((t) => t !== term && keyOf(t) === key && plus(t.coefficient, negative(wanted)).n === 0n);
  if (other === undefined) return null;
  // sin² − 1 = −cos², cosh² − 1 = sinh², sinh² + 1 = cosh².
  const flips = second === null && isDifference && of[0] !== 'cosh';
  const coefficient = flips ? negative(term.coefficient) : term.coefficient;
  const factors =
    makes === null
      ? rest.factors
      : [...rest.factors, { ...like(square, makes.name, makes.doubled), exponent: makes.exponent }];
  const whole = { ...rest, coefficient, factors };
  return sum.flatMap((t) => (t === other ? [] : t === term ? [whole] : [t]));
}
