import type { Forward, Trace } from '../engine/trace';
import { batchSize } from '../network/sampleColumn';
import { matrix, type Matrix } from '../network/matrix';
import type { Layer } from '../network/network';
import { mapped, product, productWithTransposed, rowSums, transposedProduct } from './products';
import type { QuantityRef } from './quantity';
import { activated, derivativeAt, valuesBefore } from './wrongPass';

/**
 * By how much a rounded intermediate result x may be off: half a unit of its last place. `carried` is what it is off
 * already, by earlier rounding.
 */
export type HalfUnit = (kind: 'N' | 'Sigma' | 'dSigma' | 'Delta', layer: number, x: number, i: number, carried: number) => number; // prettier-ignore

/** Half a unit of the last of so many significant digits. */
export function significantDigits(digits: number): HalfUnit {
  return (_kind, _layer, x, _i, carried) => {
    const largest = Math.abs(x) + carried;
    return largest === 0 ? 0 : 10 ** (Math.floor(Math.log10(largest)) - digits + 1) / 2;
  };
}

/** Half a unit of the last of so many decimals. */
export function decimals(digits: number): HalfUnit {
  return () => 10 ** -digits / 2;
}

/** How far each entry of a matrix of the network may be off where it is read off in rounded form; null for not at all. */
export type ReadingErrors = (A: Matrix) => Matrix | null;

/**
 * By how much each entry of a matrix may be off if every intermediate result is rounded on the way, whatever way is
 * taken: interval arithmetic along the computation, without the rounding of the matrix itself. null if the trace has no
 * such matrix.
 * @param read the errors of X, W, b and Y
 */
export function roundingBounds(
  { quantity, layer: r }: { readonly quantity: QuantityRef['quantity'] | 'dSigma'; readonly layer: number },
  trace: Trace,
  half: HalfUnit,
  read: ReadingErrors = () => null,
): Matrix | null {
  const { forward } = trace;
  const k = forward.layers.length;
  const eN: Matrix[] = [];
  const eSigma: Matrix[] = [];
  const eSlope: Matrix[] = [];
  const { X } = forward.sample;
  const eX = read(X) ?? matrix(X.rows, X.cols);
  let carried = eX;
  for (const layer of forward.network.layers) {
    const { N, Sigma } = forward.layers[layer.index - 1];
    const sums = sumErrors(layer, valuesBefore(forward, layer.index), carried, read);
    if (quantity === 'N' && layer.index === r) return sums;
    eN.push(mapped(sums, (e, i) => e + half('N', layer.index, N.data[i], i, e)));
    const moved = moves(layer, N, eN.at(-1)!);
    if (quantity === 'Sigma' && layer.index === r) return moved.values;
    carried = mapped(moved.values, (e, i) => e + half('Sigma', layer.index, Sigma.data[i], i, e));
    eSigma.push(carried);
    eSlope.push(slopeErrors(layer, forward, carried, moved.slopes, half));
    if (quantity === 'dSigma' && layer.index === r) return eSlope[r - 1];
  }
  const { backward } = trace;
  if (backward === null) return null;
  let eDelta = startErrors(trace, eSigma[k - 1], eSlope[k - 1], half, read);
  for (let i = k; ; i--) {
    if (quantity === 'Delta' && i === r) return eDelta;
    const Delta = backward.Delta[i - 1];
    eDelta = mapped(eDelta, (e, j) => e + half('Delta', i, Delta.data[j], j, e));
    if (quantity === 'gradb' && i === r) return rowSums(eDelta);
    if (quantity === 'gradW' && i === r) {
      const values = absolute(valuesBefore(forward, r));
      const eValues = r > 1 ? eSigma[r - 2] : eX;
      const ofDelta = productWithTransposed(
        eDelta,
        mapped(values, (x, j) => x + eValues.data[j]),
      );
      const ofValues = productWithTransposed(absolute(Delta), eValues);
      return mapped(ofDelta, (e, j) => e + ofValues.data[j]);
    }
    const W = forward.network.layers[i - 1].weights!;
    const eG = backErrors(W, Delta, eDelta, read);
    if (i === 1) return eG;
    eDelta = throughDerivative(i - 1, transposedProduct(W, Delta), eG, eSlope[i - 2], trace, half);
  }
}

/** Errors of W·Σ + b. */
function sumErrors({ weights, bias }: Layer, Sigma: Matrix, eSigma: Matrix, read: ReadingErrors): Matrix {
  const sums = product(absolute(weights!), eSigma);
  const eW = read(weights!);
  const eb = bias && read(bias);
  const ofW = eW && product(eW, reach(Sigma, eSigma));
  if (eb === null && ofW === null) return sums;
  return mapped(sums, (e, i) => e + (ofW?.data[i] ?? 0) + (eb?.data[Math.floor(i / sums.cols)] ?? 0));
}

/** Errors of Wᵀ·Δ. */
function backErrors(W: Matrix, Delta: Matrix, eDelta: Matrix, read: ReadingErrors): Matrix {
  const sums = transposedProduct(absolute(W), eDelta);
  const eW = read(W);
  if (eW === null) return sums;
  const ofW = transposedProduct(eW, reach(Delta, eDelta));
  return mapped(sums, (e, i) => e + ofW.data[i]);
}

/** How large the entries may be. */
function reach(A: Matrix, e: Matrix): Matrix {
  return mapped(A, (x, i) => Math.abs(x) + e.data[i]);
}

function absolute(A: Matrix): Matrix {
  return mapped(A, Math.abs);
}

