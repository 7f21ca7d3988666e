import type { Frozen } from '../../network/homogeneous';

/** A layer's index: a number for a network at hand, a letter with an offset (`k − 1`, `i + 1`) in a general formula. */
export type LayerIndex = number | { readonly letter: 'k' | 'r' | 'i'; readonly offset: number };

/** What of the R-operator a letter is, without its layer. */
export type AlongName = 'V' | 'v' | 'RN' | 'RSigma' | 'd2Sigma' | 'd2Loss' | 'RSeed' | 'RDelta' | 'HV' | 'Hv';

/** The symbols whose matrix is a part of another's, or is made of others. */
export type DerivedSymbol = Extract<QuantitySymbol, { name: 'column' | 'start' | 'row' | 'local' }>;

/** Those of the Hessian times a direction, which a trace does not have. */
export type AlongSymbol = Extract<QuantitySymbol, { name: 'along' }>;

/** The others: parameters, and what a trace has. */
export type BaseSymbol = Exclude<QuantitySymbol, DerivedSymbol | AlongSymbol>;

/** The index `by` layers further on (back, if negative). */
export function shifted(index: LayerIndex, by: number): LayerIndex {
  return typeof index === 'number' ? index + by : { letter: index.letter, offset: index.offset + by };
}

/** What is differentiated: f, one output f_j of several, L, or the share L^{(s)} of one sample in it. */
export interface ObjectiveSymbol {
  readonly letter: 'f' | 'L';
  /** j, from 1, where n_k > 1 and one output is chosen. */
  readonly output: number | null;
  /** s, from 1, where L is the share of one sample of a batch: L^{(s)}. */
  readonly column: number | null;
}

/** A quantity of the paper, or of what lies beyond it, as one letter with its indices. */
export type QuantitySymbol =
  /** W_i, n_i × n_{i-1}; b_i, N_i, Σ_i (Σ_0 is X), Σ′_i, Δ_i, all with n_i rows; the diagonal matrix Σ̂′_i; softmax's Jacobian J_i. */
  | {
      readonly name: 'W' | 'b' | 'N' | 'Sigma' | 'dSigma' | 'diagonal' | 'Jacobian' | 'Delta';
      readonly layer: LayerIndex;
    }
  /** Column s (from 1) of what a batch has a column of for each sample; of Σ̂′_i the matrix of sample s. */
  | {
      readonly name: 'column';
      readonly of: 'Delta' | 'Sigma' | 'dSigma' | 'diagonal' | 'lossGradient';
      readonly layer: LayerIndex;
      readonly index: number | 's';
    }
  /** Δ_{k+1} and W_{k+1}, from which the recursion starts: 1 and 1, with a loss ∇L, with a chosen output e_j, and the unit matrix. */
  | { readonly name: 'start'; readonly of: 'Delta' | 'W'; readonly layer: LayerIndex }
  /** Row i (from 1): W_r^i, (W_rᵀ)^i, b_r^i, Σ_r^i, Σ′_r^i, Δ_r^i, ∇_{W_r^i} f, ∇_{Σ_r^i} f, and J_r^i. */
  | {
      readonly name: 'row';
      readonly of: 'W' | 'transposedW' | 'b' | 'Sigma' | 'dSigma' | 'Delta' | 'gradW' | 'gradSigma' | 'Jacobian';
      readonly layer: LayerIndex;
      readonly index: number | 'i';
      readonly objective: ObjectiveSymbol;
    }
  /**
   * The derivatives that §6 is made of, for neuron i of layer r: ∇_{W_r^i}(W_r^i·Σ_{r-1}), 1 × n_{r-1}; ∇_{W_r^i} Σ_r^i,
   * 1 × n_{r-1}; ∇_{Σ_r^i} Σ_{r+1}, n_{r+1} × 1; `written` with the argument of the map, and its bias if it has one.
   */
  | {
      readonly name: 'local';
      readonly of: 'product' | 'neuron' | 'next layer';
      readonly layer: LayerIndex;
      readonly index: number | 'i';
      readonly written: 'short' | 'homogeneous' | 'affine';
    }
  /** The target Y; ∇L, the derivative of the loss by the output, n_k × m; the rate η. */
  | { readonly name: 'Y' | 'lossGradient' | 'rate' }
  /** e_j, the indicator of output j: n_k × m, ones in row j and zeros elsewhere. */
  | { readonly name: 'indicator'; readonly output: number; readonly columns: number }
  /** A column of n ones. */
  | { readonly name: 'ones'; readonly size: number }
  /** M_i, of the shape of W_i, where some of it is frozen (§3): zeros there, ones elsewhere. */
  | { readonly name: 'mask'; readonly layer: LayerIndex; readonly frozen: Frozen }
  /** 1/m. */
  | { readonly name: 'reciprocal'; readonly of: number }
  /** ∇_{W_i} f and its like; the layer of X is 0. */
  | {
      readonly name: 'gradient';
      readonly by: 'W' | 'b' | 'Sigma' | 'N' | 'X';
      readonly layer: LayerIndex;
      readonly objective: ObjectiveSymbol;
    }
  /** V_i and v_i; R N_i, RΣ_i, RΔ_i, R∇L; Σ″_i; ∇²L, the second derivatives of the loss; (HV)_i and (Hv)_i. */
  | { readonly name: 'along'; readonly of: AlongName; readonly layer: LayerIndex }
  /** W_i − η∇_{W_i} and b_i − η∇_{b_i}. */
  | { readonly name: 'updated'; readonly of: 'W' | 'b'; readonly layer: LayerIndex };
