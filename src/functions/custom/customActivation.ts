import type { Activation, ParameterValue } from '../builtin/activation';
import { derivativeFormula } from './derivativeFormula';
import { tiePoints } from '../piecewise/ties';
import { compileOver } from '../evaluate/compile';
import type { CustomFunction, Scope } from '../evaluate/names';
import { printExpression } from '../expression/expressionPrinter';
import { substitute } from '../expression/substitution';
import { nameOf, nowhere, numberOf } from '../expression/madeExpression';
import { FunctionOfOne } from '../evaluate/functionOfOne';
import { costOf, heightOf, mayTie, namesIn } from '../symbolic/expressionSize';
import type { Expression } from '../expression/tree';
import { writtenOut } from '../symbolic/writtenOut';

/** An `activation` of the file whose names are all known: its formula and what evaluates it. */
export interface ActivationDefinition extends CustomFunction {
  readonly body: Expression;
}

/** Makes the definition from the body, the names in order (the argument first) and the defaults of the others. */
export function defineActivation(
  name: string,
  parameters: ActivationDefinition['parameters'],
  body: Expression,
  around: Pick<Scope, 'lets' | 'functions'>,
): ActivationDefinition {
  const scope = scopeOf(body, { ...around, parameters: parameters.map((p) => p.name) });
  return {
    name,
    parameters,
    body,
    writtenOut: writtenOut(body, scope),
    height: heightOf(body, scope.functions),
    cost: costOf(body, scope.functions),
    mayTie: mayTie(body, scope.functions),
    over: compileOver(body, scope),
  };
}

/** What the names in a function's body mean where it is defined: further down they may come to mean something else. */
export function scopeOf(body: Expression, around: Scope): Scope {
  const { parameters } = around;
  const lets = new Map<string, number>();
  const functions = new Map<string, CustomFunction>();
  for (const name of namesIn(body)) {
    const value = around.lets.get(name);
    const own = around.functions.get(name);
    if (value !== undefined && !parameters.includes(name)) lets.set(name, value);
    if (own !== undefined) functions.set(name, own);
  }
  return { parameters, lets, functions };
}

/** A stated derivative: `derivative NAME(x, p, …) = EXPR`, its parameters in the order of the activation's. */
export type StatedDerivative = Pick<ActivationDefinition, 'parameters' | 'body' | 'over' | 'mayTie'>;

/**
 * The activation with its parameters in place. σ′ is the derivative that is stated, or else the real one: evaluated with
 * dual numbers, and shown as it is found symbolically. A kink is a tie at which the value or the slope from the left and
 * from the right differ.
 * @param values the parameters' values in order, without the argument.
 */
export function customActivation(
  definition: ActivationDefinition,
  values: readonly number[],
  stated: StatedDerivative | null = null,
): Activation {
  const [argument, ...rest] = definition.parameters.map((p) => p.name);
  const parameters: ParameterValue[] = rest.map((name, i) => ({ name, value: values[i] }));
  const sigma = new FunctionOfOne(definition);
  const own = stated && new FunctionOfOne(stated);
  const inPlace = new Map(parameters.map((p) => [p.name, numberOf(p.value)]));
  const formula = definition.writtenOut && substitute(definition.writtenOut, inPlace);
  const real = {
    derivative: (x: number) => sigma.derivative(x, values),
    isKink: (x: number) => sigma.isKink(x, values),
  };
  // Made when first asked for: a layer may have thousands of different ones, and few are ever shown.
  const shown: { formula?: string; derivative?: string; kinks?: readonly number[] } = {};
  return {
    name: definition.name,
    parameters,
    argument,
    custom: true,
    cost: definition.cost,
    get formula() {
      return (shown.formula ??= printExpression(formula ?? substitute(definition.body, inPlace)));
    },
    get derivativeFormula() {
      return (shown.derivative ??= stated
        ? statedFormula(stated, argument, values)
        : derivativeFormula(formula, argument, real));
    },
    get kinks() {
      if (formula === null || !definition.mayTie) return [];
      return (shown.kinks ??= tiePoints(formula, argument).filter(real.isKink));
    },
    value: (x) => sigma.value(x, values),
    derivative: own ? (x) => own.value(x, values) : real.derivative,
    second: own ? (x) => own.derivative(x, values) : (x) => sigma.second(x, values),
    extended: (x) => {
      const found = sigma.extended(x, values);
      return own ? [found[0], own.extended(x, values)[0]] : found;
    },
    rightDigits: (x) => {
      const found = sigma.rightDigits(x, values);
      return own ? [found[0], own.rightDigits(x, values)[0]] : found;
    },
    isKink: real.isKink,
  };
}

/** A stated σ′ as text, in terms of this argument and of the parameters' values. */
export function statedFormula(stated: StatedDerivative, argument: string, values: readonly number[]): string {
  const [own, ...others] = stated.parameters.map((p) => p.name);
  const meaning = new Map<string, Expression>(others.map((name, i) => [name, numberOf(values[i])]));
  meaning.set(own, { kind: 'name', name: nameOf(argument), range: nowhere });
  return printExpression(substitute(stated.body, meaning));
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
