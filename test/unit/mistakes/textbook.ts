// A network computed as on paper, with loops over plain arrays and its own formulas, and with a slip made on purpose
// where one is asked for. Nothing of src/ is used here but the names of the losses.
import type { LossName } from '../../../src/functions/builtin/losses';

export type Rows = readonly (readonly number[])[];

export interface Exercise {
  /** n_0, …, n_k. */
  readonly sizes: readonly number[];
  readonly W: readonly Rows[];
  readonly b: readonly (readonly number[] | null)[];
  readonly act: readonly ActName[];
  readonly loss: LossName;
  readonly mean: boolean;
  readonly rate: number;
  /** n_0 × m and n_k × m. */
  readonly X: Rows;
  readonly Y: Rows;
}

export type ActName = 'sigmoid' | 'tanh' | 'relu' | 'softplus' | 'identity' | 'softmax';
export type QuantityName = 'N' | 'Sigma' | 'Delta' | 'gradW' | 'gradb' | 'gradX';

/** What is done wrong; layers from 1. */
export interface Wrong {
  noBias?: number | 'all';
  noActivation?: number;
  otherActivation?: { layer: number; name: ActName };
  forwardTransposed?: number;
  /** Layers whose σ′ is left out. */
  noDerivative?: readonly number[];
  /** σ′ of these layers by another formula. */
  derivative?: { layers: readonly number[]; of: ActName; by: (x: number, s: number) => number };
  derivativeOfValues?: true;
  derivativeTwice?: 'jacobian' | 'diagonal';
  softmaxDiagonal?: true;
  seedOnes?: true;
  noW?: number;
  notTransposed?: true;
  updated?: 'in turn' | 'at once';
  lastFactor?: { kind: 'N' | 'Sigma'; layer: number };
  factor?: number;
  sign?: true;
  transposed?: true;
  /** Every intermediate result goes through it. */
  round?: (x: number, kind: 'N' | 'Sigma' | 'dSigma' | 'Delta', layer: number) => number;
  /** Habits of those who round. */
  slopesFromValues?: true;
  roundProduct?: true;
}

const sigma: Record<ActName, (x: number) => number> = {
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: (x) => (Math.exp(x) - Math.exp(-x)) / (Math.exp(x) + Math.exp(-x)),
  relu: (x) => (x > 0 ? x : 0),
  softplus: (x) => Math.log(1 + Math.exp(x)),
  identity: (x) => x,
  softmax: (x) => x,
};
const slope: Record<ActName, (x: number) => number> = {
  sigmoid: (x) => sigma.sigmoid(x) * (1 - sigma.sigmoid(x)),
  tanh: (x) => 1 - sigma.tanh(x) ** 2,
  relu: (x) => (x > 0 ? 1 : 0),
  softplus: (x) => 1 / (1 + Math.exp(-x)),
  identity: () => 1,
  softmax: () => NaN,
};

function times(A: Rows, B: Rows): number[][] {
  return A.map((row) => B[0].map((_, c) => row.reduce((sum, a, j) => sum + a * B[j][c], 0)));
}
export function turned(A: Rows): number[][] {
  return A[0].map((_, c) => A.map((row) => row[c]));
}
function each(A: Rows, f: (x: number, r: number, c: number) => number): number[][] {
  return A.map((row, r) => row.map((x, c) => f(x, r, c)));
}

interface Values {
  N: number[][][];
  S: number[][][];
  D: (number[][] | null)[];
}

/** The matrix that is asked for, null where the shapes do not allow the slip. */
export function onPaper(e: Exercise, quantity: QuantityName, r: number, wrong: Wrong = {}): number[][] | null {
  const values = forwards(e, wrong);
  if (values === null) return null;
  const made =
    quantity === 'N' ? values.N[r - 1] : quantity === 'Sigma' ? values.S[r] : backwards(e, quantity, r, wrong, values);
  if (made === null) return null;
  const scaled = each(made, (x) => x * (wrong.factor ?? 1) * (wrong.sign ? -1 : 1));
  return wrong.transposed ? turned(scaled) : scaled;
}

function forwards(e: Exercise, wrong: Wrong): Values | null {
  const round = wrong.round ?? ((x) => x);
  const out: Values = { N: [], S: [e.X.map((row) => [...row])], D: [] };
  for (let i = 1; i < e.sizes.length; i++) {
    let W = e.W[i - 1];
    if (wrong.forwardTransposed === i) {
      if (W.length !== W[0].length) return null;
      W = turned(W);
    }
    const bias = wrong.noBias === 'all' || wrong.noBias === i ? null : e.b[i - 1];
    const N = each(times(W, out.S[i - 1]), (x, row) => round(x + (bias?.[row] ?? 0), 'N', i));
    const name = wrong.otherActivation?.layer === i ? wrong.otherActivation.name : e.act[i - 1];
    const S = wrong.noActivation === i ? N : name === 'softmax' ? softmax(N) : each(N, sigma[name]);
    const kept = each(S, (x) => round(x, 'Sigma', i));
    out.N.push(N);
    out.S.push(kept);
    const own = e.act[i - 1];
    const fromValues = wrong.slopesFromValues && (own === 'sigmoid' || own === 'tanh');
    out.D.push(
      own === 'softmax'
        ? null
        : each(N, (x, row, c) => {
            const s = kept[row][c];
            const y = fromValues ? (own === 'sigmoid' ? s * (1 - s) : 1 - s * s) : slope[own](x);
            return round(y, 'dSigma', i);
          }),
    );
  }
  return out;
}

