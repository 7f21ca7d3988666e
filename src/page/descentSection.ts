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
        message('Step after step, W becomes W − η∇W and b becomes b − η∇b, all from the gradient of the same point.'),
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
