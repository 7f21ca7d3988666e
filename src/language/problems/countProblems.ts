import type { Structure } from '../meaning/structure';
import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { maxNeurons } from '../text/limits';
import { message } from '../../message/message';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { countOf, type SizeLabels } from '../sizes/sizeClaims';
import type { NumberLiteral } from '../../functions/expression/tree';
import type { ActivationUse } from '../syntax/tree';

/** So many items of lists are looked at in a few milliseconds. */
const AT_ONCE = 4096;

/**
 * Sizes and repetitions that are no positive whole numbers, in steps that can be abandoned.
 * @param least how many outputs there must be, see `leastOutputs`
 * @param sizeOf the size that is known under a label, from all that is stated elsewhere
 */
export function* sizeProblemSteps(
  { layers, inputSizes }: Structure,
  sizeOf: (label: number) => number | null,
  labels: SizeLabels,
  least: number | null,
): Steps<readonly Diagnostic[]> {
  const portion = new Portion(AT_ONCE);
  const found: Diagnostic[] = [];
  const look = (literal: NumberLiteral | null, meant: (value: number) => number) => {
    if (literal === null || Number.isNaN(literal.value) || countOf(literal) !== null) return;
    const text = message('A size must be a whole number from 1, not {0}.', literal.value);
    const size = meant(Math.max(1, Math.round(literal.value)));
    const fixes = size >= 1 && size <= maxNeurons ? [write(literal, size)] : [];
    found.push(diagnostic('bad-number', literal.range, text, { fixes }));
  };
  for (const { size, broken } of inputSizes) {
    if (!broken) look(size, (nearest) => sizeOf(labels.outOf(0)) ?? nearest);
  }
  for (const { index, statement } of layers) {
    if (statement.broken) continue;
    const known = sizeOf(labels.outOf(index));
    const atLeast = index < layers.length ? 1 : (least ?? NaN);
    look(statement.size, (nearest) => known ?? Math.max(nearest, atLeast));
    if (statement.activation?.kind !== 'activation-list') continue;
    const { items } = statement.activation;
    const neurons = items.reduce((sum, item) => sum + neuronsOf(item), 0);
    for (const item of items) {
      if (portion.fills()) yield index / layers.length;
      // What the others leave.
      look(item.count, (nearest) => (known === null ? nearest : known - (neurons - neuronsOf(item))));
    }
  }
  return found;
}

/** How many neurons an item of a list says it is for. */
function neuronsOf({ count }: ActivationUse): number {
  return count?.value ?? 1;
}

function write({ range }: NumberLiteral, size: number): Fix {
  return { title: message('Write {0}', size), edits: [{ range, newText: String(size) }], preferred: false };
}
