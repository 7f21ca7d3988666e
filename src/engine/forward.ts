import type { Activation } from '../functions/builtin/activation';
import { matrix, type Matrix } from '../network/matrix';
import type { Layer, Network, Sample } from '../network/network';
import { Portion } from '../steps/portion';
import { finish, type Steps } from '../steps/steps';
import { areFinite, indexNotFinite } from './finite';
import type { Kernels } from './kernels';
import { costOfValue, rowsAtATime, valuesAtATime } from './parts';
import { fastKernels } from './fastKernels';
import { checkShapes } from './shapes';
import { softmaxSteps } from './softmax';
import type { Forward, LayerForward } from './trace';

export interface EngineOptions {
  /** What multiplies; plain TypeScript unless something faster is given. */
  readonly kernels?: Kernels;
}

/**
 * The forward values at a sample: N_1 = W_1·X, N_{i+1} = W_{i+1}·Σ_i(N_i), f = Σ_k(N_k); an affine layer adds b_i.
 * @throws RangeError if the network lacks numbers or a shape does not fit.
 */
export function forward(network: Network, sample: Sample, options: EngineOptions = {}): Forward {
  return finish(forwardSteps(network, sample, options));
}

/** `forward` in steps: it can be abandoned after every layer and, in a very large layer, after some of its rows. */
export function* forwardSteps(network: Network, sample: Sample, options: EngineOptions = {}): Steps<Forward> {
  checkShapes(network, sample);
  const kernels = options.kernels ?? fastKernels;
  const m = sample.X.cols;
  const total = multiplications(network);
  const layers: LayerForward[] = [];
  const kinks: Kink[] = [];
  let notFinite: Forward['notFinite'] = null;
  let previous = sample.X;
  let done = 0;
  for (const layer of network.layers) {
    const N = matrix(layer.size, m);
    const Sigma = matrix(layer.size, m);
    const coordinatewise = layer.activation.kind === 'coordinatewise';
    const dSigma = coordinatewise ? matrix(layer.size, m) : null;
    const part = rowsAtATime(layer.inputSize, m, kernels);
    for (let from = 0; from < layer.size; from += part) {
      if (done > 0) yield done / total;
      const to = Math.min(from + part, layer.size);
      kernels.product(layer.weights!, previous, N, from, to);
      if (layer.bias !== null) addBias(N, layer.bias.data, from, to);
      if (dSigma !== null) yield* activate(layer, { N, Sigma, dSigma }, { from, to }, kinks, kernels);
      done += (to - from) * layer.inputSize;
    }
    if (!coordinatewise) yield* softmaxSteps(N, Sigma);
    notFinite ??= yield* firstNotFinite(layer.index, N, Sigma, dSigma);
    layers.push({ N, Sigma, dSigma });
    previous = Sigma;
  }
  return { network, sample, layers, output: previous, kinks, notFinite };
}

/** Multiplications of one column with all W_i: the measure of progress. */
export function multiplications(network: Network): number {
  let sum = 0;
  for (const { size, inputSize } of network.layers) sum += size * inputSize;
  return sum;
}

type Kink = Forward['kinks'][number];

function addBias(N: Matrix, b: Float64Array, from: number, to: number): void {
  for (let r = from, i = from * N.cols; r < to; r++) {
    const bias = b[r];
    for (const end = i + N.cols; i < end; i++) N.data[i] += bias;
  }
}

/** What a coordinate-wise layer makes. */
interface Activated {
  readonly N: Matrix;
  readonly Sigma: Matrix;
  readonly dSigma: Matrix;
}

/** Rows from … to − 1 of Σ_i(N_i) and Σ′_i(N_i), each neuron with its own σ. */
function* activate(
  layer: Layer,
  made: Activated,
  { from, to }: { readonly from: number; readonly to: number },
  kinks: Kink[],
  kernels: Kernels,
): Steps<void> {
  if (layer.activation.kind !== 'coordinatewise') return;
  const { activations, uniform } = layer.activation;
  const { cols } = made.N;
  const portion = new Portion(valuesAtATime({}));
  for (let r = from; r < to;) {
    const rows = uniform === null ? 1 : to - r;
    const sigma = uniform ?? activations[r];
    const part = valuesAtATime(sigma);
    const cost = costOfValue(sigma);
    const end = (r + rows) * cols;
    for (let at = r * cols; at < end; at += part) {
      const next = Math.min(at + part, end);
      activateEntries(sigma, layer.index, made, at, next, kinks, kernels);
      if (portion.fills((next - at) * cost)) yield 0;
    }
    r += rows;
  }
}

/** Entries from … to − 1 of Σ_i(N_i) and Σ′_i(N_i). */
function activateEntries(
  sigma: Activation,
  layer: number,
  { N, Sigma, dSigma }: Activated,
  from: number,
  to: number,
  kinks: Kink[],
  kernels: Kernels,
): void {
  const m = N.cols;
  kernels.activate(sigma, N, Sigma, dSigma, from, to);
  if (sigma.smooth) return;
  for (let i = from; i < to; i++) {
    // Where σ′ is infinite, as that of a root at 0, there is no convention.
    if (sigma.isKink(N.data[i]) && Number.isFinite(dSigma.data[i]))
      kinks.push({ layer, neuron: Math.floor(i / m), column: i % m });
  }
}

/** The first entry of N_i, Σ_i, Σ′_i, in this order, that is infinite or NaN. */
function* firstNotFinite(layer: number, N: Matrix, Sigma: Matrix, dSigma: Matrix | null): Steps<Forward['notFinite']> {
  if (areFinite(N.data) && areFinite(Sigma.data) && (dSigma === null || areFinite(dSigma.data))) return null;
  for (const [quantity, a] of [
    ['N', N],
    ['Sigma', Sigma],
    ['dSigma', dSigma],
  ] as const) {
    if (a === null) continue;
    const at = yield* indexNotFinite(a.data);
    if (at >= 0) return { layer, quantity, neuron: Math.floor(at / a.cols), column: at % a.cols };
  }
  return null;
}
