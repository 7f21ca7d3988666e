import type { AskedRef } from './quantity';

/** A quantity in place of another: a matrix of the trace, or W_i, W_i − η∇_{W_i}, Σ′_i, ∇L. */
export interface OtherQuantity {
  readonly quantity: AskedRef['quantity'] | 'W' | 'updatedW' | 'seed';
  readonly layer: number;
}

/**
 * What a loss is taken for: differences that are not squared; the root of the sum of their squares; the logarithm to the
 * base 10, or none; −t·ln y alone, without what belongs to 1 − t.
 */
export type OtherLoss = 'noSquare' | 'root' | 'log10' | 'noLogarithm' | 'oneTerm';

/** A typical slip on the way to a matrix of a trace. Layers and columns from 1. */
export type Slip =
  | { readonly kind: 'transposed' }
  /** Every sign is reversed: target − output, or the step instead of the gradient. */
  | { readonly kind: 'negated' }
  /** Without ∘ Σ′ of one layer, or of every layer on the way. */
  | { readonly kind: 'noDerivative'; readonly layer: number | 'all' }
  /** m times too large: the mean's 1/m is missing; or a mean where the objective is the sum. */
  | { readonly kind: 'sumNotMean'; readonly columns: number }
  | { readonly kind: 'meanNotSum'; readonly columns: number }
  /** m times too small: a 1/m that Δ already contains was applied again. */
  | { readonly kind: 'averagedTwice'; readonly columns: number }
  /** Half or twice as large: the loss with or without its ½. */
  | { readonly kind: 'twice' }
  | { readonly kind: 'half' }
  /** n_k times too large: mse's 1/n_k is missing. */
  | { readonly kind: 'noMeanOfOutputs'; readonly outputs: number }
  /** η times the gradient: the step, with its sign or without. */
  | { readonly kind: 'timesRate'; readonly negative: boolean }
  /** Another formula for Σ′ of a layer, or of every layer with that activation. */
  | { readonly kind: 'otherDerivative'; readonly layer: number | 'all'; readonly used: string }
  /** p ∘ (1 − p), the diagonal of the Jacobian of softmax, instead of the whole Jacobian. */
  | { readonly kind: 'softmaxDiagonal'; readonly layer: number }
  /** Δ_k = (Σ_k − Y) ∘ Σ′_k, where Σ′_k has already cancelled; after softmax with p ∘ (1 − p) or with the Jacobian. */
  | { readonly kind: 'derivativeTwice'; readonly layer: number; readonly diagonal: boolean }
  /** W_i left out on the way back: Δ_{i−1} = Δ_i ∘ Σ′_{i−1}. */
  | { readonly kind: 'noWeights'; readonly layer: number }
  /** W − η∇_W of the later layers instead of W: each updated before the next Δ, or all from the right gradient. */
  | { readonly kind: 'updatedWeights' }
  /** W instead of Wᵀ on the way back (or Wᵀ instead of W on the way forward); the matrices are square. */
  | { readonly kind: 'untransposed' }
  /** Ones instead of ∇L; for a chosen output, instead of its unit vector: then all outputs are summed. */
  | { readonly kind: 'noSeed' }
  /** N_{r−1} instead of Σ_{r−1}. */
  | { readonly kind: 'preActivation'; readonly layer: number }
  /** Σ of another layer instead of Σ_{r−1}. */
  | { readonly kind: 'otherValues'; readonly layer: number }
  /** The braces of formula (3) read as parentheses. */
  | { readonly kind: 'parentheses' }
  /** Σ′ taken at Σ_i instead of at N_i. */
  | { readonly kind: 'derivativeOfValues' }
  /** The bias of one layer, or of all, left out on the way forward. */
  | { readonly kind: 'noBias'; readonly layer: number | 'all' }
  /** Σ of one layer left out on the way forward. */
  | { readonly kind: 'noActivation'; readonly layer: number }
  /** Another activation on the way forward. */
  | { readonly kind: 'otherActivation'; readonly layer: number; readonly used: string }
  /** The gradient at the point after one step. */
  | { readonly kind: 'nextPoint' }
  /** One sample of the batch alone. */
  | { readonly kind: 'oneColumn'; readonly column: number }
  /** [∇_W ∇_b] or [∇_b ∇_W]: the bias gradient is a column of the matrix, as in the homogeneous form. */
  | { readonly kind: 'withBias'; readonly side: 'left' | 'right' }
  /** In homogeneous form (§3): zeros for the frozen row, without that row, or the entries of the affine form alone. */
  | { readonly kind: 'formal'; readonly what: 'masked' | 'noRow' | 'affine' }
  /** Another formula for the loss. */
  | { readonly kind: 'otherLoss'; readonly used: OtherLoss }
  /** Another quantity altogether. */
  | ({ readonly kind: 'other' } & OtherQuantity)
  /** Some other multiple of the correct matrix. */
  | { readonly kind: 'multiple'; readonly factor: number };

/** Intermediate results that were rounded on the way. */
export interface Rounding {
  /** Which quantity, or all of them. Layer 'all' means in every layer. */
  readonly quantity: 'all' | 'N' | 'Sigma' | 'dSigma' | 'Delta';
  readonly layer: number | 'all';
  readonly digits: number;
  /** Significant digits, or decimals. */
  readonly style: 'significant' | 'decimals';
  /** Whether this gives exactly the written numbers; otherwise they are only within what it can cause. */
  readonly exact: boolean;
}

/** One explanation of wrong numbers: one slip, two slips together, or rounded intermediate results. */
export type Explanation =
  { readonly kind: 'slips'; readonly slips: readonly Slip[] } | ({ readonly kind: 'rounding' } & Rounding);
