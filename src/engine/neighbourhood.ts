import { matrix, type Matrix } from '../network/matrix';
import type { Layer } from '../network/network';
import { batchSize } from '../network/sampleColumn';
import { CompensatedSum } from './compensatedSum';
import { fusedLoss, type FusedLoss } from './fusedLoss';
import type { Kernels } from './kernels';
import type { Differentiated } from './objective';
import { softmax } from './softmax';
import type { Forward } from './trace';

/**
 * The objective near a point, as the change of one pre-activation goes forward: N_i + dN, dΣ = Σ_i(N_i + dN) − Σ_i(N_i),
 * then W_{i+1}·dΣ, and so on. These are the values of f itself, without any derivative; only what changes is computed
 * again, so that the rounding of the rest does not drown small differences.
 */
export class Neighbourhood {
  private readonly fused: FusedLoss | null;
  private readonly base: number;

  /** @param forward the forward values around which to look; they may be those of one column of a batch */
  constructor(
    private readonly forward: Forward,
    private readonly objective: Differentiated,
    private readonly kernels: Kernels,
  ) {
    const { layers } = forward.network;
    this.fused = objective.kind === 'loss' ? fusedLoss(objective.loss, layers[layers.length - 1]) : null;
    this.base = this.fused === null ? 0 : this.fusedValue(this.fused, forward.layers[layers.length - 1].N);
  }

  /** How much the objective changes if row `row` of N_i changes by `dN` (one number a column); i from 1. */
  afterRow(i: number, row: number, dN: Float64Array): number {
    const { network, layers } = this.forward;
    const { activation } = network.layers[i - 1];
    const { N, Sigma } = layers[i - 1];
    const m = N.cols;
    if (i === network.layers.length || activation.kind === 'softmax') {
      const whole = matrix(N.rows, m);
      whole.data.set(dN, row * m);
      return this.afterLayer(i, whole);
    }
    const sigma = activation.activations[row];
    const dSigma = new Float64Array(m);
    for (let c = 0; c < m; c++) {
      dSigma[c] = sigma.value(N.data[row * m + c] + dN[c]) - Sigma.data[row * m + c];
    }
    return this.afterLayer(i + 1, columnTimesRow(network.layers[i].weights!, row, dSigma));
  }

  /** How much the objective changes if N_i changes by `dN`, n_i × m; i from 1. */
  afterLayer(i: number, dN: Matrix): number {
    const { network, layers } = this.forward;
    for (let change = dN; ; i++) {
      const { N, Sigma } = layers[i - 1];
      const moved = matrix(N.rows, N.cols);
      for (let j = 0; j < moved.data.length; j++) moved.data[j] = N.data[j] + change.data[j];
      if (i === layers.length && this.fused !== null) return this.fusedValue(this.fused, moved) - this.base;
      const output = activated(network.layers[i - 1], moved);
      if (i === layers.length) return this.changeOfObjective(output, Sigma);
      for (let j = 0; j < output.data.length; j++) output.data[j] -= Sigma.data[j];
      change = matrix(network.layers[i].size, N.cols);
      this.kernels.product(network.layers[i].weights!, output, change, 0, change.rows);
    }
  }

  private changeOfObjective(output: Matrix, before: Matrix): number {
    const sum = new CompensatedSum();
    const { objective } = this;
    if (objective.kind === 'output') {
      const start = (objective.index - 1) * output.cols;
      for (let j = start; j < start + output.cols; j++) sum.add(output.data[j] - before.data[j]);
      return sum.value;
    }
    const Y = this.forward.sample.target!;
    for (let j = 0; j < output.data.length; j++) {
      sum.add(objective.loss.value(output.data[j], Y.data[j]) - objective.loss.value(before.data[j], Y.data[j]));
    }
    return sum.value / this.divisor(output.rows);
  }

  private fusedValue(fused: FusedLoss, N: Matrix): number {
    const sum = new CompensatedSum();
    fused.evaluate(N, this.forward.sample.target!, sum, matrix(N.rows, N.cols), matrix(N.rows, N.cols));
    return sum.value / this.divisor(N.rows);
  }

  private divisor(outputs: number): number {
    if (this.objective.kind === 'output') return 1;
    const { loss, reduction } = this.objective;
    return (loss.meanOverCoordinates ? outputs : 1) * (reduction === 'mean' ? batchSize(this.forward.sample) : 1);
  }
}

/** Column `c` of W times a row of m numbers, n × m. */
function columnTimesRow(W: Matrix, c: number, row: Float64Array): Matrix {
  const out = matrix(W.rows, row.length);
  for (let r = 0, o = 0; r < W.rows; r++) {
    const w = W.data[r * W.cols + c];
    for (let j = 0; j < row.length; j++) out.data[o++] = w * row[j];
  }
  return out;
}

/** Σ_i(N). */
function activated(layer: Layer, N: Matrix): Matrix {
  const out = matrix(N.rows, N.cols);
  if (layer.activation.kind === 'softmax') softmax(N, out);
  else {
    const { activations } = layer.activation;
    for (let r = 0, j = 0; r < N.rows; r++) {
      for (let c = 0; c < N.cols; c++, j++) out.data[j] = activations[r].value(N.data[j]);
    }
  }
  return out;
}
