import { matrix, transpose, type Matrix } from '../network/matrix';
import type { Network } from '../network/network';
import { batchSize } from '../network/sampleColumn';
import { backward as gradientOf } from '../engine/backward';
import { matrixOf, quantitiesOf, type QuantityRef } from './quantity';
import { afterStep } from '../engine/descent';
import { forwardSlips } from './forwardSlips';
import type { OtherQuantity, Slip, SlipResult } from './slip';
import { forward as valuesOf } from '../engine/forward';
import type { Backward, Trace } from '../engine/trace';
import { updatedLayer } from '../engine/updated';
import {
  productWithTransposed,
  timesDerivative,
  transposedProduct,
  valuesBefore,
  wrongResult,
  type WrongBackward,
} from './wrongBackward';

/** Samples of a batch that are tried alone. */
const COLUMNS = 50;

/**
 * What comes out for a claimed matrix if one slip is made, the most usual first: whoever explains wrong numbers takes
 * the first that gives them. A result may have another shape than the right one, and may happen to equal it.
 */
export function* slipsFor(claim: QuantityRef, trace: Trace): Generator<SlipResult, void, void> {
  const right = matrixOf(claim, trace);
  if (right === null) return;
  yield { slip: { kind: 'transposed' }, value: transpose(right) };
  yield { slip: { kind: 'negated' }, value: times(-1, right) };
  if (claim.quantity === 'N' || claim.quantity === 'Sigma') yield* forwardSlips(claim, trace);
  else if (trace.backward !== null) yield* backwardSlips(claim, right, { ...trace, backward: trace.backward });
  for (const other of othersOf(claim, trace)) yield { slip: { kind: 'other', ...other.name }, value: other.value };
}

type Differentiated = Trace & { readonly backward: Backward };

function* backwardSlips(claim: QuantityRef, right: Matrix, trace: Differentiated): Generator<SlipResult, void, void> {
  const { forward, backward } = trace;
  const { network } = forward;
  const { rate } = network;
  const k = network.layers.length;
  const first = Math.max(claim.layer, 1);
  function* way(slip: Slip, wrong: WrongBackward): Generator<SlipResult, void, void> {
    const value = wrongResult(claim, trace, wrong);
    if (value !== null) yield { slip, value };
  }

  for (let layer = first; layer <= k; layer++) {
    const derivative = (i: number, G: Matrix) => (i === layer ? G : timesDerivative(trace, i, G));
    yield* way({ kind: 'noDerivative', layer }, layer === k ? { last: backward.seed } : { derivative });
  }
  yield* way({ kind: 'noDerivative', layer: 'all' }, { last: backward.seed, derivative: (_, G) => G });
  yield* factors(right, trace);
  if (rate !== null) {
    yield* way({ kind: 'updatedWeights' }, { weights: (i, Delta) => updatedInTurn(trace, i, Delta, rate) });
    yield* way({ kind: 'updatedWeights' }, { weights: (i) => updatedLayer(network.layers[i - 1], backward, rate).W });
  }
  const braces = claim.quantity === 'gradW' ? bracesAsParentheses(trace, claim.layer) : null;
  if (braces !== null) yield { slip: { kind: 'parentheses' }, value: braces };
  yield* way({ kind: 'untransposed' }, { untransposed: true });
  yield* way({ kind: 'noSeed' }, { last: timesDerivative(trace, k, filled(backward.seed, 1)) });
  if (claim.quantity === 'gradW') {
    if (first > 1) {
      const values = forward.layers[first - 2].N;
      yield* way({ kind: 'preActivation', layer: first - 1 }, { values });
    }
    for (let layer = 0; layer <= k; layer++) {
      if (layer !== first - 1) {
        yield* way({ kind: 'otherValues', layer }, { values: valuesBefore(trace, layer + 1) });
      }
    }
  }
  const ofValues = (i: number, G: Matrix) => timesDerivativeOfValues(trace, i, G);
  yield* way({ kind: 'derivativeOfValues' }, { last: ofValues(k, backward.seed), derivative: ofValues });
  if (backward.fused !== null) {
    yield* way({ kind: 'derivativeTwice', layer: k }, { last: timesDerivative(trace, k, backward.Delta[k - 1]) });
  }
  if (network.layers.some(({ bias }) => bias !== null)) {
    const value = atNetwork(claim, withoutBiases(network), trace);
    if (value !== null) yield { slip: { kind: 'noBias' }, value };
  }
  if (rate !== null) {
    const value = atNetwork(claim, afterStep(network, backward, rate), trace);
    if (value !== null) yield { slip: { kind: 'nextPoint' }, value };
    yield { slip: { kind: 'timesRate', negative: false }, value: times(rate, right) };
    yield { slip: { kind: 'timesRate', negative: true }, value: times(-rate, right) };
  }
  yield* oneColumn(claim, trace);
  const bias = claim.quantity === 'gradW' ? backward.gradb[claim.layer - 1] : null;
  if (bias !== null) {
    yield { slip: { kind: 'withBias', side: 'right' }, value: beside(right, bias) };
    yield { slip: { kind: 'withBias', side: 'left' }, value: beside(bias, right) };
  }
  if (claim.quantity === 'gradW' && network.formalInput === true) {
    yield* withoutFormal(right, network.layers[claim.layer - 1].formal === true);
  }
}

