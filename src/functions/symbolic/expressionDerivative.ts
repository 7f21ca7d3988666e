import { findBuiltinActivation } from '../builtin/activations';
import { argumentsInOrder } from '../expression/argumentsInOrder';
import {
  choice,
  difference,
  logarithm,
  negated,
  product,
  quotient,
  raised,
  simplified,
  sum,
} from './expressionSimplify';
import { mentions, substitute } from '../expression/substitution';
import { expressionOf } from '../expression/expressionReader';
import { nowhere, numberOf } from '../expression/madeExpression';
import { findUnaryFunction } from '../builtin/functions';
import type { Binary, Call, Comparison, Expression } from '../expression/tree';

/**
 * The derivative of an expression by a name, as a simplified expression. Nothing but built-ins may be called in it; at a
 * tie of `max`, `min` and `if` it follows the branch that the value follows. Its parts may be shared: as text it can be
 * much longer than the expression.
 */
export function derivative(expression: Expression, by: string): Expression {
  return new Differentiation(by).of(simplified(expression));
}

class Differentiation {
  /** What is found out about a part once is not looked for again where the part is shared. */
  private readonly found = new Map<Expression, Expression>();

  constructor(private readonly by: string) {}

  of(e: Expression): Expression {
    const known = this.found.get(e);
    if (known !== undefined) return known;
    const slope = mentions(e, [this.by]) ? this.varying(e) : numberOf(0);
    this.found.set(e, slope);
    return slope;
  }

  private varying(e: Expression): Expression {
    switch (e.kind) {
      case 'number':
        return numberOf(0);
      case 'name':
        return numberOf(1);
      case 'group':
        return this.of(e.inner);
      case 'unary':
        return e.operator === '-' ? negated(this.of(e.operand)) : this.of(e.operand);
      case 'binary':
        return this.binary(e);
      case 'if':
        return choice(e.condition, this.of(e.then), this.of(e.else));
      case 'call':
        return this.call(e);
    }
  }

  private binary({ operator, left: u, right: v }: Binary): Expression {
    const [du, dv] = [this.of(u), this.of(v)];
    switch (operator) {
      case '+':
        return sum(du, dv);
      case '-':
        return difference(du, dv);
      case '*':
        return sum(product(du, v), product(u, dv));
      case '/':
        if (!mentions(v, [this.by])) return quotient(du, v);
        return quotient(difference(product(du, v), product(u, dv)), raised(v, numberOf(2)));
      case '^': {
        const byBase = product(product(v, raised(u, difference(v, numberOf(1)))), du);
        if (!mentions(v, [this.by])) return byBase;
        const byExponent = product(product(raised(u, v), logarithm(u)), dv);
        return mentions(u, [this.by]) ? sum(byExponent, byBase) : byExponent;
      }
    }
  }

  private call(e: Call): Expression {
    const name = e.callee.text;
    if (name === 'min' || name === 'max') return this.extreme(e);
    const builtin = findBuiltinActivation(name);
    if (builtin !== null && builtin.parameters.length > 0) {
      const names = ['x', ...builtin.parameters.map((p) => p.name)];
      const values = argumentsInOrder(e.arguments, names).map((given, i): [string, Expression] => [
        names[i],
        given?.value ?? numberOf(builtin.parameters[i - 1].default),
      ]);
      return this.of(simplified(substitute(expressionOf(builtin.formula()), new Map(values))));
    }
    const text = findUnaryFunction(name)?.derivative ?? builtin?.derivativeFormula();
    if (text === undefined) throw new Error(`${name} is no built-in function.`);
    const argument = e.arguments[0].value;
    const outer = simplified(substitute(simplified(expressionOf(text)), new Map([['x', argument]])));
    return product(this.of(argument), outer);
  }

  private extreme(e: Call): Expression {
    const [first, ...rest] = e.arguments.map((a) => a.value);
    let value = first;
    let slope = this.of(first);
    for (const next of rest) {
      const condition: Comparison = {
        kind: 'comparison',
        operator: e.callee.text === 'max' ? '>=' : '<=',
        left: value,
        right: next,
        range: nowhere,
      };
      slope = choice(condition, slope, this.of(next));
      value = { ...e, arguments: [value, next].map((v) => ({ name: null, value: v, range: nowhere })) };
    }
    return slope;
  }
}
