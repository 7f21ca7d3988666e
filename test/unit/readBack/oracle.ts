// A network worked out by textbook loops: N, Σ, Σ′, Δ and every gradient, each with a bound of its error.
import { activated, activatedDerivative, losses, lossesOfExamples } from './textbook';
import { approx, combined, exactly, made, mapped, transposed, type Approx, type Grid } from './approx';

export interface PlainLayer {
  readonly W: readonly (readonly number[])[];
  readonly b: readonly number[] | null;
  /** An activation for each neuron; softmax for all of them. */
  readonly activations: readonly string[] | 'softmax';
  /** The direction of W and of b, where the text gives one. */
  readonly V?: readonly (readonly number[])[];
  readonly v?: readonly number[];
}

export interface PlainNetwork {
  readonly layers: readonly PlainLayer[];
  /** n_0 × m. */
  readonly X: readonly (readonly number[])[];
  readonly Y: readonly (readonly number[])[] | null;
  readonly objective: { readonly output: number } | { readonly loss: string; readonly mean: boolean };
  readonly rate: number | null;
  /** m of the whole batch, by which a mean divides. */
  readonly samples: number;
  /** Of a homogeneous form: which layers had a bias. */
  readonly homogeneous: readonly boolean[] | null;
}

export interface WorkedOut {
  readonly plain: PlainNetwork;
  /** Σ_0 is X. */
  readonly Sigma: readonly Grid[];
  readonly N: readonly Grid[];
  /** null for softmax. */
  readonly dSigma: readonly (Grid | null)[];
  readonly W: readonly Grid[];
  readonly b: readonly (Grid | null)[];
  readonly Y: Grid | null;
  /** ∂ objective / ∂ Σ_k. */
  readonly seed: Grid;
  readonly Delta: readonly Grid[];
  readonly gradSigma: readonly Grid[];
  readonly gradW: readonly Grid[];
  readonly gradb: readonly (Grid | null)[];
  readonly gradX: Grid;
  readonly value: Approx;
}

export function workedOut(plain: PlainNetwork): WorkedOut {
  const { layers } = plain;
  const k = layers.length;
  const W = layers.map((layer) => exactly(layer.W));
  const b = layers.map((layer) => layer.b && exactly(layer.b.map((x) => [x])));
  const Sigma: Grid[] = [exactly(plain.X)];
  const N: Grid[] = [];
  const dSigma: (Grid | null)[] = [];
  layers.forEach(({ activations }, i) => {
    const product = combined('·', W[i], Sigma[i]);
    const bias = b[i];
    const n = bias === null ? product : mapped(product, (x, r) => approx.add(x, bias[r][0]));
    N.push(n);
    if (activations === 'softmax') {
      Sigma.push(softmax(n));
      dSigma.push(null);
    } else {
      Sigma.push(mapped(n, (x, r) => activated(activations[r], x)));
      dSigma.push(mapped(n, (x, r) => activatedDerivative(activations[r], x)));
    }
  });
  const Y = plain.Y && exactly(plain.Y);
  const { value, seed } = objectiveOf(plain, Sigma[k], Y);
  const Delta = new Array<Grid>(k);
  const gradSigma = new Array<Grid>(k);
  gradSigma[k - 1] = seed;
  Delta[k - 1] = lastDelta(plain, Sigma[k], dSigma[k - 1], seed, Y);
  for (let i = k - 2; i >= 0; i--) {
    gradSigma[i] = combined('·', transposed(W[i + 1]), Delta[i + 1]);
    Delta[i] = combined('∘', gradSigma[i], dSigma[i]!);
  }
  return {
    plain,
    Sigma,
    N,
    dSigma,
    W,
    b,
    Y,
    seed,
    Delta,
    gradSigma,
    gradW: Delta.map((d, i) => combined('·', d, transposed(Sigma[i]))),
    gradb: Delta.map((d, i) => b[i] && d.map((row) => [row.reduce(approx.add)])),
    gradX: combined('·', transposed(W[0]), Delta[0]),
    value,
  };
}

function softmax(N: Grid): Grid {
  const columns = transposed(N).map((column) => {
    const top = column.reduce((most, { v }) => Math.max(most, v), -Infinity);
    const powers = column.map(({ v, e }) => {
      const power = Math.exp(v - top);
      return approx.of(power, power * (Math.expm1(2 * e) + 1e-13));
    });
    const whole = powers.reduce(approx.add);
    return powers.map((power) => approx.div(power, whole));
  });
  return transposed(columns);
}