/** ∇_{W_r} in homogeneous form (§3) without what is no parameter, or without the biases too. */
function* withoutFormal(right: Matrix, frozen: boolean): Generator<SlipResult, void, void> {
  const rows = right.rows - (frozen ? 1 : 0);
  if (frozen) {
    const masked = { ...right, data: right.data.map((x, i) => (i < rows * right.cols ? x : 0)) };
    yield { slip: { kind: 'formal', what: 'masked' }, value: masked };
    yield { slip: { kind: 'formal', what: 'noRow' }, value: upperLeft(right, rows, right.cols) };
  }
  yield { slip: { kind: 'formal', what: 'affine' }, value: upperLeft(right, rows, right.cols - 1) };
}

/** The factors that a sum, a mean or a square brings, and that get lost. */
function* factors(right: Matrix, { forward, backward }: Differentiated): Generator<SlipResult, void, void> {
  const { objective } = backward;
  // One sample of a batch has its share of the batch's mean.
  const m = batchSize(forward.sample);
  const outputs = forward.output.rows;
  if (objective.kind === 'loss') {
    if (m > 1) {
      if (objective.reduction === 'mean') yield { slip: { kind: 'sumNotMean', columns: m }, value: times(m, right) };
      else yield { slip: { kind: 'meanNotSum', columns: m }, value: times(1 / m, right) };
    }
    yield { slip: { kind: 'twice' }, value: times(2, right) };
    yield { slip: { kind: 'half' }, value: times(1 / 2, right) };
    if (objective.loss.meanOverCoordinates && outputs > 1) {
      yield { slip: { kind: 'noMeanOfOutputs', outputs }, value: times(outputs, right) };
    }
  } else if (m > 1) {
    yield { slip: { kind: 'meanNotSum', columns: m }, value: times(1 / m, right) };
  }
}

/** W_i − η·Δ_i·Σ_{i−1}ᵀ with the Δ_i that this wrong way has come to: each matrix updated before the next Δ is taken. */
function updatedInTurn(trace: Trace, i: number, Delta: Matrix, rate: number): Matrix {
  const G = productWithTransposed(Delta, valuesBefore(trace, i));
  const W = trace.forward.network.layers[i - 1].weights!;
  return { ...G, data: G.data.map((g, j) => W.data[j] - rate * g) };
}

/**
 * Formula (3) with its braces taken for parentheses: (Δ_k • W_kᵀ) ∘ (Σ′_{k−1} • W_{k−1}ᵀ) ∘ … ∘ (Σ′_r · Σ_{r−1}ᵀ). null
 * where the shapes do not fit, which is the rule, where it changes nothing (r = k), and for softmax inside.
 */
function bracesAsParentheses(trace: Differentiated, r: number): Matrix | null {
  const { layers, network } = trace.forward;
  const k = layers.length;
  if (r === k) return null;
  let left: Matrix | null = null;
  for (let i = k; i >= r; i--) {
    const derivative: Matrix | null = i === k ? trace.backward.Delta[k - 1] : layers[i - 1].dSigma;
    if (derivative === null) return null;
    const part: Matrix =
      i > r
        ? transposedProduct(network.layers[i - 1].weights!, derivative)
        : productWithTransposed(derivative, valuesBefore(trace, r));
    if (left !== null && (left.rows !== part.rows || left.cols !== part.cols)) return null;
    left = left === null ? part : { ...part, data: part.data.map((x, j) => x * left!.data[j]) };
  }
  return left;
}

