import { argumentsInOrder, type Scope } from '../evaluate/expressionEvaluator';
import { mostParts, partsOf } from './expressionSize';
import { substitute } from '../expression/expressionSubstitution';
import { numberOf } from '../expression/madeExpression';
import type { Condition, Expression } from '../expression/tree';

/** An own function as far as its formula is concerned. */
export interface WrittenFunction {
  /** The first is the argument; the others have values unless their default is broken. */
  readonly parameters: readonly { readonly name: string; readonly default: number | null }[];
  /** Its body with nothing in it but built-ins and its parameters; null if that is too long. */
  readonly writtenOut: Expression | null;
}

/**
 * The expression with the values of lets and the formulas of the author's functions in place of their names, so that it
 * can be read without the spec; null if it would be too long. Parameters hide lets.
 */
export function writtenOut(
  expression: Expression,
  scope: Pick<Scope, 'parameters' | 'lets'> & { readonly functions: ReadonlyMap<string, WrittenFunction> },
): Expression | null {
  const lets = new Map([...scope.lets].map(([name, value]) => [name, numberOf(value)]));
  for (const parameter of scope.parameters) lets.delete(parameter);
  const result = new CallWriter(scope.functions).of(substitute(expression, lets));
  return result !== null && partsOf(result, mostParts) <= mostParts ? result : null;
}

class TooLong extends Error {}

class CallWriter {
  constructor(private readonly functions: ReadonlyMap<string, WrittenFunction>) {}

  of(expression: Expression): Expression | null {
    try {
      return this.expression(expression);
    } catch (error) {
      if (error instanceof TooLong) return null;
      throw error;
    }
  }

  private expression(e: Expression): Expression {
    switch (e.kind) {
      case 'number':
      case 'name':
        return e;
      case 'group':
        return { ...e, inner: this.expression(e.inner) };
      case 'unary':
        return { ...e, operand: this.expression(e.operand) };
      case 'binary':
        return { ...e, left: this.expression(e.left), right: this.expression(e.right) };
      case 'if':
        return {
          ...e,
          condition: this.condition(e.condition),
          then: this.expression(e.then),
          else: this.expression(e.else),
        };
      case 'call': {
        const args = e.arguments.map((a) => ({ ...a, value: this.expression(a.value) }));
        const own = this.functions.get(e.callee.text);
        if (own === undefined) return { ...e, arguments: args };
        if (own.writtenOut === null) throw new TooLong();
        const names = own.parameters.map((p) => p.name);
        const values = argumentsInOrder(args, names).map((given, i): [string, Expression] => [
          names[i],
          given?.value ?? numberOf(own.parameters[i].default ?? NaN),
        ]);
        const written = substitute(own.writtenOut, new Map(values));
        if (partsOf(written, mostParts) > mostParts) throw new TooLong();
        return written;
      }
    }
  }

  private condition(c: Condition): Condition {
    switch (c.kind) {
      case 'comparison':
        return { ...c, left: this.expression(c.left), right: this.expression(c.right) };
      case 'and':
      case 'or':
        return { ...c, left: this.condition(c.left), right: this.condition(c.right) };
      case 'not':
        return { ...c, operand: this.condition(c.operand) };
      case 'condition-group':
        return { ...c, inner: this.condition(c.inner) };
    }
  }
}
