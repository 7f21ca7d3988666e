import { findBuiltinActivation } from '../network/activations';
import { argumentsInOrder, type OwnFunction } from './expressionEvaluator';
import { difference, negated, product, quotient, raised, sum } from './expressionSimplify';
import { mentions, substitute } from './expressionSubstitution';
import { callOf, expressionOf, nameOf, numberOf } from './expressionText';
import { findUnaryFunction } from './functions';
import type { Call, Comparison, Condition, Expression } from './tree';

/** An own function as far as its formula is concerned. */
export interface FunctionFormula {
  readonly parameters: OwnFunction['parameters'];
  readonly body: Expression;
}

const nowhere = { start: 0, end: 0 };
/** More nodes than this are no formula that anybody reads. */
const maxNodes = 20_000;

/** Thrown where a derivative would be too long to be of use. */
export class FormulaTooLong extends Error {}

/**
 * The derivative of an expression by a name, as an expression. Own functions are written out; at a tie of `max`, `min`
 * and `if` it follows the branch that the value follows.
 * @throws FormulaTooLong if it has more than some thousands of nodes.
 */
export function derivative(
  expression: Expression,
  by: string,
  functions: ReadonlyMap<string, FunctionFormula> = new Map(),
): Expression {
  let nodes = 0;

  function of(e: Expression): Expression {
    if (++nodes > maxNodes) throw new FormulaTooLong();
    if (!mentions(e, [by])) return numberOf(0);
    switch (e.kind) {
      case 'number':
        return numberOf(0);
      case 'name':
        return numberOf(e.name.text === by ? 1 : 0);
      case 'group':
        return of(e.inner);
      case 'unary':
        return e.operator === '-' ? negated(of(e.operand)) : of(e.operand);
      case 'binary': {
        const { left: u, right: v } = e;
        switch (e.operator) {
          case '+':
            return sum(of(u), of(v));
          case '-':
            return difference(of(u), of(v));
          case '*':
            return sum(product(of(u), v), product(u, of(v)));
          case '/':
            return mentions(v, [by])
              ? quotient(difference(product(of(u), v), product(u, of(v))), raised(v, numberOf(2)))
              : quotient(of(u), v);
          case '^':
            return power(u, v);
        }
      }
      // eslint-disable-next-line no-fallthrough -- every operator has returned
      case 'if':
        return { ...e, then: of(e.then), else: of(e.else) };
      case 'call':
        return call(e);
    }
  }

  function power(u: Expression, v: Expression): Expression {
    if (!mentions(v, [by])) return product(product(v, raised(u, difference(v, numberOf(1)))), of(u));
    const byExponent = product(of(v), callOf('ln', u));
    const byBase = quotient(product(v, of(u)), u);
    return product(raised(u, v), sum(byExponent, byBase));
  }

  function call(e: Call): Expression {
    const name = e.callee.text;
    const own = functions.get(name);
    if (own) return of(writtenOut(e, own.parameters, own.body));
    if (name === 'min' || name === 'max') return extreme(e);
    const unary = findUnaryFunction(name);
    const builtin = findBuiltinActivation(name);
    if (builtin && builtin.parameters.length > 0) {
      return of(writtenOut(e, [{ name: 'x', default: null }, ...builtin.parameters], expressionOf(builtin.formula())));
    }
    const text = unary?.derivative ?? builtin?.derivativeFormula();
    if (text === undefined) return numberOf(0);
    const argument = e.arguments[0].value;
    return product(substitute(expressionOf(text), new Map([['x', argument]])), of(argument));
  }

  function extreme(e: Call): Expression {
    const [first, ...rest] = e.arguments.map((a) => a.value);
    let value = first;
    let slope = of(first);
    for (const next of rest) {
      const condition: Comparison = {
        kind: 'comparison',
        operator: e.callee.text === 'max' ? '>=' : '<=',
        left: value,
        right: next,
        range: nowhere,
      };
      slope = { kind: 'if', condition: condition satisfies Condition, then: slope, else: of(next), range: nowhere };
      value = {
        ...callOf(e.callee.text, value),
        arguments: [value, next].map((v) => ({ name: null, value: v, range: nowhere })),
      } as Call;
    }
    return slope;
  }

  return of(expression);
}

/** The body of a function with the arguments of a call in place of its parameters. */
function writtenOut(e: Call, parameters: OwnFunction['parameters'], body: Expression): Expression {
  const given = argumentsInOrder(
    e.arguments,
    parameters.map((p) => p.name),
  );
  const values = new Map<string, Expression>();
  parameters.forEach((p, i) => {
    const value =
      given[i]?.value ??
      (p.default === null ? { kind: 'name' as const, name: nameOf(p.name), range: nowhere } : numberOf(p.default));
    values.set(p.name, value);
  });
  return substitute(body, values);
}
