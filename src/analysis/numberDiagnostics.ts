import type { CheckedLayer, CheckedSpec } from '../language/meaning/checked';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { message } from '../message/message';
import type { TextRange } from '../functions/expression/tree';
import type { Trace } from '../engine/trace';
import { rangeOf } from './places';

/** The range of the activation of neuron `neuron` (from 0): its own entry where the layer lists one per neuron. */
export function activationRange(layer: CheckedLayer, neuron: number): TextRange {
  const written = layer.statement.activation;
  if (written === null) return layer.statement.keyword;
  if (written.kind === 'activation-use') return written.name.range;
  let first = 0;
  for (const item of written.items) {
    first += item.count?.value ?? 1;
    if (neuron < first) return item.name.range;
  }
  return written.range;
}

/**
 * Where only the numbers show that a derivative is a convention: pre-activations, or outputs, on a kink.
 * @param traces the trace of each of the network's samples, in their order.
 */
export function numberDiagnostics(checked: CheckedSpec, traces: readonly Trace[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const layer of checked.layers) {
    const kink = kinkDiagnostic(layer, traces);
    if (kink) found.push(kink);
  }
  const lossKink = lossKinkDiagnostic(checked, traces);
  if (lossKink) found.push(lossKink);
  found.push(...targetDiagnostics(checked));
  return found;
}

/** Losses that compare probabilities. */
const ofProbabilities: ReadonlySet<string> = new Set(['cross_entropy', 'binary_cross_entropy']);

/** Targets that are no probabilities where the loss takes them for such: the first of each sample. */
function targetDiagnostics(checked: CheckedSpec): Diagnostic[] {
  const { network } = checked;
  if (network?.objective.kind !== 'loss') return [];
  const { name } = network.objective.loss;
  if (!ofProbabilities.has(name)) return [];
  return network.samples.flatMap(({ name: sample, target }) => {
    const at = target?.data.findIndex((t) => t < 0 || t > 1) ?? -1;
    if (target === null || at < 0) return [];
    const entry = { row: Math.floor(at / target.cols), column: at % target.cols };
    const range = rangeOf(checked, { quantity: 'target', layer: 0, sample, entry });
    if (range === null) return [];
    return [
      diagnostic(
        'target-range',
        range,
        message('{0} takes targets for probabilities from 0 to 1, but this one is {1}.', name, target.data[at]),
      ),
    ];
  });
}

function kinkDiagnostic(layer: CheckedLayer, traces: readonly Trace[]): Diagnostic | null {
  const hits = traces.flatMap((trace) =>
    trace.forward.kinks.filter((kink) => kink.layer === layer.index).map((kink) => ({ kink, trace })),
  );
  const first = hits[0];
  if (first === undefined || layer.activation?.kind !== 'coordinatewise') return null;
  const { kink, trace } = first;
  const { N, dSigma } = trace.forward.layers[layer.index - 1];
  const at = N.data[kink.neuron * N.cols + kink.column];
  const convention = dSigma!.data[kink.neuron * N.cols + kink.column];
  const { name } = layer.activation.activations[kink.neuron];
  const range = activationRange(layer, kink.neuron);
  const where = [kink.neuron + 1, layer.index, trace.forward.sample.name, name, at, convention] as const;
  return diagnostic(
    'at-kink',
    range,
    hits.length === 1
      ? message(
          'Neuron {0} of layer {1} is exactly at a kink of {3} at {2} (N = {4}): the gradient there follows the convention σ′ = {5}.',
          ...where,
        )
      : message(
          'Neuron {0} of layer {1} is exactly at a kink of {3} at {2} (N = {4}): the gradient there follows the convention σ′ = {5}. This layer has {6} such places in all.',
          ...where,
          hits.length,
        ),
  );
}

function lossKinkDiagnostic(checked: CheckedSpec, traces: readonly Trace[]): Diagnostic | null {
  const statement = checked.objectiveStatement;
  if (statement?.kind !== 'loss') return null;
  for (const { forward, backward } of traces) {
    const kink = backward?.lossKinks[0];
    if (kink) {
      return diagnostic(
        'at-kink',
        statement.name?.range ?? statement.custom?.body.range ?? statement.keyword,
        message(
          'At {0}, output {1} is exactly at a kink of the loss: the gradient there follows the convention ∇L = {2}.',
          forward.sample.name,
          kink.output + 1,
          backward.seed.data[kink.output * backward.seed.cols + kink.column],
        ),
      );
    }
  }
  return null;
}
