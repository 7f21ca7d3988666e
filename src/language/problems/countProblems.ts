import type { Structure } from '../meaning/structure';
import { diagnostic, type Diagnostic, type Fix } from '../text/diagnostic';
import { maxNeurons } from '../text/limits';
import { message } from '../../message/message';
import { countOf, type SizeLabels } from '../sizes/sizeClaims';
import type { NumberLiteral } from '../../functions/expression/tree';
import type { ActivationUse } from '../syntax/tree';

/**
 * Sizes and repetitions that are no positive whole numbers.
 * @param least how many outputs there must be, see `leastOutputs`
 * @param sizeOf the size that is known under a label, from all that is stated elsewhere
 */
export function sizeProblems(
  { layers, inputSizes }: Structure,
  sizeOf: (label: number) => number | null,
  labels: SizeLabels,
  least: number | null,
): readonly Diagnostic[] {
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
    for (const item of items) look(item.count, (nearest) => (known === null ? nearest : known - othersOf(items, item)));
  }
  return found;
}

/** How many neurons the other items of a list are for. */
function othersOf(items: readonly ActivationUse[], item: ActivationUse): number {
  return items.reduce((sum, { count }, i) => (items[i] === item ? sum : sum + (count?.value ?? 1)), 0);
}

function write({ range }: NumberLiteral, size: number): Fix {
  return { title: message('Write {0}', size), edits: [{ range, newText: String(size) }], preferred: false };
}
