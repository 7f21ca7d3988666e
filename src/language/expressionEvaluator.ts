import { builtinActivation, findBuiltinActivation } from '../network/activations';
import { dualPower, dualProduct, dualQuotient, power, slopeProduct, type Dual, type Side, type TieSeen } from './dual';
import { mentions, substitute } from './expressionSubstitution';
import { expressionOf, numberOf } from './expressionText';
import { constants, findUnaryFunction } from './functions';
import type { Argument, Binary, Call, Comparison, Condition, Expression } from './tree';

/** A function of the author's: an `activation` of the file, ready to be called. */
export interface OwnFunction {
  readonly name: string;
  /** The first is the argument; the others have values unless their default is broken. */
  readonly parameters: readonly { readonly name: string; readonly default: number | null }[];
  value(args: readonly number[]): number;
  dual(args: readonly Dual[], side: Side, tie: TieSeen): Dual;
}

/** What names stand for where an expression is written. */
export interface Scope {
  /** The parameters of the function around it, in order; they hide lets. */
  readonly parameters: readonly string[];
  /** The lets above. */
  readonly lets: ReadonlyMap<string, number>;
  /** The author's activations above. */
  readonly functions: ReadonlyMap<string, OwnFunction>;
}

/** A scope with nothing but the built-ins. */
export const emptyScope: Scope = { parameters: [], lets: new Map(), functions: new Map() };

/** An expression as two functions of the scope's parameters. It never runs text as JavaScript. */
export interface Compiled {
  /** The value for these parameter values; NaN outside the domain. */
  value(args: readonly number[]): number;
  /**
   * The value and slope along the direction of `args`' slopes. A tie (comparison of equals, |0|, max of equals, …) is
   * noted in `tie` and decided by convention, or, with a side, as it is on that side of the point.
   */
  dual(args: readonly Dual[], side: Side, tie: TieSeen): Dual;
}

interface CompiledCondition {
  value(args: readonly number[]): boolean;
  dual(args: readonly Dual[], side: Side, tie: TieSeen): boolean;
}

/**
 * Compiles an expression whose names are all known (`nameProblems` finds those that are not: an unknown one is NaN here).
 */
export function compile(expression: Expression, scope: Scope): Compiled {
  switch (expression.kind) {
    case 'number':
      return constant(expression.value);
    case 'name': {
      const index = scope.parameters.indexOf(expression.name.text);
      if (index >= 0) return { value: (args) => args[index], dual: (args) => args[index] };
      return constant(scope.lets.get(expression.name.text) ?? constants.get(expression.name.text) ?? NaN);
    }
    case 'group':
      return compile(expression.inner, scope);
    case 'unary':
      return compileUnary(expression.operator, compile(expression.operand, scope));
    case 'binary':
      return compileBinary(expression.operator, compile(expression.left, scope), compile(expression.right, scope));
    case 'if': {
      const test = compileCondition(expression.condition, scope);
      const then = compile(expression.then, scope);
      const otherwise = compile(expression.else, scope);
      return {
        value: (args) => (test.value(args) ? then : otherwise).value(args),
        dual: (args, side, tie) => (test.dual(args, side, tie) ? then : otherwise).dual(args, side, tie),
      };
    }
    case 'call':
      return compileCall(expression, scope);
  }
}

function constant(value: number): Compiled {
  const dual: Dual = { value, slope: 0 };
  return { value: () => value, dual: () => dual };
}

function compileUnary(operator: '+' | '-', operand: Compiled): Compiled {
  if (operator === '+') return operand;
  return {
    value: (args) => -operand.value(args),
    dual: (args, side, tie) => {
      const u = operand.dual(args, side, tie);
      return { value: -u.value, slope: -u.slope };
    },
  };
}

const operations: Record<
  Binary['operator'],
  { value: (u: number, v: number) => number; dual: (u: Dual, v: Dual) => Dual }
> = {
  '+': { value: (u, v) => u + v, dual: (u, v) => ({ value: u.value + v.value, slope: u.slope + v.slope }) },
  '-': { value: (u, v) => u - v, dual: (u, v) => ({ value: u.value - v.value, slope: u.slope - v.slope }) },
  '*': { value: (u, v) => u * v, dual: dualProduct },
  '/': { value: (u, v) => u / v, dual: dualQuotient },
  '^': { value: power, dual: dualPower },
};

function compileBinary(operator: Binary['operator'], left: Compiled, right: Compiled): Compiled {
  const { value, dual } = operations[operator];
  return {
    value: (args) => value(left.value(args), right.value(args)),
    dual: (args, side, tie) => dual(left.dual(args, side, tie), right.dual(args, side, tie)),
  };
}

/** The sign of the way that u takes off its tie on that side: −1, 0 or 1. */
function departure(u: Dual, side: Side, tie: TieSeen): number {
  tie.seen = true;
  return Math.sign(u.slope) * side;
}

