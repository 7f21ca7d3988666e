import { callOf, nowhere, numberOf } from '../expression/madeExpression';
import { mapConditionParts, mapParts, type PartMap } from '../expression/parts';
import type { Binary, Condition, Expression } from '../expression/tree';

/** The number that a simplified expression is, sign included; null if it is none. */
function valueOf(e: Expression): number | null {
  if (e.kind === 'number') return e.value;
  if (e.kind === 'unary' && e.operand.kind === 'number') return e.operator === '-' ? -e.operand.value : e.operand.value;
  return null;
}

function binary(operator: Binary['operator'], left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right, range: nowhere };
}

/** p if e is written as −p; null if it has no sign in front. */
function negativePart(e: Expression): Expression | null {
  const value = valueOf(e);
  if (value !== null) return value < 0 ? numberOf(-value) : null;
  if (e.kind === 'unary') return e.operator === '-' ? e.operand : null;
  if (e.kind !== 'binary' || (e.operator !== '*' && e.operator !== '/')) return null;
  const left = negativePart(e.left);
  if (left === null) return null;
  return e.operator === '*' && valueOf(left) === 1 ? e.right : binary(e.operator, left, e.right);
}

/** Arithmetic that is exact and whose result is no longer to read than what it is made of. */
function folded(operator: '+' | '-' | '*', u: number | null, v: number | null): Expression | null {
  if (u === null || v === null) return null;
  const value = operator === '+' ? u + v : operator === '-' ? u - v : u * v;
  const exact =
    operator === '*'
      ? Number.isInteger(value * 1024) && Math.abs(value) < 2 ** 40
      : Number.isFinite(value) && (operator === '+' ? value - v === u : value + v === u);
  return exact && String(value).length <= String(u).length + String(v).length + 1 ? numberOf(value) : null;
}

/**
 * The builders below make an expression with what is superfluous left out: sums with 0, products with 0 and 1, double
 * signs, exact arithmetic. Numbers go to the front of a product, where people look for them, and signs out of it. They
 * change no value but in its last bits, and leave 0 where a factor 0 meets what has no value.
 */
export function negated(e: Expression): Expression {
  const value = valueOf(e);
  if (value !== null) return numberOf(value === 0 ? 0 : -value);
  const positive = negativePart(e);
  if (positive !== null) return positive;
  // −a·b reads as (−a)·b, which is the same.
  if (e.kind === 'binary' && (e.operator === '*' || e.operator === '/')) {
    return binary(e.operator, negated(e.left), e.right);
  }
  if (e.kind === 'binary' && e.operator === '-') return difference(e.right, e.left);
  return { kind: 'unary', operator: '-', operand: e, range: nowhere };
}

export function sum(a: Expression, b: Expression): Expression {
  if (valueOf(b) === 0) return a;
  if (valueOf(a) === 0) return b;
  const whole = folded('+', valueOf(a), valueOf(b));
  if (whole !== null) return whole;
  const [na, nb] = [negativePart(a), negativePart(b)];
  if (nb !== null) return difference(a, nb);
  if (na !== null) return difference(b, na);
  // a + (b + c) without parentheses; only the last bits can differ.
  if (b.kind === 'binary' && b.operator === '+') return sum(sum(a, b.left), b.right);
  if (b.kind === 'binary' && b.operator === '-') return difference(sum(a, b.left), b.right);
  return binary('+', a, b);
}

export function difference(a: Expression, b: Expression): Expression {
  if (valueOf(b) === 0) return a;
  if (valueOf(a) === 0) return negated(b);
  const whole = folded('-', valueOf(a), valueOf(b));
  if (whole !== null) return whole;
  const negative = negativePart(b);
  return negative !== null ? sum(a, negative) : binary('-', a, b);
}

/** The number at the front of a product, and the rest of it; null for a rest of 1. */
function coefficient(e: Expression): { number: number; rest: Expression | null } {
  const value = valueOf(e);
  if (value !== null) return { number: value, rest: null };
  if (e.kind === 'binary' && e.operator === '*') {
    const { number, rest } = coefficient(e.left);
    return { number, rest: rest === null ? e.right : number === 1 ? e : binary('*', rest, e.right) };
  }
  return { number: 1, rest: e };
}

