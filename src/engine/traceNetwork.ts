import type { Network, Objective, Sample } from '../network/network';
import { backwardSteps } from './backward';
import { finish } from './finish';
import { forwardSteps, type EngineOptions } from './forward';
import type { Steps, Trace } from './trace';

/**
 * All that the engine knows of a network at one sample: forward values and, if there is something to differentiate,
 * the gradient of `objective` (the network's own unless given). A loss without a target gives `backward: null`.
 * @throws RangeError if the network lacks numbers, a shape does not fit, or the chosen output does not exist.
 */
export function traceNetwork(
  network: Network,
  sample: Sample,
  objective: Objective = network.objective,
  options: EngineOptions = {},
): Trace {
  return finish(traceSteps(network, sample, objective, options));
}

/** `traceNetwork` in steps that can be abandoned; forward is the first half of the progress. */
export function* traceSteps(
  network: Network,
  sample: Sample,
  objective: Objective = network.objective,
  options: EngineOptions = {},
): Steps<Trace> {
  const forward = yield* scaled(forwardSteps(network, sample, options), 0);
  if (objective.kind === 'none' || (objective.kind === 'loss' && sample.target === null)) {
    return { forward, backward: null };
  }
  return { forward, backward: yield* scaled(backwardSteps(forward, objective, options), 0.5) };
}

/** Half of the progress, from `start` on. */
function* scaled<T>(steps: Steps<T>, start: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield start + step.value / 2;
  }
}
