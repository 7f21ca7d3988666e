import { startSteps } from '../engine/objective';
import { scalarKernels } from '../engine/scalarKernels';
import { softmaxSteps } from '../engine/softmax';
import { finish } from '../steps/steps';
import type { Backward, Forward, LayerForward, Trace } from '../engine/trace';
import { column, matrix, type Matrix } from '../network/matrix';
import type { Layer, Network, Sample } from '../network/network';
import { batchSize } from '../network/sampleColumn';
import {
  mapped,
  plusColumn,
  product,
  productWithTransposed,
  rowSums,
  timesDerivative,
  transposedProduct,
} from './products';
import { isGradient, type AskedRef } from './quantity';
import type { Slip } from './slip';

type PerLayer<T> = ReadonlyMap<number, T>;

/** What is done differently on the way to a matrix of the trace; whatever is not given is done right. */
export interface Change {
  /** Another point: other parameters, or another sample. */
  readonly network?: Network;
  readonly sample?: Sample;
  /** Layers whose bias is left out. */
  readonly noBias?: PerLayer<true>;
  /** Layers in which W_iᵀ is used for W_i on the way forward. */
  readonly transposed?: PerLayer<true>;
  /** Instead of Σ_i(N_i). */
  readonly activation?: PerLayer<(N: Matrix) => Matrix>;
  /** Instead of Δ_k. */
  readonly start?: (at: { seed: Matrix; lastDelta: Matrix; last: LayerForward }) => Matrix;
  /** Instead of G ∘ Σ′_i; in the last layer G is ∇L. */
  readonly derivative?: PerLayer<(layer: LayerForward, G: Matrix) => Matrix>;
  /** Instead of W_iᵀ·Δ_i; null where the shapes do not fit. */
  readonly back?: PerLayer<(Delta: Matrix, layer: Layer, forward: Forward) => Matrix | null>;
  /** Instead of Σ_{r−1} in Δ_r·Σ_{r−1}ᵀ. */
  readonly values?: (forward: Forward) => Matrix;
  /** Instead of ℓ(y, t). */
  readonly loss?: (y: number, t: number) => number;
  /** Applied to the result. */
  readonly finish?: (value: Matrix) => Matrix;
}

/** A slip as a change of the computation, so that two of them can be combined. */
export interface WrongStep {
  readonly slip: Slip;
  readonly change: Change;
}

/** The matrix that comes out if a slip is made. */
export interface SlipResult {
  readonly slip: Slip;
  readonly value: Matrix;
}

/** Both changes together; null if they concern the same thing. */
export function combined(a: Change, b: Change): Change | null {
  const out: Record<string, unknown> = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const other = out[key];
    if (other === undefined) out[key] = value;
    else if (other instanceof Map && value instanceof Map) {
      if ([...value.keys()].some((layer) => other.has(layer))) return null;
      out[key] = new Map([...other, ...value] as [number, unknown][]);
    } else if (key === 'finish') out[key] = (made: Matrix) => b.finish!(a.finish!(made));
    else return null;
  }
  return out;
}

/** The matrix that comes out with this change, or null where the shapes do not fit. */
export function wrongPass(wanted: AskedRef, trace: Trace, change: Change): Matrix | null {
  const value = unfinished(wanted, trace, change);
  return value !== null && change.finish ? change.finish(value) : value;
}

function unfinished(wanted: AskedRef, trace: Trace, change: Change): Matrix | null {
  const { quantity, layer: r } = wanted;
  const forward = changedForward(trace.forward, change, isGradient(wanted) ? trace.forward.layers.length : r);
  if (forward === null) return null;
  const { backward } = trace;
  switch (quantity) {
    case 'N':
    case 'Sigma':
      return forward.layers[r - 1][quantity];
    case 'dSigma':
      return changedDerivative(forward.layers[r - 1], r, change);
    case 'L':
      return backward?.objective.kind === 'loss' ? changedLoss(forward, backward.objective, change) : null;
    default:
      return changedGradient(quantity, r, forward, trace, change);
  }
}

function changedGradient(
  quantity: 'gradW' | 'gradb' | 'gradX' | 'Delta',
  r: number,
  forward: Forward,
  trace: Trace,
  change: Change,
): Matrix | null {
  if (trace.backward === null) return null;
  const Delta = changedDelta(Math.max(r, 1), forward, trace, trace.backward, change);
  if (Delta === null) return null;
  switch (quantity) {
    case 'gradX':
      return backThrough(1, Delta, forward, change);
    case 'gradb':
      return rowSums(Delta);
    case 'gradW':
      return productWithTransposed(Delta, change.values?.(forward) ?? valuesBefore(forward, r));
    case 'Delta':
      return Delta;
  }
}

/** Σ′_r: what a factor of the way back makes of ones. */
function changedDerivative(at: LayerForward, r: number, { derivative, start }: Change): Matrix | null {
  const ones = mapped(at.N, () => 1);
  return derivative?.get(r)?.(at, ones) ?? start?.({ seed: ones, lastDelta: ones, last: at }) ?? at.dSigma;
}

/** L of these outputs, 1 × 1. */
function changedLoss(
  { output, sample }: Forward,
  { loss, reduction }: Extract<Backward['objective'], { kind: 'loss' }>,
  { loss: other }: Change,
): Matrix {
  const share = (loss.meanOverCoordinates ? output.rows : 1) * (reduction === 'mean' ? batchSize(sample) : 1);
  const T = sample.target!.data;
  const valueOf = other ?? ((y: number, t: number) => loss.value(y, t));
  return column([output.data.reduce((sum, y, i) => sum + valueOf(y, T[i]), 0) / share]);
}

