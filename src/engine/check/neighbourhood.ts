import { matrix, type Matrix } from '../../network/matrix';
import type { Layer } from '../../network/network';
import { batchSize } from '../../network/sampleColumn';
import type { Activation } from '../../functions/builtin/activation';
import { CompensatedSum } from '../compensatedSum';
import { fusedLoss, type FusedLoss } from '../fusedLoss';
import type { Kernels } from '../kernels';
import type { Differentiated } from '../objective';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { costOfValue, rowsAtATime, valuesAtATime } from '../parts';
import { softmaxSteps } from '../softmax';
import type { Forward } from '../trace';

/** How many entries are added in one step. */
const ENTRIES = 1 << 20;

/** Nearer to a kink than this part of their size numbers cannot be moved with enough digits left. */
const NEAREST = 2 ** -28;

/**
 * The objective near a point, as the change of one pre-activation goes forward: N_i + dN, dΣ = Σ_i(N_i + dN) − Σ_i(N_i),
 * then W_{i+1}·dΣ, and so on. These are the values of f itself, without any derivative; only what changes is computed
 * again, so that the rounding of the rest does not drown small differences. All in steps that can be abandoned.
 */
export class Neighbourhood {
  private readonly fused: FusedLoss | null;
  private base: number | null = null;
  /** Room for a Δ_k and a ∇L that nobody reads. */
  private readonly scratch: Matrix;

  /** @param forward the forward values around which to look; they may be those of one column of a batch */
  constructor(
    private readonly forward: Forward,
    private readonly objective: Differentiated,
    private readonly kernels: Kernels,
  ) {
    const { layers } = forward.network;
    const { output } = forward;
    this.fused = objective.kind === 'loss' ? fusedLoss(objective.loss, layers[layers.length - 1]) : null;
    this.scratch = this.fused === null ? matrix(0, 0) : matrix(output.rows, output.cols);
  }

  /** The values of layer i at the point itself. */
  at(i: number): Forward['layers'][number] {
    return this.forward.layers[i - 1];
  }

  /**
   * How much the objective changes if row `row` of N_i changes by `dN` (one number a column); i from 1. NaN if something
   * passes a kink on the way, as a difference over a kink says nothing of a slope.
   */
  *afterRow(i: number, row: number, dN: Float64Array): Steps<number> {
    const { network, layers } = this.forward;
    const { activation } = network.layers[i - 1];
    const { N, Sigma } = layers[i - 1];
    const m = N.cols;
    if (i === network.layers.length || activation.kind === 'softmax') {
      const whole = matrix(N.rows, m);
      whole.data.set(dN, row * m);
      return yield* this.afterLayer(i, whole);
    }
    const sigma = activation.activations[row];
    const dSigma = new Float64Array(m);
    const part = valuesAtATime(sigma);
    for (let c = 0; c < m; c++) {
      const before = N.data[row * m + c];
      if (passesKink(sigma, before, dN[c])) return NaN;
      dSigma[c] = sigma.value(before + dN[c]) - Sigma.data[row * m + c];
      if (c % part === part - 1) yield c / m;
    }
    return yield* this.afterLayer(i + 1, yield* columnTimesRow(network.layers[i].weights!, row, dSigma));
  }

  /** How much the objective changes if N_i changes by `dN`, n_i × m; i from 1. NaN as for a row. */
  *afterLayer(i: number, dN: Matrix): Steps<number> {
    const { network, layers } = this.forward;
    for (let change = dN; ; i++) {
      const { N, Sigma } = layers[i - 1];
      const moved = matrix(N.rows, N.cols);
      yield* combine(N, change, 1, moved);
      if (i === layers.length && this.fused !== null) {
        this.base ??= yield* this.fusedValue(this.fused, N);
        return (yield* this.fusedValue(this.fused, moved)) - this.base;
      }
      const output = yield* activated(network.layers[i - 1], N, change, moved);
      if (output === null) return NaN;
      if (i === layers.length) return yield* this.changeOfObjective(output, Sigma);
      yield* combine(output, Sigma, -1, output);
      change = yield* this.product(network.layers[i], output);
    }
  }

