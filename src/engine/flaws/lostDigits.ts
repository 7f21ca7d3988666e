import type { Loss } from '../../functions/builtin/loss';
import { rightDigits } from '../../functions/evaluate/boundedAlgebra';
import type { Layer } from '../../network/network';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { largestSteps } from '../finite';
import { fusedLoss, roundingOfTargets, sizeOfTerms } from '../fusedLoss';
import { divisorOf } from '../objective';
import { differenceRounding, differenceSteps } from '../outputDifference';
import type { Backward, Forward, LostDigits, Trace, Underflow } from '../trace';
import { updatedEntry } from '../updated';
import { magnitudesOfWeights } from './magnitudes';
import { HALF_ULP, roundingOf, TermSum } from './termSum';

/** With fewer correct digits a number is not what the page shows of it. */
export const FEWEST_DIGITS = 6;

/** A sum that is no smaller than this share of what its terms may add up to has its digits. */
const SUSPICIOUS = 1e-9;
/** Where an entry-by-entry search of ∇_{W_i} of a batch, ∇_X or a step would take more products, there is none. */
const MOST_PRODUCTS = 1 << 16;
/** How many terms are looked at in one step. */
const AT_ONCE = 1 << 18;

/**
 * Where terms nearly cancel, so that what is left of them is mostly rounding: 0.1 + 0.2 − 0.3 is 5.55e-17 in doubles, and
 * 10²⁰ + 1 − 10²⁰ is 0. Of each quantity of each layer the first entry. Short numbers, such as integers, are taken for
 * what they are; all others for rounded ones.
 */
export function* lostDigitsSteps({ forward, backward, fault }: Trace): Steps<readonly LostDigits[]> {
  if (fault !== null) return [];
  const found: (LostDigits | null)[] = [];
  const portion = new Portion(AT_ONCE);
  for (const layer of forward.network.layers) found.push(yield* inN(forward, layer, portion));
  if (backward === null) return found.filter((place) => place !== null);
  found.push(yield* inObjective(forward, backward, portion), yield* inValue(forward, backward, portion));
  const { layers, rate } = forward.network;
  for (let i = layers.length; i >= 1; i--) {
    if (i < layers.length) found.push(yield* inDelta(forward, backward, i, portion));
    found.push(...(yield* inGradients(layers[i - 1], backward, portion)));
  }
  found.push(yield* inGradX(layers[0], backward, portion));
  if (rate !== null) for (const layer of layers) found.push(...(yield* inStep(layer, backward, rate, portion)));
  return found.filter((place) => place !== null);
}

/** The place with its digits, if they are too few. */
function few(place: Underflow, digits: number): LostDigits | null {
  return digits < FEWEST_DIGITS ? { ...place, digits } : null;
}

/** N_i = W_i·Σ_{i-1} + b_i. */
function* inN(
  { sample, layers }: Forward,
  { index, weights, bias, inputSize }: Layer,
  portion: Portion,
): Steps<LostDigits | null> {
  const { data, cols } = layers[index - 1].N;
  const previous = index === 1 ? sample.X : layers[index - 2].Sigma;
  const W = weights!.data;
  const ofWeights = (yield* magnitudesOfWeights(weights!)).largest;
  const ofTerms = inputSize * ofWeights * (yield* largestSteps(previous.data));
  const enough = SUSPICIOUS * (bias === null ? ofTerms : ofTerms + (yield* largestSteps(bias.data)));
  for (let i = 0; i < data.length; i++) {
    if (portion.fills()) yield 0;
    if (Math.abs(data[i]) >= enough) continue;
    const row = Math.floor(i / cols);
    const column = i % cols;
    const terms = new TermSum();
    for (let j = 0; j < inputSize; j++) terms.add(W[row * inputSize + j], previous.data[j * cols + column]);
    if (bias !== null) terms.add(bias.data[row]);
    const lost = few({ quantity: 'N', layer: index, row, column }, terms.digitsOf(data[i]));
    if (lost !== null) return lost;
    if (portion.fills(inputSize)) yield 0;
  }
  return null;
}

