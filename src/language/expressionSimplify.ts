import { numberOf } from './expressionText';
import type { Binary, Expression } from './tree';

const nowhere = { start: 0, end: 0 };

/** The number that a simplified expression is, sign included; null if it is none. */
function valueOf(e: Expression): number | null {
  if (e.kind === 'number') return e.value;
  if (e.kind === 'unary' && e.operand.kind === 'number') return e.operator === '-' ? -e.operand.value : e.operand.value;
  return null;
}

function negativePart(e: Expression): Expression | null {
  return e.kind === 'unary' && e.operator === '-' ? e.operand : null;
}

/**
 * The builders below make an expression with what is trivially superfluous left out: sums with 0, products with 0 and 1,
 * double signs, arithmetic of whole numbers. They change no value where the whole is finite.
 */
export function negated(e: Expression): Expression {
  const value = valueOf(e);
  if (value !== null) return numberOf(value === 0 ? 0 : -value);
  return negativePart(e) ?? { kind: 'unary', operator: '-', operand: e, range: nowhere };
}

export function sum(a: Expression, b: Expression): Expression {
  if (valueOf(a) === 0) return b;
  if (valueOf(b) === 0) return a;
  const negative = negativePart(b);
  if (negative && valueOf(b) === null) return difference(a, negative);
  return folded('+', a, b) ?? binary('+', a, b);
}

export function difference(a: Expression, b: Expression): Expression {
  if (valueOf(b) === 0) return a;
  if (valueOf(a) === 0) return negated(b);
  const negative = negativePart(b);
  if (negative) return sum(a, negative);
  return folded('-', a, b) ?? binary('-', a, b);
}

export function product(a: Expression, b: Expression): Expression {
  const [u, v] = [valueOf(a), valueOf(b)];
  if (u === 0 || v === 0) return numberOf(0);
  if (u === 1) return b;
  if (v === 1) return a;
  if (u === -1) return negated(b);
  if (v === -1) return negated(a);
  const whole = folded('*', a, b);
  if (whole) return whole;
  const [na, nb] = [negativePart(a), negativePart(b)];
  if (na && nb) return product(na, nb);
  if (na) return negated(product(na, b));
  if (nb) return negated(product(a, nb));
  // Numbers go to the front, where people look for them.
  return v !== null && u === null ? binary('*', b, a) : binary('*', a, b);
}

export function quotient(a: Expression, b: Expression): Expression {
  if (valueOf(a) === 0) return numberOf(0);
  if (valueOf(b) === 1) return a;
  const negative = negativePart(a);
  if (negative && valueOf(a) === null) return negated(quotient(negative, b));
  return binary('/', a, b);
}

export function raised(a: Expression, b: Expression): Expression {
  if (valueOf(b) === 1) return a;
  if (valueOf(b) === 0) return numberOf(1);
  return binary('^', a, b);
}

function binary(operator: Binary['operator'], left: Expression, right: Expression): Expression {
  return { kind: 'binary', operator, left, right, range: nowhere };
}

/** Arithmetic of whole numbers, where it is exact. */
function folded(operator: '+' | '-' | '*', a: Expression, b: Expression): Expression | null {
  const [u, v] = [valueOf(a), valueOf(b)];
  if (u === null || v === null) return null;
  const value = operator === '+' ? u + v : operator === '-' ? u - v : u * v;
  return Number.isSafeInteger(u) && Number.isSafeInteger(v) && Number.isSafeInteger(value) ? numberOf(value) : null;
}
