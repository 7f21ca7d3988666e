// The first quantity that is infinite or NaN, computed without the engine: in plain arrays, by the textbook.
import type { LossName } from '../../../../src/functions/builtin/losses';

/** A network with its sample, in plain numbers. */
export interface Plan {
  readonly layers: readonly { readonly W: number[][]; readonly b: number[] | null; readonly act: string }[];
  readonly X: number[][];
  readonly Y: number[][];
  readonly loss: 'output' | LossName;
  readonly mean: boolean;
  readonly rate: number | null;
}

class Ambiguous extends Error {}

/** An angle that is the same wherever its last bit is rounded to. */
function turn(x: number): number {
  if (Math.abs(x) > 1e6) throw new Ambiguous();
  return x;
}

const functions: Record<string, [(x: number) => number, (x: number) => number]> = {
  identity: [(x) => x, () => 1],
  relu: [(x) => (x > 0 ? x : 0), (x) => (x > 0 ? 1 : 0)],
  square: [(x) => x * x, (x) => 2 * x],
  exp: [Math.exp, Math.exp],
  tanh: [Math.tanh, (x) => 1 / Math.cosh(x) ** 2],
  softplus: [(x) => (x > 30 ? x : Math.log1p(Math.exp(x))), (x) => 1 / (1 + Math.exp(-x))],
  cos: [(x) => Math.cos(turn(x)), (x) => -Math.sin(turn(x))],
  ln: [Math.log, (x) => 1 / x],
  sqrt: [Math.sqrt, (x) => 1 / (2 * Math.sqrt(x))],
};

/** 0·ln 0 is 0; what has no logarithm has no product with it. */
const times = (a: number, log: number): number => (a === 0 && !Number.isNaN(log) ? 0 : a * log);
const over = (a: number, b: number): number => (a === 0 ? 0 : a / b);
/** Value and derivative of each loss; the compiler asks for a new one. */
const losses: Readonly<Record<LossName, [(y: number, t: number) => number, (y: number, t: number) => number]>> = {
  half_sse: [(y, t) => ((y - t) / 2) * (y - t), (y, t) => y - t],
  sse: [(y, t) => (y - t) * (y - t), (y, t) => 2 * (y - t)],
  mse: [(y, t) => (y - t) * (y - t), (y, t) => 2 * (y - t)],
  l1: [(y, t) => Math.abs(y - t), (y, t) => Math.sign(y - t)],
  huber: [
    (y, t) => (Math.abs(y - t) <= 1 ? (y - t) ** 2 / 2 : Math.abs(y - t) - 0.5),
    (y, t) => (Math.abs(y - t) <= 1 ? y - t : Math.sign(y - t)),
  ],
  cross_entropy: [(y, t) => times(-t, Math.log(y)), (y, t) => over(-t, y)],
  binary_cross_entropy: [
    (y, t) => times(-t, Math.log(y)) + times(t - 1, Math.log(1 - y)),
    (y, t) => over(1 - t, 1 - y) - over(t, y),
  ],
};

/** What can be differentiated. */
export const objectives = ['output', ...(Object.keys(losses) as LossName[])] as const;

class Found extends Error {
  constructor(readonly place: string) {
    super(place);
  }
}

/** A sum of products; Infinity where it is no double; not to be decided where only a part of it overflows, or nearly. */
function sum(terms: readonly (readonly [number, number])[]): number {
  const [a, all] = terms.reduce(
    ([s, t], [x, y]) => {
      const scaled = x * 2 ** -512 * (y * 2 ** -512);
      return [s + scaled, t + Math.abs(scaled)];
    },
    [0, 0],
  );
  if (all < 0.999) return terms.reduce((s, [x, y]) => s + x * y, 0);
  if (Math.abs(a) > 1.001) return Math.sign(a) * Infinity;
  throw new Ambiguous();
}