/** ∇L, or Δ_k where it is computed without it. */
function* inObjective(forward: Forward, backward: Backward, portion: Portion): Steps<LostDigits | null> {
  const { objective, seed, Delta } = backward;
  if (objective.kind !== 'loss') return null;
  const { layers } = forward.network;
  const k = layers.length;
  const isFused = fusedLoss(objective.loss, layers[k - 1]) !== null;
  const { data, cols } = isFused ? Delta[k - 1] : seed;
  const divisor = divisorOf(forward, objective);
  const { enough, work, roundingAt } = yield* objectiveRoundings(forward, objective.loss);
  for (let i = 0; i < data.length; i++) {
    const value = data[i] * divisor;
    if (portion.fills()) yield 0;
    if (value === 0 || Math.abs(value) >= enough) continue;
    const place = { layer: k, row: Math.floor(i / cols), column: i % cols };
    const digits = rightDigits({ value, error: roundingAt(i) });
    const lost = few({ quantity: isFused ? 'Delta' : 'lossGradient', ...place }, digits);
    if (lost !== null) return lost;
    if (portion.fills(work)) yield 0;
  }
  return null;
}

/** f of a batch, or L. */
function* inValue(forward: Forward, { objective, value }: Backward, portion: Portion): Steps<LostDigits | null> {
  const place = { quantity: 'value', layer: forward.network.layers.length, row: 0, column: 0 } as const;
  const { data, cols } = forward.output;
  if (objective.kind === 'loss') {
    if (value === 0) return null;
    const L = value * divisorOf(forward, objective);
    return few(place, rightDigits({ value: L, error: yield* lossRounding(L, forward, objective.loss, portion) }));
  }
  const row = objective.index - 1;
  const terms = new TermSum();
  for (let i = row * cols; i < (row + 1) * cols; i++) {
    terms.add(data[i]);
    if (portion.fills()) yield 0;
  }
  return few({ ...place, row }, terms.digitsOf(value));
}

/**
 * How much of L (before any mean) may come from the roundings of the outputs, their targets and L's terms; of a loss that
 * is computed from N_k, those of the targets only where they could matter.
 */
export function* lossRounding(L: number, forward: Forward, loss: Loss, portion: Portion): Steps<number> {
  const { layers } = forward.network;
  const { output } = forward;
  const Y = forward.sample.target!;
  const fused = fusedLoss(loss, layers[layers.length - 1]);
  if (fused !== null) {
    const { N } = forward.layers[layers.length - 1];
    const ofTerms = HALF_ULP * (yield* sizeOfTerms(fused, N, Y));
    // −ln p and −ln(1 − p) are at most so large.
    const logarithm = 2 * (yield* largestSteps(N.data)) + Math.log(2 * N.rows);
    const most = 2 * HALF_ULP * Y.data.length * Math.max(1, yield* largestSteps(Y.data)) * logarithm;
    return most < SUSPICIOUS * Math.abs(L) ? ofTerms : ofTerms + (yield* roundingOfTargets(fused, N, Y));
  }
  const roundingAt = yield* pairRoundings(forward, loss, 'value');
  let error = 0;
  for (let i = 0; i < output.data.length; i++) {
    error += roundingAt(i) + roundingOf(loss.value(output.data[i], Y.data[i]));
    if (portion.fills(costOfPair(loss))) yield 0;
  }
  return error;
}

/** How entry i of ∇L, or of a Δ_k that is computed without it, is rounded, before any mean. */
interface Roundings {
  /** From here on entries have their digits. */
  readonly enough: number;
  /** What looking at one costs. */
  readonly work: number;
  readonly roundingAt: (i: number) => number;
}

