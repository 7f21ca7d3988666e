import { callOf, nameOf, nowhere, numberOf } from '../expression/madeExpression';
import type { Binary, Expression } from '../expression/tree';
import { ONE, type Rational } from '../numbers/rational';
import { isOne, numberIn, type Factor, type Sum, type Term } from './normalForm';

/** The sum as an expression: no term with a sign in front where another one could begin. */
export function written(sum: Sum): Expression {
  if (sum.length === 0) return numberOf(0);
  const first = sum.findIndex(({ coefficient }) => coefficient.n > 0n);
  const ordered = first > 0 ? [sum[first], ...sum.slice(0, first), ...sum.slice(first + 1)] : sum;
  const [head, ...tail] = ordered;
  return tail.reduce<Expression>(
    (left, term) => binary(term.coefficient.n < 0n ? '-' : '+', left, positiveTerm(term)),
    head.coefficient.n < 0n ? negated(positiveTerm(head)) : positiveTerm(head),
  );
}

/** −e for a product or a quotient: the sign goes to its first factor, where it is written. */
function negated(e: Expression): Expression {
  if (e.kind === 'binary' && (e.operator === '*' || e.operator === '/')) {
    return binary(e.operator, negated(e.left), e.right);
  }
  return { kind: 'unary', operator: '-', operand: e, range: nowhere };
}

function binary(operator: Binary['operator'], left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right, range: nowhere };
}

/** The term without its sign: numbers, then names, functions, powers of e and sums. */
function positiveTerm({ coefficient, decimal, factors, exp }: Term): Expression {
  const n = coefficient.n < 0n ? -coefficient.n : coefficient.n;
  const size: Rational = { n, d: coefficient.d };
  const [numerator, denominator] = decimal ? decimalOver(size) : [Number(n), size.d];
  const above: Expression[] = numerator === 1 ? [] : [numberOf(numerator)];
  const below: Expression[] = denominator === 1n ? [] : [integer(denominator)];
  const exponential: readonly Expression[] = exp.length === 0 ? [] : [powerOfE(exp)];
  const roots = factors.filter(isRootOfConstant);
  const others = roots.length > 1 ? factors.filter((factor) => !roots.includes(factor)) : factors;
  if (roots.length > 1) {
    const isBelow = roots.every(({ exponent }) => exponent.n < 0n);
    (isBelow ? below : above).push(commonRoot(roots, isBelow));
  }
  const inOrder = others
    .map((factor, place) => ({ factor, place }))
    .sort((a, b) => rank(a.factor) - rank(b.factor) || a.place - b.place);
  let isExpWritten = false;
  for (const { factor } of inOrder) {
    if (rank(factor) > EXPONENTIAL && !isExpWritten) {
      above.push(...exponential);
      isExpWritten = true;
    }
    if (factor.exponent.n > 0n) above.push(power(factor, factor.exponent));
    else below.push(power(factor, { n: -factor.exponent.n, d: factor.exponent.d }));
  }
  if (!isExpWritten) above.push(...exponential);
  return below.length === 0 ? product(above) : binary('/', product(above), product(below));
}

function product(factors: readonly Expression[]): Expression {
  return factors.length === 0 ? numberOf(1) : factors.reduce((left, right) => binary('*', left, right));
}

const EXPONENTIAL = 3;

function rank({ base, sum }: Factor): number {
  if (sum !== null || base.kind === 'if') return 4;
  if (base.kind === 'call') return 2;
  return base.kind === 'number' || (base.kind === 'name' && base.name.text === 'pi') ? 0 : 1;
}

/** √2, √π, 1/√π: they are written under one root. */
function isRootOfConstant(factor: Factor): boolean {
  return rank(factor) === 0 && factor.exponent.d === 2n && (factor.exponent.n === 1n || factor.exponent.n === -1n);
}

/** √2, √π, 1/√π … under one root. */
function commonRoot(roots: readonly Factor[], isInverse: boolean): Expression {
  const squares = roots.map((factor): Factor => ({
    ...factor,
    exponent: { n: isInverse ? -factor.exponent.n : factor.exponent.n, d: 1n },
  }));
  return callOf('sqrt', positiveTerm({ coefficient: ONE, decimal: false, factors: squares, exp: [] }));
}

function powerOfE(exponent: Sum): Expression {
  const value = numberIn(exponent);
  return value !== null && isOne(value)
    ? { kind: 'name', name: nameOf('e'), range: nowhere }
    : callOf('exp', written(exponent));
}

function power({ base, decimal }: Factor, exponent: Rational): Expression {
  if (isOne(exponent)) return base;
  if (exponent.n === 1n && exponent.d === 2n) return callOf('sqrt', base);
  return binary('^', base, fraction(exponent, decimal));
}

function integer(n: bigint): Expression {
  return numberOf(Number(n));
}

/** A number that is not negative. */
function fraction(a: Rational, decimal: boolean): Expression {
  const [numerator, denominator] = decimal ? decimalOver(a) : [Number(a.n), a.d];
  return denominator === 1n ? numberOf(numerator) : binary('/', numberOf(numerator), integer(denominator));
}

/** The number as a decimal over a whole number that has no 2 or 5 in it. */
function decimalOver({ n, d }: Rational): readonly [number, bigint] {
  let [rest, digits] = [d, 0];
  for (const prime of [2n, 5n]) {
    let times = 0;
    for (; rest % prime === 0n; rest /= prime) times++;
    digits = Math.max(digits, times);
  }
  return [Number(`${(n * 10n ** BigInt(digits) * rest) / d}e-${digits}`), rest];
}
