import type { Steps } from '../steps/steps';
import type { Matrix } from '../network/matrix';
import type { Network, Objective, Sample } from '../network/network';
import type { Rational } from '../functions/numbers/rational';
import type { ExactMatrix } from '../network/exactNetwork';

/** The forward values of layer i, each n_i × m. */
export interface LayerForward {
  /** N_i = W_i·Σ_{i-1} (+ b_i). */
  readonly N: Matrix;
  /** Σ_i(N_i). */
  readonly Sigma: Matrix;
  /** Σ′_i(N_i); null for softmax, whose derivative is the Jacobian diag(p) − ppᵀ of each column. */
  readonly dSigma: Matrix | null;
}

/** Forward values of one sample. */
export interface Forward {
  readonly network: Network;
  readonly sample: Sample;
  /** Layers 1 … k, at index i − 1. */
  readonly layers: readonly LayerForward[];
  /** Σ_k, n_k × m. */
  readonly output: Matrix;
  /** Pre-activations that sit exactly on a kink: σ′ there is a convention. Layer from 1, neuron and column from 0. */
  readonly kinks: readonly { readonly layer: number; readonly neuron: number; readonly column: number }[];
  /** The first value that is not finite, if any. */
  readonly notFinite: {
    readonly layer: number;
    readonly quantity: 'N' | 'Sigma' | 'dSigma';
    readonly neuron: number;
    readonly column: number;
  } | null;
}

/** ∇_{W_i} = Δ_i·Σ_{i-1}ᵀ, n_i × n_{i-1}, kept as its two factors; an entry is made when someone looks at it. */
export interface FactoredGradient {
  readonly rows: number;
  readonly cols: number;
  /** Δ_i, n_i × m. */
  readonly Delta: Matrix;
  /** Σ_{i-1}, n_{i-1} × m. */
  readonly SigmaPrevious: Matrix;
  /** Entry (r, c), from 0. */
  entry(r: number, c: number): number;
  /** Writes row r, from 0, into an array of n_{i-1} numbers. */
  row(r: number, into: Float64Array): void;
  /** The whole matrix, n_i × n_{i-1}. */
  toMatrix(): Matrix;
}

/** What the Δ recursion gives (§5, remark 3, with ∇L in front where there is a loss). */
export interface Backward {
  readonly objective: Exclude<Objective, { kind: 'none' }>;
  /** The number that was differentiated: f, or L; over a batch the sum or mean that the objective says. */
  readonly value: number;
  /** What stands in front of Σ′_k: ∇L at Σ_k, n_k × m (a mean's 1/m is in it); without a loss the indicator of the chosen output. */
  readonly seed: Matrix;
  /** Δ_1 … Δ_k, each n_i × m, at index i − 1; a mean's 1/m is in them. */
  readonly Delta: readonly Matrix[];
  /** ∇_{W_i}, at index i − 1. */
  readonly gradW: readonly FactoredGradient[];
  /** ∇_{b_i} = Δ_i·1, n_i × 1, at index i − 1; null for a homogeneous layer. */
  readonly gradb: readonly (Matrix | null)[];
  /** ∇_X = W_1ᵀ·Δ_1, n_0 × m. */
  readonly gradX: Matrix;
  /** Makes ∇_X, which costs a pass over W_1, in steps: afterwards it is there. Without it, it is there already. */
  inputGradient?(): Steps<Matrix>;
  /** Whether Δ_k was computed in one stable step from N_k, and after which layer with which loss Σ_k − Y is its formula. */
  readonly fused: 'softmax-cross-entropy' | 'sigmoid-binary-cross-entropy' | null;
  /** Output coordinates at which the loss is not differentiable. */
  readonly lossKinks: readonly { readonly output: number; readonly column: number }[];
}

/** A quantity that is infinite or NaN though all that it is computed from is finite: where f, L or a gradient has no value. */
export interface Fault {
  /**
   * `lossTerm` is ℓ of one output, `value` the sum over the outputs or columns, `lossGradient` ∇L; `updatedW` and
   * `updatedb` are W_i − η∇_{W_i} and b_i − η∇_{b_i}.
   */
  readonly quantity:
    | 'N'
    | 'Sigma'
    | 'dSigma'
    | 'lossTerm'
    | 'value'
    | 'lossGradient'
    | 'Delta'
    | 'gradW'
    | 'gradb'
    | 'gradX'
    | 'updatedW'
    | 'updatedb';
  /** From 1; 0 for ∇_X, k for what concerns the objective. */
  readonly layer: number;
  /** From 0, as the column; of what has the shape of W_i or b_i the entry there, otherwise neuron and column of the batch. */
  readonly row: number;
  readonly column: number;
  /** NaN or ±∞. */
  readonly value: number;
}