export function* objectiveRoundings(forward: Forward, loss: Loss): Steps<Roundings> {
  const { layers } = forward.network;
  const k = layers.length;
  const { data: y, rows, cols } = forward.output;
  const Y = forward.sample.target!;
  const fused = fusedLoss(loss, layers[k - 1]);
  if (fused !== null) {
    const enough = SUSPICIOUS * rows * Math.max(1, yield* largestSteps(Y.data));
    return { enough, work: rows, roundingAt: (i) => fused.rounding(y[i], Y.data[i], Y, i % cols) };
  }
  const roundingAt = yield* pairRoundings(forward, loss, 'derivative');
  return { enough: Infinity, work: costOfPair(loss), roundingAt };
}

/** ℓ or ∂ℓ/∂y. */
type Of = 'value' | 'derivative';

/** How much of ℓ or ∂ℓ/∂y at entry i may come from the roundings of its output and its target. */
function* pairRoundings(forward: Forward, loss: Loss, of: Of): Steps<(i: number) => number> {
  const { layers } = forward.network;
  const k = layers.length;
  const { data: y, cols } = forward.output;
  const Y = forward.sample.target!;
  if (!loss.ofDifference) return (i) => pairRounding(loss, of, y[i], Y.data[i]);
  const { data: d } = yield* differenceSteps(layers[k - 1], forward.layers[k - 1], Y);
  return (i) => {
    const rounding = differenceRounding(layers[k - 1], Math.floor(i / cols), y[i], Y.data[i]);
    return half(loss[of](d[i] + rounding, 0), loss[of](d[i] - rounding, 0));
  };
}

const costOfPair = ({ cost }: Loss): number => 4 * (cost ?? 1);

/** How far from an output or a target ℓ and ∂ℓ/∂y are looked at, in roundings of it: so far that it is another double. */
const APART = 4;

/** How much of ℓ or ∂ℓ/∂y may come from the roundings of an output and its target. */
function pairRounding(loss: Loss, of: Of, y: number, t: number): number {
  const [dy, dt] = [APART * roundingOf(y), APART * roundingOf(t)];
  const ofOutput = dy === 0 ? 0 : half(loss[of](y + dy, t), loss[of](y - dy, t));
  const ofTarget = dt === 0 ? 0 : half(loss[of](y, t + dt), loss[of](y, t - dt));
  return (ofOutput + ofTarget) / APART;
}

function half(a: number, b: number): number {
  return Math.abs(a - b) / 2;
}

/** Δ_i = (W_{i+1}ᵀ·Δ_{i+1}) ∘ Σ′_i, of which the sum is looked at. */
function* inDelta(forward: Forward, { Delta }: Backward, i: number, portion: Portion): Steps<LostDigits | null> {
  const { dSigma } = forward.layers[i - 1];
  if (dSigma === null) return null;
  const next = forward.network.layers[i];
  const { data, cols } = Delta[i - 1];
  const { data: W, cols: width, rows: height } = next.weights!;
  const enough =
    SUSPICIOUS *
    height *
    (yield* magnitudesOfWeights(next.weights!)).largest *
    (yield* largestSteps(Delta[i].data)) *
    (yield* largestSteps(dSigma.data));
  for (let at = 0; at < data.length; at++) {
    if (portion.fills()) yield 0;
    if (Math.abs(data[at]) >= enough || dSigma.data[at] === 0) continue;
    const [row, column] = [Math.floor(at / cols), at % cols];
    const terms = new TermSum();
    let sum = 0;
    for (let r = 0; r < height; r++) {
      const [w, delta] = [W[r * width + row], Delta[i].data[r * cols + column]];
      terms.add(w, delta);
      sum += w * delta;
    }
    const lost = few({ quantity: 'Delta', layer: i, row, column }, terms.digitsOf(sum));
    if (lost !== null) return lost;
    if (portion.fills(height)) yield 0;
  }
  return null;
}

