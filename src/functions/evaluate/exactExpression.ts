import { orderHolds } from '../expression/orderHolds';
import { findBuiltinActivation } from '../builtin/activations';
import {
  compare,
  floor,
  fromDecimal,
  minus,
  negative,
  ONE,
  over,
  plus,
  rational,
  sign,
  times,
  ZERO,
  type Rational,
} from '../numbers/rational';
import { argumentsInOrder } from './expressionEvaluator';
import { expressionOf } from '../expression/expressionReader';
import type { Binary, Call, Condition, Expression, NumberLiteral } from '../expression/tree';

/** An exact number and its derivative by one variable: the exact counterpart of `Dual`. */
export interface ExactDual {
  readonly value: Rational;
  readonly slope: Rational;
  /** Whether it does not depend on the variable at all. */
  readonly constant: boolean;
}

/** A formula with what the names in it mean. */
export interface ExactBody {
  readonly parameters: readonly { readonly name: string; readonly default: Rational | null }[];
  readonly body: Expression;
  readonly scope: ExactScope;
}

/** What names stand for where an expression is written, apart from the parameters around it. */
export interface ExactScope {
  /** The value of a `let`; null if it is no fraction; undefined if there is none of this name. */
  constant(name: string): Rational | null | undefined;
  /** An `activation` of the author's; undefined if there is none of this name. */
  function(name: string): ExactBody | undefined;
  /** The exact value of a number as it is written. */
  literal(node: NumberLiteral): Rational | null;
}

export function constantExact(value: Rational): ExactDual {
  return { value, slope: ZERO, constant: true };
}

/** Longer numbers are nothing to calculate with: they only grow. */
const LONGEST = 10n ** 100n;
/** Operations that one evaluation may take. */
const PATIENCE = 2_000;
/** The largest power that is multiplied out. */
const LARGEST_POWER = 64;

/** Thrown where a value is no fraction, does not exist or is too long; caught by `evaluateExact`. */
class NotExact extends Error {}

/**
 * A formula at exact numbers, one for each of its parameters; null if its value is no fraction, there is none, or it takes
 * too long. Ties are decided as `compile` decides them, and noted in `tie`.
 */
export function evaluateExact(
  { parameters, body, scope }: ExactBody,
  args: readonly ExactDual[],
  tie: { seen: boolean } = { seen: false },
): ExactDual | null {
  const names = new Map(parameters.map(({ name }, i) => [name, args[i]]));
  try {
    return new Evaluation(tie).expression(body, { names, scope });
  } catch (error) {
    if (error instanceof NotExact) return null;
    throw error;
  }
}

interface Surroundings {
  readonly names: ReadonlyMap<string, ExactDual>;
  readonly scope: ExactScope;
}

/** The built-ins' own formulas: short decimals, and nothing but built-ins in them. */
export const builtinScope: ExactScope = {
  constant: () => undefined,
  function: () => undefined,
  literal: ({ value }) => fromDecimal(String(value)),
};

/** Their formulas have constants in them that are only near the real ones. */
const rounded: ReadonlySet<string> = new Set(['selu']);

class Evaluation {
  private spent = 0;

  constructor(private readonly tie: { seen: boolean }) {}

  expression(e: Expression, at: Surroundings): ExactDual {
    if (++this.spent > PATIENCE) throw new NotExact();
    switch (e.kind) {
      case 'number':
        return constantExact(known(at.scope.literal(e)));
      case 'name':
        // The built-in constants, π and e, are no fractions.
        return at.names.get(e.name.text) ?? constantExact(known(at.scope.constant(e.name.text)));
      case 'group':
        return this.expression(e.inner, at);
      case 'unary': {
        const u = this.expression(e.operand, at);
        return e.operator === '+' ? u : { ...u, value: negative(u.value), slope: negative(u.slope) };
      }
      case 'binary':
        return bounded(operations[e.operator](this.expression(e.left, at), this.expression(e.right, at)));
      case 'if':
        return this.expression(this.condition(e.condition, at) ? e.then : e.else, at);
      case 'call':
        return this.call(e, at);
    }
  }

