import type { Loss } from '../functions/builtin/loss';
import { matrix, type Matrix } from '../network/matrix';
import type { Layer } from '../network/network';
import { sigmoid, softplus } from '../functions/numbers/specialFunctions';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';
import { CompensatedSum } from './compensatedSum';
import { roundingOf } from './flaws/termSum';
import { type LogTerms, type OutputAlong, sigmoidAlong, softmaxAlong } from './fusedAlong';
import { belowTop, largestRow, softmaxColumn } from './softmax';
import type { Backward } from './trace';

/**
 * A loss of logarithms and a last layer that are computed together from N_k: nothing overflows where Σ_k is rounded to
 * 0 or 1, Δ_k does not come from ∞·0, and no digits are lost.
 */
export interface FusedLoss {
  /** What the page calls it; null where Δ_k has no short formula. */
  readonly kind: Backward['fused'];
  /**
   * Adds L's terms of all columns to `sum` and writes Δ_k and ∇L (before any mean) to `Delta` and `seed`; all n_k × m.
   * In steps that can be abandoned.
   */
  evaluate(N: Matrix, Y: Matrix, sum: Sum, Delta: Matrix, seed: Matrix): Steps<void>;
  /**
   * How much of an entry of Δ_k (before any mean) may come from the roundings of its output p, its target and, with
   * softmax, the other targets of its column.
   */
  rounding(p: number, t: number, Y: Matrix, column: number): number;
  /** What the outputs and Δ_k change by where N changes by RN, and Σ_k by RΣ. */
  along(N: Matrix, Y: Matrix, RN: Matrix, RSigma: Matrix): Steps<OutputAlong>;
}

/** Σ |term| over the terms of L (before any mean): times 2⁻⁵³ about what their rounding does to it. */
export function* sizeOfTerms(fused: FusedLoss, N: Matrix, Y: Matrix): Steps<number> {
  let size = 0;
  const scratch = matrix(N.rows, N.cols);
  yield* fused.evaluate(N, Y, { add: (term) => void (size += Math.abs(term)) }, scratch, scratch);
  return size;
}

/** How far from a target L is looked at, in roundings of it: so far that it is another double. */
const APART = 4;

/** How much of L (before any mean) may come from the roundings of its targets. */
export function* roundingOfTargets(fused: FusedLoss, N: Matrix, Y: Matrix): Steps<number> {
  const changes = new Float64Array(Y.data.length);
  const scratch = matrix(N.rows, N.cols);
  for (const way of [1, -1]) {
    const moved = { ...Y, data: Y.data.map((y) => y + way * APART * roundingOf(y)) };
    yield* fused.evaluate(N, moved, { add: (term, i) => void (changes[i] += way * term) }, scratch, scratch);
  }
  return changes.reduce((sum, change) => sum + Math.abs(change), 0) / (2 * APART);
}

/** What is told the terms of L, each with the entry of N and Y that it is of. */
interface Sum {
  add(term: number, entry: number): void;
}

/** How many entries make a step. */
const AT_ONCE = 65_536;

interface LogLoss extends LogTerms {
  /** −(a + b), as a sum of large ones would lose it: Δ after sigmoid is a − (a + b)·p. */
  readonly curvature: (t: number) => number;
  /** ∂Δ/∂t of Δ = a·(1 − p) − b·p, without its sign. */
  readonly ofTarget: (p: number) => number;
  readonly afterSoftmax: FusedLoss;
  /** What the page calls the loss after sigmoid. */
  readonly sigmoidKind: FusedLoss['kind'];
}

/**
 * L = Σ_j y_j·(ln Σ_i e^{N_i} − N_j) and Δ_k = p·ΣY − Y for any target Y. The difference is taken as
 * p_j·(ΣY − y_j) − y_j·(1 − p_j), with 1 − p_j from the other exponentials, and
 * ΣY − y_j of the largest target from the others, so that nothing cancels for a class label, also if it is smoothed.
 */
