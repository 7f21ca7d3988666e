import type { Activation } from '../functions/builtin/activation';
import type { Matrix } from '../network/matrix';

/**
 * The products that forward and backward are made of, in double precision, row-major.
 * Everything else in the engine is written in terms of these, so that a faster implementation can take their place.
 *
 * Shapes are the caller's duty: they are checked once, where a network enters the engine (`checkShapes`), and no
 * product broadcasts. With several columns every entry is summed in the order of its terms, so all implementations give
 * the same bits. `out` never shares memory with an argument. `from` and `to` choose the rows `from … to − 1` of A,
 * so that a long product can be done in parts; the parts start at multiples of `ROW_BLOCK`.
 */
export interface Kernels {
  /** Multiplications that take a few milliseconds with so many columns: how much to do before others have a turn. */
  pace(columns: number): number;
  /** Rows from … to − 1 of out = A·B; A: n × p, B: p × m, out: n × m. (W_i·Σ_{i-1}) */
  product(A: Matrix, B: Matrix, out: Matrix, from: number, to: number): void;
  /** Adds to out what rows from … to − 1 of A and B contribute to Aᵀ·B; A: n × p, B: n × m, out: p × m. (W_iᵀ·Δ_i) */
  addTransposedProduct(A: Matrix, B: Matrix, out: Matrix, from: number, to: number): void;
  /** out = A·Bᵀ; A: n × m, B: p × m, out: n × p. (Δ_i·Σ_{i-1}ᵀ) */
  productWithTransposed(A: Matrix, B: Matrix, out: Matrix): void;
  /** out = A ∘ B, all of one shape; here out may be A or B. */
  hadamard(A: Matrix, B: Matrix, out: Matrix): void;
  /** σ and σ′ of the entries from … to − 1 of N, all matrices of one shape. (Σ_i and Σ′_i) */
  activate(sigma: Activation, N: Matrix, Sigma: Matrix, dSigma: Matrix, from: number, to: number): void;
  /** out = A·1, the sums of the rows; A: n × m, out: n × 1. (∇_{b_i}) */
  rowSums(A: Matrix, out: Matrix): void;
}

/** Parts of a product begin at multiples of this, so that the order of summation does not depend on the parts. */
export const ROW_BLOCK = 8;