/** How far Σ(N) and Σ′(N) move while N moves by at most `e`: looked at in both ends and between. */
function moves(layer: Layer, N: Matrix, e: Matrix): { values: Matrix; slopes: Matrix } {
  const values = matrix(N.rows, N.cols);
  const slopes = matrix(N.rows, N.cols);
  if (layer.activation.kind === 'softmax') {
    // |∂p_j/∂N_l| ≤ p_j(1 − p_j) for l = j and p_j·p_l otherwise.
    const P = activated(layer, N);
    for (let i = 0; i < P.data.length; i++) {
      for (let l = i % N.cols; l < P.data.length; l += N.cols) {
        values.data[i] += P.data[i] * (l === i ? 1 - P.data[i] : P.data[l]) * e.data[l] * 1.2;
      }
    }
    return { values, slopes };
  }
  const at = activated(layer, N);
  const slopeAt = derivativeAt(layer, N)!;
  for (const share of [-1, -0.5, 0.5, 1]) {
    const there = mapped(N, (x, i) => x + share * e.data[i]);
    const value = activated(layer, there);
    const slope = derivativeAt(layer, there)!;
    value.data.forEach((y, i) => (values.data[i] = Math.max(values.data[i], Math.abs(y - at.data[i]))));
    slope.data.forEach((y, i) => (slopes.data[i] = Math.max(slopes.data[i], Math.abs(y - slopeAt.data[i]))));
  }
  return { values, slopes };
}

/** Errors of Σ′ computed from N, or for sigmoid and tanh from Σ, and then rounded; of p(1 − p) for softmax. */
function slopeErrors(layer: Layer, forward: Forward, eSigma: Matrix, moved: Matrix, half: HalfUnit): Matrix {
  const { Sigma, dSigma } = forward.layers[layer.index - 1];
  return mapped(moved, (e, i) => {
    const fromValues = (Math.abs(2 * Sigma.data[i]) + 1 + eSigma.data[i]) * eSigma.data[i];
    const known = layer.activation.kind === 'coordinatewise' ? layer.activation.activations[Math.floor(i / moved.cols)].loop : undefined; // prettier-ignore
    const s = Sigma.data[i];
    const alike =
      known === 'tanh'
        ? (2 * Math.abs(s) + eSigma.data[i]) * eSigma.data[i]
        : known === 'sigmoid'
          ? (Math.abs(1 - 2 * s) + eSigma.data[i]) * eSigma.data[i]
          : layer.activation.kind === 'softmax'
            ? fromValues
            : 0;
    const error = Math.max(e, alike);
    return dSigma === null ? error : error + half('dSigma', layer.index, dSigma.data[i], i, error);
  });
}

/** Errors of Δ_k: of Σ_k − Y where the loss and the last layer are taken together, otherwise of ∇L ∘ Σ′_k. */
function startErrors(trace: Trace, eSigma: Matrix, eSlope: Matrix, half: HalfUnit, read: ReadingErrors): Matrix {
  const { forward } = trace;
  const backward = trace.backward!;
  const k = forward.layers.length;
  const { objective, seed } = backward;
  const { sample, output } = forward;
  if (objective.kind === 'output')
    return throughDerivative(
      k,
      seed,
      mapped(seed, () => 0),
      eSlope,
      trace,
      () => 0,
    );
  const divisor =
    (objective.loss.meanOverCoordinates ? output.rows : 1) * (objective.reduction === 'mean' ? batchSize(sample) : 1);
  const eY = read(sample.target!);
  if (backward.fused !== null) return mapped(eSigma, (e, i) => (e + (eY?.data[i] ?? 0)) / divisor);
  const eSeed = mapped(seed, (g, i) => {
    const y = output.data[i];
    const t = sample.target!.data[i];
    const ends = [-1, -0.5, 0.5, 1].flatMap((s) =>
      (eY === null ? [0] : [-eY.data[i], eY.data[i]]).map(
        (off) => objective.loss.derivative(y + s * eSigma.data[i], t + off) / divisor - g,
      ),
    );
    return Math.max(...ends.map((d) => (Number.isFinite(d) ? Math.abs(d) : Math.abs(g))));
  });
  return throughDerivative(k, seed, eSeed, eSlope, trace, half);
}

/** Errors of G ∘ Σ′_i, or of Jᵀ·G, with G and the product before it rounded. */
function throughDerivative(
  i: number,
  G: Matrix,
  eG: Matrix,
  eSlope: Matrix,
  { forward }: Trace,
  half: HalfUnit,
): Matrix {
  // prettier-ignore
  const { Sigma, dSigma } = forward.layers[i - 1];
  const e = mapped(eG, (x, j) => x + half('Delta', i, G.data[j], j, x));
  if (dSigma !== null) {
    return mapped(e, (x, j) => x * (Math.abs(dSigma.data[j]) + eSlope.data[j]) + Math.abs(G.data[j]) * eSlope.data[j]);
  }
  // Jᵀ·G = p ∘ (g − p·g): bounded entry by entry with the errors of p and of g.
  const { cols } = G;
  return mapped(e, (x, j) => {
    let dot = 0;
    let error = 0;
    for (let l = j % cols; l < G.data.length; l += cols) {
      dot += Sigma.data[l] * G.data[l];
      error += Sigma.data[l] * e.data[l] + eSlope.data[l] * Math.abs(G.data[l]);
    }
    return Sigma.data[j] * (x + error) + eSlope.data[j] * (Math.abs(G.data[j] - dot) + x + error);
  });
}