  private condition(c: Condition, at: Surroundings): boolean {
    switch (c.kind) {
      case 'condition-group':
        return this.condition(c.inner, at);
      case 'not':
        return !this.condition(c.operand, at);
      case 'and':
        return this.condition(c.left, at) && this.condition(c.right, at);
      case 'or':
        return this.condition(c.left, at) || this.condition(c.right, at);
      case 'comparison': {
        const order = this.compared(this.expression(c.left, at), this.expression(c.right, at));
        return orderHolds(c.operator, order);
      }
    }
  }

  private compared(u: ExactDual, v: ExactDual): -1 | 0 | 1 {
    const order = compare(u.value, v.value);
    if (order === 0 && !(u.constant && v.constant)) this.tie.seen = true;
    return order;
  }

  private call(call: Call, at: Surroundings): ExactDual {
    const name = call.callee.text;
    const own = at.scope.function(name);
    if (own !== undefined) return this.body(own, this.arguments(call, own.parameters, at));
    if (name === 'min' || name === 'max') {
      const flip = name === 'max' ? 1 : -1;
      return call.arguments
        .map((argument) => this.expression(argument.value, at))
        .reduce((u, v) => ({
          // At a tie the first argument is followed.
          ...(this.compared(u, v) * flip >= 0 ? u : v),
          constant: u.constant && v.constant,
        }));
    }
    const step = steps.get(name);
    if (step !== undefined) {
      const [u] = this.arguments(call, [{ name: 'x', default: null }], at);
      if (!u.constant && step.breaks(u.value)) this.tie.seen = true;
      return { value: step.value(u.value), slope: ZERO, constant: u.constant };
    }
    if (name === 'abs') {
      const [u] = this.arguments(call, [{ name: 'x', default: null }], at);
      const side = sign(u.value);
      if (side === 0 && !u.constant) this.tie.seen = true;
      const factor = rational(BigInt(side));
      return { value: times(factor, u.value), slope: times(factor, u.slope), constant: u.constant };
    }
    return this.builtinActivation(call, at);
  }

  private builtinActivation(call: Call, at: Surroundings): ExactDual {
    const builtin = exactBuiltin(call.callee.text);
    if (builtin === null) throw new NotExact();
    const [u, ...parameters] = this.arguments(call, builtin.value.parameters, at);
    if (!parameters.every((p) => p.constant)) return this.body(builtin.value, [u, ...parameters]);
    const tie = this.tie.seen;
    const fixed = constantExact(u.value);
    const value = this.body(builtin.value, [fixed, ...parameters]).value;
    const slope = u.slope.n === 0n ? ZERO : this.body(builtin.derivative, [fixed, ...parameters]).value;
    // What the two formulas meet on their way is decided in them already, but for those above it is a tie.
    this.tie.seen = tie || (!u.constant && this.atTie(builtin.value, u, parameters));
    return bounded({ value, slope: times(slope, u.slope), constant: u.constant });
  }

  private atTie(body: ExactBody, { value }: ExactDual, parameters: readonly ExactDual[]): boolean {
    const tie = { seen: false };
    new Evaluation(tie).body(body, [{ value, slope: ONE, constant: false }, ...parameters]);
    return tie.seen;
  }

  private body({ parameters, body, scope }: ExactBody, args: readonly ExactDual[]): ExactDual {
    return this.expression(body, { names: new Map(parameters.map(({ name }, i) => [name, args[i]])), scope });
  }

  private arguments(call: Call, parameters: ExactBody['parameters'], at: Surroundings): readonly ExactDual[] {
    const names = parameters.map(({ name }) => name);
    return argumentsInOrder(call.arguments, names).map((given, i) =>
      given === undefined ? constantExact(known(parameters[i].default)) : this.expression(given.value, at),
    );
  }
}

