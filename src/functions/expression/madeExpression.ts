import type { Expression, Name, TextRange } from './tree';

/** The range of what stands in no text. */
export const nowhere: TextRange = { start: 0, end: 0 };

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
