import type { CheckedLayer, CheckedSpec } from '../language/meaning/checked';
import { diagnostic, type Diagnostic } from '../language/text/diagnostic';
import { message } from '../message/message';
import type { TextRange } from '../functions/expression/tree';
import { columnName } from './faultText';
import { kinksOfLayer } from '../engine/kinks';
import type { Backward, Trace } from '../engine/trace';
import { rangeOf } from './places';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';

/** How many traces and layers are looked at in one step. */
const LOOKS_AT_ONCE = 4096;

/** How many targets are looked at in one step. */
const ENTRIES_AT_ONCE = 1 << 20;

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
 * In steps that can be abandoned.
 * @param traces the trace of each of the network's samples, in their order.
 */
export function* numberDiagnostics(checked: CheckedSpec, traces: readonly Trace[]): Steps<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const [layer, hit] of yield* kinksByLayer(traces)) {
    const kink = kinkDiagnostic(checked.layers[layer - 1], hit);
    if (kink) found.push(kink);
  }
  const lossKink = lossKinkDiagnostic(checked, traces);
  if (lossKink) found.push(lossKink);
  found.push(...(yield* targetDiagnostics(checked)));
  return found;
}

/** Targets that are no probabilities where the loss takes them for such: the first of each sample. */
function* targetDiagnostics(checked: CheckedSpec): Steps<Diagnostic[]> {
  const { network } = checked;
  if (network?.objective.kind !== 'loss') return [];
  const { name, ofProbabilities } = network.objective.loss;
  if (!ofProbabilities) return [];
  const found: Diagnostic[] = [];
  for (const { name: sample, target } of network.samples) {
    if (target === null) continue;
    const at = yield* firstOutside(target.data);
    if (at < 0) continue;
    const entry = { row: Math.floor(at / target.cols), column: at % target.cols };
    const range = rangeOf(checked, { quantity: 'target', layer: 0, sample, entry });
    if (range === null) continue;
    const text = message(
      '{0} takes targets for probabilities from 0 to 1, but this one is {1}.',
      name,
      target.data[at],
    );
    found.push(diagnostic('target-range', range, text));
  }
  return found;
}

/** The index of the first number that is below 0 or above 1; −1 if there is none. */
function* firstOutside(data: Float64Array): Steps<number> {
  for (let i = 0; i < data.length; i++) {
    if (data[i] < 0 || data[i] > 1) return i;
    if (i % ENTRIES_AT_ONCE === ENTRIES_AT_ONCE - 1) yield i / data.length;
  }
  return -1;
}

/** The kinks of one layer. */
interface LayerKinks {
  /** The first of them, and where it is. */
  readonly kink: Trace['forward']['kinks'][number];
  readonly trace: Trace;
  /** How many there are in all traces. */
  count: number;
}

/** The layers (from 1) that have kinks. */
function* kinksByLayer(traces: readonly Trace[]): Steps<ReadonlyMap<number, LayerKinks>> {
  const found = new Map<number, LayerKinks>();
  const portion = new Portion(LOOKS_AT_ONCE);
  for (const trace of traces) {
    const { kinks } = trace.forward;
    for (let at = 0; at < kinks.length;) {
      const kink = kinks[at];
      const { to } = kinksOfLayer(kinks, kink.layer);
      const known = found.get(kink.layer);
      if (known === undefined) found.set(kink.layer, { kink, trace, count: to - at });
      else known.count += to - at;
      at = to;
      if (portion.fills()) yield 0;
    }
    if (portion.fills()) yield 0;
  }
  return found;
}

function kinkDiagnostic(layer: CheckedLayer, { kink, trace, count }: LayerKinks): Diagnostic | null {
  if (layer.activation?.kind !== 'coordinatewise') return null;
  const { N, dSigma } = trace.forward.layers[layer.index - 1];
  const at = N.data[kink.neuron * N.cols + kink.column];
  const convention = dSigma!.data[kink.neuron * N.cols + kink.column];
  const { name } = layer.activation.activations[kink.neuron];
  const range = activationRange(layer, kink.neuron);
  const where = [
    kink.neuron + 1,
    layer.index,
    columnName(trace.forward.sample, kink.column),
    name,
    at,
    convention,
  ] as const;
  return diagnostic(
    'at-kink',
    range,
    count === 1
      ? message(
          'Neuron {0} of layer {1} is exactly at a kink of {3} at {2} (N = {4}): the gradient there follows the convention σ′ = {5}.',
          ...where,
        )
      : message(
          'Neuron {0} of layer {1} is exactly at a kink of {3} at {2} (N = {4}): the gradient there follows the convention σ′ = {5}. This layer has {6} such places in all.',
          ...where,
          count,
        ),
  );
}

function slopeAt({ seed }: Backward, { output, column }: Backward['lossKinks'][number]): number {
  return seed.data[output * seed.cols + column];
}

function lossKinkDiagnostic(checked: CheckedSpec, traces: readonly Trace[]): Diagnostic | null {
  const statement = checked.objectiveStatement;
  if (statement?.kind !== 'loss') return null;
  for (const { forward, backward } of traces) {
    // Where the slope is infinite, that is said.
    const kink = backward?.lossKinks.find((one) => Number.isFinite(slopeAt(backward, one)));
    if (kink) {
      return diagnostic(
        'at-kink',
        statement.name?.range ?? statement.custom?.body.range ?? statement.keyword,
        message(
          'At {0}, output {1} is exactly at a kink of the loss: the gradient there follows the convention ∇L = {2}.',
          columnName(forward.sample, kink.column),
          kink.output + 1,
          slopeAt(backward!, kink),
        ),
      );
    }
  }
  return null;
}