/** G ∘ σ′(Σ_i) in place of G ∘ σ′(N_i). */
function timesDerivativeOfValues(trace: Trace, layer: number, G: Matrix): Matrix {
  const { activation } = trace.forward.network.layers[layer - 1];
  if (activation.kind === 'softmax') return timesDerivative(trace, layer, G);
  const { Sigma } = trace.forward.layers[layer - 1];
  const { activations } = activation;
  return {
    ...G,
    data: G.data.map((g, j) => g * activations[Math.floor(j / G.cols)].derivative(Sigma.data[j])),
  };
}

/** The claimed matrix of another network at the same sample. */
function atNetwork(claim: QuantityRef, network: Network, { forward, backward }: Differentiated): Matrix | null {
  const values = valuesOf(network, forward.sample);
  return matrixOf(claim, { forward: values, backward: gradientOf(values, backward.objective) });
}

function withoutBiases(network: Network): Network {
  const layers = network.layers.map((layer) => ({
    ...layer,
    bias: layer.bias === null ? null : filled(layer.bias, 0),
  }));
  return { ...network, layers };
}

/** The gradient of one sample of the batch, as if it were alone. */
function* oneColumn(claim: QuantityRef, trace: Differentiated): Generator<SlipResult, void, void> {
  const { sample, network } = trace.forward;
  const m = sample.X.cols;
  if (m === 1) return;
  for (let c = 0; c < Math.min(m, COLUMNS); c++) {
    const alone = { ...sample, X: columnOf(sample.X, c), target: sample.target && columnOf(sample.target, c) };
    const forward = valuesOf(network, alone);
    const value = matrixOf(claim, { forward, backward: gradientOf(forward, trace.backward.objective) });
    if (value !== null) yield { slip: { kind: 'oneColumn', column: c + 1 }, value };
  }
}

/** The other matrices of the trace, those of the claimed layer first. */
function othersOf(claim: QuantityRef, trace: Trace): { readonly name: OtherQuantity; readonly value: Matrix }[] {
  const { forward, backward } = trace;
  const { network } = forward;
  const others: { name: OtherQuantity; value: Matrix | null }[] = quantitiesOf(trace)
    .filter(({ quantity, layer }) => quantity !== claim.quantity || layer !== claim.layer)
    .map((name) => ({ name, value: matrixOf(name, trace) }));
  for (const layer of network.layers) {
    const { index } = layer;
    others.push({ name: { quantity: 'W', layer: index }, value: layer.weights });
    if (backward !== null && network.rate !== null) {
      const value = updatedLayer(layer, backward, network.rate).W;
      others.push({ name: { quantity: 'updatedW', layer: index }, value });
    }
    others.push({ name: { quantity: 'dSigma', layer: index }, value: forward.layers[index - 1].dSigma });
  }
  if (backward?.objective.kind === 'loss') {
    others.push({ name: { quantity: 'seed', layer: network.layers.length }, value: backward.seed });
  }
  const distance = ({ name }: { name: OtherQuantity }) => Math.abs(name.layer - claim.layer);
  return others
    .flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))
    .sort((a, b) => distance(a) - distance(b));
}

function times(factor: number, A: Matrix): Matrix {
  return { ...A, data: A.data.map((x) => factor * x) };
}

function filled(like: Matrix, value: number): Matrix {
  return matrix(like.rows, like.cols, new Float64Array(like.data.length).fill(value));
}

function columnOf(A: Matrix, c: number): Matrix {
  return matrix(
    A.rows,
    1,
    Float64Array.from({ length: A.rows }, (_, r) => A.data[r * A.cols + c]),
  );
}

/** The first rows and columns of A. */
function upperLeft(A: Matrix, rows: number, cols: number): Matrix {
  const data = Float64Array.from({ length: rows * cols }, (_, i) => A.data[Math.floor(i / cols) * A.cols + (i % cols)]);
  return matrix(rows, cols, data);
}

/** [A B], of the same number of rows. */
function beside(A: Matrix, B: Matrix): Matrix {
  const out = matrix(A.rows, A.cols + B.cols);
  for (let r = 0; r < out.rows; r++) {
    out.data.set(A.data.subarray(r * A.cols, (r + 1) * A.cols), r * out.cols);
    out.data.set(B.data.subarray(r * B.cols, (r + 1) * B.cols), r * out.cols + A.cols);
  }
  return out;
}
