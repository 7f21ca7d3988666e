import type { Binary } from '../expression/tree';

/** Notes what an evaluation met on its way. */
export interface Ties {
  /** Whether it met a tie: a comparison of equals, a function at its kink or jump. */
  seen: boolean;
  /** Whether a number became smaller than a double can hold with all its digits, perhaps 0. */
  underflow: boolean;
  /** The steps it took, counted in an algebra that limits them. */
  steps: number;
}

export function newTies(steps = 0): Ties {
  return { seen: false, underflow: false, steps };
}

/** A formula as a function of its parameters, in order. A tie is noted in `ties` and decided by convention. */
export type Evaluate<V> = (args: readonly V[], ties: Ties) => V;

export type Operation = Binary['operator'] | 'min' | 'max';

/**
 * A kind of number that formulas can be evaluated with: `doubles`, `duals` (a double with its derivative), `series`
 * (a power series), `exact` (a fraction with its derivative). `compile` is the only interpreter; a further kind of number
 * is one more algebra.
 */
export interface Algebra<V> {
  /** The number that a double stands for. */
  number(value: number): V;
  /** The value of what has none. An algebra may throw here instead; whoever calls it then knows the error. */
  none(): V;
  /** π or e; undefined for any other name, and where they are no numbers of this kind. */
  constant(name: string): V | undefined;
  negative(u: V): V;
  readonly operations: Readonly<Record<Operation, (u: V, v: V, ties: Ties) => V>>;
  /** Negative, 0 or positive as u is below, equal to or above v; NaN if that cannot be known. */
  order(u: V, v: V, ties: Ties): number;
  /** A built-in function of one argument, by its name. */
  unary(name: string): (u: V, ties: Ties) => V;
  /** A built-in activation with fixed parameters; where there is none, its formula is evaluated. */
  activation?(name: string, parameters: readonly V[]): (u: V, ties: Ties) => V;
  /** Called at each step of an evaluation, to limit them. */
  step?(ties: Ties): void;
}
