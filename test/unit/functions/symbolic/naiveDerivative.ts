import { findBuiltinActivation } from '../../../../src/functions/builtin/activations';
import { findUnaryFunction } from '../../../../src/functions/builtin/functions';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import { substitute } from '../../../../src/functions/expression/substitution';
import type { Binary, Expression } from '../../../../src/functions/expression/tree';

const range = { start: 0, end: 0 };
const number = (value: number): Expression => ({ kind: 'number', value, range });
const binary = (operator: Binary['operator'], left: Expression, right: Expression): Expression => ({
  kind: 'binary',
  operator,
  left,
  right,
  range,
});
const call = (name: string, argument: Expression): Expression => ({
  kind: 'call',
  callee: { text: name, range },
  arguments: [{ name: null, value: argument, range }],
  range,
});

/** The derivative by the rules of a textbook alone: nothing is simplified. */
export function naiveDerivative(e: Expression, by: string): Expression {
  const of = (part: Expression) => naiveDerivative(part, by);
  switch (e.kind) {
    case 'number':
      return number(0);
    case 'name':
      return number(e.name.text === by ? 1 : 0);
    case 'group':
      return of(e.inner);
    case 'unary':
      return { ...e, operand: of(e.operand) };
    case 'if':
      return { ...e, then: of(e.then), else: of(e.else) };
    case 'binary': {
      const { left: u, right: v, operator } = e;
      if (operator === '+' || operator === '-') return binary(operator, of(u), of(v));
      if (operator === '*') return binary('+', binary('*', of(u), v), binary('*', u, of(v)));
      if (operator === '/') {
        const above = binary('-', binary('*', of(u), v), binary('*', u, of(v)));
        return binary('/', above, binary('^', v, number(2)));
      }
      const byBase = binary('*', binary('*', v, binary('^', u, binary('-', v, number(1)))), of(u));
      return binary('+', byBase, binary('*', binary('*', e, call('ln', u)), of(v)));
    }
    case 'call': {
      const [u, ...rest] = e.arguments.map((a) => a.value);
      const name = e.callee.text;
      if (name === 'max' || name === 'min') {
        const [v] = rest;
        const operator = name === 'max' ? '>=' : '<=';
        return {
          kind: 'if',
          condition: { kind: 'comparison', operator, left: u, right: v, range },
          then: of(u),
          else: of(v),
          range,
        };
      }
      const builtin = findBuiltinActivation(name);
      if (rest.length > 0) {
        const values = new Map([
          ['x', u],
          [builtin!.parameters[0].name, rest[0]],
        ]);
        return of(substitute(expressionOf(builtin!.formula()), values));
      }
      const parameters = builtin?.parameters.map((p) => String(p.default)) ?? [];
      const outer = findUnaryFunction(name)?.derivative ?? builtin!.derivativeFormula(...parameters);
      return binary('*', substitute(expressionOf(outer), new Map([['x', u]])), of(u));
    }
  }
}
