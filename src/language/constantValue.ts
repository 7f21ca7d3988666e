import { compile, type Scope } from './expressionEvaluator';
import { message, type Message } from './message';
import type { Expression, TextRange } from './tree';

/** The value of an expression of the spec, or why it has none that a double can hold. */
export type ConstantValue =
  | { readonly kind: 'value'; readonly value: number }
  | {
      readonly kind: 'problem';
      readonly code: 'domain-error' | 'not-finite';
      /** The innermost part that has no value. */
      readonly range: TextRange;
      readonly message: Message;
    };

/** Evaluates an expression whose names are all known and that mentions no parameter. */
export function constantValue(expression: Expression, scope: Scope): ConstantValue {
  const value = compile(expression, scope).value([]);
  if (Number.isFinite(value)) return { kind: 'value', value };
  return problem(expression, scope);
}

function problem(expression: Expression, scope: Scope): ConstantValue {
  const part = parts(expression, scope).find((p) => !Number.isFinite(compile(p, scope).value([])));
  if (part) return problem(part, scope);
  const { range } = expression;
  if (Number.isNaN(compile(expression, scope).value([]))) {
    return {
      kind: 'problem',
      code: 'domain-error',
      range,
      message: message(
        'This has no value: {0}. Every number of a spec must be a finite real number.',
        why(expression, scope),
      ),
    };
  }
  return {
    kind: 'problem',
    code: 'not-finite',
    range,
    message: divisionByZero(expression, scope)
      ? message('This divides by zero. Every number of a spec must be finite.')
      : message('This is larger than a double can hold (about 1.8e308). Every number of a spec must be finite.'),
  };
}

function divisionByZero(e: Expression, scope: Scope): boolean {
  return e.kind === 'binary' && e.operator === '/' && compile(e.right, scope).value([]) === 0;
}

/** The operation that has no value, with the numbers in it: `ln(-1)`, `0/0`. */
function why(e: Expression, scope: Scope): string {
  const number = (part: Expression): string => String(compile(part, scope).value([]));
  if (e.kind === 'call') return `${e.callee.text}(${e.arguments.map((a) => number(a.value)).join(', ')})`;
  if (e.kind === 'binary') return `${number(e.left)} ${e.operator} ${number(e.right)}`;
  return 'NaN';
}

/** What an expression is computed from; of an `if` only the branch taken. */
function parts(e: Expression, scope: Scope): readonly Expression[] {
  switch (e.kind) {
    case 'number':
    case 'name':
      return [];
    case 'group':
      return [e.inner];
    case 'unary':
      return [e.operand];
    case 'binary':
      return [e.left, e.right];
    case 'call':
      return e.arguments.map((a) => a.value);
    case 'if':
      return [e.then, e.else].filter((branch) =>
        Object.is(compile(branch, scope).value([]), compile(e, scope).value([])),
      );
  }
}
