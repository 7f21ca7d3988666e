import { scalarKernels } from '../engine/scalarKernels';
import { softmaxJacobianSteps } from '../engine/softmax';
import { finish } from '../steps/steps';
import type { LayerForward } from '../engine/trace';
import { matrix, type Matrix } from '../network/matrix';

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

/** A·1, the sums of the rows, n × 1. */
export function rowSums(A: Matrix): Matrix {
  const out = matrix(A.rows, 1);
  scalarKernels.rowSums(A, out);
  return out;
}

/** G ∘ Σ′, after softmax Jᵀ·G; n × m. */
export function timesDerivative({ Sigma, dSigma }: LayerForward, G: Matrix): Matrix {
  const out = matrix(G.rows, G.cols);
  if (dSigma !== null) scalarKernels.hadamard(G, dSigma, out);
  else finish(softmaxJacobianSteps(Sigma, G, out));
  return out;
}

/** The matrix with every entry x replaced by f(x, index). */
export function mapped(A: Matrix, f: (x: number, i: number) => number): Matrix {
  // Not by the array's own map, which takes several times as long.
  const out = matrix(A.rows, A.cols);
  for (let i = 0; i < A.data.length; i++) out.data[i] = f(A.data[i], i);
  return out;
}

/** c·A. */
export function times(factor: number, A: Matrix): Matrix {
  return mapped(A, (x) => factor * x);
}

/** A + b with the column b added to every column of A. */
export function plusColumn(A: Matrix, b: Matrix): Matrix {
  return mapped(A, (x, i) => x + b.data[Math.floor(i / A.cols)]);
}
