import type { Network, Sample } from '../network/network';
import type { Differentiated } from './objective';
import type { Backward } from './trace';
import type { Steps } from '../steps/steps';
import { traceSteps } from './traceNetwork';
import { updatedLayer } from './updated';

/** More steps than this are not taken at once. */
export const MOST_STEPS = 10_000;

/** What became of the objective over some steps of gradient descent. */
export interface Descent {
  readonly rate: number;
  /** Before the first step and after each; it ends early with the first value that is not finite. */
  readonly values: readonly number[];
  /** With the parameters after the last step whose objective is finite. */
  readonly network: Network;
}

/**
 * W_i ← W_i − η∇_{W_i}, b_i ← b_i − η∇_{b_i}, so many times at one sample, in steps that can be abandoned. Each time all
 * parameters move by the gradient of one point.
 * @throws RangeError as `traceNetwork`.
 */
export function* descend(
  network: Network,
  sample: Sample,
  objective: Differentiated,
  rate: number,
  count: number,
): Steps<Descent> {
  const values: number[] = [];
  let last = network;
  let next = network;
  for (let step = 0; ; step++) {
    const tracing = traceSteps(next, sample, objective);
    let made = tracing.next();
    for (; made.done !== true; made = tracing.next()) yield (step + made.value) / (count + 1);
    const { backward } = made.value;
    if (backward === null) throw new RangeError('There is nothing to descend.');
    values.push(backward.value);
    if (!Number.isFinite(backward.value)) return { rate, values, network: last };
    last = next;
    if (step === count) return { rate, values, network: last };
    next = afterStep(next, backward, rate);
    yield (step + 1) / (count + 1);
  }
}

/** The network with W_i − η∇_{W_i} and b_i − η∇_{b_i} in every layer, all from one gradient. */
export function afterStep(network: Network, backward: Backward, rate: number): Network {
  const layers = network.layers.map((layer) => {
    const { W, b } = updatedLayer(layer, backward, rate);
    return { ...layer, weights: W, bias: b };
  });
  return { ...network, layers };
}
