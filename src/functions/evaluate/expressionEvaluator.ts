import { builtinActivation, findBuiltinActivation } from '../builtin/activations';
import {
  constantDual,
  dualDifference,
  dualPower,
  dualProduct,
  dualQuotient,
  dualSum,
  power,
  quotient,
  slopeProduct,
  type Dual,
  type TieSeen,
} from '../numbers/dual';
import { mentions } from '../expression/expressionSubstitution';
import { expressionOf } from '../expression/expressionReader';
import { constants, findUnaryFunction } from '../builtin/functions';
import type { Jet } from '../numbers/jet';
import type { Argument, Binary, Call, Comparison, Condition, Expression } from '../expression/tree';
import type { WrittenFunction } from '../symbolic/writtenOut';

/** A function of the author's: an `activation` of the file, ready to be called. */
export interface OwnFunction extends WrittenFunction {
  readonly name: string;
  /** How many operations are nested in one another, those of the functions that it calls included. */
  readonly height: number;
  /** Whether its evaluation can meet a tie. */
  readonly mayTie: boolean;
  value(args: readonly number[]): number;
  dual(args: readonly Dual[], tie: TieSeen): Dual;
  /** See `expressionJet`. */
  jet(args: readonly Jet[], beside: boolean): Jet;
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
  /** The value for these parameter values; NaN outside the domain, and where an overflow on the way hides it. */
  value(args: readonly number[]): number;
  /**
   * The value and slope along the direction of `args`' slopes. A tie (comparison of equals, |0|, max of equals, …) is
   * noted in `tie` and decided by convention.
   */
  dual(args: readonly Dual[], tie: TieSeen): Dual;
}

/** null where a side has no value: then nothing that depends on it has one. */
export interface CompiledCondition {
  value(args: readonly number[]): boolean | null;
  dual(args: readonly Dual[], tie: TieSeen): boolean | null;
}

/**
 * Compiles an expression whose names are all known (`ScalarNames` finds those that are not: an unknown one is NaN here).
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
        value: (args) => {
          const holds = test.value(args);
          return holds === null ? NaN : (holds ? then : otherwise).value(args);
        },
        dual: (args, tie) => {
          const holds = test.dual(args, tie);
          return holds === null ? notANumber : (holds ? then : otherwise).dual(args, tie);
        },
      };
    }
    case 'call':
      return compileCall(expression, scope);
  }
}

const notANumber: Dual = { value: NaN, slope: NaN, constant: false };

function constant(value: number): Compiled {
  const dual = constantDual(value);
  return { value: () => value, dual: () => dual };
}

function compileUnary(operator: '+' | '-', operand: Compiled): Compiled {
  if (operator === '+') return operand;
  return {
    value: (args) => -operand.value(args),
    dual: (args, tie) => {
      const u = operand.dual(args, tie);
      return { value: -u.value, slope: -u.slope, constant: u.constant };
    },
  };
}

const operations: Record<
  Binary['operator'],
  { value: (u: number, v: number) => number; dual: (u: Dual, v: Dual, tie: TieSeen) => Dual }
> = {
  '+': { value: (u, v) => u + v, dual: dualSum },
  '-': { value: (u, v) => u - v, dual: dualDifference },
  '*': { value: (u, v) => u * v, dual: dualProduct },
  '/': { value: quotient, dual: dualQuotient },
  '^': {
    value: power,
    dual: (u, v, tie) => {
      if (u.value === 0 && v.value < 1 && v.value > 0 && !u.constant) tie.seen = true;
      return dualPower(u, v);
    },
  },
};

function compileBinary(operator: Binary['operator'], left: Compiled, right: Compiled): Compiled {
  const { value, dual } = operations[operator];
  return {
    value: (args) => value(left.value(args), right.value(args)),
    dual: (args, tie) => dual(left.dual(args, tie), right.dual(args, tie), tie),
  };
}

function compileCall(call: Call, scope: Scope): Compiled {
  const name = call.callee.text;
  const args = (parameters: readonly { readonly name: string; readonly default: number | null }[]): Compiled[] =>
    argumentsInOrder(
      call.arguments,
      parameters.map((p) => p.name),
    ).map((argument, i) => (argument ? compile(argument.value, scope) : constant(parameters[i].default ?? NaN)));
  const own = scope.functions.get(name);
  if (own) return composed(own, args(own.parameters));
  if (name === 'min' || name === 'max') {
    return call.arguments.map((a) => compile(a.value, scope)).reduce((u, v) => extreme(name, u, v));
  }
  const unary = findUnaryFunction(name);
  if (unary) return compileUnaryFunction(unary, args([{ name: 'x', default: null }])[0]);
  const builtin = findBuiltinActivation(name);
  if (builtin === null) return constant(NaN);
  const parameters = [{ name: 'x', default: null }, ...builtin.parameters];
  const names = parameters.map((p) => p.name);
  const [argument, ...given] = args(parameters);
  const [, ...written] = argumentsInOrder(call.arguments, names);
  if (written.some((w) => w !== undefined && mentions(w.value, scope.parameters))) {
    // A parameter that varies has a slope of its own: the formula knows it.
    const formula = compile(expressionOf(builtin.formula()), { ...emptyScope, parameters: names });
    return composed(formula, [argument, ...given]);
  }
  const made = builtinActivation(
    name,
    given.map((g) => g.value([])),
  )!;
  return compileUnaryFunction(
    { value: (u) => made.value(u), slope: (u) => made.derivative(u), isKink: (u) => made.isKink(u) },
    argument,
  );
}

/** f of the parts. */
function composed(f: Compiled, parts: readonly Compiled[]): Compiled {
  return {
    value: (at) => f.value(parts.map((p) => p.value(at))),
    dual: (at, tie) =>
      f.dual(
        parts.map((p) => p.dual(at, tie)),
        tie,
      ),
  };
}

