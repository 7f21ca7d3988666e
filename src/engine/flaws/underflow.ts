import { isTiny } from '../../numbers/lostDigits';
import { isLostLoss, isLostValue } from '../../functions/evaluate/smallValues';
import type { Activation } from '../../functions/builtin/activation';
import { vanishes, type Loss } from '../../functions/builtin/loss';
import type { Matrix } from '../../network/matrix';
import type { Layer } from '../../network/network';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { fusedLoss } from '../fusedLoss';
import type { Backward, Forward, Trace, Underflow } from '../trace';
import { magnitudesOfWeights } from './magnitudes';

/** Beside a larger sum, what a product loses by underflow is less than the sum's own rounding. */
const SMALL = 1e-290;
/** Looks at entries between two places where the search can be abandoned. */
const BREATH = 1 << 18;

/**
 * Where numbers are closer to 0 than a double can hold with all its digits, and so are shown as 0 or with wrong digits:
 * of each quantity of each layer the first entry. What follows from such an entry is not looked at, nor anything beside
 * a fault. A number that is 0 by itself, as ReLU of a negative one, has lost nothing.
 */
export function* underflowSteps({
  forward,
  backward,
}: Pick<Trace, 'forward' | 'backward'>): Steps<readonly Underflow[]> {
  const found: (Underflow | null)[] = [];
  for (const layer of forward.network.layers) {
    const progress = (layer.index - 1) / forward.network.layers.length / 2;
    yield progress;
    found.push(yield* held(inN(forward, layer), progress));
    found.push(...(yield* held(inActivation(forward, layer), progress)));
  }
  if (backward !== null) yield* inGradients(forward, backward, found);
  return found.filter((place) => place !== null);
}

/** The steps, all at one progress. */
function* held<T>(steps: Steps<T>, progress: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield progress;
  }
}

/** a·b of two numbers that are not 0 is tiny and not exact. */
function isLostProduct(a: number, b: number): boolean {
  const product = a * b;
  if (!isTiny(product) || a === 0 || b === 0) return false;
  if (product === 0) return true;
  const [small, large] = Math.abs(a) < Math.abs(b) ? [a, b] : [b, a];
  return small * 2 ** 600 * large !== product * 2 ** 600;
}

function previousOf({ sample, layers }: Forward, layer: number): Matrix {
  return layer === 1 ? sample.X : layers[layer - 2].Sigma;
}

function* inN(forward: Forward, { index, weights, inputSize, size }: Layer): Steps<Underflow | null> {
  const { data, cols } = forward.layers[index - 1].N;
  const previous = previousOf(forward, index);
  const portion = new Portion(BREATH);
  for (let r = 0; r < size; r++) {
    if (portion.fills(cols)) yield r / size;
    for (let c = 0; c < cols; c++) {
      if (Math.abs(data[r * cols + c]) >= SMALL) continue;
      for (let j = 0; j < inputSize; j++) {
        if (isLostProduct(weights!.data[r * inputSize + j], previous.data[j * cols + c])) {
          return { quantity: 'N', layer: index, row: r, column: c };
        }
      }
      if (portion.fills(inputSize)) yield r / size;
    }
  }
  return null;
}

/** Σ_i and Σ′_i. */
function* inActivation(forward: Forward, { index, activation }: Layer): Steps<(Underflow | null)[]> {
  const { N, Sigma, dSigma } = forward.layers[index - 1];
  if (activation.kind === 'softmax') return [yield* inSoftmax(N, Sigma, index)];
  const { activations, uniform } = activation;
  const neurons = new Map<Activation, number[]>();
  for (let r = 0; uniform === null && r < activations.length; r++) {
    const known = neurons.get(activations[r]);
    if (known === undefined) neurons.set(activations[r], [r]);
    else known.push(r);
    if (r % BREATH === BREATH - 1) yield 0;
  }
  const all = uniform === null ? [...neurons] : ([[uniform, null]] as const);
  const found: (Underflow | null)[] = [];
  for (const quantity of ['Sigma', 'dSigma'] as const) {
    const values = quantity === 'Sigma' ? Sigma : dSigma!;
    let first = Infinity;
    for (const [sigma, rows] of all) {
      for (const place of yield* lostValues(sigma, quantity, N, values, rows)) first = Math.min(first, place);
    }
    const row = Math.floor(first / N.cols);
    found.push(first === Infinity ? null : { quantity, layer: index, row, column: first % N.cols });
  }
  return found;
}

/**
 * The places of tiny values of σ or σ′ that have lost something. A function becomes tiny far out or close to 0, so of all
 * places those with the least, the greatest and the smallest N are looked at.
 */
