import type { Matrix } from '../network/matrix';
import type { Steps } from '../steps/steps';
import { Portion } from '../steps/portion';
import { CompensatedSum } from './compensatedSum';

/** How many entries make a step. */
const AT_ONCE = 65_536;

/** One column of logits N seen from its largest entry, so that no exponential overflows. */
export interface SoftmaxColumn {
  /** The row of the largest entry. */
  readonly top: number;
  /** That entry. */
  readonly max: number;
  /** Σ_{j ≠ top} e^(N_j − max): the sum of all exponentials is 1 + rest. */
  readonly rest: number;
}

/** The row of the largest entry of column c; the first of equal ones. */
export function largestRow({ rows, cols, data }: Matrix, c: number): number {
  let top = 0;
  for (let r = 1; r < rows; r++) if (data[r * cols + c] > data[top * cols + c]) top = r;
  return top;
}

/** Column c of N, ready for softmax or for the logarithm of it. */
export function softmaxColumn(N: Matrix, c: number): SoftmaxColumn {
  const { rows, cols, data } = N;
  const top = largestRow(N, c);
  const max = data[top * cols + c];
  let rest = max - max; // 0, or NaN if the largest entry is not finite: then there is no softmax
  for (let r = 0; r < rows; r++) if (r !== top) rest += Math.exp(data[r * cols + c] - max);
  return { top, max, rest };
}

/** A column of logits without its largest entry. */
interface BelowTop {
  /** The row of the largest of them; −1 where there is none. */
  readonly second: number;
  /** ln Σ_{j ≠ top} e^(N_j − max), which does not underflow as the sum does; −∞ for a single output. */
  readonly log: number;
  /** e^(N_i − max) over that sum, of row i ≠ top. */
  share(row: number): number;
}

/** Column c of N without its largest entry. */
export function belowTop({ rows, cols, data }: Matrix, c: number, { top, max }: SoftmaxColumn): BelowTop {
  let second = -1;
  for (let r = 0; r < rows; r++)
    if (r !== top && (second === -1 || data[r * cols + c] > data[second * cols + c])) second = r;
  if (second === -1) return { second, log: -Infinity, share: () => NaN };
  const largest = data[second * cols + c];
  const sum = new CompensatedSum();
  for (let r = 0; r < rows; r++) if (r !== top) sum.add(Math.exp(data[r * cols + c] - largest));
  return {
    second,
    log: largest - max + Math.log(sum.value),
    // Not by the logarithm, which has few digits behind the point where N is huge.
    share: (row) => Math.exp(data[row * cols + c] - largest) / sum.value,
  };
}

/** P = softmax of every column of N, both n × m, in steps that can be abandoned. */
export function* softmaxSteps(N: Matrix, P: Matrix): Steps<void> {
  const { rows, cols } = N;
  const portion = new Portion(AT_ONCE);
  for (let c = 0; c < cols; c++) {
    const { max, rest } = softmaxColumn(N, c);
    for (let r = 0; r < rows; r++) P.data[r * cols + c] = Math.exp(N.data[r * cols + c] - max) / (1 + rest);
    if (portion.fills(rows)) yield c / cols;
  }
}

/**
 * Jᵀ·G for every column, J = diag(p) − ppᵀ: p_i·Σ_j p_j·(g_i − g_j). All n × m; out may be G. With h = g − g_top, seen
 * from the largest p, this is p_i·(h_i − Σ_j p_j·h_j), where h_top = 0 and no p_j of the sum exceeds ½: nothing cancels
 * where p is nearly a unit vector. In steps that can be abandoned.
 */
export function* softmaxJacobianSteps(P: Matrix, G: Matrix, out: Matrix): Steps<void> {
  const { rows, cols } = P;
  const portion = new Portion(AT_ONCE);
  for (let c = 0; c < cols; c++) {
    const g = G.data[largestRow(P, c) * cols + c];
    const dot = new CompensatedSum();
    for (let i = c; i < rows * cols; i += cols) dot.add(P.data[i] * (G.data[i] - g));
    const mean = dot.value;
    for (let i = c; i < rows * cols; i += cols) out.data[i] = P.data[i] * (G.data[i] - g - mean);
    if (portion.fills(rows)) yield c / cols;
  }
}
