import type { Matrix } from '../network/matrix';

/** One column of logits N seen from its largest entry, so that no exponential overflows. */
export interface SoftmaxColumn {
  /** The row of the largest entry. */
  readonly top: number;
  /** That entry. */
  readonly max: number;
  /** Σ_{j ≠ top} e^(N_j − max): the sum of all exponentials is 1 + rest. */
  readonly rest: number;
}

/** Column c of N, ready for softmax or for the logarithm of it. */
export function softmaxColumn(N: Matrix, c: number): SoftmaxColumn {
  const { rows, cols, data } = N;
  let top = 0;
  for (let r = 1; r < rows; r++) if (data[r * cols + c] > data[top * cols + c]) top = r;
  const max = data[top * cols + c];
  let rest = max - max; // 0, or NaN if the largest entry is not finite: then there is no softmax
  for (let r = 0; r < rows; r++) if (r !== top) rest += Math.exp(data[r * cols + c] - max);
  return { top, max, rest };
}

/** P = softmax of every column of N, both n × m. */
export function softmax(N: Matrix, P: Matrix): void {
  const { rows, cols } = N;
  for (let c = 0; c < cols; c++) {
    const { max, rest } = softmaxColumn(N, c);
    for (let r = 0; r < rows; r++) P.data[r * cols + c] = Math.exp(N.data[r * cols + c] - max) / (1 + rest);
  }
}

/** Jᵀ·G for every column, J = diag(p) − ppᵀ: the column p ∘ (g − p·g). All n × m; out may be G. */
export function timesSoftmaxJacobian(P: Matrix, G: Matrix, out: Matrix): void {
  const { rows, cols } = P;
  for (let c = 0; c < cols; c++) {
    let dot = 0;
    for (let i = c; i < rows * cols; i += cols) dot += P.data[i] * G.data[i];
    for (let i = c; i < rows * cols; i += cols) out.data[i] = P.data[i] * (G.data[i] - dot);
  }
}
