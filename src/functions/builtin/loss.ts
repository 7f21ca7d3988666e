import type { ParameterValue } from './activation';

/** Whether a batch's objective is the sum or the mean of the columns' losses. */
export type Reduction = 'sum' | 'mean';

/** A loss L(Y, T) = scale · Σ_j ℓ(y_j, t_j) over the coordinates j = 1 … n_k of one column. */
export interface Loss {
  /** `half_sse`, …, or `own` for `loss (y, t) = …`. */
  readonly name: string;
  readonly parameters: readonly ParameterValue[];
  /** ℓ as text in the spec's expression syntax, with the two argument names of `argumentNames`. */
  readonly formula: string;
  /** ∂ℓ/∂y as text, with the same names; dots if it is too long to be read. */
  readonly derivativeFormula: string;
  /** The names of the output and the target in `formula`: `['f', 'y']` unless the author chose others. */
  readonly argumentNames: readonly [string, string];
  /** What a batch does unless the spec says `sum` or `mean`. */
  readonly defaultReduction: Reduction;
  /** Whether the sum over the coordinates is divided by n_k (mse). */
  readonly meanOverCoordinates: boolean;
  /** Whether ℓ depends on y − t only: ℓ(y, t) = ℓ(y − t, 0). */
  readonly ofDifference: boolean;
  /** Whether targets are taken for probabilities, from 0 to 1. */
  readonly ofProbabilities: boolean;
  /** ℓ(y, t) of one coordinate. */
  value(y: number, t: number): number;
  /** ∂ℓ/∂y of one coordinate. */
  derivative(y: number, t: number): number;
  /** ∂²ℓ/∂y² of one coordinate, where the formula alone does not give it. */
  readonly second?: (y: number, t: number) => number;
  /** How many digits of ℓ(y, t) and ∂ℓ/∂y rounding has left, where that is not all by itself. */
  readonly rightDigits?: (y: number, t: number) => readonly [number, number];
  /** About how many operations ℓ takes, if it is a formula of the text: it may be long. */
  readonly cost?: number;
  /** Whether ℓ is not differentiable in y exactly at (y, t). */
  isKink(y: number, t: number): boolean;
}

/** Whether ℓ(·, t) of probabilities is 0 all over, as −t·ln y with t = 0. */
export function vanishes(loss: Loss, t: number): boolean {
  return loss.ofProbabilities && loss.value(0.25, t) === 0 && loss.value(0.5, t) === 0;
}
