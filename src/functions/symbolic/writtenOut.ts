import { argumentsInOrder } from '../expression/argumentsInOrder';
import { mostParts, partsOf } from './expressionSize';
import { mapParts, partMap } from '../expression/parts';
import { substitute } from '../expression/substitution';
import { numberOf } from '../expression/madeExpression';
import type { Call, Expression } from '../expression/tree';

/** A custom function as far as its formula is concerned. */
export interface WrittenFunction {
  /** The first is the argument; the others have values unless their default is broken. */
  readonly parameters: readonly { readonly name: string; readonly default: number | null }[];
  /** Its body with nothing in it but built-ins and its parameters; null if that is too long. */
  readonly writtenOut: Expression | null;
}

/**
 * The expression with the values of lets and the formulas of custom functions in place of their names, so that it
 * can be read without the spec; null if it would be too long. Parameters hide lets.
 */
export function writtenOut(
  expression: Expression,
  scope: {
    readonly parameters: readonly string[];
    readonly lets: ReadonlyMap<string, number>;
    readonly functions: ReadonlyMap<string, WrittenFunction>;
  },
): Expression | null {
  // What is written out is never shorter.
  if (partsOf(expression, mostParts) > mostParts) return null;
  const lets = new Map([...scope.lets].map(([name, value]) => [name, numberOf(value)]));
  for (const parameter of scope.parameters) lets.delete(parameter);
  const result = callsWritten(substitute(expression, lets), scope.functions);
  return result !== null && partsOf(result, mostParts) <= mostParts ? result : null;
}

class TooLong extends Error {}

/** The expression with the formulas of custom functions in place of their calls; null if one of them is too long. */
function callsWritten(expression: Expression, functions: ReadonlyMap<string, WrittenFunction>): Expression | null {
  const map = partMap((e) => {
    const inside = mapParts(e, map);
    const called = inside.kind === 'call' ? functions.get(inside.callee.text) : undefined;
    return inside.kind === 'call' && called !== undefined ? callWritten(inside, called) : inside;
  });
  try {
    return map.expression(expression);
  } catch (error) {
    if (error instanceof TooLong) return null;
    throw error;
  }
}

function callWritten(call: Call, { parameters, writtenOut: body }: WrittenFunction): Expression {
  if (body === null) throw new TooLong();
  const names = parameters.map((p) => p.name);
  const values = argumentsInOrder(call.arguments, names).map((given, i): [string, Expression] => [
    names[i],
    given?.value ?? numberOf(parameters[i].default ?? NaN),
  ]);
  const written = substitute(body, new Map(values));
  if (partsOf(written, mostParts) > mostParts) throw new TooLong();
  return written;
}
