import type { Activation, ParameterValue } from '../network/activation';
import type { Dual, Side, TieSeen } from './dual';
import { derivative, FormulaTooLong, type FunctionFormula } from './expressionDerivative';
import { compile, type OwnFunction, type Scope } from './expressionEvaluator';
import { printExpression } from './expressionPrinter';
import { substitute } from './expressionSubstitution';
import { numberOf } from './expressionText';
import type { Expression } from './tree';

/** An `activation` of the file whose names are all known: its formula and what evaluates it. */
export interface ActivationDefinition extends OwnFunction, FunctionFormula {}

/** Makes the definition from the body, the names in order (the argument first) and the defaults of the others. */
export function defineActivation(
  name: string,
  parameters: ActivationDefinition['parameters'],
  body: Expression,
  scope: Pick<Scope, 'lets' | 'functions'>,
): ActivationDefinition {
  const compiled = compile(body, { ...scope, parameters: parameters.map((p) => p.name) });
  return {
    name,
    parameters,
    body,
    value: (args) => compiled.value(args),
    dual: (args, side, tie) => compiled.dual(args, side, tie),
  };
}

/** A stated derivative: `derivative NAME(x, p, …) = EXPR`, its parameters in the order of the activation's. */
export type StatedDerivative = Pick<ActivationDefinition, 'parameters' | 'body' | 'value'>;

/**
 * The activation with its parameters in place. σ′ is the derivative that is stated, or else the symbolic one, evaluated
 * with dual numbers. A kink is a tie at which the value or the slope from the left and from the right differ.
 * @param values the parameters' values in order, without the argument.
 * @param functions the formulas of the author's other activations, to write them out in σ′.
 */
export function ownActivation(
  definition: ActivationDefinition,
  values: readonly number[],
  functions: ReadonlyMap<string, FunctionFormula>,
  stated: StatedDerivative | null = null,
): Activation {
  const [argument, ...rest] = definition.parameters.map((p) => p.name);
  const parameters: ParameterValue[] = rest.map((name, i) => ({ name, value: values[i] }));
  const fixed: readonly Dual[] = values.map((value) => ({ value, slope: 0 }));
  const at = (x: number, side: Side, tie: TieSeen): Dual =>
    definition.dual([{ value: x, slope: 1 }, ...fixed], side, tie);
  const unseen: TieSeen = { seen: false };
  return {
    name: definition.name,
    parameters,
    argument,
    own: true,
    formula: printed(definition.body, parameters),
    derivativeFormula: stated
      ? renamed(stated, argument, parameters)
      : derivativeText(definition.body, argument, parameters, functions),
    value: (x) => definition.value([x, ...values]),
    derivative: stated ? (x) => stated.value([x, ...values]) : (x) => at(x, 0, unseen).slope,
    isKink: (x) => {
      const tie = { seen: false };
      at(x, 0, tie);
      if (!tie.seen) return false;
      const left = at(x, -1, tie);
      const right = at(x, 1, tie);
      return !near(left.value, right.value) || !near(left.slope, right.slope);
    },
  };
}

/** Whether two one-sided values are the same but for rounding. */
function near(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b));
}

function withValues(parameters: readonly ParameterValue[]): Map<string, Expression> {
  return new Map(parameters.map((p) => [p.name, numberOf(p.value)]));
}

function printed(body: Expression, parameters: readonly ParameterValue[]): string {
  return printExpression(substitute(body, withValues(parameters)));
}

function renamed(stated: StatedDerivative, argument: string, parameters: readonly ParameterValue[]): string {
  const [own, ...others] = stated.parameters.map((p) => p.name);
  const values = new Map<string, Expression>(others.map((name, i) => [name, numberOf(parameters[i]?.value ?? NaN)]));
  const nowhere = { start: 0, end: 0 };
  values.set(own, { kind: 'name', name: { text: argument, range: nowhere }, range: nowhere });
  return printExpression(substitute(stated.body, values));
}

function derivativeText(
  body: Expression,
  argument: string,
  parameters: readonly ParameterValue[],
  functions: ReadonlyMap<string, FunctionFormula>,
): string {
  try {
    return printExpression(derivative(substitute(body, withValues(parameters)), argument, functions));
  } catch (error) {
    // It is still evaluated, only not shown.
    if (error instanceof FormulaTooLong) return '…';
    throw error;
  }
}

/** Where a stated derivative was found to differ from the real one. */
export interface DerivativeMismatch {
  readonly x: number;
  readonly stated: number;
  readonly found: number;
}

/** The points at which a stated derivative is compared in any case. */
export const comparisonGrid: readonly number[] = Array.from({ length: 81 }, (_, i) => (i - 40) / 8 + 1 / 64);

/**
 * The first of the points at which the stated σ′ is not the derivative of σ; kinks, where it is a convention, and points
 * where σ′ is not finite do not count. null if there is none.
 */
export function compareDerivative(
  activation: Pick<Activation, 'derivative' | 'isKink'>,
  stated: (x: number) => number,
  points: Iterable<number>,
): DerivativeMismatch | null {
  for (const x of points) {
    const found = activation.derivative(x);
    const said = stated(x);
    if (!Number.isFinite(found) || activation.isKink(x)) continue;
    if (!(Math.abs(said - found) <= 1e-6 * Math.max(1, Math.abs(found)))) return { x, stated: said, found };
  }
  return null;
}