function known(value: Rational | null | undefined): Rational {
  if (value === null || value === undefined) throw new NotExact();
  return value;
}

function bounded(u: ExactDual): ExactDual {
  for (const { n, d } of [u.value, u.slope]) {
    if (n > LONGEST || n < -LONGEST || d > LONGEST) throw new NotExact();
  }
  return u;
}

const operations: Readonly<Record<Binary['operator'], (u: ExactDual, v: ExactDual) => ExactDual>> = {
  '+': (u, v) => ({
    value: plus(u.value, v.value),
    slope: plus(u.slope, v.slope),
    constant: u.constant && v.constant,
  }),
  '-': (u, v) => ({
    value: minus(u.value, v.value),
    slope: minus(u.slope, v.slope),
    constant: u.constant && v.constant,
  }),
  '*': product,
  '/': (u, v) => {
    const value = known(over(u.value, v.value));
    const slope = known(over(minus(u.slope, times(value, v.slope)), v.value));
    return { value, slope, constant: u.constant && v.constant };
  },
  '^': (u, v) => {
    const { n, d } = v.value;
    if (d !== 1n || v.slope.n !== 0n || n > LARGEST_POWER || n < -LARGEST_POWER) throw new NotExact();
    const constant = u.constant && v.constant;
    let power: ExactDual = { ...constantExact(ONE), constant };
    for (let i = 0; i < Math.abs(Number(n)); i++) power = bounded(product(power, u));
    return n < 0n ? { ...operations['/'](constantExact(ONE), power), constant } : power;
  },
};

function product(u: ExactDual, v: ExactDual): ExactDual {
  return {
    value: times(u.value, v.value),
    slope: plus(times(u.slope, v.value), times(u.value, v.slope)),
    constant: u.constant && v.constant,
  };
}

const HALF = rational(1n, 2n);

/** The functions that are constant between their jumps. */
const steps: ReadonlyMap<
  string,
  { readonly value: (u: Rational) => Rational; readonly breaks: (u: Rational) => boolean }
> = new Map([
  ['sign', { value: (u: Rational) => rational(BigInt(sign(u))), breaks: (u: Rational) => u.n === 0n }],
  ['floor', { value: floor, breaks: (u: Rational) => u.d === 1n }],
  ['ceil', { value: (u: Rational) => negative(floor(negative(u))), breaks: (u: Rational) => u.d === 1n }],
  [
    'round',
    {
      // Half away from zero.
      value: (u: Rational) => (u.n < 0n ? negative(floor(plus(negative(u), HALF))) : floor(plus(u, HALF))),
      breaks: (u: Rational) => u.d === 2n,
    },
  ],
]);

/** The formulas of a built-in activation's σ and σ′; null if there is no such activation, or they are only near it. */
export function exactBuiltin(name: string): { readonly value: ExactBody; readonly derivative: ExactBody } | null {
  const builtin = findBuiltinActivation(name);
  if (builtin === null || rounded.has(builtin.name)) return null;
  const parameters = [
    { name: 'x', default: null },
    ...builtin.parameters.map((p) => ({ name: p.name, default: fromDecimal(String(p.default)) })),
  ];
  const body = (text: string): ExactBody => ({ parameters, body: expressionOf(text), scope: builtinScope });
  return { value: body(builtin.formula()), derivative: body(builtin.derivativeFormula()) };
}

/** The formula of a built-in loss in `f` and `y` with its parameters. */
export function exactFormula(
  text: string,
  parameters: readonly { readonly name: string; readonly default: number }[],
): ExactBody {
  return {
    parameters: [
      { name: 'f', default: null },
      { name: 'y', default: null },
      ...parameters.map((p) => ({ name: p.name, default: fromDecimal(String(p.default)) })),
    ],
    body: expressionOf(text),
    scope: builtinScope,
  };
}