const softmaxCrossEntropy: FusedLoss = {
  kind: 'softmax-cross-entropy',
  *evaluate(N, Y, sum, Delta, seed) {
    const { rows, cols } = N;
    const portion = new Portion(AT_ONCE);
    for (let c = 0; c < cols; c++) {
      const { top, max, rest } = softmaxColumn(N, c);
      const all = 1 + rest;
      const logAll = Math.log1p(rest);
      const label = largestRow(Y, c) * cols + c;
      const mass = new CompensatedSum();
      const restOfLabel = new CompensatedSum();
      for (let i = c; i < rows * cols; i += cols) {
        mass.add(Y.data[i]);
        if (i !== label) restOfLabel.add(Y.data[i]);
      }
      for (let r = 0, i = c; r < rows; r++, i += cols) {
        const y = Y.data[i];
        const e = Math.exp(N.data[i] - max);
        const others = r === top ? rest : all - e;
        if (y !== 0) {
          sum.add(y * (max - N.data[i]), i);
          sum.add(y * logAll, i);
        }
        const otherTargets = i === label ? restOfLabel.value : mass.value - y;
        Delta.data[i] = (otherTargets * e - y * others) / all;
        seed.data[i] = y === 0 ? 0 : -y * all * Math.exp(max - N.data[i]);
        if (portion.fills()) yield c / cols;
      }
    }
  },
  rounding: (p, t, Y, column) => {
    let [mass, ofMass] = [0, 0];
    for (let i = column; i < Y.data.length; i += Y.cols) {
      mass += Y.data[i];
      ofMass += roundingOf(Y.data[i]);
    }
    // Δ changes with its own target by 1 − p, with the others by p.
    const ofTargets = Math.max(0, ofMass - roundingOf(t)) * p + roundingOf(t) * (1 - p);
    return roundingOf((mass - t) * p) + roundingOf(t * (1 - p)) + ofTargets;
  },
  along: (N, Y, RN) => softmaxAlong(logLosses.cross_entropy, N, Y, RN),
};

/**
 * L = Σ_j [a_j·ln p_j + b_j·ln(1 − p_j)], Δ_k = a_j·(1 − p_j) − b_j·p_j, and ∇L = a_j/p_j − b_j/(1 − p_j), with
 * 1/p_j = 1 + e^{−N_j} and 1 − p_j = 1/(1 + e^{N_j}).
 */
function* afterSigmoid(log: LogLoss, N: Matrix, Y: Matrix, sum: Sum, Delta: Matrix, seed: Matrix): Steps<void> {
  for (let i = 0; i < N.data.length; i++) {
    const x = N.data[i];
    const a = log.a(Y.data[i]);
    const b = log.b(Y.data[i]);
    if (a !== 0) sum.add(-a * softplus(-x), i);
    if (b !== 0) sum.add(-b * softplus(x), i);
    // Near x = 0 the two terms cancel if they weigh the same, as for the target ½.
    const isHalf = a === b && a !== 0;
    Delta.data[i] = isHalf ? -a * Math.tanh(x / 2) : weighted(a, sigmoid(-x)) - weighted(b, sigmoid(x));
    seed.data[i] = isHalf ? -2 * a * Math.sinh(x) : weighted(a, 1 + Math.exp(-x)) - weighted(b, 1 + Math.exp(x));
    if (i % AT_ONCE === AT_ONCE - 1) yield i / N.data.length;
  }
}

const softmaxThenBinaryCrossEntropy: FusedLoss = {
  kind: null,
  evaluate: softmaxBinaryCrossEntropy,
  // Of the terms of the output itself.
  rounding: (p, t) => logRounding(logLosses.binary_cross_entropy, p, t),
  along: (N, Y, RN) => softmaxAlong(logLosses.binary_cross_entropy, N, Y, RN),
};

const logLosses: Readonly<Record<string, LogLoss>> = {
  cross_entropy: {
    a: (t) => -t,
    b: () => 0,
    curvature: (t) => t,
    ofTarget: (p) => 1 - p,
    afterSoftmax: softmaxCrossEntropy,
    sigmoidKind: null,
  },
  binary_cross_entropy: {
    a: (t) => -t,
    b: (t) => t - 1,
    curvature: () => 1,
    ofTarget: () => 1,
    afterSoftmax: softmaxThenBinaryCrossEntropy,
    sigmoidKind: 'sigmoid-binary-cross-entropy',
  },
};

