import type { Analysis } from '../../analysis/analysis';
import { message, type Message } from '../../message/message';
import { isNone, type StanfordFile } from '../../stanford/stanfordFile';
import { clamps, keepsInputs, keepsOutputs } from '../../stanford/stanfordScaling';
import type { Network } from '../../network/network';
import { layerIndex } from '../../message/subscript';
import { numberText } from '../../numbers/numberText';

/** The notes on a text, if it is a Stanford NNet file; null for a text in the language. */
export function foreignNotes({ stanford, network }: Pick<Analysis, 'stanford' | 'network'>): readonly Message[] | null {
  return stanford && network && stanfordNotes(stanford, network);
}

/** What the reader of a Stanford NNet file's network has to know: which X is meant, and where the scaling and the clamp went. */
export function stanfordNotes(stanford: StanfordFile | null, network: Network | null): readonly Message[] {
  const scaling = stanford?.scaling;
  if (!stanford || !scaling || network === null) return [];
  const k = layerIndex(network.layers.length);
  const { outputMean, outputRange } = scaling;
  const { chosen } = stanford;
  const noMeans = stanford.means === null || isNone(stanford.means);
  const notes: Message[] = [
    chosen.input !== null
      ? message('X comes from the line “// nnet: input X = …” in the file.')
      : noMeans
        ? message(
            'Stanford files contain no input, and this one has no means; X is set to 0 (clamped to its bounds). To choose another X, add a line “// nnet: input X = […]” at the top of the file.',
          )
        : message(
            'Stanford files contain no input; X is set to the means (clamped to their bounds). To choose another X, add a line “// nnet: input X = […]” at the top of the file.',
          ),
  ];
  if (network.sizes.at(-1)! > 1 && chosen.output === null) {
    notes.push(
      message(
        'The file does not say which output to differentiate. Choose one from the preview’s “Output” list, or add a line “// nnet: output 2” at the top of the file.',
      ),
    );
  }
  const [inputs, outputs] = [!keepsInputs(scaling), !keepsOutputs(scaling)];
  const output = [numberText(outputRange), numberText(outputMean)] as const;
  if (inputs && outputs) {
    notes.push(
      message(
        'The file normalises its inputs, (x − mean)/range, and scales its outputs, y·{1} + {2}. Here both are part of W₁, b₁, W{0} and b{0}, which therefore differ from the numbers in the file; X and f are in the units of the file.',
        k,
        ...output,
      ),
    );
  } else if (inputs) {
    notes.push(
      message(
        'The file normalises its inputs, (x − mean)/range. Here this is part of W₁ and b₁, which therefore differ from the numbers in the file; X is in the units of the file.',
      ),
    );
  } else if (outputs) {
    notes.push(
      message(
        'The file scales its outputs, y·{1} + {2}. Here this is part of W{0} and b{0}, which therefore differ from the numbers in the file; f is in the units of the file.',
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
            'Other programs first clamp every input to its bounds. At X this changes nothing, so the formulas omit it.',
          )
        : message(
            'Other programs first clamp every input to its bounds. X is outside them, so their values differ from these: the formulas omit the clamp.',
          ),
    );
  }
  return notes;
}
