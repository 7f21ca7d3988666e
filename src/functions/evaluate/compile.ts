import { findBuiltinActivation } from '../builtin/activations';
import { extremeFunctions, findUnaryFunction } from '../builtin/functions';
import { argumentsInOrder } from '../expression/argumentsInOrder';
import { expressionOf } from '../expression/expressionReader';
import { mentions } from '../expression/substitution';
import type { Call, Comparison, Condition, Expression } from '../expression/tree';
import type { Algebra, Evaluate, Operation, Ties } from './algebra';
import { builtinNames, namesOf, type NamedFunction, type Names, type Scope } from './names';

/** A condition as a function of the parameters; null where a side has no value: then nothing that depends on it has one. */
export type Decide<V> = (args: readonly V[], ties: Ties) => boolean | null;

/**
 * An expression as a function of its parameters, over one kind of number. It never runs text as JavaScript. A name that
 * means nothing has no value (`ScalarNames` reports those).
 */
export function compile<V>(expression: Expression, names: Names<V>, algebra: Algebra<V>): Evaluate<V> {
  return new Compiler(names, algebra).expression(expression);
}

/** A condition, likewise. */
export function compileCondition<V>(condition: Condition, names: Names<V>, algebra: Algebra<V>): Decide<V> {
  return new Compiler(names, algebra).condition(condition);
}

/** An expression over any kind of number that doubles can be taken to; each is compiled when it is first needed. */
export function compileOver(expression: Expression, scope: Scope): <V>(algebra: Algebra<V>) => Evaluate<V> {
  const compiled = new Map<unknown, unknown>();
  return <V>(algebra: Algebra<V>) => {
    const known = compiled.get(algebra) as Evaluate<V> | undefined;
    if (known !== undefined) return known;
    const made = compile(expression, namesOf(scope, algebra), algebra);
    compiled.set(algebra, made);
    return made;
  };
}

/** The formula of a built-in in its parameters. */
export function compileBuiltin<V>(formula: string, parameters: readonly string[], algebra: Algebra<V>): Evaluate<V> {
  return compile(expressionOf(formula), builtinNames(parameters, algebra), algebra);
}

class Compiler<V> {
  constructor(
    private readonly names: Names<V>,
    private readonly algebra: Algebra<V>,
  ) {}

  expression(e: Expression): Evaluate<V> {
    const { algebra } = this;
    const made = this.evaluation(e);
    if (algebra.step === undefined) return made;
    return (args, ties) => {
      algebra.step!(ties);
      return made(args, ties);
    };
  }

  private evaluation(e: Expression): Evaluate<V> {
    const { algebra } = this;
    switch (e.kind) {
      case 'number':
        return this.constant(this.names.literal(e));
      case 'name':
        return this.name(e.name.text);
      case 'group':
        return this.expression(e.inner);
      case 'unary': {
        const operand = this.expression(e.operand);
        return e.operator === '+' ? operand : (args, ties) => algebra.negative(operand(args, ties));
      }
      case 'binary':
        return this.operation(e.operator, this.expression(e.left), this.expression(e.right));
      case 'if': {
        const test = this.condition(e.condition);
        const then = this.expression(e.then);
        const otherwise = this.expression(e.else);
        return (args, ties) => {
          const holds = test(args, ties);
          return holds === null ? algebra.none() : (holds ? then : otherwise)(args, ties);
        };
      }
      case 'call':
        return this.call(e);
    }
  }

  private constant(value: V | null | undefined): Evaluate<V> {
    // An algebra without such a value may throw: only when the value is needed.
    return value === null || value === undefined ? () => this.algebra.none() : () => value;
  }

  private name(name: string): Evaluate<V> {
    const index = this.names.parameters.indexOf(name);
    if (index >= 0) return (args) => args[index];
    const value = this.names.constant(name);
    return this.constant(value === undefined ? this.algebra.constant(name) : value);
  }

  private operation(operator: Operation, left: Evaluate<V>, right: Evaluate<V>): Evaluate<V> {
    const operate = this.algebra.operations[operator];
    return (args, ties) => operate(left(args, ties), right(args, ties), ties);
  }

  private call(call: Call): Evaluate<V> {
    const name = call.callee.text;
    const custom = this.names.function(name);
    if (custom !== undefined) return composed(custom.evaluate, this.arguments(call, custom.parameters));
    if (extremeFunctions.has(name)) {
      return call.arguments
        .map((a) => this.expression(a.value))
        .reduce((u, v) => this.operation(name as 'min' | 'max', u, v));
    }
    if (findUnaryFunction(name) !== null) {
      return applied(this.algebra.unary(name), this.arguments(call, [{ name: 'x', default: null }])[0]);
    }
    return this.builtinActivation(call);
  }

  private builtinActivation(call: Call): Evaluate<V> {
    const { algebra } = this;
    const builtin = findBuiltinActivation(call.callee.text);
    if (builtin === null) return () => algebra.none();
    const parameters = [
      { name: 'x', default: null },
      ...builtin.parameters.map((p) => ({ name: p.name, default: algebra.number(p.default) })),
    ];
    const names = parameters.map((p) => p.name);
    const [argument, ...given] = this.arguments(call, parameters);
    const [, ...written] = argumentsInOrder(call.arguments, names);
    if (algebra.activation === undefined || written.some((w) => w && mentions(w.value, this.names.parameters))) {
      // A parameter that varies has a slope of its own, and only the formula knows it.
      return composed(compileBuiltin(builtin.formula(), names, algebra), [argument, ...given]);
    }
    let activation: ((u: V, ties: Ties) => V) | null = null;
    return (args, ties) => {
      activation ??= algebra.activation!(
        builtin.name,
        given.map((parameter) => parameter([], ties)),
      );
      return activation(argument(args, ties), ties);
    };
  }

  private arguments(call: Call, parameters: NamedFunction<V>['parameters']): readonly Evaluate<V>[] {
    return argumentsInOrder(
      call.arguments,
      parameters.map((p) => p.name),
    ).map((argument, i) => (argument ? this.expression(argument.value) : this.constant(parameters[i].default)));
  }

  condition(c: Condition): Decide<V> {
    switch (c.kind) {
      case 'condition-group':
        return this.condition(c.inner);
      case 'not': {
        const operand = this.condition(c.operand);
        return (args, ties) => {
          const holds = operand(args, ties);
          return holds === null ? null : !holds;
        };
      }
      case 'and':
      case 'or': {
        const left = this.condition(c.left);
        const right = this.condition(c.right);
        // The left side that does not settle it; one without a value settles it too.
        const open = c.kind === 'and';
        return (args, ties) => {
          const first = left(args, ties);
          return first === open ? right(args, ties) : first;
        };
      }
      case 'comparison':
        return this.comparison(c);
    }
  }

  private comparison(c: Comparison): Decide<V> {
    const left = this.expression(c.left);
    const right = this.expression(c.right);
    const holds = comparisons[c.operator];
    return (args, ties) => {
      const order = this.algebra.order(left(args, ties), right(args, ties), ties);
      return Number.isNaN(order) ? null : holds(order);
    };
  }
}

const comparisons: Readonly<Record<Comparison['operator'], (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
};

function applied<V>(f: (u: V, ties: Ties) => V, argument: Evaluate<V>): Evaluate<V> {
  return (args, ties) => f(argument(args, ties), ties);
}

/** f of the parts. */
function composed<V>(f: Evaluate<V>, parts: readonly Evaluate<V>[]): Evaluate<V> {
  return (args, ties) =>
    f(
      parts.map((part) => part(args, ties)),
      ties,
    );
}
