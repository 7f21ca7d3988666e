import type { LayerActivation } from '../functions/builtin/activation';
import type { Loss, Reduction } from '../functions/builtin/loss';
import type { Matrix } from './matrix';

/** Layer i: Σ_i after N_i = W_i·Σ_{i-1} (+ b_i). */
export interface Layer {
  /** i, from 1 to k. */
  readonly index: number;
  /** The author's name for people; formulas use the index. */
  readonly name: string | null;
  /** n_{i-1}. */
  readonly inputSize: number;
  /** n_i. */
  readonly size: number;
  readonly activation: LayerActivation;
  /** W_i, n_i × n_{i-1}; null while its numbers are still to come. */
  readonly weights: Matrix | null;
  /** Whether the layer has a bias; without it the layer is homogeneous, as in the paper. */
  readonly affine: boolean;
  /** b_i, n_i × 1; null for a homogeneous layer and while its numbers are still to come. */
  readonly bias: Matrix | null;
  /** V_i and v_i of the shapes of W_i and b_i: the direction along which the Hessian is taken; null where it is 0. */
  readonly direction?: { readonly W: Matrix | null; readonly b: Matrix | null };
  /** Whether the last neuron is a formal one, which only hands the 1 of the bias on (§3): its row of W_i is frozen. */
  readonly formal?: true;
  /** In homogeneous form: whether the layer was written without a bias, so that the zeros in its place are frozen too. */
  readonly unbiased?: true;
}

/** A point, or a batch of points, at which f is looked at. */
export interface Sample {
  /** The author's name, `X` if none was given. */
  readonly name: string;
  readonly kind: 'input' | 'batch';
  /** X, n_0 × m, one column per sample; m = 1 for an input. */
  readonly X: Matrix;
  /** Y, n_k × m; null without a target. */
  readonly target: Matrix | null;
  /** Where the sample is one column of a batch (see `columnOf`): which one, from 1, of how many. */
  readonly column?: { readonly index: number; readonly of: number };
}

/** What is differentiated. */
export type Objective =
  /** f itself: output `index` (from 1) of Σ_k; over a batch its sum over the columns. */
  | { readonly kind: 'output'; readonly index: number }
  /** L, the loss of the network's output against the target. */
  | { readonly kind: 'loss'; readonly loss: Loss; readonly reduction: Reduction }
  /** Several outputs and neither a loss nor a chosen output: nothing is differentiated. */
  | { readonly kind: 'none' };

/** A feed-forward network function f(X; W) = Σ_k(W_k·Σ_{k-1}(… Σ_1(W_1·X) …)) and the points at which it is looked at. */
export interface Network {
  readonly title: string | null;
  /** n_0, n_1, …, n_k. */
  readonly sizes: readonly number[];
  /** Layers 1 … k, at index i − 1. */
  readonly layers: readonly Layer[];
  /** In the order of the text; empty while there is no input with numbers. */
  readonly samples: readonly Sample[];
  readonly objective: Objective;
  /** η, or null. */
  readonly rate: number | null;
  /** Whether X ends in the formal 1 of §3, so that the last column of every W_i is its bias. */
  readonly formalInput?: true;
}

/** Whether every W_i and b_i has its numbers. */
export function hasNumbers(network: Network): boolean {
  return network.layers.every((layer) => layer.weights !== null && (!layer.affine || layer.bias !== null));
}

/** The number of parameters, Σ n_i·(n_{i-1} [+ 1]); frozen rows and columns are none. */
export function parameterCount(network: Network): number {
  const rows = ({ size, formal }: Layer): number => size - (formal ? 1 : 0);
  const columns = ({ inputSize, affine, unbiased }: Layer): number => inputSize + (affine ? 1 : 0) - (unbiased ? 1 : 0);
  return network.layers.reduce((sum, layer) => sum + rows(layer) * columns(layer), 0);
}
