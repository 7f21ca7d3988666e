import fc from 'fast-check';
import type { Comparison, Condition, Expression } from '../../../src/functions/expression/tree';
import { unaryFunctions } from '../../../src/functions/builtin/functions';

const range = { start: 0, end: 0 };
const comparisons: readonly Comparison['operator'][] = ['<', '<=', '>', '>=', '==', '!='];
const activations = [
  'sigmoid',
  'relu',
  'softplus',
  'gelu',
  'silu',
  'mish',
  'softsign',
  'hard_tanh',
  'gaussian',
  'selu',
];

function call(callee: string, ...values: Expression[]): Expression {
  const args = values.map((value) => ({ name: null, value, range }));
  return { kind: 'call', callee: { text: callee, range }, arguments: args, range };
}

/** How many random cases a property is tried with: more with NNET_FUZZ. */
export const runs = Number(process.env.NNET_FUZZ ?? 400);

/** Any expression in x and y that the language can write, with superfluous parentheses here and there. */
export const anyExpression: fc.Arbitrary<Expression> = fc.letrec<{ e: Expression; c: Condition }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    fc.oneof(
      fc.constantFrom(0, 1, 2, 3, 0.5, 1e-3, 7, 0.1).map((value): Expression => ({ kind: 'number', value, range })),
      fc
        .constantFrom('x', 'x', 'y', 'pi', 'e')
        .map((text): Expression => ({ kind: 'name', name: { text, range }, range })),
    ),
    fc
      .tuple(fc.constantFrom('+' as const, '-' as const, '*' as const, '/' as const, '^' as const), tie('e'), tie('e'))
      .map(([operator, left, right]): Expression => ({ kind: 'binary', operator, left, right, range })),
    fc
      .tuple(fc.constantFrom('-' as const, '-' as const, '+' as const), tie('e'))
      .map(([operator, operand]): Expression => ({ kind: 'unary', operator, operand, range })),
    tie('e').map((inner): Expression => ({ kind: 'group', inner, range })),
    fc
      .tuple(fc.constantFrom(...unaryFunctions.map((f) => f.name), ...activations), tie('e'))
      .map(([name, argument]) => call(name, argument)),
    fc.tuple(fc.constantFrom('max', 'min'), tie('e'), tie('e')).map(([name, a, b]) => call(name, a, b)),
    fc.tuple(fc.constantFrom('elu', 'leaky_relu'), tie('e'), tie('e')).map(([name, a, b]) => call(name, a, b)),
    fc
      .tuple(tie('c'), tie('e'), tie('e'))
      .map(([condition, then, otherwise]): Expression => ({ kind: 'if', condition, then, else: otherwise, range })),
  ),
  c: fc.oneof(
    { maxDepth: 3 },
    fc
      .tuple(fc.constantFrom(...comparisons), tie('e'), tie('e'))
      .map(([operator, left, right]): Condition => ({ kind: 'comparison', operator, left, right, range })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), tie('c'), tie('c'))
      .map(([kind, left, right]): Condition => ({ kind, left, right, range })),
    tie('c').map((operand): Condition => ({ kind: 'not', operand, range })),
    tie('c').map((inner): Condition => ({ kind: 'condition-group', inner, range })),
  ),
})).e;

/** Where expressions are looked at: x and y. */
export const points: readonly (readonly [number, number])[] = [
  [0.3, -1.7],
  [-2.1, 0.6],
  [1.9, 3.3],
  [-0.7, -0.2],
  [0, 1],
  [1, 0],
];
