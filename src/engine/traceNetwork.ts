import type { Network, Objective, Sample } from '../network/network';
import { backward, backwardSteps } from './backward';
import { faultSteps } from './flaws/fault';
import { isOrdinary } from './flaws/ordinary';
import { underflowSteps } from './flaws/underflow';
import { forward, forwardSteps, type EngineOptions } from './forward';
import type { Differentiated } from './objective';
import type { Trace } from './trace';
import { finish, type Steps } from '../steps/steps';

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
  const values = forward(network, sample, options);
  const trace = { forward: values, backward: isGiven(objective, sample) ? backward(values, objective, options) : null };
  return finish(withFlaws(trace));
}

/** `traceNetwork` in steps that can be abandoned; forward and backward are nearly all of the progress. */
export function* traceSteps(
  network: Network,
  sample: Sample,
  objective: Objective = network.objective,
  options: EngineOptions = {},
): Steps<Trace> {
  const forward = yield* share(forwardSteps(network, sample, options), 0, 0.45);
  const backward = isGiven(objective, sample)
    ? yield* share(backwardSteps(forward, objective, options), 0.45, 0.9)
    : null;
  return yield* share(withFlaws({ forward, backward }), 0.9, 1);
}

/** The trace with what is wrong with its numbers. */
export function* withFlaws(values: Pick<Trace, 'forward' | 'backward'>): Steps<Trace> {
  const { forward, backward } = values;
  if (isOrdinary(values)) return { forward, backward, fault: null, underflows: [] };
  const fault = yield* share(faultSteps(values), 0, 0.5);
  return { forward, backward, fault, underflows: fault === null ? yield* share(underflowSteps(values), 0.5, 1) : [] };
}

/** Whether there is something to differentiate. */
function isGiven(objective: Objective, sample: Sample): objective is Differentiated {
  return objective.kind === 'output' || (objective.kind === 'loss' && sample.target !== null);
}

/** These steps as the progress from `start` to `end`. */
function* share<T>(steps: Steps<T>, start: number, end: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield start + step.value * (end - start);
  }
}
