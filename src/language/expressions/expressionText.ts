import { parse } from '../syntax/parser';
import type { Expression, Name, TextRange } from '../syntax/tree';

const read = new Map<string, Expression>();

/**
 * The expression that a formula of a built-in stands for: what `formula`, `derivativeFormula` and `derivative` say as
 * text. Its ranges mean nothing.
 * @throws Error if the text is no expression: then the built-in's entry is wrong.
 */
export function expressionOf(text: string): Expression {
  const known = read.get(text);
  if (known) return known;
  const { statements, diagnostics } = parse(`rate = ${text}`);
  const statement = statements[0];
  if (statement?.kind !== 'rate' || statement.value === null || diagnostics.length > 0) {
    throw new Error(`Not an expression: ${text}`);
  }
  read.set(text, statement.value);
  return statement.value;
}

const nowhere: TextRange = { start: 0, end: 0 };

/** A name that stands nowhere in a text. */
export function nameOf(text: string): Name {
  return { text, range: nowhere };
}

/** A number, which may be negative: then it is the literal under a sign. */
export function numberOf(value: number): Expression {
  const literal: Expression = { kind: 'number', value: Math.abs(value), range: nowhere };
  return value < 0 || Object.is(value, -0)
    ? { kind: 'unary', operator: '-', operand: literal, range: nowhere }
    : literal;
}

/** A call of one argument. */
export function callOf(name: string, argument: Expression): Expression {
  return {
    kind: 'call',
    callee: nameOf(name),
    arguments: [{ name: null, value: argument, range: nowhere }],
    range: nowhere,
  };
}