/** The stable form of this loss after this last layer, or null if there is none. */
export function fusedLoss(loss: Loss, { activation }: Layer): FusedLoss | null {
  if (!Object.hasOwn(logLosses, loss.name)) return null;
  const log = logLosses[loss.name];
  if (activation.kind === 'softmax') return log.afterSoftmax;
  if (!activation.activations.every(({ loop }) => loop === 'sigmoid')) return null;
  return {
    kind: log.sigmoidKind,
    evaluate: (...all) => afterSigmoid(log, ...all),
    rounding: (p, t) => sigmoidRounding(log, p, t),
    along: (...all) => sigmoidAlong(log, ...all),
  };
}

/** The rounding of a·(1 − p) − b·p; where both weigh the same, as for the target ½, Δ_k is taken without a difference. */
function sigmoidRounding(log: LogLoss, p: number, t: number): number {
  return log.a(t) === log.b(t) ? 0 : logRounding(log, p, t);
}

function logRounding({ a, b, ofTarget }: LogLoss, p: number, t: number): number {
  return roundingOf(a(t) * (1 - p)) + roundingOf(b(t) * p) + ofTarget(p) * roundingOf(t);
}

/** Binary cross-entropy of each softmax output. With q = 1 − p: Δ_i = a_i·q_i − b_i·p_i + Σ_{j≠i} (b_j·p_j/q_j − a_j)·p_i. */
function* softmaxBinaryCrossEntropy(N: Matrix, Y: Matrix, sum: Sum, Delta: Matrix, seed: Matrix): Steps<void> {
  const { a, b } = logLosses.binary_cross_entropy;
  const { rows, cols, data } = N;
  const portion = new Portion(AT_ONCE);
  for (let c = 0; c < cols; c++) {
    const column = softmaxColumn(N, c);
    const { top, max, rest } = column;
    const all = 1 + rest;
    const below = belowTop(N, c, column);
    const bTop = b(Y.data[top * cols + c]);
    // Σ_j (b_j·p_j/q_j − a_j) over j ≠ top; what the top adds is b_top·p_top/q_top − a_top.
    const lower = new CompensatedSum();
    for (let r = 0, i = c; r < rows; r++, i += cols) {
      if (r === top) continue;
      const e = Math.exp(data[i] - max);
      lower.add((b(Y.data[i]) * e) / (all - e));
      lower.add(-a(Y.data[i]));
      if (portion.fills()) yield c / cols;
    }
    const aTop = a(Y.data[top * cols + c]);
    for (let r = 0, i = c; r < rows; r++, i += cols) {
      const e = Math.exp(data[i] - max);
      const p = e / all;
      const others = r === top ? rest : all - e;
      const aOwn = a(Y.data[i]);
      const bOwn = b(Y.data[i]);
      const logOthers = r === top ? below.log - Math.log1p(rest) : Math.log1p(-p);
      if (aOwn !== 0) sum.add(aOwn * (data[i] - max - Math.log1p(rest)), i);
      if (bOwn !== 0) sum.add(bOwn * logOthers, i);
      const fromTop = r === top ? 0 : (bTop * below.share(r)) / all - aTop * p;
      const fromLower = r === top ? lower.value : lower.value - ((bOwn * e) / others - aOwn);
      Delta.data[i] = (aOwn * others) / all - bOwn * p + p * fromLower + fromTop;
      seed.data[i] =
        weighted(aOwn, all * Math.exp(max - data[i])) -
        weighted(bOwn, r === top ? all * Math.exp(-below.log) : all / others);
      if (portion.fills()) yield c / cols;
    }
  }
}

/** a·x, and 0 where a is 0 though x be infinite. */
function weighted(a: number, x: number): number {
  return a === 0 ? 0 : a * x;
}