function compileCall(call: Call, scope: Scope): Compiled {
  const name = call.callee.text;
  const own = scope.functions.get(name);
  const args = (parameters: readonly { name: string; default: number | null }[]): Compiled[] =>
    argumentsInOrder(
      call.arguments,
      parameters.map((p) => p.name),
    ).map((argument, i) => (argument ? compile(argument.value, scope) : constant(parameters[i].default ?? NaN)));
  if (own) {
    const parts = args(own.parameters);
    return {
      value: (at) => own.value(parts.map((p) => p.value(at))),
      dual: (at, side, tie) =>
        own.dual(
          parts.map((p) => p.dual(at, side, tie)),
          side,
          tie,
        ),
    };
  }
  if (name === 'min' || name === 'max') {
    return call.arguments.map((a) => compile(a.value, scope)).reduce((u, v) => extreme(name, u, v));
  }
  const unary = findUnaryFunction(name);
  if (unary) return compileUnaryFunction(unary, args([{ name: 'x', default: null }])[0]);
  const builtin = findBuiltinActivation(name);
  if (builtin === null) return constant(NaN);
  const names = builtin.parameters.map((p) => p.name);
  const [argument, ...given] = argumentsInOrder(call.arguments, ['x', ...names]);
  if (given.some((g) => g !== undefined && mentions(g.value, scope.parameters))) {
    // A parameter that varies has a slope of its own: the formula written out knows it.
    const written = new Map(given.map((g, i) => [names[i], g?.value ?? numberOf(builtin.parameters[i].default)]));
    if (argument) written.set('x', argument.value);
    return compile(substitute(expressionOf(builtin.formula()), written), scope);
  }
  const values = given.map((g, i) => (g ? compile(g.value, scope).value([]) : builtin.parameters[i].default));
  const made = builtinActivation(name, values)!;
  return compileUnaryFunction(
    { value: (u) => made.value(u), slope: (u) => made.derivative(u), isKink: (u) => made.isKink(u) },
    argument ? compile(argument.value, scope) : constant(NaN),
  );
}

function compileUnaryFunction(
  f: { value: (u: number) => number; slope: (u: number) => number; isKink?: (u: number) => boolean },
  argument: Compiled,
): Compiled {
  return {
    value: (args) => f.value(argument.value(args)),
    dual: (args, side, tie) => {
      const u = argument.dual(args, side, tie);
      let at = u.value;
      if (u.slope !== 0 && f.isKink?.(at)) {
        const way = departure(u, side, tie);
        if (way !== 0) at = neighbour(at, way);
      }
      return { value: f.value(at), slope: u.slope === 0 ? 0 : slopeProduct(f.slope(at), u.slope) };
    },
  };
}

/** The double next to u upwards or downwards. */
export function neighbour(u: number, way: number): number {
  if (u === 0) return way * Number.MIN_VALUE;
  const step = Math.max(Math.abs(u) * 2 ** -53, Number.MIN_VALUE);
  return u + way * step === u ? u + 2 * way * step : u + way * step;
}

function extreme(name: 'min' | 'max', u: Compiled, v: Compiled): Compiled {
  const flip = name === 'max' ? 1 : -1;
  return {
    value: (args) => (name === 'max' ? Math.max : Math.min)(u.value(args), v.value(args)),
    dual: (args, side, tie) => {
      const a = u.dual(args, side, tie);
      const b = v.dual(args, side, tie);
      let ahead = (a.value - b.value) * flip;
      if (a.value === b.value && a.slope !== b.slope) {
        ahead = departure({ value: 0, slope: (a.slope - b.slope) * flip }, side, tie);
      }
      // At a tie the first argument is followed; a NaN wins over everything, as in Math.max.
      return Number.isNaN(a.value) ? a : Number.isNaN(b.value) ? b : ahead >= 0 ? a : b;
    },
  };
}

const comparisons: Record<Comparison['operator'], (difference: number) => boolean> = {
  '<': (d) => d < 0,
  '<=': (d) => d <= 0,
  '>': (d) => d > 0,
  '>=': (d) => d >= 0,
  '==': (d) => d === 0,
  '!=': (d) => d !== 0,
};

function compileCondition(condition: Condition, scope: Scope): CompiledCondition {
  switch (condition.kind) {
    case 'condition-group':
      return compileCondition(condition.inner, scope);
    case 'not': {
      const operand = compileCondition(condition.operand, scope);
      return {
        value: (args) => !operand.value(args),
        dual: (args, side, tie) => !operand.dual(args, side, tie),
      };
    }
    case 'and':
    case 'or': {
      const left = compileCondition(condition.left, scope);
      const right = compileCondition(condition.right, scope);
      const and = condition.kind === 'and';
      return {
        value: (args) => (left.value(args) === and ? right.value(args) : !and),
        dual: (args, side, tie) => (left.dual(args, side, tie) === and ? right.dual(args, side, tie) : !and),
      };
    }
    case 'comparison': {
      const left = compile(condition.left, scope);
      const right = compile(condition.right, scope);
      const holds = comparisons[condition.operator];
      return {
        value: (args) => holds(difference(left.value(args), right.value(args))),
        dual: (args, side, tie) => {
          const u = left.dual(args, side, tie);
          const v = right.dual(args, side, tie);
          const slope = u.slope - v.slope;
          if (u.value === v.value && slope !== 0) return holds(departure({ value: 0, slope }, side, tie));
          return holds(difference(u.value, v.value));
        },
      };
    }
  }
}

/** u − v, but 0 for two equal infinities. */
function difference(u: number, v: number): number {
  return u === v ? 0 : u - v;
}

/**
 * The arguments of a call in the order of the parameters, positional ones first; undefined where none is given.
 * An argument that has no place (too many, an unknown name) is left out.
 */
export function argumentsInOrder(
  given: readonly Argument[],
  parameters: readonly string[],
): readonly (Argument | undefined)[] {
  const places: (Argument | undefined)[] = parameters.map(() => undefined);
  let next = 0;
  for (const argument of given) {
    const at = argument.name === null ? next++ : parameters.indexOf(argument.name.text);
    if (at >= 0 && at < places.length) places[at] = argument;
  }
  return places;
}
