import type { CheckedSpec } from '../../language/meaning/checked';
import { layerQuantities, wholeQuantities } from '../../language/syntax/quantityWord';
import type { Translate } from '../../message/message';
import { documentation } from '../describe/documentation';
import type { CompletionItem } from './completionItem';

/** More layers than these are not listed: the index is quickly typed. */
const MOST_LAYERS = 30;

/** What an exercise of this network can give or ask for, the last layer first, as one goes backward. */
export function quantityCompletions(
  { layers, objectiveStatement }: CheckedSpec,
  translate: Translate,
): CompletionItem[] {
  const item = (label: string, word: string): CompletionItem => ({
    label,
    kind: 'value',
    detail: '',
    documentation: documentation.statement(word, translate),
  });
  const ofLayers = [...layers]
    .reverse()
    .slice(0, MOST_LAYERS)
    .flatMap(({ index, affine }) =>
      layerQuantities
        .filter((quantity) => affine || (quantity !== 'gradb' && quantity !== 'nextb'))
        .map((quantity) => item(`${quantity}${index}`, quantity)),
    );
  const whole = wholeQuantities.filter((quantity) => quantity !== 'L' || objectiveStatement?.kind === 'loss');
  return [...ofLayers, ...whole.map((quantity) => item(quantity, quantity))];
}
