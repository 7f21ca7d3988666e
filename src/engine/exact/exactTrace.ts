import { exactColumn, transposedExact, type ExactMatrix, type ExactNetwork } from '../../network/exactNetwork';
import { isFrozen } from '../../network/homogeneous';
import type { Sample } from '../../network/network';
import { batchSize } from '../../network/sampleColumn';
import { minus, ONE, over, plus, times, whole, ZERO, type Rational } from '../../functions/numbers/rational';
import { entrywise, exactEntries, exactProduct } from './exactProduct';
import type { ExactLayerTrace, ExactTrace, Trace } from '../trace';
import type { Steps } from '../../steps/steps';

/** Multiplications up to which a trace is made in fractions: some hundredths of a second. */
const AFFORDABLE = 5_000;

/** Whether a trace is small enough to be made in fractions, and read in them. */
export function isExactAffordable({ forward: { network, sample } }: Trace): boolean {
  let work = 0;
  for (const { size, inputSize } of network.layers) work += size * (inputSize + 1) * sample.X.cols;
  return work <= AFFORDABLE;
}

/**
 * A trace in fractions, by the same recursion as in `forward` and `backward`, in steps that can be abandoned. A quantity
 * is exact as a whole or not at all.
 */
export function* exactTraceSteps(exact: ExactNetwork, { forward, backward }: Trace): Steps<ExactTrace> {
  const { network, sample } = forward;
  const { X, target } = exactSample(exact, network.samples, sample);

  const values: Pick<ExactLayerTrace, 'N' | 'Sigma' | 'dSigma'>[] = [];
  let previous = X;
  for (const [i, { weights, bias, activations }] of exact.layers.entries()) {
    const product = yield* exactProduct(weights, previous);
    const N = network.layers[i].affine ? withBias(product, bias) : product;
    const at = (f: 'value' | 'derivative') =>
      N && activations && exactEntries(N.rows, N.cols, (r, c) => activations[r][f](N.data[r * N.cols + c]));
    const Sigma = at('value');
    yield i / exact.layers.length;
    values.push({ N, Sigma, dSigma: at('derivative') });
    previous = Sigma;
  }

  const { value, seed } =
    backward === null ? { value: null, seed: null } : startOf(exact, backward, previous, target, batchSize(sample));
  const { rate } = exact;
  const layers = new Array<ExactLayerTrace>(values.length);
  let gradSigma = seed;
  for (let i = values.length - 1; i >= 0; i--) {
    const { weights: W, bias: b } = exact.layers[i];
    const Delta = entrywise(times, gradSigma, values[i].dSigma);
    const before = i > 0 ? values[i - 1].Sigma : X;
    const gradW = yield* exactProduct(Delta, before && transposedExact(before));
    const gradb = network.layers[i].affine ? Delta && rowSums(Delta) : null;
    const step = (
      old: ExactMatrix | null,
      gradient: ExactMatrix | null,
      frozen: (row: number, column: number) => boolean,
    ) =>
      old &&
      gradient &&
      rate &&
      exactEntries(old.rows, old.cols, (r, c) => {
        const at = r * old.cols + c;
        return frozen(r, c) ? old.data[at] : minus(old.data[at], times(rate, gradient.data[at]));
      });
    layers[i] = {
      W,
      b,
      ...values[i],
      Delta,
      gradSigma,
      gradW,
      gradb,
      updatedW: step(W, gradW, (row, column) => isFrozen(network.layers[i], row, column)),
      updatedb: step(b, gradb, () => false),
    };
    gradSigma = yield* exactProduct(W && transposedExact(W), Delta);
  }
  // What is left after layer 1 is the gradient with respect to X.
  return { X, target, rate, layers, value, seed, gradX: gradSigma };
}

/** The exact numbers of a sample of the network, or of the one column of it that the sample is. */
function exactSample(
  exact: ExactNetwork,
  samples: readonly Sample[],
  { name, column }: Sample,
): ExactNetwork['samples'][number] {
  const { X, target } = exact.samples[samples.findIndex((sample) => sample.name === name)];
  if (column === undefined) return { X, target };
  const take = (a: ExactMatrix | null) => a && exactColumn(a, column.index - 1);
  return { X: take(X), target: take(target) };
}

function withBias(product: ExactMatrix | null, b: ExactMatrix | null): ExactMatrix | null {
  if (product === null || b === null) return null;
  const { rows, cols, data } = product;
  return exactEntries(rows, cols, (r, c) => plus(data[r * cols + c], b.data[r]));
}

function rowSums({ rows, cols, data }: ExactMatrix): ExactMatrix | null {
  return exactEntries(rows, 1, (r) => data.slice(r * cols, (r + 1) * cols).reduce(plus));
}

/** f or L, and the indicator of the output or ∇L with the factors of its means. */
function startOf(
  { loss }: ExactNetwork,
  { objective, seed: { rows, cols } }: NonNullable<Trace['backward']>,
  output: ExactMatrix | null,
  target: ExactMatrix | null,
  m: number,
): Pick<ExactTrace, 'value' | 'seed'> {
  if (objective.kind === 'output') {
    const row = objective.index - 1;
    return {
      value: output && output.data.slice(row * cols, (row + 1) * cols).reduce(plus),
      seed: exactEntries(rows, cols, (r) => (r === row ? ONE : ZERO)),
    };
  }
  if (loss === null) return { value: null, seed: null };
  const divisor = whole((objective.loss.meanOverCoordinates ? rows : 1) * (objective.reduction === 'mean' ? m : 1));
  const shared = (x: Rational | null) => x && over(x, divisor);
  const terms = entrywise((y, t) => loss.value(y, t), output, target);
  return {
    value: terms && shared(terms.data.reduce(plus)),
    seed: entrywise((y, t) => shared(loss.derivative(y, t)), output, target),
  };
}
