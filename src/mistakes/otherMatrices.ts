import { backward as gradientOf } from '../engine/backward';
import { afterStep } from '../engine/descent';
import { forward as valuesOf } from '../engine/forward';
import type { Trace } from '../engine/trace';
import { updatedLayer } from '../engine/updated';
import { columnAt, matrix, type Matrix } from '../network/matrix';
import type { SlipResult } from './wrongPass';
import { productWithTransposed, transposedProduct } from './products';
import { isGradient, matrixOf, quantitiesOf, type AskedRef } from './quantity';
import type { OtherQuantity } from './slip';
import { valuesBefore } from './wrongPass';

/** Samples of a batch that are tried alone. */
const COLUMNS = 50;

/**
 * Matrices that are given for another: of one sample, of the next point, with the bias gradient in it, by another
 * reading of (3), or another quantity. The most usual come first.
 */
export function* otherMatrices(wanted: AskedRef, trace: Trace): Generator<SlipResult, void, void> {
  const { backward } = trace;
  const right = matrixOf(wanted, trace)!;
  if (backward !== null && isGradient(wanted)) {
    const gradW = wanted.quantity === 'gradW';
    const bias = gradW ? backward.gradb[wanted.layer - 1] : null;
    if (bias !== null) {
      yield { slip: { kind: 'withBias', side: 'right' }, value: beside(right, bias) };
      yield { slip: { kind: 'withBias', side: 'left' }, value: beside(bias, right) };
    }
    const braces = gradW ? bracesAsParentheses(trace, wanted.layer) : null;
    if (braces !== null) yield { slip: { kind: 'parentheses' }, value: braces };
    yield* elsewhere(wanted, trace);
  }
  for (const { name, value } of others(wanted, trace)) yield { slip: { kind: 'other', ...name }, value };
}

/** The same matrix after one step, and of one sample of the batch as if it were alone. */
function* elsewhere(wanted: AskedRef, { forward, backward }: Trace): Generator<SlipResult, void, void> {
  const { network, sample } = forward;
  const at = (net: typeof network, where: typeof sample): Matrix | null => {
    const values = valuesOf(net, where);
    return matrixOf(wanted, { forward: values, backward: gradientOf(values, backward!.objective) });
  };
  if (network.rate !== null) {
    const value = at(afterStep(network, backward!, network.rate), sample);
    if (value !== null) yield { slip: { kind: 'nextPoint' }, value };
  }
  const m = sample.X.cols;
  if (m === 1) return;
  for (let c = 0; c < Math.min(m, COLUMNS); c++) {
    const alone = { ...sample, X: columnAt(sample.X, c), target: sample.target && columnAt(sample.target, c) };
    const value = at(network, alone);
    if (value !== null) yield { slip: { kind: 'oneColumn', column: c + 1 }, value };
  }
}

/** ∇_{W_r} in homogeneous form (§3) without what is no parameter, or without the biases too. */
export function* withoutFormal(wanted: AskedRef, trace: Trace): Generator<SlipResult, void, void> {
  const { network } = trace.forward;
  if (wanted.quantity !== 'gradW' || network.formalInput !== true) return;
  const right = matrixOf(wanted, trace)!;
  const frozen = network.layers[wanted.layer - 1].formal === true;
  const rows = right.rows - (frozen ? 1 : 0);
  if (frozen) {
    const masked = { ...right, data: right.data.map((x, i) => (i < rows * right.cols ? x : 0)) };
    yield { slip: { kind: 'formal', what: 'masked' }, value: masked };
    yield { slip: { kind: 'formal', what: 'noRow' }, value: upperLeft(right, rows, right.cols) };
  }
  yield { slip: { kind: 'formal', what: 'affine' }, value: upperLeft(right, rows, right.cols - 1) };
}

/**
 * Formula (3) with its braces read as parentheses: (Δ_k • W_kᵀ) ∘ (Σ′_{k−1} • W_{k−1}ᵀ) ∘ … ∘ (Σ′_r · Σ_{r−1}ᵀ). null
 * where the shapes do not fit, which is the rule, where it changes nothing (r = k), and for softmax inside.
 */
function bracesAsParentheses({ forward, backward }: Trace, r: number): Matrix | null {
  const { layers, network } = forward;
  const k = layers.length;
  if (r === k) return null;
  let left: Matrix | null = null;
  for (let i = k; i >= r; i--) {
    const derivative: Matrix | null = i === k ? backward!.Delta[k - 1] : layers[i - 1].dSigma;
    if (derivative === null) return null;
    const part: Matrix =
      i > r
        ? transposedProduct(network.layers[i - 1].weights!, derivative)
        : productWithTransposed(derivative, valuesBefore(forward, r));
    if (left !== null && (left.rows !== part.rows || left.cols !== part.cols)) return null;
    left = left === null ? part : { ...part, data: part.data.map((x, j) => x * left!.data[j]) };
  }
  return left;
}

/** The other matrices of the trace, those of the same layer first. */
function others(wanted: AskedRef, trace: Trace): { readonly name: OtherQuantity; readonly value: Matrix }[] {
  const { forward, backward } = trace;
  const { network } = forward;
  const isOther = ({ quantity, layer }: OtherQuantity) => quantity !== wanted.quantity || layer !== wanted.layer;
  const found: { name: OtherQuantity; value: Matrix | null }[] = quantitiesOf(trace)
    .filter(isOther)
    .map((name) => ({ name, value: matrixOf(name, trace) }));
  for (const layer of network.layers) {
    const { index } = layer;
    found.push({ name: { quantity: 'W', layer: index }, value: layer.weights });
    if (backward !== null && network.rate !== null) {
      const value = updatedLayer(layer, backward, network.rate).W;
      found.push({ name: { quantity: 'updatedW', layer: index }, value });
    }
    const derivative = { quantity: 'dSigma', layer: index } as const;
    if (isOther(derivative)) found.push({ name: derivative, value: forward.layers[index - 1].dSigma });
  }
  found.push({ name: { quantity: 'Sigma', layer: 0 }, value: forward.sample.X });
  if (backward?.objective.kind === 'loss') {
    found.push({ name: { quantity: 'seed', layer: network.layers.length }, value: backward.seed });
  }
  const distance = ({ name }: { name: OtherQuantity }) => Math.abs(name.layer - wanted.layer);
  return found
    .flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))
    .sort((a, b) => distance(a) - distance(b));
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
