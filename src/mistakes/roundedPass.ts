import type { Backward, Forward, Trace } from '../engine/trace';
import { batchSize } from '../network/sampleColumn';
import type { Matrix } from '../network/matrix';
import type { Layer } from '../network/network';
import { mapped, plusColumn, product, productWithTransposed, rowSums, times, timesDerivative, transposedProduct } from './products'; // prettier-ignore
import type { QuantityRef } from './quantity';
import type { Rounding } from './slip';
import { activated, derivativeAt, differenceOf, seedOf } from './wrongPass';

/** Ways to compute with rounded intermediate results that differ from each other. */
interface Habits {
  /** σ′ of sigmoid and tanh from the rounded Σ, as Σ ∘ (1 − Σ) and 1 − Σ ∘ Σ. */
  readonly fromValues: boolean;
  /** Wᵀ·Δ is rounded before it is multiplied by Σ′. */
  readonly product: boolean;
  /** The 1/m of a mean is applied last. */
  readonly meanLast: boolean;
}

type Round = (kind: 'N' | 'Sigma' | 'dSigma' | 'Delta', layer: number, A: Matrix) => Matrix;

/** One result of computing with rounded intermediate results. */
export interface RoundedResult {
  readonly rounding: Rounding;
  readonly value: Matrix;
}

/** Digits to which intermediate results are usually rounded. */
const DIGITS = [2, 3, 4, 5, 6];

/**
 * What comes out for a matrix if all intermediate results, or one of them, are rounded to 2 … 6 significant digits or
 * 1 … 6 decimals, those with `likely` digits first.
 */
export function* roundedResults(
  wanted: QuantityRef,
  trace: Trace,
  likely: number,
): Generator<RoundedResult, void, void> {
  const kinds = ['N', 'Sigma', 'dSigma', 'Delta'] as const;
  const counts = [...DIGITS].sort((a, b) => Math.abs(a - likely) - Math.abs(b - likely));
  const k = trace.forward.layers.length;
  for (const digits of counts) {
    for (const style of ['significant', 'decimals'] as const) {
      yield* tried({ quantity: 'all', layer: 'all', digits, style, exact: true });
    }
  }
  for (const digits of counts) {
    for (const style of ['significant', 'decimals'] as const) {
      for (const quantity of kinds) {
        if (k > 1) yield* tried({ quantity, layer: 'all', digits, style, exact: true });
        for (let layer = k; layer >= 1; layer--) yield* tried({ quantity, layer, digits, style, exact: true });
      }
    }
  }

  function* tried(rounding: Rounding): Generator<RoundedResult, void, void> {
    const round: Round = (kind, layer, A) =>
      (rounding.quantity === 'all' || rounding.quantity === kind) &&
      (rounding.layer === 'all' || rounding.layer === layer)
        ? rounded(A, rounding)
        : A;
    for (const habits of habitsOf(wanted, trace, rounding)) {
      const value = roundedPass(wanted, trace, round, habits);
      if (value !== null) yield { rounding, value };
    }
  }
}

/** The habits that make a difference. */
function* habitsOf({ quantity }: QuantityRef, { forward, backward }: Trace, rounding: Rounding): Generator<Habits> {
  const backwards = quantity !== 'N' && quantity !== 'Sigma';
  const ofDelta = rounding.quantity === 'all' || rounding.quantity === 'Delta';
  const mean = backward?.objective.kind === 'loss' && backward.objective.reduction === 'mean';
  const twoWays = (really: boolean) => (really ? [false, true] : [false]);
  for (const fromValues of twoWays(backwards && rounding.quantity !== 'Delta' && rounding.quantity !== 'dSigma')) {
    for (const product of twoWays(backwards && ofDelta)) {
      const last = backwards && quantity !== 'Delta' && mean && ofDelta && batchSize(forward.sample) > 1;
      for (const meanLast of twoWays(last)) yield { fromValues, product, meanLast };
    }
  }
}

