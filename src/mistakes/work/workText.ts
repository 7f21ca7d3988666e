import type { Trace } from '../../engine/trace';
import { message, type Message } from '../../message/message';
import { explanationsText } from '../explanationText';
import { quantityWord } from '../quantityName';
import { whereWrong } from '../whereWrong';
import type { CheckedQuantity, CheckedWork } from './checkWork';

/** What to say of a whole work: where the first mistake is and how it came about, and what follows from it. */
export function workText(work: CheckedWork, trace: Trace): readonly Message[] {
  const { quantities, firstMistake } = work;
  if (firstMistake === null) return quantities.length === 0 ? [] : [message('Everything is correct.')];
  return quantities.flatMap((one) => quantityText(one, work, trace));
}

/** What to say of one matrix of a work that is wrong; nothing of one that is correct. */
export function quantityText(one: CheckedQuantity, { firstMistake }: CheckedWork, trace: Trace): readonly Message[] {
  const name = quantityWord(one.quantity);
  const uses = one.uses
    .map((each) => quantityWord(each))
    .reduce<Message | null>((all, each) => (all === null ? each : message('{0}, {1}', all, each)), null);
  if (one.verdict === 'follows') return [message('{0} follows correctly from your {1}.', name, uses ?? '')];
  if (one.verdict !== 'wrong') return [];
  if (one.quantity === firstMistake) return [message('The first mistake is in {0}.', name), ...cause(one, trace)];
  return uses === null
    ? [message('{0} is wrong too.', name), ...cause(one, trace)]
    : [message('{0} is wrong even given your {1}.', name, uses), ...cause(one, trace)];
}

/** Why a matrix is wrong, beside the wrong ones that it uses. */
function cause({ quantity, comparison, beside }: CheckedQuantity, trace: Trace): readonly Message[] {
  const { explanations, right, written, states } = beside ?? comparison;
  if (explanations.length > 0) return explanationsText(explanations, quantity, trace);
  return states === null ? [] : whereWrong(quantity, right, written, states);
}
