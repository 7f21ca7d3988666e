import type { CheckedSpec } from '../language/checked';
import { message, type Message } from '../language/message';
import { isNone } from '../language/stanfordFile';
import { clamps, keepsInputs, keepsOutputs, scalingOf } from '../language/stanfordScaling';
import { subscript } from '../language/subscript';
import { numberText } from './matrixText';

/** What the reader of a Stanford NNet file's network has to know: which X is meant, and where the scaling and the clamp went. */
export function stanfordNotes({ spec: { stanford }, network }: CheckedSpec): readonly Message[] {
  const scaling = stanford && scalingOf(stanford);
  if (!stanford || !scaling || network === null) return [];
  const k = subscript(network.layers.length);
  const { outputMean, outputRange } = scaling;
  const notes: Message[] = [
    isNone(stanford.means!)
      ? message('A Stanford NNet file names no X, and this one no means. Here each input is 0, kept within its bounds.')
      : message('A Stanford NNet file names no X. Here each input is its mean, kept within its bounds.'),
  ];
  if (clamps(scaling)) {
    notes.push(
      message(
        'Other programs first clamp every input to its minimum and maximum. X lies between them, so that changes nothing here; the formulas leave it out.',
      ),
    );
  }
  const [inputs, outputs] = [!keepsInputs(scaling), !keepsOutputs(scaling)];
  if (inputs) {
    notes.push(
      message(
        'The file normalises every input, (x − mean)/range. That is in W₁ and b₁ here, so X is in the units of the file, and W₁ and b₁ are not the numbers of the file.',
      ),
    );
  }
  if (outputs) {
    notes.push(
      message(
        'The file scales every output, y·{1} + {2}. That is in W{0} and b{0} here, so f is in the units of the file, and W{0} and b{0} are not the numbers of the file.',
        k,
        numberText(outputRange),
        numberText(outputMean),
      ),
    );
  }
  notes.push(message('To look at another X, convert the file to the NNet language.'));
  return notes;
}