/** Σ_{r−1}, n_{r-1} × m; Σ_0 is X. */
export function valuesBefore(forward: Forward, r: number): Matrix {
  return r > 1 ? forward.layers[r - 2].Sigma : forward.sample.X;
}

/** Σ_i(N_i) as it is right. */
export function activated({ activation }: Layer, N: Matrix): Matrix {
  const out = matrix(N.rows, N.cols);
  if (activation.kind === 'softmax') finish(softmaxSteps(N, out));
  else N.data.forEach((x, i) => (out.data[i] = activation.activations[Math.floor(i / N.cols)].value(x)));
  return out;
}

/** Σ′_i(N_i) as it is right; null for softmax. */
export function derivativeAt({ activation }: Layer, N: Matrix): Matrix | null {
  if (activation.kind === 'softmax') return null;
  const out = matrix(N.rows, N.cols);
  N.data.forEach((x, i) => (out.data[i] = activation.activations[Math.floor(i / N.cols)].derivative(x)));
  return out;
}

/** Layers 1 … upTo with the change; the trace's own where nothing of it changes. */
function changedForward(right: Forward, change: Change, upTo: number): Forward | null {
  const { network = right.network, sample = right.sample, noBias, transposed, activation } = change;
  if (!change.network && !change.sample && !noBias && !transposed && !activation) return right;
  const layers: LayerForward[] = [];
  let values = sample.X;
  for (const layer of network.layers.slice(0, upTo)) {
    const i = layer.index;
    if (transposed?.has(i) && layer.size !== layer.inputSize) return null;
    const sums = (transposed?.has(i) ? transposedProduct : product)(layer.weights!, values);
    const N = layer.bias !== null && !noBias?.has(i) ? plusColumn(sums, layer.bias) : sums;
    values = activation?.get(i)?.(N) ?? activated(layer, N);
    layers.push({ N, Sigma: values, dSigma: derivativeAt(layer, N) });
  }
  return { ...right, network, sample, layers, output: values };
}

/** Δ_first with the change. */
function changedDelta(first: number, forward: Forward, trace: Trace, right: Backward, change: Change): Matrix | null {
  const k = forward.layers.length;
  const last = forward.layers[k - 1];
  const { seed, lastDelta } =
    forward === trace.forward
      ? { seed: right.seed, lastDelta: right.Delta[k - 1] }
      : changedStart(forward, right, change.activation?.has(k) ?? false);
  let Delta = change.start?.({ seed, lastDelta, last }) ?? change.derivative?.get(k)?.(last, seed) ?? lastDelta;
  for (let i = k; i > first; i--) {
    const G = backThrough(i, Delta, forward, change);
    if (G === null) return null;
    const below = forward.layers[i - 2];
    if (G.rows !== below.N.rows) return null;
    Delta = (change.derivative?.get(i - 1) ?? timesDerivative)(below, G);
  }
  return Delta;
}

/** ∇L and Δ_k of changed values; of another Σ_k from Σ_k alone, and as Σ_k − Y where Σ′_k cancels. */
export function changedStart(
  forward: Forward,
  { objective, fused }: Backward,
  ofOtherSigma: boolean,
): { seed: Matrix; lastDelta: Matrix } {
  if (!ofOtherSigma || objective.kind === 'output') return finish(startSteps(forward, objective, scalarKernels));
  const seed = seedOf(forward, objective);
  const last = forward.layers[forward.layers.length - 1];
  return {
    seed,
    lastDelta: fused === null ? timesDerivative(last, seed) : differenceOf(forward, objective, fused),
  };
}

/** ∇L from Σ_k and Y, with the 1/m of a mean. */
export function seedOf(
  { output, sample }: Forward,
  objective: Extract<Backward['objective'], { kind: 'loss' }>,
): Matrix {
  const { loss, reduction } = objective;
  const divisor = (loss.meanOverCoordinates ? output.rows : 1) * (reduction === 'mean' ? batchSize(sample) : 1);
  return mapped(output, (y, i) => loss.derivative(y, sample.target!.data[i]) / divisor);
}

/** Σ_k − Y with its 1/m; for class labels that do not add up to 1, Σ_k times their sum − Y. */
export function differenceOf(forward: Forward, objective: Backward['objective'], fused: Backward['fused']): Matrix {
  const { sample, output } = forward;
  const Y = sample.target!;
  const { cols } = Y;
  const mass = new Float64Array(cols);
  Y.data.forEach((y, i) => (mass[i % cols] += y));
  const m = objective.kind === 'loss' && objective.reduction === 'mean' ? batchSize(sample) : 1;
  const sum = (i: number): number => (fused === 'softmax-cross-entropy' ? mass[i % cols] : 1);
  return mapped(output, (p, i) => (p * sum(i) - Y.data[i]) / m);
}

/** W_iᵀ·Δ_i with the change. */
function backThrough(i: number, Delta: Matrix, forward: Forward, { back }: Change): Matrix | null {
  const layer = forward.network.layers[i - 1];
  const other = back?.get(i);
  return other ? other(Delta, layer, forward) : transposedProduct(layer.weights!, Delta);
}
