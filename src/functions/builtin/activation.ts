import type { Extended } from '../numbers/extendedNumber';

/** One parameter of an activation or a loss, with the value in force, e.g. `slope = 0.01`. */
export interface ParameterValue {
  readonly name: string;
  readonly value: number;
}

/** A scalar activation function σ: ℝ → ℝ with its parameters already in place. */
export interface Activation {
  /** The name under which the spec calls it: `tanh`, `leaky_relu`, or one of the author's own. */
  readonly name: string;
  readonly parameters: readonly ParameterValue[];
  /** σ as text in the spec's own expression syntax with `x` (or the author's name) as argument, e.g. `max(x, 0)`. */
  readonly formula: string;
  /** σ′ as text, likewise; `…` if it would be too long for anybody to read. */
  readonly derivativeFormula: string;
  /** The name of the argument in the two formulas. */
  readonly argument: string;
  /** Whether the author defined it (or its derivative) in the spec. */
  readonly custom: boolean;
  /** σ(x), to the last few bits of a double; NaN outside the domain. */
  value(x: number): number;
  /** σ′(x); at a kink the convention's value (language.md, the value in brackets). */
  derivative(x: number): number;
  /** σ″(x), where the formula alone does not give it. */
  readonly second?: (x: number) => number;
  /** σ(x) and σ′(x) however small they are, where the formula alone does not give them. */
  readonly extended?: (x: number) => readonly [Extended, Extended];
  /** How many digits of σ(x) and σ′(x) rounding has left, where that is not all by itself. */
  readonly rightDigits?: (x: number) => readonly [number, number];
  /** Where σ has kinks, as far as that can be told from its formula. */
  readonly kinks: readonly number[];
  /** Whether σ is not differentiable exactly at x, so that σ′(x) is a convention. */
  isKink(x: number): boolean;
  /** Whether it is known to have no kink anywhere. */
  readonly smooth?: boolean;
  /** Which of the usual functions σ and σ′ are, under whatever name: an inner loop computes many of their numbers at once, to the same bits. */
  readonly loop?: 'tanh' | 'sigmoid';
  /** 1 − σ(x) without cancellation, where σ comes near 1 and there is such a form. */
  readonly oneMinus?: (x: number) => number;
  /** σ(x) − ½ without cancellation, where σ passes through ½ and there is such a form. */
  readonly lessHalf?: (x: number) => number;
  /** About how many operations σ(x) takes, if it is a formula of the text: it may be long. */
  readonly cost?: number;
  /** Whether σ(−x) = −σ(x), so that `oneMinus` says what is left to −1 too. */
  readonly odd?: boolean;
}

/** The Σ_i of a layer: one scalar activation per neuron, or softmax, which is not coordinate-wise. */
export type LayerActivation =
  | {
      readonly kind: 'coordinatewise';
      /** σ_{i1} … σ_{in_i}; neurons with the same activation share one object. */
      readonly activations: readonly Activation[];
      /** The one activation that all neurons share, or null if they differ. */
      readonly uniform: Activation | null;
    }
  | { readonly kind: 'softmax' };