/** Every entry to so many significant digits or decimals. */
export function rounded(A: Matrix, { digits, style }: Pick<Rounding, 'digits' | 'style'>): Matrix {
  return mapped(A, (x) => {
    if (!Number.isFinite(x)) return x;
    return Number(style === 'decimals' ? x.toFixed(digits) : x.toPrecision(digits));
  });
}

/** The matrix with every intermediate result passed through `round`; null if there is nothing to differentiate. */
function roundedPass(wanted: QuantityRef, trace: Trace, round: Round, habits: Habits): Matrix | null {
  const forward = roundedForward(wanted, trace, round, habits);
  if ('found' in forward) return forward.found;
  return trace.backward && roundedBackward(wanted, forward, trace.backward, round, habits);
}

/** The forward pass, or the matrix that is wanted if it is part of it. */
function roundedForward(
  { quantity, layer: r }: QuantityRef,
  trace: Trace,
  round: Round,
  habits: Habits,
): Forward | { readonly found: Matrix } {
  const { network, sample } = trace.forward;
  const layers: { N: Matrix; Sigma: Matrix; dSigma: Matrix | null }[] = [];
  let values = sample.X;
  for (const layer of network.layers) {
    const i = layer.index;
    const sums = product(layer.weights!, values);
    const exact = layer.bias === null ? sums : plusColumn(sums, layer.bias);
    if (quantity === 'N' && i === r) return { found: exact };
    const N = round('N', i, exact);
    const Sigma = activated(layer, N);
    if (quantity === 'Sigma' && i === r) return { found: Sigma };
    values = round('Sigma', i, Sigma);
    const slopes = derivativeAt(layer, N);
    const taken = slopes !== null && habits.fromValues ? slopesFromValues(layer, values, slopes) : slopes;
    layers.push({ N, Sigma: values, dSigma: taken && round('dSigma', i, taken) });
  }
  return { ...trace.forward, layers, output: values };
}

function roundedBackward(
  { quantity, layer: r }: QuantityRef,
  forward: Forward,
  backward: Backward,
  round: Round,
  habits: Habits,
): Matrix {
  const { network, sample, layers } = forward;
  const m = backward.objective.kind === 'loss' && backward.objective.reduction === 'mean' ? batchSize(sample) : 1;
  const scale = habits.meanLast ? m : 1;
  let Delta = roundedStart(forward, backward, scale, round);
  for (let i = network.layers.length; ; i--) {
    if (quantity === 'Delta' && i === r) return Delta;
    Delta = round('Delta', i, Delta);
    if (quantity === 'gradW' && i === r) {
      return times(1 / scale, productWithTransposed(Delta, i > 1 ? layers[i - 2].Sigma : sample.X));
    }
    if (quantity === 'gradb' && i === r) return times(1 / scale, rowSums(Delta));
    const G = transposedProduct(network.layers[i - 1].weights!, Delta);
    if (i === 1) return times(1 / scale, G);
    Delta = timesDerivative(layers[i - 2], habits.product ? round('Delta', i - 1, G) : G);
  }
}

/** Δ_k from rounded values, before it is rounded itself; `scale` times as large. */
function roundedStart(forward: Forward, backward: Backward, scale: number, round: Round): Matrix {
  const k = forward.layers.length;
  const last = forward.layers[k - 1];
  const { objective, fused } = backward;
  if (objective.kind === 'output') return timesDerivative(last, backward.seed);
  if (fused !== null) return times(scale, differenceOf(forward, objective, fused));
  return timesDerivative(last, round('Delta', k, times(scale, seedOf(forward, objective))));
}

/** Σ′ from Σ where that is usual. */
export function slopesFromValues({ activation }: Layer, Sigma: Matrix, slopes: Matrix): Matrix {
  if (activation.kind === 'softmax') return slopes;
  return mapped(Sigma, (s, i) => {
    const { loop } = activation.activations[Math.floor(i / Sigma.cols)];
    if (loop === 'sigmoid') return s * (1 - s);
    return loop === 'tanh' ? 1 - s * s : slopes.data[i];
  });
}