export function product(a: Expression, b: Expression): Expression {
  if (valueOf(a) === 0 || valueOf(b) === 0) return numberOf(0);
  if (valueOf(a) === 1) return b;
  if (valueOf(b) === 1) return a;
  const signed = signInFront(a, b, product);
  if (signed !== null) return signed;
  const [fa, fb] = [fraction(a), fraction(b)];
  if (fa !== null || fb !== null) {
    return quotient(
      product(fa?.above ?? a, fb?.above ?? b),
      product(fa?.below ?? numberOf(1), fb?.below ?? numberOf(1)),
    );
  }
  return numberInFront(a, b);
}

/** a·b where one of them has a sign: the sign of the whole comes first. */
function signInFront(
  a: Expression,
  b: Expression,
  combined: (a: Expression, b: Expression) => Expression,
): Expression | null {
  const [na, nb] = [negativePart(a), negativePart(b)];
  if (na === null && nb === null) return null;
  const positive = combined(na ?? a, nb ?? b);
  return na !== null && nb !== null ? positive : negated(positive);
}

/** a·b with the numbers of both multiplied, if that is exact, and in front. */
function numberInFront(a: Expression, b: Expression): Expression {
  const [ca, cb] = [coefficient(a), coefficient(b)];
  const number = folded('*', ca.number, cb.number);
  if (number === null) return factors(factors(numberOf(ca.number), ca.rest), b);
  const rest = ca.rest === null ? cb.rest : cb.rest === null ? ca.rest : factors(ca.rest, cb.rest);
  if (rest === null) return number;
  return valueOf(number) === 1 ? rest : factors(number, rest);
}

/** a·b with the factors of b one after the other, so that no parentheses are needed. */
function factors(a: Expression, b: Expression | null): Expression {
  if (b === null) return a;
  return b.kind === 'binary' && b.operator === '*' ? binary('*', factors(a, b.left), b.right) : binary('*', a, b);
}

function fraction(e: Expression): { above: Expression; below: Expression } | null {
  return e.kind === 'binary' && e.operator === '/' ? { above: e.left, below: e.right } : null;
}

export function quotient(a: Expression, b: Expression): Expression {
  if (valueOf(a) === 0) return numberOf(0);
  if (valueOf(b) === 1) return a;
  const signed = signInFront(a, b, quotient);
  if (signed !== null) return signed;
  const fa = fraction(a);
  if (fa !== null) return quotient(fa.above, product(fa.below, b));
  const [ca, cb] = [coefficient(a), coefficient(b)];
  if (cb.number !== 1 && Number.isInteger(ca.number) && Number.isInteger(ca.number / cb.number)) {
    const above = product(numberOf(ca.number / cb.number), ca.rest ?? numberOf(1));
    return cb.rest === null ? above : quotient(above, cb.rest);
  }
  return binary('/', a, b);
}

export function raised(a: Expression, b: Expression): Expression {
  const exponent = valueOf(b);
  if (exponent === 1) return a;
  if (exponent === 0) return numberOf(1);
  // (aᵐ)ⁿ for whole numbers; for others the sign of a would matter.
  if (a.kind === 'binary' && a.operator === '^' && Number.isInteger(exponent) && Number.isInteger(valueOf(a.right))) {
    const power = folded('*', valueOf(a.right), exponent);
    if (power !== null) return raised(a.left, power);
  }
  return binary('^', a, b);
}

/** One of two, or simply the number that both are. */
export function choice(condition: Condition, then: Expression, otherwise: Expression): Expression {
  const value = valueOf(then);
  if (value !== null && value === valueOf(otherwise)) return then;
  return { kind: 'if', condition, then, else: otherwise, range: nowhere };
}

/** ln a. */
export function logarithm(a: Expression): Expression {
  return a.kind === 'name' && a.name.text === 'e' ? numberOf(1) : callOf('ln', a);
}

const builders = { '+': sum, '-': difference, '*': product, '/': quotient, '^': raised };

const simplifiedParts: PartMap = {
  expression: simplified,
  condition: (c) =>
    c.kind === 'condition-group' ? simplifiedParts.condition(c.inner) : mapConditionParts(c, simplifiedParts),
};

/** The expression built anew by the builders above, without its superfluous parentheses. */
export function simplified(e: Expression): Expression {
  const inside = mapParts(e, simplifiedParts);
  switch (inside.kind) {
    case 'group':
      return inside.inner;
    case 'unary':
      return inside.operator === '-' ? negated(inside.operand) : inside.operand;
    case 'binary':
      return builders[inside.operator](inside.left, inside.right);
    case 'if':
      return choice(inside.condition, inside.then, inside.else);
    default:
      return inside;
  }
}
