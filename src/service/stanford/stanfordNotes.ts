import { message, type Message } from '../../message/message';
import { isNone, type StanfordFile } from '../../stanford/stanfordFile';
import { clamps, keepsInputs, keepsOutputs } from '../../stanford/stanfordScaling';
import type { Network } from '../../network/network';
import { subscript } from '../../message/subscript';
import { numberText } from '../../numbers/numberText';

/** What the reader of a Stanford NNet file's network has to know: which X is meant, and where the scaling and the clamp went. */
export function stanfordNotes(stanford: StanfordFile | null, network: Network | null): readonly Message[] {
  const scaling = stanford?.scaling;
  if (!stanford || !scaling || network === null) return [];
  const k = subscript(network.layers.length);
  const { outputMean, outputRange } = scaling;
  const { chosen } = stanford;
  const noMeans = stanford.means === null || isNone(stanford.means);
  const notes: Message[] = [
    chosen.input !== null
      ? message('X is the point of the line “// nnet: input X = …” in the file.')
      : noMeans
        ? message(
            'A Stanford NNet file names no X, and this one no means: here each input is 0, kept within its bounds. To choose another X, add a line “// nnet: input X = […]” at the top of the file.',
          )
        : message(
            'A Stanford NNet file names no X: here each input is its mean, kept within its bounds. To choose another X, add a line “// nnet: input X = […]” at the top of the file.',
          ),
  ];
  if (network.sizes.at(-1)! > 1 && chosen.output === null) {
    notes.push(
      message(
        'The file names no output to differentiate: it is the first, unless another one is chosen, here or with a line “// nnet: output 2” at the top of the file.',
      ),
    );
  }
  const [inputs, outputs] = [!keepsInputs(scaling), !keepsOutputs(scaling)];
  const output = [numberText(outputRange), numberText(outputMean)] as const;
  if (inputs && outputs) {
    notes.push(
      message(
        'It normalises its inputs, (x − mean)/range, and scales its outputs, y·{1} + {2}. Both are in W₁, b₁, W{0} and b{0} here, which are not the numbers of the file: X and f are in its units.',
        k,
        ...output,
      ),
    );
  } else if (inputs) {
    notes.push(
      message(
        'It normalises its inputs, (x − mean)/range. That is in W₁ and b₁ here, which are not the numbers of the file: X is in its units.',
      ),
    );
  } else if (outputs) {
    notes.push(
      message(
        'It scales its outputs, y·{1} + {2}. That is in W{0} and b{0} here, which are not the numbers of the file: f is in its units.',
        k,
        ...output,
      ),
    );
  }
  if (clamps(scaling)) {
    const [{ X }] = network.samples;
    const inside = X.data.every((x, j) => x >= scaling.minimums[j] && x <= scaling.maximums[j]);
    notes.push(
      inside
        ? message(
            'Other programs first clamp every input to its bounds. At X this changes nothing, and the formulas leave it out.',
          )
        : message(
            'Other programs first clamp every input to its bounds. X is outside them, so their values differ from those here: the formulas leave the clamp out.',
          ),
    );
  }
  return notes;
}
