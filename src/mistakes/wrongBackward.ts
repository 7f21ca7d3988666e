import { matrix, type Matrix } from '../network/matrix';
import type { QuantityRef } from './quantity';
import { scalarKernels } from '../engine/scalarKernels';
import { timesSoftmaxJacobian } from '../engine/softmax';
import type { Backward, Trace } from '../engine/trace';

/** Parts of the Δ recursion that are done in another way than they should; what is not given is done right. */
export interface WrongBackward {
  /** In place of Δ_k, n_k × m. */
  readonly last?: Matrix;
  /** In place of G ∘ Σ′_i, n_i × m, in the layers before the last. */
  readonly derivative?: (layer: number, G: Matrix) => Matrix;
  /** In place of W_i on the way back, n_i × n_{i-1}. */
  readonly weights?: (layer: number, Delta: Matrix) => Matrix;
  /** Whether W·Δ is taken in place of Wᵀ·Δ. */
  readonly untransposed?: boolean;
  /** In place of Σ_{r−1} in Δ_r·Σ_{r−1}ᵀ, with m columns. */
  readonly values?: Matrix;
}

/**
 * What a wrong way gives for a claimed gradient or Δ: the Δ recursion with those parts exchanged, or null where the
 * shapes do not fit and nobody could have multiplied so.
 */
export function wrongResult(
  claim: QuantityRef,
  trace: Trace & { backward: Backward },
  way: WrongBackward,
): Matrix | null {
  const { forward, backward } = trace;
  const { layers } = forward.network;
  const first = Math.max(claim.layer, 1);
  const k = layers.length;
  const derivative = way.derivative ?? ((layer, G) => timesDerivative(trace, layer, G));
  let Delta = way.last ?? backward.Delta[k - 1];
  for (let i = k; i > first; i--) {
    const G = back(i, Delta);
    if (G === null) return null;
    Delta = derivative(i - 1, G);
  }
  switch (claim.quantity) {
    case 'gradX':
      return back(1, Delta);
    case 'gradb':
      return rowSums(Delta);
    case 'gradW':
      return productWithTransposed(Delta, way.values ?? valuesBefore(trace, first));
    case 'Delta':
      return Delta;
    case 'N':
    case 'Sigma':
      return null;
  }

  function back(layer: number, D: Matrix): Matrix | null {
    const W = way.weights?.(layer, D) ?? layers[layer - 1].weights!;
    if (!way.untransposed) return transposedProduct(W, D);
    return W.rows === W.cols ? product(W, D) : null;
  }
}

/** Σ_{r−1}, n_{r-1} × m; Σ_0 is X. */
export function valuesBefore({ forward }: Trace, r: number): Matrix {
  return r > 1 ? forward.layers[r - 2].Sigma : forward.sample.X;
}

/** G ∘ Σ′_i, after softmax Jᵀ·G; n_i × m. */
export function timesDerivative({ forward }: Trace, layer: number, G: Matrix): Matrix {
  const { Sigma, dSigma } = forward.layers[layer - 1];
  const out = matrix(G.rows, G.cols);
  if (dSigma !== null) scalarKernels.hadamard(G, dSigma, out);
  else timesSoftmaxJacobian(Sigma, G, out);
  return out;
}

/** A·B; A: n × p, B: p × m. */
export function product(A: Matrix, B: Matrix): Matrix {
  const out = matrix(A.rows, B.cols);
  scalarKernels.product(A, B, out, 0, A.rows);
  return out;
}

/** Aᵀ·B; A: n × p, B: n × m. */
export function transposedProduct(A: Matrix, B: Matrix): Matrix {
  const out = matrix(A.cols, B.cols);
  scalarKernels.addTransposedProduct(A, B, out, 0, A.rows);
  return out;
}

/** A·Bᵀ; A: n × m, B: p × m. */
export function productWithTransposed(A: Matrix, B: Matrix): Matrix {
  const out = matrix(A.rows, B.rows);
  scalarKernels.productWithTransposed(A, B, out);
  return out;
}

function rowSums(A: Matrix): Matrix {
  const out = matrix(A.rows, 1);
  scalarKernels.rowSums(A, out);
  return out;
}
