import type { CheckedLayer, CheckedSpec } from '../../language/meaning/checked';
import type { TextEdit } from '../../language/text/diagnostic';

/** A name by which the text has the identity, with its own derivative: `identity` or `linear`; null if it has neither. */
export function identityName({ spec }: CheckedSpec): string | null {
  const taken = new Set(
    spec.statements.flatMap((s) => (s.kind === 'activation' || s.kind === 'derivative' ? [s.name?.text] : [])),
  );
  return ['identity', 'linear'].find((name) => !taken.has(name)) ?? null;
}

/** The activations of a layer as a list with one neuron of this activation more. */
export function activationsWithIdentity(text: string, layer: CheckedLayer, identity: string): TextEdit[] {
  const { activation } = layer.statement;
  if (activation === null) return [];
  const written = text.slice(activation.range.start, activation.range.end);
  if (activation.kind === 'activation-list') {
    const { end } = activation.items[activation.items.length - 1].range;
    const separator = written.includes(',') ? ', ' : ' ';
    return [{ range: { start: end, end }, newText: `${separator}${identity}` }];
  }
  // One word for all neurons is one for all of them still.
  if (written === identity) return [];
  const count = layer.size === 1 ? '' : `${layer.size} `;
  return [{ range: activation.range, newText: `[${count}${written} ${identity}]` }];
}

/** The activations of a layer without that of its last neuron; as one word if the neurons left share it. */
export function activationsWithoutLast(text: string, layer: CheckedLayer): TextEdit[] {
  const { activation } = layer.statement;
  if (activation?.kind !== 'activation-list') return [];
  const { items } = activation;
  const last = items[items.length - 1];
  const written = ({ name, range }: typeof last) => text.slice(name.range.start, range.end);
  const times = last.count?.value ?? 1;
  const left = times > 1 ? items : items.slice(0, -1);
  const names = new Set(left.map(written));
  const { start, end } = activation.range;
  const commented = text.slice(start, end).includes('#');
  // Its W says how many neurons the layer has.
  if (names.size === 1 && !commented) return [{ range: activation.range, newText: [...names][0] }];
  if (times > 2) return [{ range: last.count!.range, newText: String(times - 1) }];
  if (times === 2) return [{ range: last.range, newText: written(last) }];
  const from = commented ? last.range.start : items[items.length - 2].range.end;
  return [{ range: { start: from, end: last.range.end }, newText: '' }];
}