function softmax(N: Rows): number[][] {
  const sums = N[0].map((_, c) => N.reduce((sum, row) => sum + Math.exp(row[c]), 0));
  return each(N, (x, _, c) => Math.exp(x) / sums[c]);
}

interface LossOnPaper {
  /** ∂ℓ/∂y. */
  readonly slope: (y: number, t: number) => number;
  /** Whether L is the mean over the outputs. */
  readonly mean?: true;
  /** The last layer after which Δ_k is Σ_k − Y, for targets that are 0 or 1, of softmax one 1 in each column. */
  readonly last?: 'softmax' | 'sigmoid';
}

/** What each loss is in an exercise; the compiler asks for a new one. */
export const lossesOnPaper: Readonly<Record<LossName, LossOnPaper>> = {
  half_sse: { slope: (y, t) => y - t },
  sse: { slope: (y, t) => 2 * (y - t) },
  mse: { slope: (y, t) => 2 * (y - t), mean: true },
  l1: { slope: (y, t) => Math.sign(y - t) },
  huber: { slope: (y, t) => (Math.abs(y - t) <= 1 ? y - t : Math.sign(y - t)) },
  cross_entropy: { slope: (y, t) => -t / y, last: 'softmax' },
  binary_cross_entropy: { slope: (y, t) => (1 - t) / (1 - y) - t / y, last: 'sigmoid' },
};

function lossSlope(e: Exercise, y: number, t: number): number {
  const { slope, mean } = lossesOnPaper[e.loss];
  return slope(y, t) / ((e.mean ? e.X[0].length : 1) * (mean ? e.Y.length : 1));
}

function backwards(
  e: Exercise,
  quantity: QuantityName,
  r: number,
  wrong: Wrong,
  { N, S, D }: Values,
): number[][] | null {
  const k = e.sizes.length - 1;
  const round = wrong.round ?? ((x) => x);
  const m = e.X[0].length;
  const fused = lossesOnPaper[e.loss].last === e.act[k - 1];
  const seed = wrong.seedOnes ? each(S[k], () => 1) : each(S[k], (y, row, c) => lossSlope(e, y, e.Y[row][c]));
  const changed = (i: number): boolean =>
    (wrong.noDerivative?.includes(i) ?? false) ||
    (wrong.derivative?.layers.includes(i) ?? false) ||
    wrong.derivativeOfValues === true ||
    (wrong.softmaxDiagonal === true && e.act[i - 1] === 'softmax');
  let Delta: number[][];
  if (fused && !changed(k) && !wrong.seedOnes) {
    const difference = each(S[k], (y, row, c) => (y - e.Y[row][c]) * (e.mean ? 1 / m : 1));
    Delta =
      wrong.derivativeTwice === undefined ? difference : through(k, difference, wrong.derivativeTwice === 'diagonal');
  } else {
    Delta = through(k, wrong.round && !wrong.seedOnes ? each(seed, (x) => round(x, 'Delta', k)) : seed, false);
  }
  for (let i = k; i > Math.max(r, 1); i--) {
    Delta = each(Delta, (x) => round(x, 'Delta', i));
    const G = back(i, Delta);
    if (G === null) return null;
    Delta = through(i - 1, wrong.roundProduct ? each(G, (x) => round(x, 'Delta', i - 1)) : G, false);
  }
  if (quantity === 'Delta') return Delta;
  Delta = each(Delta, (x) => round(x, 'Delta', Math.max(r, 1)));
  if (quantity === 'gradX') return back(1, Delta);
  if (quantity === 'gradb') return Delta.map((row) => [row.reduce((sum, x) => sum + x, 0)]);
  const factor = wrong.lastFactor;
  return times(
    Delta,
    turned(factor === undefined ? S[r - 1] : factor.kind === 'N' ? N[factor.layer - 1] : S[factor.layer]),
  );

  function through(i: number, G: Rows, diagonal: boolean): number[][] {
    const name = e.act[i - 1];
    if (wrong.noDerivative?.includes(i)) return each(G, (x) => x);
    if (name === 'softmax') {
      if (diagonal || wrong.softmaxDiagonal) return each(G, (g, row, c) => g * S[i][row][c] * (1 - S[i][row][c]));
      return each(G, (g, row, c) => {
        const dot = G.reduce((sum, other, j) => sum + other[c] * S[i][j][c], 0);
        return S[i][row][c] * (g - dot);
      });
    }
    if (wrong.derivativeOfValues) return each(G, (g, row, c) => g * slope[name](S[i][row][c]));
    if (wrong.derivative?.layers.includes(i)) {
      const { by } = wrong.derivative;
      return each(G, (g, row, c) => g * by(N[i - 1][row][c], S[i][row][c]));
    }
    return each(G, (g, row, c) => g * D[i - 1]![row][c]);
  }

  function back(i: number, D_i: Rows): number[][] | null {
    let W = e.W[i - 1];
    if (wrong.noW === i) {
      if (W.length !== W[0].length && W.length !== 1) return null;
      return W.length === W[0].length ? each(D_i, (x) => x) : W[0].map(() => [...D_i[0]]);
    }
    if (wrong.updated === 'in turn') {
      const step = times(D_i, turned(S[i - 1]));
      W = each(W, (w, row, c) => w - e.rate * step[row][c]);
    }
    if (wrong.updated === 'at once') {
      const step = onPaper(e, 'gradW', i)!;
      W = each(W, (w, row, c) => w - e.rate * step[row][c]);
    }
    if (wrong.notTransposed && W.length === W[0].length) return times(W, D_i);
    return times(turned(W), D_i);
  }
}
