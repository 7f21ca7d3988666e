import type { NumberLiteral } from '../expression/tree';
import type { WrittenFunction } from '../symbolic/writtenOut';
import type { Algebra, Evaluate } from './algebra';

/** What names and numbers mean in an expression, in one kind of number. */
export interface Names<V> {
  /** The parameters of the function around it, in order; they hide all other names. */
  readonly parameters: readonly string[];
  /** The value of a number as it is written; null if it has none of this kind. */
  literal(node: NumberLiteral): V | null;
  /** The value of a `let`; null if it has none of this kind, undefined if there is none of this name. */
  constant(name: string): V | null | undefined;
  /** A custom function; undefined if there is none of this name. */
  function(name: string): NamedFunction<V> | undefined;
}

/** A function that a formula can call. */
export interface NamedFunction<V> {
  readonly parameters: readonly { readonly name: string; readonly default: V | null }[];
  readonly evaluate: Evaluate<V>;
}

/** A custom function: an `activation` of the file, ready to be called. */
export interface CustomFunction extends WrittenFunction {
  readonly name: string;
  /** How many operations are nested in one another, those of the functions that it calls included. */
  readonly height: number;
  /** How many operations an evaluation takes, those of the functions it calls included. */
  readonly cost: number;
  /** Whether its evaluation can meet a tie. */
  readonly mayTie: boolean;
  /** Its formula with numbers of one kind. */
  over<V>(algebra: Algebra<V>): Evaluate<V>;
}

/** What names mean where an expression is written, in doubles. */
export interface Scope {
  /** The parameters of the function around it, in order; they hide lets. */
  readonly parameters: readonly string[];
  /** The lets above. */
  readonly lets: ReadonlyMap<string, number>;
  /** The custom activations above. */
  readonly functions: ReadonlyMap<string, CustomFunction>;
}

/** A scope with nothing but the built-ins. */
export const emptyScope: Scope = { parameters: [], lets: new Map(), functions: new Map() };

/** The names of a scope in a kind of number to which its doubles can be taken. */
export function namesOf<V>(scope: Scope, algebra: Algebra<V>): Names<V> {
  return {
    parameters: scope.parameters,
    literal: ({ value }) => algebra.number(value),
    constant: (name) => {
      const value = scope.lets.get(name);
      return value === undefined ? undefined : algebra.number(value);
    },
    function: (name) => {
      const found = scope.functions.get(name);
      return (
        found && {
          parameters: found.parameters.map((p) => ({
            name: p.name,
            default: p.default === null ? null : algebra.number(p.default),
          })),
          evaluate: found.over(algebra),
        }
      );
    },
  };
}

/** The names in a formula of the built-ins: its parameters, and nothing custom. */
export function builtinNames<V>(parameters: readonly string[], algebra: Algebra<V>): Names<V> {
  return namesOf({ ...emptyScope, parameters }, algebra);
}
