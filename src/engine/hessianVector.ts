import { secondDerivative, secondLossDerivative } from '../functions/evaluate/secondDerivative';
import { matrix, type Matrix } from '../network/matrix';
import { parameterCount, type Layer } from '../network/network';
import { finish, type Steps } from '../steps/steps';
import { CompensatedSum } from './compensatedSum';
import { fusedLoss } from './fusedLoss';
import { divide, divisorOf } from './objective';
import { scalarKernels } from './scalarKernels';
import { largestRow, softmaxJacobianSteps } from './softmax';
import type { Backward, Forward, Trace } from './trace';

/** What the R-operator gives for layer i: the derivatives along the direction, of the shapes of what they are derivatives of. */
export interface LayerAlong {
  /** V_i and v_i: the direction of W_i and b_i; zeros where none is given. v_i is null for a homogeneous layer. */
  readonly V: Matrix;
  readonly v: Matrix | null;
  /** R N_i = V_i·Σ_{i-1} + v_i + W_i·RΣ_{i-1}. */
  readonly RN: Matrix;
  readonly RSigma: Matrix;
  /** Σ″_i; null for softmax. */
  readonly d2Sigma: Matrix | null;
  readonly RDelta: Matrix;
  /** (HV)_i = RΔ_i·Σ_{i-1}ᵀ + Δ_i·RΣ_{i-1}ᵀ, of the shape of W_i. */
  readonly HV: Matrix;
  /** (Hv)_i = RΔ_i·1; null for a homogeneous layer. */
  readonly Hv: Matrix | null;
}

/** The Hessian of the objective times a direction, without the Hessian. */
export interface HessianVector {
  /** Layers 1 … k, at index i − 1. */
  readonly layers: readonly LayerAlong[];
  /** The second derivatives of the loss by each output, n_k × m, with a mean's 1/m in them; null without a loss. */
  readonly d2Loss: Matrix | null;
  /** R∇L, n_k × m: what ∇L changes by along the direction; zeros without a loss. */
  readonly RSeed: Matrix;
}

/** Whether a layer of the network has a direction. */
export function hasDirection(layers: readonly Layer[]): boolean {
  return layers.some(({ direction }) => direction !== undefined);
}

/** Parameters times samples up to which it takes no longer than a keystroke. */
const MOST = 3_000_000;

/** Whether the Hessian times a direction is worked out for what is shown of this network at this sample. */
export function isHessianQuick({ forward }: Trace, most = MOST): boolean {
  return parameterCount(forward.network) * forward.sample.X.cols <= most;
}

/**
 * The Hessian times the network's direction (V, v), by Pearlmutter's R-operator: the derivative of forward and backward
 * along it. Null where nothing is differentiated.
 */
export function hessianVector(trace: Trace): HessianVector | null {
  return finish(hessianVectorSteps(trace));
}

/** `hessianVector` in steps that can be abandoned. */
export function* hessianVectorSteps({ forward, backward }: Trace): Steps<HessianVector | null> {
  if (backward === null) return null;
  const { layers } = forward.network;
  const k = layers.length;
  const ahead: LayerAhead[] = [];
  for (let i = 0; i < k; i++) {
    ahead.push(yield* forwardAlong(layers[i], forward, i, ahead[i - 1]?.RSigma ?? null));
    yield (i + 1) / (2 * k);
  }
  const { d2Loss, RSeed, RDelta: last } = yield* lastAlong(forward, backward, ahead[k - 1]);
  const found: LayerAlong[] = [];
  let RDelta = last;
  for (let i = k - 1; i >= 0; i--) {
    const Delta = backward.Delta[i];
    const input = i === 0 ? forward.sample.X : forward.layers[i - 1].Sigma;
    const HV = matrix(layers[i].size, layers[i].inputSize);
    scalarKernels.productWithTransposed(RDelta, input, HV);
    if (i > 0) addTo(HV, (out) => scalarKernels.productWithTransposed(Delta, ahead[i - 1].RSigma, out));
    found[i] = { ...ahead[i], RDelta, HV, Hv: layers[i].affine ? rowSums(RDelta) : null };
    if (i > 0) RDelta = backAlong(layers[i], ahead[i], Delta, RDelta, forward, ahead[i - 1], i);
    yield (2 * k - i) / (2 * k);
  }
  return { layers: found, d2Loss, RSeed };
}

type LayerAhead = Pick<LayerAlong, 'V' | 'v' | 'RN' | 'RSigma' | 'd2Sigma'>;

/** So many second derivatives are taken from power series in some milliseconds. */
const AT_ONCE = 1024;

/** R N_i, RΣ_i and Σ″_i. */
function* forwardAlong(layer: Layer, forward: Forward, i: number, RInput: Matrix | null): Steps<LayerAhead> {
  const { Sigma, dSigma } = forward.layers[i];
  const m = Sigma.cols;
  const V = layer.direction?.W ?? matrix(layer.size, layer.inputSize);
  const v = layer.affine ? (layer.direction?.b ?? matrix(layer.size, 1)) : null;
  const RN = matrix(layer.size, m);
  scalarKernels.product(V, i === 0 ? forward.sample.X : forward.layers[i - 1].Sigma, RN, 0, layer.size);
  if (RInput !== null) addTo(RN, (out) => scalarKernels.product(layer.weights!, RInput, out, 0, layer.size));
  if (v !== null) for (let e = 0; e < RN.data.length; e++) RN.data[e] += v.data[Math.floor(e / m)];
  const { activation } = layer;
  if (activation.kind === 'softmax' || dSigma === null) {
    return { V, v, RN, RSigma: yield* throughJacobian(Sigma, RN), d2Sigma: null };
  }
  const d2Sigma = matrix(layer.size, m);
  const second = new Map([...new Set(activation.activations)].map((one) => [one, secondDerivative(one)]));
  for (let e = 0; e < d2Sigma.data.length; e++) {
    d2Sigma.data[e] = second.get(activation.activations[Math.floor(e / m)])!(forward.layers[i].N.data[e]);
    if (e % AT_ONCE === AT_ONCE - 1) yield i / (2 * forward.layers.length);
  }
  return { V, v, RN, RSigma: hadamard(dSigma, RN), d2Sigma };
}

