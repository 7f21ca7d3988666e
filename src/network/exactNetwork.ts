import type { Rational } from '../functions/numbers/rational';

/** A matrix of exact numbers, row by row as in `Matrix`. */
export interface ExactMatrix {
  readonly rows: number;
  readonly cols: number;
  readonly data: readonly Rational[];
}

/** A function on exact numbers: null where its value is no fraction, as that of a root or an exponential, or does not exist. */
export type ExactFunction = (x: Rational) => Rational | null;

/** σ and σ′ on exact numbers; at a kink the same convention as `Activation`. */
export interface ExactActivation {
  readonly value: ExactFunction;
  readonly derivative: ExactFunction;
}

/** ℓ(y, t) of one coordinate and ∂ℓ/∂y on exact numbers; conventions as in `Loss`. */
export interface ExactLoss {
  value(y: Rational, t: Rational): Rational | null;
  derivative(y: Rational, t: Rational): Rational | null;
}

/**
 * The numbers of a network as the text says them, where they are fractions: 0.1 is 1/10, 1/3 is 1/3. What is not a
 * fraction (√2, random numbers, a file's) is null. It stands beside the `Network` of doubles, whose shapes it has.
 */
export interface ExactNetwork {
  /** Layers 1 … k, at index i − 1. */
  readonly layers: readonly {
    /** W_i, n_i × n_{i-1}. */
    readonly weights: ExactMatrix | null;
    /** b_i, n_i × 1; null for a homogeneous layer too. */
    readonly bias: ExactMatrix | null;
    /** One for each neuron; null for softmax. */
    readonly activations: readonly ExactActivation[] | null;
  }[];
  /** As many as the network has, in the same order. */
  readonly samples: readonly { readonly X: ExactMatrix | null; readonly target: ExactMatrix | null }[];
  /** null where the objective is no loss. */
  readonly loss: ExactLoss | null;
  /** η. */
  readonly rate: Rational | null;
}

/** Aᵀ. */
export function transposedExact({ rows, cols, data }: ExactMatrix): ExactMatrix {
  return { rows: cols, cols: rows, data: data.map((_, i) => data[(i % rows) * cols + Math.floor(i / rows)]) };
}

/** Column c (from 0) of A, n × 1. */
export function exactColumn({ rows, cols, data }: ExactMatrix, c: number): ExactMatrix {
  return { rows, cols: 1, data: data.filter((_, i) => i % cols === c) };
}
