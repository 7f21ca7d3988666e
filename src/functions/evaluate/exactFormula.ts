import { findBuiltinActivation } from '../builtin/activations';
import { expressionOf } from '../expression/expressionReader';
import type { Expression, NumberLiteral } from '../expression/tree';
import { fromDecimal, type Rational } from '../numbers/rational';
import { newTies, type Evaluate, type Ties } from './algebra';
import { compile } from './compile';
import { constantExact, exact, NotExact, onlyNear, type ExactDual } from './exactAlgebra';
import type { Names } from './names';

/** A formula with what the names in it mean. */
export interface ExactBody {
  readonly parameters: readonly { readonly name: string; readonly default: Rational | null }[];
  readonly body: Expression;
  readonly scope: ExactScope;
}

/** What names mean where an expression is written, apart from the parameters around it. */
export interface ExactScope {
  /** The value of a `let`; null if it is no fraction; undefined if there is none of this name. */
  constant(name: string): Rational | null | undefined;
  /** A custom activation; undefined if there is none of this name. */
  function(name: string): ExactBody | undefined;
  /** The exact value of a number as it is written. */
  literal(node: NumberLiteral): Rational | null;
}

/**
 * A formula at exact numbers, one for each of its parameters; null if its value is no fraction, there is none, or it takes
 * too long. Ties are noted in `ties` and decided by convention.
 */
export function evaluateExact(body: ExactBody, args: readonly ExactDual[], ties: Ties = newTies()): ExactDual | null {
  try {
    return evaluationOf(body)(args, ties);
  } catch (error) {
    if (error instanceof NotExact) return null;
    throw error;
  }
}

/** A formula is compiled once, however often it is evaluated. */
const compiled = new WeakMap<ExactBody, Evaluate<ExactDual>>();

function evaluationOf(formula: ExactBody): Evaluate<ExactDual> {
  const found = compiled.get(formula);
  if (found !== undefined) return found;
  const made = compile(formula.body, namesOf(formula), exact);
  compiled.set(formula, made);
  return made;
}

function namesOf({ parameters, scope }: ExactBody): Names<ExactDual> {
  return {
    parameters: parameters.map(({ name }) => name),
    literal: (node) => constant(scope.literal(node)),
    constant: (name) => constant(scope.constant(name)),
    function: (name) => {
      const found = scope.function(name);
      return (
        found && {
          parameters: found.parameters.map((p) => ({ name: p.name, default: constant(p.default) })),
          evaluate: evaluationOf(found),
        }
      );
    },
  };
}

function constant<T extends null | undefined>(value: Rational | T): ExactDual | T {
  return value === null || value === undefined ? value : constantExact(value);
}

/** The scope of the built-ins: short decimals, and nothing custom in them. */
export const builtinScope: ExactScope = {
  constant: () => undefined,
  function: () => undefined,
  literal: ({ value }) => fromDecimal(String(value)),
};

/** The formulas of a built-in activation's σ and σ′; null if there is no such activation, or they are only near it. */
export function exactBuiltin(name: string): { readonly value: ExactBody; readonly derivative: ExactBody } | null {
  const builtin = findBuiltinActivation(name);
  if (builtin === null || onlyNear.has(builtin.name)) return null;
  return {
    value: builtinBody(builtin.formula(), ['x'], builtin.parameters),
    derivative: builtinBody(builtin.derivativeFormula(), ['x'], builtin.parameters),
  };
}

/** The formula of a built-in in its arguments and parameters. */
export function builtinBody(
  formula: string,
  names: readonly string[],
  parameters: readonly { readonly name: string; readonly default: number }[],
): ExactBody {
  return {
    parameters: [
      ...names.map((name) => ({ name, default: null })),
      ...parameters.map((p) => ({ name: p.name, default: fromDecimal(String(p.default)) })),
    ],
    body: expressionOf(formula),
    scope: builtinScope,
  };
}