  private *product({ weights, size, inputSize }: Layer, B: Matrix): Steps<Matrix> {
    const out = matrix(size, B.cols);
    const part = rowsAtATime(inputSize, B.cols, this.kernels);
    for (let from = 0; from < size; from += part) {
      if (from > 0) yield from / size;
      this.kernels.product(weights!, B, out, from, Math.min(from + part, size));
    }
    return out;
  }

  private *changeOfObjective(output: Matrix, before: Matrix): Steps<number> {
    const sum = new CompensatedSum();
    const { objective } = this;
    if (objective.kind === 'output') {
      const start = (objective.index - 1) * output.cols;
      for (let j = start; j < start + output.cols; j++) sum.add(output.data[j] - before.data[j]);
      return sum.value;
    }
    const Y = this.forward.sample.target!;
    const part = valuesAtATime(objective.loss);
    for (let j = 0; j < output.data.length; j++) {
      const [y, yBefore, t] = [output.data[j], before.data[j], Y.data[j]];
      if (isTooFar(t, yBefore, y - yBefore) && objective.loss.isKink(t, t)) return NaN;
      sum.add(objective.loss.value(y, t) - objective.loss.value(yBefore, t));
      if (j % part === part - 1) yield j / output.data.length;
    }
    return sum.value / this.divisor(output.rows);
  }

  private *fusedValue(fused: FusedLoss, N: Matrix): Steps<number> {
    const sum = new CompensatedSum();
    yield* fused.evaluate(N, this.forward.sample.target!, sum, this.scratch, this.scratch);
    return sum.value / this.divisor(N.rows);
  }

  private divisor(outputs: number): number {
    if (this.objective.kind === 'output') return 1;
    const { loss, reduction } = this.objective;
    return (loss.meanOverCoordinates ? outputs : 1) * (reduction === 'mean' ? batchSize(this.forward.sample) : 1);
  }
}

/** Column `c` of W times a row of m numbers, n × m. */
function* columnTimesRow(W: Matrix, c: number, row: Float64Array): Steps<Matrix> {
  const out = matrix(W.rows, row.length);
  const portion = new Portion(ENTRIES);
  for (let r = 0, o = 0; r < W.rows; r++) {
    const w = W.data[r * W.cols + c];
    for (let j = 0; j < row.length; j++) out.data[o++] = w * row[j];
    if (portion.fills(row.length)) yield r / W.rows;
  }
  return out;
}

/** Σ_i(N), where N has changed; null if something has passed a kink. */
function* activated(layer: Layer, before: Matrix, change: Matrix, N: Matrix): Steps<Matrix | null> {
  const out = matrix(N.rows, N.cols);
  if (layer.activation.kind === 'softmax') yield* softmaxSteps(N, out);
  else {
    const { activations } = layer.activation;
    const portion = new Portion(valuesAtATime({}));
    for (let r = 0, j = 0; r < N.rows; r++) {
      const cost = costOfValue(activations[r]);
      for (let c = 0; c < N.cols; c++, j++) {
        if (passesKink(activations[r], before.data[j], change.data[j])) return null;
        out.data[j] = activations[r].value(N.data[j]);
        if (portion.fills(cost)) yield r / N.rows;
      }
    }
  }
  return out;
}

function passesKink({ kinks }: Activation, from: number, change: number): boolean {
  for (const kink of kinks) if (isTooFar(kink, from, change)) return true;
  return false;
}

/**
 * Whether a change reaches a kink that it does not begin at, or begins so near to it that every smaller one would be
 * rounded too much.
 */
function isTooFar(kink: number, from: number, change: number): boolean {
  if (from === kink || change === 0) return false;
  const to = from + change;
  return from < kink !== to < kink || to === kink || Math.abs(kink - from) < NEAREST * Math.abs(from);
}

/** out = A + c·B, all of one shape; out may be A. */
function* combine(A: Matrix, B: Matrix, c: 1 | -1, out: Matrix): Steps<void> {
  const [a, b, sum] = [A.data, B.data, out.data];
  for (let from = 0; from < sum.length; from += ENTRIES) {
    if (from > 0) yield from / sum.length;
    const to = Math.min(from + ENTRIES, sum.length);
    for (let i = from; i < to; i++) sum[i] = a[i] + c * b[i];
  }
}
