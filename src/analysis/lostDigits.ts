import type { Activation } from '../functions/builtin/activation';
import type { CheckedSpec } from '../language/meaning/checked';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { message } from '../message/message';
import { FEWEST_DIGITS } from '../engine/flaws/lostDigits';
import type { Trace } from '../engine/trace';
import { columnName } from './faultText';
import { activationRange } from './numberDiagnostics';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';

/** How many operations make a step, and how many an evaluation with bounds takes for each of the formula. */
const OPERATIONS_AT_ONCE = 65_536;
const WITH_BOUNDS = 8;

/**
 * Activations and losses of the text whose formulas lose their digits by rounding at a value of the network, so that few are
 * correct: the first of each layer. In steps that can be abandoned.
 */
export function* lostDigits(checked: CheckedSpec, traces: readonly Trace[]): Steps<Diagnostic[]> {
  const found: Diagnostic[] = [];
  const portion = new Portion(OPERATIONS_AT_ONCE);
  for (const layer of checked.layers) {
    if (layer.activation?.kind !== 'coordinatewise') continue;
    const { activations, uniform } = layer.activation;
    if (uniform !== null && uniform.rightDigits === undefined) continue;
    const first = yield* firstOf(activations, layer.index, traces, portion);
    if (first === null) continue;
    const { neuron, x, digits, of } = first;
    found.push(
      diagnostic(
        'lost-digits',
        activationRange(layer, neuron),
        digits === 0
          ? message('Neuron {0} of layer {1} has N = {2}, where rounding in the formula leaves no correct digit of {3}.', neuron + 1, layer.index, x, of) // prettier-ignore
          : message('Neuron {0} of layer {1} has N = {2}, where rounding in the formula leaves fewer than {4} correct digits of {3}.', neuron + 1, layer.index, x, of, digits + 1), // prettier-ignore
      ),
    );
  }
  const ofLoss = yield* lossDigits(checked, traces, portion);
  return ofLoss === null ? found : [...found, ofLoss];
}

interface Lost {
  readonly neuron: number;
  readonly x: number;
  readonly digits: number;
  /** `f(N)` or `f′(N)`. */
  readonly of: string;
}

function* firstOf(
  activations: readonly Activation[],
  layer: number,
  traces: readonly Trace[],
  portion: Portion,
): Steps<Lost | null> {
  for (const { forward } of traces) {
    const { N } = forward.layers[layer - 1];
    for (const [neuron, { name, cost, rightDigits }] of activations.entries()) {
      if (portion.fills()) yield 0;
      if (rightDigits === undefined) continue;
      for (let i = neuron * N.cols; i < (neuron + 1) * N.cols; i++) {
        const x = N.data[i];
        const [value, slope] = rightDigits(x);
        if (value < FEWEST_DIGITS) return { neuron, x, digits: value, of: `${name}(N)` };
        if (slope < FEWEST_DIGITS) return { neuron, x, digits: slope, of: `${name}′(N)` };
        if (portion.fills(WITH_BOUNDS * (cost ?? 1))) yield 0;
      }
    }
  }
  return null;
}

function* lossDigits(
  { objectiveStatement }: CheckedSpec,
  traces: readonly Trace[],
  portion: Portion,
): Steps<Diagnostic | null> {
  // prettier-ignore
  if (objectiveStatement?.kind !== 'loss') return null;
  const range = objectiveStatement.custom?.body.range ?? objectiveStatement.keyword;
  for (const { forward, backward } of traces) {
    if (backward?.objective.kind !== 'loss') return null;
    const { rightDigits, cost } = backward.objective.loss;
    if (rightDigits === undefined) return null;
    const { output } = forward;
    const target = forward.sample.target!;
    for (let i = 0; i < output.data.length; i++) {
      const [value, slope] = rightDigits(output.data[i], target.data[i]);
      if (Math.min(value, slope) < FEWEST_DIGITS) {
        const of = value < FEWEST_DIGITS ? 'L' : '∇L';
        const digits = Math.min(value, slope);
        const where = [
          columnName(forward.sample, i % output.cols),
          Math.floor(i / output.cols) + 1,
          of,
          digits + 1,
        ] as const;
        return diagnostic(
          'lost-digits',
          range,
          digits === 0
            ? message('At {0}, output {1}, rounding in the formula leaves no correct digit of {2}.', ...where) // prettier-ignore
            : message('At {0}, output {1}, rounding in the formula leaves fewer than {3} correct digits of {2}.', ...where), // prettier-ignore
        );
      }
      if (portion.fills(WITH_BOUNDS * (cost ?? 1))) yield 0;
    }
  }
  return null;
}