function objectiveOf(plain: PlainNetwork, P: Grid, Y: Grid | null): { readonly value: Approx; readonly seed: Grid } {
  const { objective, samples } = plain;
  if ('output' in objective) {
    const row = objective.output - 1;
    const seed = mapped(P, (_, r) => approx.of(r === row ? 1 : 0));
    return { value: P[row].reduce(approx.add), seed };
  }
  const { value, derivative, mean } = losses[objective.loss] ?? lossesOfExamples[objective.loss];
  const share = approx.of((mean ? P.length : 1) * (objective.mean ? samples : 1));
  const all = P.flatMap((row, r) => row.map((y, c) => value(y, Y![r][c])));
  return {
    value: approx.div(all.reduce(approx.add), share),
    seed: mapped(P, (y, r, c) => approx.div(derivative(y, Y![r][c]), share)),
  };
}

function lastDelta(plain: PlainNetwork, P: Grid, dSigma: Grid | null, seed: Grid, Y: Grid | null): Grid {
  const { objective, samples, layers } = plain;
  const last = layers[layers.length - 1].activations;
  const loss = 'loss' in objective ? objective.loss : '';
  const share = approx.of('mean' in objective && objective.mean ? samples : 1);
  // p·ΣY − Y and p − Y: what the products come to where they would lose their digits.
  if (loss === 'cross_entropy' && last === 'softmax') {
    const sums = transposed(Y!).map((column) => column.reduce(approx.add));
    return mapped(P, (p, r, c) => approx.div(approx.sub(approx.mul(p, sums[c]), Y![r][c]), share));
  }
  if (loss === 'binary_cross_entropy' && last !== 'softmax' && last.every((name) => name === 'sigmoid')) {
    return mapped(P, (p, r, c) => approx.div(approx.sub(p, Y![r][c]), share));
  }
  if (dSigma !== null) return combined('∘', seed, dSigma);
  // p_i Σ_j p_j (g_i − g_j).
  return mapped(P, (p, r, c) => {
    const terms = P.map((row, j) => approx.mul(row[c], approx.sub(seed[r][c], seed[j][c])));
    return approx.mul(p, terms.reduce(approx.add));
  });
}

/** W_i⁺ or b_i⁺: what is no parameter stays as it is. */
export function updated(all: WorkedOut, of: 'W' | 'b', layer: number): Grid {
  const before = (of === 'W' ? all.W : all.b)[layer - 1]!;
  const gradient = (of === 'W' ? all.gradW : all.gradb)[layer - 1]!;
  const mask = frozenMask(all, layer);
  const rate = approx.of(all.plain.rate!);
  return mapped(before, (x, r, c) =>
    of === 'W' && mask[r][c].v === 0 ? x : approx.sub(x, approx.mul(rate, gradient[r][c])),
  );
}

/** M_i: zeros in the row of a formal neuron, and in the place of a bias that is not there. */
export function frozenMask({ plain, W }: WorkedOut, layer: number): Grid {
  const { homogeneous, layers } = plain;
  const [rows, cols] = [W[layer - 1].length, W[layer - 1][0].length];
  return made(rows, cols, (r, c) => {
    if (homogeneous === null) return approx.of(1);
    const frozenRow = layer < layers.length && r === rows - 1;
    return approx.of(frozenRow || (!homogeneous[layer - 1] && c === cols - 1) ? 0 : 1);
  });
}

/** The homogeneous form (§3) by its definition. */
export function homogeneousForm(plain: PlainNetwork): PlainNetwork {
  const k = plain.layers.length;
  return {
    ...plain,
    X: [...plain.X, plain.X[0].map(() => 1)],
    homogeneous: plain.layers.map(({ b }) => b !== null),
    layers: plain.layers.map(({ W, b, activations }, i) => {
      const rows = W.map((row, r) => [...row, b === null ? 0 : b[r]]);
      const inner = i < k - 1;
      return {
        W: inner ? [...rows, rows[0].map((_, c) => (c === rows[0].length - 1 ? 1 : 0))] : rows,
        b: null,
        activations: activations === 'softmax' || !inner ? activations : [...activations, 'identity'],
      };
    }),
  };
}