/** An entry that is closer to 0 than a double can hold with all its digits, though what it is computed from is not. */
export type Underflow = Omit<Fault, 'value'>;

/**
 * An entry that is what remains of terms that nearly cancel, so that fewer than `FEWEST_DIGITS` of its digits are right.
 */
export interface LostDigits extends Underflow {
  /** How many are. */
  readonly digits: number;
}

/** All that the engine knows of a network at one sample. */
export interface Trace {
  readonly forward: Forward;
  /** null if there is nothing to differentiate (no objective, or a loss without a target). */
  readonly backward: Backward | null;
  /** The first quantity that is not finite; null if all are. */
  readonly fault: Fault | null;
  /** The first underflow of each quantity of each layer, in the order of the computation; none beside a fault. */
  readonly underflows: readonly Underflow[];
  /** The first entry of each quantity of each layer that rounding leaves few digits of, likewise; only where someone asked for them. */
  readonly lostDigits?: readonly LostDigits[];
  /** The same in fractions, as far as it is exact; only where someone asked for them. */
  readonly exact?: ExactTrace;
}

/** A parameter or input entry, for the check. Layer 0 and quantity X for the input. Row and column from 0. */
export interface EntryRef {
  readonly quantity: 'W' | 'b' | 'X';
  readonly layer: number;
  readonly row: number;
  readonly column: number;
}

/** Analytic gradient against central differences. */
export interface GradientCheck {
  /**
   * The largest relative error over the compared entries: |a − d| / max(|a|, |d|, scale), scale said in `checkGradient`;
   * 0 if none was compared.
   */
  readonly maxRelativeError: number;
  readonly worst: ComparedEntry | null;
  /** Per quantity, for the page: the worst of each W_i, b_i and X. */
  readonly parts: readonly (CheckCounts & {
    readonly quantity: 'W' | 'b' | 'X';
    readonly layer: number;
    readonly maxRelativeError: number;
    readonly worst: ComparedEntry | null;
  })[];
  /** The entries that were looked at and not compared. */
  readonly leftOut: readonly LeftOutEntry[];
  readonly compared: number;
  readonly sampled: number;
  readonly total: number;
  /** m: where it is 1, X is a vector. */
  readonly columns: number;
}

/** How many entries there are, how many of them were chosen (all, but in large networks), and how many compared. */
export interface CheckCounts {
  readonly compared: number;
  readonly sampled: number;
  readonly total: number;
}

/**
 * An entry whose difference quotient says nothing: the slopes from both sides differ, it does not settle with smaller
 * steps, or both numbers are so small that they are rounding.
 */
export interface LeftOutEntry extends EntryRef {
  readonly why: 'kink' | 'unsettled' | 'tooSmall';
}

/** An entry of the gradient beside its difference quotient. */
export interface ComparedEntry extends EntryRef {
  readonly analytic: number;
  readonly numeric: number;
  readonly relativeError: number;
}

/** What is exact of a layer; null where something that it comes from is not, or numbers became too long. */
export interface ExactLayerTrace {
  readonly W: ExactMatrix | null;
  readonly b: ExactMatrix | null;
  readonly N: ExactMatrix | null;
  readonly Sigma: ExactMatrix | null;
  readonly dSigma: ExactMatrix | null;
  readonly Delta: ExactMatrix | null;
  /** ∇_{Σ_i}, n_i × m. */
  readonly gradSigma: ExactMatrix | null;
  readonly gradW: ExactMatrix | null;
  readonly gradb: ExactMatrix | null;
  readonly updatedW: ExactMatrix | null;
  readonly updatedb: ExactMatrix | null;
}

/** A trace in fractions, as far as it has any: the values are those of `Trace`, of the same shapes, without rounding. */
export interface ExactTrace {
  readonly X: ExactMatrix | null;
  readonly target: ExactMatrix | null;
  readonly rate: Rational | null;
  /** Layers 1 … k, at index i − 1. */
  readonly layers: readonly ExactLayerTrace[];
  /** f or L. */
  readonly value: Rational | null;
  readonly seed: ExactMatrix | null;
  readonly gradX: ExactMatrix | null;
}
