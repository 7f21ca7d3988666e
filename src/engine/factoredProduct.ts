import { matrix, type Matrix } from '../network/matrix';
import type { Kernels } from './kernels';
import type { FactoredGradient } from './trace';

/** ∇_{W_i} = Δ_i·Σ_{i-1}ᵀ as its two factors; Δ_i: n_i × m, Σ_{i-1}: n_{i-1} × m, so the sum over a batch is in the product. */
export class FactoredProduct implements FactoredGradient {
  constructor(
    readonly Delta: Matrix,
    readonly SigmaPrevious: Matrix,
    private readonly kernels: Kernels,
  ) {}

  get rows(): number {
    return this.Delta.rows;
  }

  get cols(): number {
    return this.SigmaPrevious.rows;
  }

  entry(r: number, c: number): number {
    const { Delta, SigmaPrevious } = this;
    if (!(r >= 0 && r < this.rows && c >= 0 && c < this.cols)) {
      throw new RangeError(`A ${this.rows} × ${this.cols} gradient has no entry ${r}, ${c} (counted from 0).`);
    }
    const m = Delta.cols;
    let sum = 0;
    for (let j = 0; j < m; j++) sum += Delta.data[r * m + j] * SigmaPrevious.data[c * m + j];
    return sum;
  }

  row(r: number, into: Float64Array): void {
    const { data, cols: m } = this.Delta;
    const previous = this.SigmaPrevious.data;
    if (m === 1) {
      const delta = data[r];
      for (let c = 0; c < into.length; c++) into[c] = delta * previous[c];
    } else for (let c = 0; c < into.length; c++) into[c] = this.entry(r, c);
  }

  toMatrix(): Matrix {
    const out = matrix(this.rows, this.cols);
    this.kernels.productWithTransposed(this.Delta, this.SigmaPrevious, out);
    return out;
  }
}
