import { faultText } from '../analysis/faultText';
import type { Fault, Trace } from '../engine/trace';
import { message } from '../message/message';
import type { Block } from './page';
import { note } from './pageBlocks';

/** Says what has no finite value, where its number would be, if it is one of these quantities (of this layer). */
export function faultNotes(
  id: string,
  trace: Trace | null,
  quantities: readonly Fault['quantity'][] | null = null,
  layer: number | null = null,
): readonly Block[] {
  const fault = trace?.fault ?? null;
  if (trace === null || fault === null) return [];
  if (quantities !== null && !quantities.includes(fault.quantity)) return [];
  if (layer !== null && fault.layer !== layer) return [];
  return [note(id, 'warning', faultText(trace, fault).message)];
}

/** At ∇L: that it has no finite value, or that only Δ_k has one, computed without it. */
export function frontFaultNotes(id: string, trace: Trace): readonly Block[] {
  const { backward, fault } = trace;
  if (fault !== null || backward === null) return faultNotes(id, trace, ['lossGradient']);
  if (backward.seed.data.every(Number.isFinite)) return [];
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