function* lostValues(
  sigma: Activation,
  quantity: 'Sigma' | 'dSigma',
  N: Matrix,
  { data }: Matrix,
  rows: readonly number[] | null,
): Steps<number[]> {
  let [least, greatest, smallest] = [-1, -1, -1];
  const portion = new Portion(BREATH);
  const look = function* (from: number, to: number): Steps<void> {
    for (let i = from; i < to; i++) {
      if (portion.fills()) yield 0;
      if (!isTiny(data[i])) continue;
      const x = N.data[i];
      if (least < 0 || x < N.data[least]) least = i;
      if (greatest < 0 || x > N.data[greatest]) greatest = i;
      if (x !== 0 && (smallest < 0 || Math.abs(x) < Math.abs(N.data[smallest]))) smallest = i;
    }
  };
  if (rows === null) yield* look(0, data.length);
  else for (const r of rows) yield* look(r * N.cols, (r + 1) * N.cols);
  return [...new Set([least, greatest, smallest])].filter(
    (i) => i >= 0 && isLostValue(sigma, quantity, N.data[i], data[i]),
  );
}

/** No output of softmax is 0. */
function* inSoftmax(N: Matrix, { data }: Matrix, layer: number): Steps<Underflow | null> {
  const at = yield* firstIndex(data, (p, i) => isTiny(p) && Number.isFinite(N.data[i]));
  return at < 0 ? null : { quantity: 'Sigma', layer, row: Math.floor(at / N.cols), column: at % N.cols };
}

function* inGradients(forward: Forward, backward: Backward, found: (Underflow | null)[]): Steps<void> {
  const { layers, rate } = forward.network;
  found.push(...(yield* held(inObjective(forward, backward), 0.5)));
  for (let i = layers.length; i >= 1; i--) {
    const progress = 1 - i / layers.length / 2;
    if (i < layers.length) found.push(yield* held(inDelta(forward, backward, i), progress));
    found.push(yield* held(inGradW(backward, i), progress));
    yield progress;
  }
  found.push(yield* held(inGradX(forward, backward), 1));
  if (rate !== null) for (const layer of layers) found.push(...(yield* held(inStep(layer, backward, rate), 1)));
}

/** Whether ℓ(·, t) has no 0 between 0 and 1, where softmax and sigmoid are: unless it is 0 all over, only y = t can be one. */
export function isNeverZero(loss: Loss, t: number): boolean {
  return !vanishes(loss, t) && !(t > 0 && t < 1 && loss.value(t, t) === 0);
}

/** L, and Δ_k = ∇L ∘ Σ′_k. */
function* inObjective(forward: Forward, { objective, value, seed, Delta }: Backward): Steps<(Underflow | null)[]> {
  const { layers } = forward.network;
  const k = layers.length;
  const last = layers[k - 1];
  const { cols } = forward.output;
  const fused = objective.kind === 'loss' && fusedLoss(objective.loss, last) !== null;
  const found: (Underflow | null)[] = [];
  if (objective.kind === 'loss' && isTiny(value)) {
    const { loss } = objective;
    const target = forward.sample.target!.data;
    const isLost = (y: number, t: number): boolean =>
      // Of one output softmax is 1.
      fused
        ? isNeverZero(loss, t) && last.size > (last.activation.kind === 'softmax' ? 1 : 0)
        : isLostLoss(loss, y, t, loss.value(y, t));
    const at = yield* firstIndex(forward.output.data, (y, i) => isLost(y, target[i]));
    if (at >= 0) found.push({ quantity: 'value', layer: k, row: Math.floor(at / cols), column: at % cols });
  }
  const { dSigma } = forward.layers[k - 1];
  if (fused || dSigma === null) return found;
  const at = yield* firstIndex(Delta[k - 1].data, (d, i) => isTiny(d) && isLostProduct(seed.data[i], dSigma.data[i]));
  if (at >= 0) found.push({ quantity: 'Delta', layer: k, row: Math.floor(at / cols), column: at % cols });
  return found;
}

/** Δ_i = (W_{i+1}ᵀ·Δ_{i+1}) ∘ Σ′_i. */
function* inDelta(forward: Forward, { Delta }: Backward, i: number): Steps<Underflow | null> {
  const { data, rows, cols } = Delta[i - 1];
  const slope = forward.layers[i - 1].dSigma!.data;
  const { data: W, cols: width } = forward.network.layers[i].weights!;
  const next = Delta[i];
  if ((yield* smallestOf(next.data)) === Infinity) return null;
  const portion = new Portion(BREATH);
  for (let at = 0; at < rows * cols; at++) {
    if (portion.fills()) yield at / (rows * cols);
    if (Math.abs(data[at]) >= SMALL || slope[at] === 0) continue;
    const [row, column] = [Math.floor(at / cols), at % cols];
    let sum = 0;
    for (let r = 0; r < next.rows; r++) {
      const [w, d] = [W[r * width + row], next.data[r * cols + column]];
      if (isLostProduct(w, d)) return { quantity: 'Delta', layer: i, row, column };
      sum += w * d;
    }
    if (isLostProduct(sum, slope[at])) return { quantity: 'Delta', layer: i, row, column };
    if (portion.fills(next.rows)) yield at / (rows * cols);
  }
  return null;
}