/** ∂²ℓ/∂y², R∇L and RΔ_k; where the engine takes Δ_k in a stable form, its derivative. */
function* lastAlong(forward: Forward, backward: Backward, last: LayerAhead) {
  const { objective, seed } = backward;
  const { sample, output } = forward;
  const { rows, cols } = output;
  const lastLayer = forward.network.layers[forward.layers.length - 1];
  const { N, Sigma, dSigma } = forward.layers[forward.layers.length - 1];
  const RSeed = matrix(rows, cols);
  let d2Loss: Matrix | null = null;
  if (objective.kind === 'loss') {
    const divisor = divisorOf(forward, objective);
    const fused = fusedLoss(objective.loss, lastLayer);
    if (fused !== null) {
      const along = yield* fused.along(N, sample.target!, last.RN, last.RSigma);
      for (const each of [along.d2Loss, along.RSeed, along.RDelta]) divide(each, divisor);
      return along;
    }
    const second = secondLossDerivative(objective.loss);
    d2Loss = matrix(rows, cols);
    for (let e = 0; e < d2Loss.data.length; e++) {
      d2Loss.data[e] = second(output.data[e], sample.target!.data[e]) / divisor;
      RSeed.data[e] = d2Loss.data[e] * last.RSigma.data[e];
      if (e % AT_ONCE === AT_ONCE - 1) yield 1 / 2;
    }
  }
  const RDelta =
    dSigma === null
      ? softmaxBackAlong(Sigma, last.RSigma, seed, RSeed)
      : sum(hadamard(RSeed, dSigma), hadamard(hadamard(seed, last.d2Sigma!), last.RN));
  return { d2Loss, RSeed, RDelta };
}

/** RΔ_{i-1} = (V_iᵀ·Δ_i + W_iᵀ·RΔ_i) ∘ Σ′ + (W_iᵀ·Δ_i) ∘ Σ″ ∘ RN, with the Σ′, Σ″ and RN of layer i − 1. */
function backAlong(
  layer: Layer,
  { V }: { V: Matrix },
  Delta: Matrix,
  RDelta: Matrix,
  forward: Forward,
  below: LayerAhead,
  i: number,
): Matrix {
  const back = (A: Matrix, B: Matrix) => {
    const out = matrix(layer.inputSize, B.cols);
    scalarKernels.addTransposedProduct(A, B, out, 0, layer.size);
    return out;
  };
  const along = sum(back(V, Delta), back(layer.weights!, RDelta));
  const straight = back(layer.weights!, Delta);
  const dSigma = forward.layers[i - 1].dSigma!;
  return sum(hadamard(along, dSigma), hadamard(hadamard(straight, below.d2Sigma!), below.RN));
}

/** J·RN for every column; J is symmetric. */
function* throughJacobian(P: Matrix, RN: Matrix): Steps<Matrix> {
  const out = matrix(P.rows, P.cols);
  yield* softmaxJacobianSteps(P, RN, out);
  return out;
}

/**
 * The derivative of p ∘ (h − p·h): Rp ∘ (h − p·h) + p ∘ (Rh − Rp·h − p·Rh), where h = g − g_top is seen from the largest
 * p, as in the Jacobian, so that nothing cancels where p is nearly a unit vector.
 */
function softmaxBackAlong(P: Matrix, RP: Matrix, G: Matrix, RG: Matrix): Matrix {
  const { rows, cols } = P;
  const out = matrix(rows, cols);
  for (let c = 0; c < cols; c++) {
    const top = largestRow(P, c) * cols + c;
    const h = (i: number): number => G.data[i] - G.data[top];
    const Rh = (i: number): number => RG.data[i] - RG.data[top];
    const mean = new CompensatedSum();
    const RMean = new CompensatedSum();
    for (let i = c; i < rows * cols; i += cols) {
      mean.add(P.data[i] * h(i));
      RMean.add(RP.data[i] * h(i));
      RMean.add(P.data[i] * Rh(i));
    }
    for (let i = c; i < rows * cols; i += cols)
      out.data[i] = RP.data[i] * (h(i) - mean.value) + P.data[i] * (Rh(i) - RMean.value);
  }
  return out;
}

function hadamard(a: Matrix, b: Matrix): Matrix {
  const out = matrix(a.rows, a.cols);
  scalarKernels.hadamard(a, b, out);
  return out;
}

function sum(a: Matrix, b: Matrix): Matrix {
  const out = matrix(a.rows, a.cols);
  for (let e = 0; e < out.data.length; e++) out.data[e] = a.data[e] + b.data[e];
  return out;
}

/** Adds what `make` writes into an empty matrix of the same shape. */
function addTo(a: Matrix, make: (out: Matrix) => void): void {
  const more = matrix(a.rows, a.cols);
  make(more);
  for (let e = 0; e < a.data.length; e++) a.data[e] += more.data[e];
}

function rowSums(a: Matrix): Matrix {
  const out = matrix(a.rows, 1);
  scalarKernels.rowSums(a, out);
  return out;
}
