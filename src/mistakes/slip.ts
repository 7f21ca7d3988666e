import type { Matrix } from '../network/matrix';
import type { QuantityRef } from './quantity';

/** A quantity that stands where another should: of a claim's kinds, or W_i, W_i − η∇_{W_i}, Σ′_i, ∇L. */
export interface OtherQuantity {
  readonly quantity: QuantityRef['quantity'] | 'W' | 'updatedW' | 'dSigma' | 'seed';
  readonly layer: number;
}

/** What is easily done wrong on the way to a matrix of a trace. Layers and columns from 1. */
export type Slip =
  | { readonly kind: 'transposed' }
  /** Every sign is the other one: target − output, or the step in place of the gradient. */
  | { readonly kind: 'negated' }
  /** Without ∘ Σ′ of one layer, or without any from the claimed layer on. */
  | { readonly kind: 'noDerivative'; readonly layer: number | 'all' }
  /** m times too large: the mean's 1/m was forgotten; or a mean where the objective is the sum. */
  | { readonly kind: 'sumNotMean'; readonly columns: number }
  | { readonly kind: 'meanNotSum'; readonly columns: number }
  /** Half or twice as large: the loss with or without its ½. */
  | { readonly kind: 'twice' }
  | { readonly kind: 'half' }
  /** n_k times too large: mse's 1/n_k was forgotten. */
  | { readonly kind: 'noMeanOfOutputs'; readonly outputs: number }
  /** W − η∇_W of the later layers where the W of the point belong: each from the last, or all from the right gradient. */
  | { readonly kind: 'updatedWeights' }
  /** The gradient at the point after one step. */
  | { readonly kind: 'nextPoint' }
  /** The braces of formula (3) taken for parentheses. */
  | { readonly kind: 'parentheses' }
  /** W where Wᵀ belongs on the way back (or Wᵀ for W on the way forward); the matrices are square. */
  | { readonly kind: 'untransposed' }
  /** Ones in the place of ∇L; for a chosen output, of its indicator: then all outputs are summed. */
  | { readonly kind: 'noSeed' }
  /** N_{r−1} where Σ_{r−1} belongs. */
  | { readonly kind: 'preActivation'; readonly layer: number }
  /** Σ of another layer where Σ_{r−1} belongs. */
  | { readonly kind: 'otherValues'; readonly layer: number }
  /** Σ′ taken at Σ_i instead of at N_i. */
  | { readonly kind: 'derivativeOfValues' }
  /** Δ_k = (Σ_k − Y) ∘ Σ′_k, where Σ′_k has cancelled out already. */
  | { readonly kind: 'derivativeTwice'; readonly layer: number }
  /** The biases left out on the way forward. */
  | { readonly kind: 'noBias' }
  /** Σ of one layer left out on the way forward. */
  | { readonly kind: 'noActivation'; readonly layer: number }
  /** One sample of the batch alone. */
  | { readonly kind: 'oneColumn'; readonly column: number }
  /** [∇_W ∇_b] or [∇_b ∇_W]: the column of the bias stands in the matrix, as in the homogeneous form. */
  | { readonly kind: 'withBias'; readonly side: 'left' | 'right' }
  /** In homogeneous form (§3): zeros for the frozen row, without that row, or the entries of the affine form alone. */
  | { readonly kind: 'formal'; readonly what: 'masked' | 'noRow' | 'affine' }
  /** Another quantity altogether. */
  | ({ readonly kind: 'other' } & OtherQuantity)
  /** η times the gradient: the step, with its sign or without. */
  | { readonly kind: 'timesRate'; readonly negative: boolean }
  /** Some other multiple. */
  | { readonly kind: 'multiple'; readonly factor: number };

/** The matrix that comes out if a slip is made. */
export interface SlipResult {
  readonly slip: Slip;
  readonly value: Matrix;
}