/** ∇_{W_i} = Δ_i·Σ_{i-1}ᵀ. */
function* inGradW({ gradW }: Backward, i: number): Steps<Underflow | null> {
  const gradient = gradW[i - 1];
  const { Delta, SigmaPrevious, rows, cols } = gradient;
  const m = Delta.cols;
  const smallest = yield* smallestOf(SigmaPrevious.data);
  if (!isTiny((yield* smallestOf(Delta.data)) * smallest)) return null;
  const portion = new Portion(BREATH);
  for (let r = 0; r < rows; r++) {
    if (portion.fills(m)) yield r / rows;
    const own = Delta.data.subarray(r * m, (r + 1) * m);
    const least = yield* smallestOf(own);
    if (!isTiny(least * smallest)) continue;
    for (let c = 0; c < cols; c++) {
      const isLost = own.some((d, s) => isLostProduct(d, SigmaPrevious.data[c * m + s]));
      if (isLost && Math.abs(gradient.entry(r, c)) < SMALL) return { quantity: 'gradW', layer: i, row: r, column: c };
      if (portion.fills(m)) yield r / rows;
    }
  }
  return null;
}

/** ∇_X = W_1ᵀ·Δ_1. */
function* inGradX(forward: Forward, backward: Backward): Steps<Underflow | null> {
  const [Delta] = backward.Delta;
  const weights = forward.network.layers[0].weights!;
  const { data: W, cols: width } = weights;
  const smallest = yield* smallestOf(Delta.data);
  // Hardly any W has weights of 10^-278, so a very large one is not read for them.
  if (smallest > 1e-30 && W.length > BREATH) return null;
  if (!isTiny(smallest * (yield* magnitudesOfWeights(weights)).smallest)) return null;
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < Delta.cols; column++) {
      let [sum, isLost] = [0, false];
      for (let r = 0; r < Delta.rows; r++) {
        const [w, d] = [W[r * width + row], Delta.data[r * Delta.cols + column]];
        isLost ||= isLostProduct(w, d);
        sum += w * d;
      }
      if (isLost && Math.abs(sum) < SMALL) return { quantity: 'gradX', layer: 0, row, column };
    }
    yield row / width;
  }
  return null;
}

/** η∇ where the parameter is so small that it would matter. */
function* inStep(
  { index, weights, bias }: Layer,
  { gradW, gradb }: Backward,
  rate: number,
): Steps<(Underflow | null)[]> {
  const gradient = gradW[index - 1];
  const found: (Underflow | null)[] = [];
  const { data, cols } = weights!;
  const { smallest, hasZero } = yield* magnitudesOfWeights(weights!);
  for (let i = 0; i < data.length && (hasZero || smallest < SMALL); i++) {
    if (i % BREATH === BREATH - 1) yield i / data.length;
    if (Math.abs(data[i]) >= SMALL) continue;
    const [row, column] = [Math.floor(i / cols), i % cols];
    if (!isLostProduct(rate, gradient.entry(row, column))) continue;
    found.push({ quantity: 'updatedW', layer: index, row, column });
    break;
  }
  const own = gradb[index - 1];
  const at = bias?.data.findIndex((b, i) => Math.abs(b) < SMALL && isLostProduct(rate, own!.data[i])) ?? -1;
  if (at >= 0) found.push({ quantity: 'updatedb', layer: index, row: at, column: 0 });
  return found;
}

/** The first place where something is so; −1 if it is so nowhere. */
function* firstIndex(a: Float64Array, isSo: (x: number, i: number) => boolean): Steps<number> {
  for (let i = 0; i < a.length; i++) {
    if (isSo(a[i], i)) return i;
    if (i % BREATH === BREATH - 1) yield i / a.length;
  }
  return -1;
}

/** The smallest |a| that is not 0; ∞ if there is none. */
function* smallestOf(a: Float64Array): Steps<number> {
  let least = Infinity;
  for (let i = 0; i < a.length; i++) {
    const x = Math.abs(a[i]);
    if (x < least && x > 0) least = x;
    if (i % (1 << 22) === (1 << 22) - 1) yield i / a.length;
  }
  return least;
}
