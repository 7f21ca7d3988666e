import type { Matrix } from '../../network/matrix';
import type { Layer } from '../../network/network';
import { finish } from '../../steps/steps';
import type { Backward, Forward, Trace } from '../trace';
import { magnitudesOfWeights } from './magnitudes';

/**
 * Products of three numbers between these, without their signs, and sums of some millions of them, are far from both
 * ends of the doubles: such a product loses no digit, and such a sum is finite.
 */
const [LEAST, MOST] = [2 ** -200, 2 ** 200];
/** Entries that are looked at without a pause; of more, quantity by quantity is searched. */
const AT_ONCE = 1 << 20;
/** So many weights are looked at faster than what is kept of them is found. */
const FEW = 256;
/** σ that are 0 only where their formula is, as are their derivatives. */
const EXACT: ReadonlySet<string> = new Set(['relu', 'identity']);

/**
 * Whether nothing can be wrong with the numbers of a trace, since all that is multiplied in it lies between `LEAST` and
 * `MOST` or is 0 by itself. It is so in nearly all traces, and is found in one pass; if it is not, something may be
 * wrong or not.
 */
export function isOrdinary({ forward, backward }: Pick<Trace, 'forward' | 'backward'>): boolean {
  const { layers, rate } = forward.network;
  if (!isSmall(forward)) return false;
  if (forward.notFinite !== null || !isWithin(forward.sample.X, true)) return false;
  if (rate !== null && !isBetween(Math.abs(rate))) return false;
  for (const { index, weights, activation } of layers) {
    if (!areWeightsWithin(weights!) || !isLayerWithin(forward, index, isExact(activation))) return false;
  }
  return backward === null || isBackwardWithin(backward);
}

/** Whether all of it can be looked at without a pause. */
function isSmall({ network, sample }: Forward): boolean {
  let entries = sample.X.data.length;
  for (const { inputSize, size } of network.layers) entries += size * (inputSize + 4 * sample.X.cols);
  return entries <= AT_ONCE;
}

/** Few weights are looked at; of more it is kept, since they are the same at every sample. */
function areWeightsWithin(W: Matrix): boolean {
  if (W.data.length <= FEW) return isWithin(W, true);
  const { smallest, largest } = finish(magnitudesOfWeights(W));
  return smallest >= LEAST && largest <= MOST;
}

/** Whether a 0 among the values has lost nothing. */
function isExact(activation: Layer['activation']): boolean {
  if (activation.kind !== 'coordinatewise') return false;
  const { uniform } = activation;
  return uniform !== null && !uniform.custom && EXACT.has(uniform.name);
}

function isLayerWithin({ layers }: Forward, index: number, orZero: boolean): boolean {
  const { N, Sigma, dSigma } = layers[index - 1];
  return isWithin(N, true) && isWithin(Sigma, orZero) && (dSigma === null || isWithin(dSigma, orZero));
}

function isBackwardWithin({ objective, value, seed, Delta }: Backward): boolean {
  if (objective.kind === 'loss' && !isBetween(Math.abs(value))) return false;
  return isWithin(seed, true) && Delta.every((one) => isWithin(one, true));
}

function isWithin({ data }: Matrix, orZero: boolean): boolean {
  for (let i = 0; i < data.length; i++) {
    const x = Math.abs(data[i]);
    if (!isBetween(x) && !(orZero && x === 0)) return false;
  }
  return true;
}

function isBetween(x: number): boolean {
  return x >= LEAST && x <= MOST;
}