/** `quantity layer (row, column)`; null if everything is finite; `ambiguous` where it depends on the order of a sum. */
export function firstFault(plan: Plan): string | null {
  try {
    compute(plan);
    return null;
  } catch (error) {
    if (error instanceof Found) return error.place;
    if (error instanceof Ambiguous) return 'ambiguous';
    throw error;
  }
}

/** The matrix, if all of it is finite. */
function finite(quantity: string, layer: number, A: number[][]): number[][] {
  A.forEach((row, r) => {
    row.forEach((x, c) => {
      // A value within rounding of the largest double may come out on either side.
      if (Math.abs(x) > 1.79e308 && Number.isFinite(x)) throw new Ambiguous();
      if (!Number.isFinite(x)) throw new Found(`${quantity} ${layer} (${r}, ${c})`);
    });
  });
  return A;
}

function compute({ layers, X, Y, loss, mean, rate }: Plan): void {
  const k = layers.length;
  const Sigma: number[][][] = [X];
  const slopes: number[][][] = [];
  layers.forEach(({ W, b, act }, i) => {
    const before = Sigma[i];
    const N = finite(
      'N',
      i + 1,
      W.map((w, r) =>
        X[0].map((_, c) => sum([...w.map((x, j) => [x, before[j][c]] as const), [b === null ? 0 : b[r], 1]])),
      ),
    );
    const [value, slope] = functions[act];
    Sigma.push(finite('Sigma', i + 1, N.map((row) => row.map(value)))); // prettier-ignore
    slopes.push(finite('dSigma', i + 1, N.map((row) => row.map(slope)))); // prettier-ignore
  });
  const output = Sigma[k];
  let seed: number[][];
  if (loss === 'output') {
    finite('value', k, [[sum(output[0].map((x) => [x, 1] as const))]]);
    seed = output.map((row, r) => row.map(() => (r === 0 ? 1 : 0)));
  } else {
    const divisor = (loss === 'mse' ? output.length : 1) * (mean ? X[0].length : 1);
    const [value, slope] = losses[loss];
    const terms = finite('lossTerm', k, output.map((row, r) => row.map((y, c) => value(y, Y[r][c])))); // prettier-ignore
    finite('value', k, [[sum(terms.flat().map((x) => [x, 1 / divisor] as const))]]);
    seed = finite('lossGradient', k, output.map((row, r) => row.map((y, c) => slope(y, Y[r][c]) / divisor))); // prettier-ignore
  }
  let gradSigma = seed;
  const gradients: { W: number[][]; b: number[][] }[] = [];
  for (let i = k; i >= 1; i--) {
    const { W, b } = layers[i - 1];
    const before = gradSigma;
    const Delta = finite('Delta', i, before.map((row, r) => row.map((g, c) => g * slopes[i - 1][r][c]))); // prettier-ignore
    const gradW = finite(
      'gradW',
      i,
      Delta.map((d) => Sigma[i - 1].map((s) => sum(d.map((x, c) => [x, s[c]] as const)))),
    );
    const gradb = Delta.map((d) => [sum(d.map((x) => [x, 1] as const))]);
    if (b !== null) finite('gradb', i, gradb);
    gradients[i] = { W: gradW, b: gradb };
    gradSigma = Sigma[i - 1].map((_, j) => X[0].map((__, c) => sum(W.map((w, r) => [w[j], Delta[r][c]] as const))));
  }
  finite('gradX', 0, gradSigma);
  if (rate === null) return;
  layers.forEach(({ W, b }, i) => {
    const step = (old: number, g: number): number => sum([[old, 1], [-rate, g]]); // prettier-ignore
    finite('updatedW', i + 1, W.map((w, r) => w.map((x, c) => step(x, gradients[i + 1].W[r][c])))); // prettier-ignore
    if (b !== null) finite('updatedb', i + 1, b.map((x, r) => [step(x, gradients[i + 1].b[r][0])])); // prettier-ignore
  });
}
