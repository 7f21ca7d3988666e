import { MOST_STEPS } from '../engine/descent';
import type { Trace } from '../engine/trace';
import { message } from '../message/message';
import type { Section } from './page';
import { paragraph } from './pageBlocks';

/** Section 5: gradient descent from here; null where nothing is differentiated or the objective has no value. */
export function descentSection(trace: Trace | null): Section | null {
  if (trace === null || trace.backward === null || !Number.isFinite(trace.backward.value)) return null;
  const { network } = trace.forward;
  return {
    id: 'descent',
    heading: message('Descent'),
    blocks: [
      paragraph(
        'descent.what',
        message('Each step replaces W by W − η∇W and b by b − η∇b, using gradients taken at the same point.'),
      ),
      {
        kind: 'descent',
        id: 'descent.run',
        rate: network.rate,
        most: MOST_STEPS,
        objective: trace.backward.objective.kind === 'loss' ? 'L' : 'f',
      },
    ],
  };
}