/** ∇_{W_i} and ∇_{b_i} of a batch, sums over its columns. */
function* inGradients({ index }: Layer, { gradW, gradb }: Backward, portion: Portion): Steps<(LostDigits | null)[]> {
  const { Delta, SigmaPrevious, rows, cols } = gradW[index - 1];
  const m = Delta.cols;
  if (m === 1 || rows * cols * m > MOST_PRODUCTS) return [];
  const most = SUSPICIOUS * m * (yield* largestSteps(Delta.data));
  const enough = most * (yield* largestSteps(SigmaPrevious.data));
  const ofW = yield* firstLost(rows, cols, portion, m, (row, column) => {
    const value = gradW[index - 1].entry(row, column);
    if (Math.abs(value) >= enough) return null;
    const terms = new TermSum();
    for (let s = 0; s < m; s++) terms.add(Delta.data[row * m + s], SigmaPrevious.data[column * m + s]);
    return few({ quantity: 'gradW', layer: index, row, column }, terms.digitsOf(value));
  });
  const own = gradb[index - 1];
  if (own === null) return [ofW];
  const ofb = yield* firstLost(rows, 1, portion, m, (row) => {
    if (Math.abs(own.data[row]) >= most) return null;
    const terms = new TermSum();
    for (let s = 0; s < m; s++) terms.add(Delta.data[row * m + s]);
    return few({ quantity: 'gradb', layer: index, row, column: 0 }, terms.digitsOf(own.data[row]));
  });
  return [ofW, ofb];
}

/** ∇_X = W_1ᵀ·Δ_1. */
function* inGradX({ weights }: Layer, backward: Backward, portion: Portion): Steps<LostDigits | null> {
  const { data: W, rows, cols } = weights!;
  const [Delta] = backward.Delta;
  const m = Delta.cols;
  if (W.length * m > MOST_PRODUCTS) return null;
  const { data: gradX } = backward.gradX;
  const ofWeights = (yield* magnitudesOfWeights(weights!)).largest;
  const enough = SUSPICIOUS * rows * ofWeights * (yield* largestSteps(Delta.data));
  return yield* firstLost(cols, m, portion, rows, (row, column) => {
    const value = gradX[row * m + column];
    if (Math.abs(value) >= enough) return null;
    const terms = new TermSum();
    for (let r = 0; r < rows; r++) terms.add(W[r * cols + row], Delta.data[r * m + column]);
    return few({ quantity: 'gradX', layer: 0, row, column }, terms.digitsOf(value));
  });
}

/** W_i − η∇_{W_i} and b_i − η∇_{b_i}. */
function* inStep(
  layer: Layer,
  { gradW, gradb }: Backward,
  rate: number,
  portion: Portion,
): Steps<(LostDigits | null)[]> {
  const { index, weights, bias } = layer;
  const { Delta } = gradW[index - 1];
  if (weights!.data.length * Delta.cols > MOST_PRODUCTS) return [];
  const own = gradb[index - 1];
  const found: (LostDigits | null)[] = [];
  for (const of of ['W', 'b'] as const) {
    const gradient = of === 'W' ? gradW[index - 1] : own && { entry: (row: number) => own.data[row] };
    const after = gradient && updatedEntry(layer, of, gradient, rate);
    if (gradient === null || after === null) continue;
    const { data, rows, cols: width } = of === 'W' ? weights! : bias!;
    found.push(
      yield* firstLost(rows, width, portion, 1, (row, column) => {
        const before = data[row * width + column];
        const now = after(row, column);
        if (Math.abs(now) >= SUSPICIOUS * Math.abs(before)) return null;
        const terms = new TermSum();
        terms.add(before);
        terms.add(-rate, gradient.entry(row, column));
        return few({ quantity: `updated${of}`, layer: index, row, column }, terms.digitsOf(now));
      }),
    );
  }
  return found;
}

/** The first of some entries with too few digits; each takes about so much work. */
function* firstLost(
  rows: number,
  cols: number,
  portion: Portion,
  work: number,
  lostAt: (row: number, column: number) => LostDigits | null,
): Steps<LostDigits | null> {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < cols; column++) {
      const lost = lostAt(row, column);
      if (lost !== null) return lost;
      if (portion.fills(work)) yield 0;
    }
  }
  return null;
}