function compileUnaryFunction(
  f: { value: (u: number) => number; slope: (u: number) => number; isKink?: (u: number) => boolean },
  argument: Compiled,
): Compiled {
  return {
    value: (args) => f.value(argument.value(args)),
    dual: (args, tie) => {
      const u = argument.dual(args, tie);
      if (!u.constant && f.isKink?.(u.value)) tie.seen = true;
      const slope = u.slope === 0 ? 0 : slopeProduct(f.slope(u.value), u.slope);
      return { value: f.value(u.value), slope, constant: u.constant };
    },
  };
}

function extreme(name: 'min' | 'max', u: Compiled, v: Compiled): Compiled {
  const flip = name === 'max' ? 1 : -1;
  return {
    value: (args) => (name === 'max' ? Math.max : Math.min)(u.value(args), v.value(args)),
    dual: (args, tie) => {
      const a = u.dual(args, tie);
      const b = v.dual(args, tie);
      noteTie(a, b, tie);
      // A NaN wins over everything, as in Math.max.
      if (Number.isNaN(a.value) || Number.isNaN(b.value)) return notANumber;
      // At a tie the first argument is followed.
      const ahead = a.value === b.value || (a.value - b.value) * flip > 0 ? a : b;
      return { ...ahead, constant: a.constant && b.constant };
    },
  };
}

function noteTie(u: Dual, v: Dual, tie: TieSeen): void {
  if (u.value === v.value && !(u.constant && v.constant)) tie.seen = true;
}

const comparisons: Record<Comparison['operator'], (difference: number) => boolean> = {
  '<': (d) => d < 0,
  '<=': (d) => d <= 0,
  '>': (d) => d > 0,
  '>=': (d) => d >= 0,
  '==': (d) => d === 0,
  '!=': (d) => d !== 0,
};

/** A condition as a function of the scope's parameters. */
export function compileCondition(condition: Condition, scope: Scope): CompiledCondition {
  switch (condition.kind) {
    case 'condition-group':
      return compileCondition(condition.inner, scope);
    case 'not': {
      const operand = compileCondition(condition.operand, scope);
      return { value: (args) => opposite(operand.value(args)), dual: (args, tie) => opposite(operand.dual(args, tie)) };
    }
    case 'and':
    case 'or': {
      const left = compileCondition(condition.left, scope);
      const right = compileCondition(condition.right, scope);
      // The left side that does not settle it; one without a value settles it too.
      const open = condition.kind === 'and';
      const joined = (first: boolean | null, second: () => boolean | null) => (first === open ? second() : first);
      return {
        value: (args) => joined(left.value(args), () => right.value(args)),
        dual: (args, tie) => joined(left.dual(args, tie), () => right.dual(args, tie)),
      };
    }
    case 'comparison': {
      const left = compile(condition.left, scope);
      const right = compile(condition.right, scope);
      const holds = comparisons[condition.operator];
      const compared = (u: number, v: number) => (Number.isNaN(u - v) ? null : holds(u - v));
      return {
        value: (args) => compared(left.value(args), right.value(args)),
        dual: (args, tie) => {
          const u = left.dual(args, tie);
          const v = right.dual(args, tie);
          noteTie(u, v, tie);
          return compared(u.value, v.value);
        },
      };
    }
  }
}

function opposite(holds: boolean | null): boolean | null {
  return holds === null ? null : !holds;
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
