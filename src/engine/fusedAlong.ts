import { sigmoid, softplus } from '../functions/numbers/specialFunctions';
import { matrix, type Matrix } from '../network/matrix';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';
import { CompensatedSum } from './compensatedSum';
import { belowTop, softmaxColumn } from './softmax';

/** ℓ(y, t) = a·ln y + b·ln(1 − y) with a and b from the target. */
export interface LogTerms {
  readonly a: (t: number) => number;
  readonly b: (t: number) => number;
}

/** What changes at the outputs along a direction, all n_k × m, before any mean. */
export interface OutputAlong {
  /** ∂²ℓ/∂y². */
  readonly d2Loss: Matrix;
  /** R∇L. */
  readonly RSeed: Matrix;
  readonly RDelta: Matrix;
}

/** An output p with q = 1 − p, whose logarithms have digits where p is rounded to 0 or 1, and what they change by. */
interface Output {
  readonly log: number;
  readonly logRest: number;
  readonly RLog: number;
  readonly RLogRest: number;
}

/** Writes ∂²ℓ/∂y² = −a/p² − b/q² and R∇L = R(a/p − b/q) of entry i. */
function write({ d2Loss, RSeed }: OutputAlong, i: number, a: number, b: number, y: Output): void {
  d2Loss.data[i] = over(-a, 2 * y.log) + over(-b, 2 * y.logRest);
  RSeed.data[i] = over(b * y.RLogRest, y.logRest) - over(a * y.RLog, y.log);
}

/** a/p from ln p: in two steps, as 1/p alone may be too large for a double. */
function over(a: number, log: number): number {
  const half = Math.exp(-log / 2);
  return a === 0 ? 0 : a * half * half;
}

/** How many outputs make a step. */
const AT_ONCE = 8192;

function empty({ rows, cols }: Matrix): OutputAlong {
  return { d2Loss: matrix(rows, cols), RSeed: matrix(rows, cols), RDelta: matrix(rows, cols) };
}

/**
 * After sigmoid RΔ is a multiple of RΣ. In steps that can be abandoned, as below.
 * @param curvature −(a + b), as a sum of large ones would lose it
 */
export function* sigmoidAlong(
  { a, b, curvature }: LogTerms & { readonly curvature: (t: number) => number },
  N: Matrix,
  Y: Matrix,
  RN: Matrix,
  RSigma: Matrix,
): Steps<OutputAlong> {
  const out = empty(N);
  const portion = new Portion(AT_ONCE);
  for (let i = 0; i < N.data.length; i++) {
    const [x, Rx, t] = [N.data[i], RN.data[i], Y.data[i]];
    out.RDelta.data[i] = curvature(t) * RSigma.data[i];
    write(out, i, a(t), b(t), {
      ...{ log: -softplus(-x), logRest: -softplus(x) },
      ...{ RLog: sigmoid(-x) * Rx, RLogRest: -sigmoid(x) * Rx },
    });
    if (portion.fills()) yield i / N.data.length;
  }
  return out;
}

/**
 * After softmax, of Δ_i = a_i − p_i·Σa − b_i·p_i + Σ_{j≠i} b_j·p_i·p_j/q_j. With r = RN − RN_top, seen from the largest
 * output, R ln p_i = r_i − Σ_j p_j·r_j and R ln(p_i·p_j/q_j) = R ln p_i + R ln p_j − R ln q_j.
 */
export function* softmaxAlong({ a, b }: LogTerms, N: Matrix, Y: Matrix, RN: Matrix): Steps<OutputAlong> {
  const { rows, cols } = N;
  const out = empty(N);
  const portion = new Portion(AT_ONCE);
  for (let c = 0; c < cols; c++) {
    const column = softmaxColumn(N, c);
    const all = 1 + column.rest;
    const below = belowTop(N, c, column);
    const top = column.top * cols + c;
    const entries = Array.from({ length: rows }, (_, row) => row * cols + c);
    const others = entries.filter((i) => i !== top);
    const r = (i: number): number => RN.data[i] - RN.data[top];
    const outputs = entries.map((i) => Math.exp(N.data[i] - column.max) / all);
    const p = (i: number): number => outputs[(i - c) / cols];
    /** What p_i is of 1 − p_top. */
    const share = (i: number): number => below.share((i - c) / cols);
    const mean = yield* total(others, (i) => p(i) * r(i));
    // The others are seen from the largest of them, so that nothing cancels where that is nearly all of q_top.
    const second = below.second * cols + c;
    const fromSecond = (i: number): number => RN.data[i] - RN.data[second];
    const meanOfOthers = yield* total(others, (i) => share(i) * fromSecond(i));
    const RLogRestOfTop = others.length === 0 ? 0 : r(second) + meanOfOthers - mean;

    const RLog = (i: number): number => r(i) - mean;
    const odds = (i: number): number => p(i) / (1 - p(i));
    const output = (i: number): Output => ({
      log: N.data[i] - column.max - Math.log1p(column.rest),
      logRest: i === top ? below.log - Math.log1p(column.rest) : Math.log1p(-p(i)),
      RLog: RLog(i),
      RLogRest: i === top ? RLogRestOfTop : -odds(i) * RLog(i),
    });
    for (const i of entries) {
      write(out, i, a(Y.data[i]), b(Y.data[i]), output(i));
      if (portion.fills()) yield c / cols;
    }

    // Of j ≠ top: Σ b_j·p_j/q_j, and that with R ln p_j − R ln q_j = R ln p_j / q_j.
    const weights = yield* total(others, (j) => b(Y.data[j]) * odds(j));
    const RWeights = yield* total(others, (j) => (b(Y.data[j]) * odds(j) * RLog(j)) / (1 - p(j)));
    const mass = yield* total(entries, (i) => a(Y.data[i]));
    const bTop = b(Y.data[top]);
    for (const i of entries) {
      const own = b(Y.data[i]);
      const Rp = p(i) * RLog(i); // first of all, as it is 0 where p is, however large the others are
      const of = i === top ? weights : weights - own * odds(i);
      const ROf = i === top ? RWeights : RWeights - (own * odds(i) * RLog(i)) / (1 - p(i));
      const fromTop = i === top ? 0 : bTop * (share(i) / all) * (fromSecond(i) - meanOfOthers - mean);
      out.RDelta.data[i] = fromTop + Rp * of + p(i) * ROf - Rp * (mass + own);
      if (portion.fills()) yield c / cols;
    }
  }
  return out;
}

function* total(indices: readonly number[], term: (i: number) => number): Steps<number> {
  const sum = new CompensatedSum();
  const portion = new Portion(AT_ONCE);
  for (const i of indices) {
    sum.add(term(i));
    if (portion.fills()) yield 1 / 2;
  }
  return sum.value;
}
