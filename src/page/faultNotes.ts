import { isFiniteSteps } from '../engine/finite';
import { finish } from '../steps/steps';
import { faultText } from '../analysis/faultText';
import { lostDigitsText, underflowText } from '../analysis/smallNumberText';
import type { ExactTrace, Fault, Trace, Underflow } from '../engine/trace';
import { message } from '../message/message';
import type { Block } from './page';
import { note } from './pageBlocks';

/** Says what has no finite value, is too small for a double, or has lost its digits, where its number would be, if it is one of these quantities (of this layer). */
export function faultNotes(
  id: string,
  trace: Trace | null,
  quantities: readonly Fault['quantity'][] | null = null,
  layer: number | null = null,
): readonly Block[] {
  if (trace === null) return [];
  const isHere = (place: Underflow): boolean =>
    (quantities === null || quantities.includes(place.quantity)) && (layer === null || place.layer === layer);
  const { fault, underflows, lostDigits = [], exact } = trace;
  if (fault !== null && isHere(fault)) return [note(id, 'warning', faultText(trace, fault).message)];
  return [
    ...underflows.filter(isHere).map((place) => note(`${id}.${place.quantity}`, 'info', underflowText(trace, place))),
    ...lostDigits
      .filter((place) => isHere(place) && !isExact(exact, place))
      .map((place) => note(`${id}.${place.quantity}.digits`, 'warning', lostDigitsText(trace, place))),
  ];
}

/** At ∇L: that it has no finite value, or that only Δ_k has one, computed without it. */
export function frontFaultNotes(id: string, trace: Trace): readonly Block[] {
  const { backward, fault } = trace;
  if (fault !== null || backward === null) return faultNotes(id, trace, ['lossGradient']);
  if (finish(isFiniteSteps(backward.seed))) return faultNotes(id, trace, ['lossGradient']);
  return [
    note(
      id,
      'info',
      message(
        '∇L has an entry larger than a double can hold. Δ of the last layer is finite: it is computed from N directly.',
      ),
    ),
  ];
}

/** Whether a quantity is shown in fractions, which are not rounded. */
function isExact(exact: ExactTrace | undefined, { quantity, layer }: Underflow): boolean {
  if (exact === undefined) return false;
  switch (quantity) {
    case 'lossGradient':
      return exact.seed !== null;
    case 'gradX':
      return exact.gradX !== null;
    case 'lossTerm':
    case 'value':
      return exact.value !== null;
    default:
      return exact.layers[layer - 1][quantity] !== null;
  }
}
