import type { CheckedSpec } from '../../language/meaning/checked';
import { absence, lack } from '../../language/meaning/quantityFacts';
import { layerQuantities, wholeQuantities, type QuantityOfLayer } from '../../language/syntax/quantityWord';
import type { Translate } from '../../message/message';
import { documentation } from '../describe/documentation';
import type { CompletionItem } from './completionItem';
import type { CursorContext } from './cursorContext';

/** More layers than these are not listed: the index is quickly typed. */
const MOST_LAYERS = 30;

/**
 * What an exercise of this network can give or ask for, the last layer first, as one goes backward.
 * @param taken what the exercise gives or asks for already
 */
export function quantityCompletions(
  { quantities }: CheckedSpec,
  translate: Translate,
  taken: readonly QuantityOfLayer[] = [],
): CompletionItem[] {
  const isThere = (one: QuantityOfLayer) =>
    absence(one, quantities) === null &&
    lack(one.quantity, quantities) === null &&
    !taken.some(({ quantity, layer }) => quantity === one.quantity && layer === one.layer);
  const item = (label: string, word: string): CompletionItem => ({
    label,
    kind: 'value',
    detail: '',
    documentation: documentation.statement(word, translate),
  });
  const k = quantities.layers.length;
  const ofLayers = Array.from({ length: Math.min(k, MOST_LAYERS) }, (_, i) => k - i).flatMap((layer) =>
    layerQuantities
      .filter((quantity) => isThere({ quantity, layer }))
      .map((quantity) => item(`${quantity}${layer}`, quantity)),
  );
  const whole = wholeQuantities.filter((quantity) => isThere({ quantity, layer: null }));
  return [...ofLayers, ...whole.map((quantity) => item(quantity, quantity))];
}

/** What the exercise at the cursor does not give or ask for yet; nothing in the brackets of an entry, and where points go. */
export function exerciseCompletions(
  checked: CheckedSpec,
  { before, open, start, word }: CursorContext,
  translate: Translate,
): CompletionItem[] {
  if (open.length > 0 || before.at(-1)?.kind === ':') return [];
  const exercise = checked.exercises.findLast(({ statement }) => statement.range.start < start);
  const taken = exercise === undefined ? [] : [...exercise.give, ...exercise.ask];
  const others = taken.filter(({ item }) => item.range.start !== word.start);
  return quantityCompletions(checked, translate, others);
}
