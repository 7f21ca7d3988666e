import { matrix, type Matrix } from '../network/matrix';
import type { Layer } from '../network/network';
import { FactoredProduct } from './factoredProduct';
import { finish, type Steps } from '../steps/steps';
import { multiplications, type EngineOptions } from './forward';
import type { Kernels } from './kernels';
import { startSteps, type Differentiated } from './objective';
import { hadamardSteps, rowsAtATime, rowsOf, rowsOfEntries, VALUES } from './parts';
import { fastKernels } from './fastKernels';
import { softmaxJacobianSteps } from './softmax';
import type { Backward, FactoredGradient, Forward, LayerForward } from './trace';

/**
 * The gradient by the Δ recursion (§5, remark 3): Δ_k = ∇L ∘ Σ′_k, or the chosen output's Σ′_k without a loss;
 * Δ_i = (W_{i+1}ᵀ·Δ_{i+1}) ∘ Σ′_i; ∇_{W_i} = Δ_i·Σ_{i-1}ᵀ, kept as its factors; ∇_{b_i} = Δ_i·1; ∇_X = W_1ᵀ·Δ_1,
 * made when someone asks for it.
 * @throws RangeError if the chosen output does not exist, or the loss has no target or one of another shape.
 */
export function backward(forward: Forward, objective: Differentiated, options: EngineOptions = {}): Backward {
  return finish(backwardSteps(forward, objective, options));
}

/** `backward` in steps: it can be abandoned after every layer and, in a very large layer, after some of its rows. */
export function* backwardSteps(
  forward: Forward,
  objective: Differentiated,
  options: EngineOptions = {},
): Steps<Backward> {
  const kernels = options.kernels ?? fastKernels;
  const { layers } = forward.network;
  const start = yield* startSteps(forward, objective, kernels);
  const total = multiplications(forward.network);
  const Delta = new Array<Matrix>(layers.length);
  const gradW = new Array<FactoredGradient>(layers.length);
  const gradb = new Array<Matrix | null>(layers.length);
  let done = 0;
  let current = start.lastDelta;
  for (let i = layers.length - 1; i >= 0; i--) {
    const layer = layers[i];
    Delta[i] = current;
    gradW[i] = new FactoredProduct(current, i > 0 ? forward.layers[i - 1].Sigma : forward.sample.X, kernels);
    gradb[i] = layer.affine ? yield* rowSums(current, kernels) : null;
    if (i === 0) break;
    const next = matrix(layer.inputSize, current.cols);
    const part = rowsAtATime(layer.inputSize, current.cols, kernels);
    const isLong = next.data.length > VALUES;
    for (let from = 0; from < layer.size; from += part) {
      if (done > 0 || isLong) yield done / total;
      const to = Math.min(from + part, layer.size);
      kernels.addTransposedProduct(layer.weights!, current, next, from, to);
      done += (to - from) * layer.inputSize;
    }
    if (isLong) yield done / total;
    yield* timesDerivative(next, forward.layers[i - 1], kernels);
    current = next;
  }
  return new Recursion(objective, start, Delta, gradW, gradb, layers[0], kernels);
}

/** Δ·1, n × 1; the sums over one column are the column itself. */
function* rowSums(Delta: Matrix, kernels: Kernels): Steps<Matrix> {
  if (Delta.cols === 1) return Delta;
  const out = matrix(Delta.rows, 1);
  const part = rowsOfEntries(Delta.cols);
  for (let from = 0; from < Delta.rows; from += part) {
    if (from > 0) yield from / Delta.rows;
    kernels.rowSums(rowsOf(Delta, from, from + part), rowsOf(out, from, from + part));
  }
  return out;
}

/** G becomes G ∘ Σ′_i, for softmax Jᵀ·G. */
function* timesDerivative(G: Matrix, layer: LayerForward, kernels: Kernels): Steps<void> {
  if (layer.dSigma !== null) yield* hadamardSteps(G, layer.dSigma, G, kernels);
  else yield* softmaxJacobianSteps(layer.Sigma, G, G);
}

/** What the recursion gives; ∇_X costs a pass over W_1 and is made on demand. */
class Recursion implements Backward {
  readonly value: number;
  readonly seed: Matrix;
  readonly fused: Backward['fused'];
  readonly lossKinks: Backward['lossKinks'];
  private madeGradX: Matrix | null = null;

  constructor(
    readonly objective: Differentiated,
    start: Pick<Backward, 'value' | 'seed' | 'fused' | 'lossKinks'>,
    readonly Delta: readonly Matrix[],
    readonly gradW: readonly FactoredGradient[],
    readonly gradb: readonly (Matrix | null)[],
    private readonly first: Layer,
    private readonly kernels: Kernels,
  ) {
    this.value = start.value;
    this.seed = start.seed;
    this.fused = start.fused;
    this.lossKinks = start.lossKinks;
  }

  get gradX(): Matrix {
    return this.madeGradX ?? finish(this.inputGradient());
  }

  *inputGradient(): Steps<Matrix> {
    if (this.madeGradX !== null) return this.madeGradX;
    const { weights, size, inputSize } = this.first;
    const [Delta] = this.Delta;
    const out = matrix(inputSize, Delta.cols);
    const part = rowsAtATime(inputSize, Delta.cols, this.kernels);
    for (let from = 0; from < size; from += part) {
      if (from > 0) yield from / size;
      this.kernels.addTransposedProduct(weights!, Delta, out, from, Math.min(from + part, size));
    }
    this.madeGradX = out;
    return out;
  }
}
