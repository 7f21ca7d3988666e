import { Analysis } from '../src/analysis/analysis';
import { usualHandout, type HandoutChoices } from '../src/authoring/choices';
import { exportFiles } from '../src/authoring/exportFiles';
import type { TargetName } from '../src/authoring/targets';
import { inEnglish } from '../src/message/message';
import { filesIn } from './exampleFiles';
import { mathStyle } from './exportedFiles';

/** The main file that a text leaves as, by the way that the command line and the editor go. */
export async function exportOf(
  text: string,
  target: TargetName,
  choices: Partial<HandoutChoices> = {},
): Promise<string> {
  const analysis = await Analysis.of(text, { readFile: filesIn('examples') });
  const source = { file: 'a.nnet', text };
  const request = { target, choices: { ...usualHandout, ...choices }, source, foreign: null };
  const [main] = await exportFiles(analysis, request, {
    name: 'a',
    translate: inEnglish,
    mathStyle: () => Promise.resolve(mathStyle()),
  });
  return main.content as string;
}

/** Names that are too long for a drawing, in two scripts, and a title that is markup. */
export const LONG_NAMES = `network "Long & <b>names</b> ]]> -->"
input = [1 -2 3]
layer an_extremely_long_name_of_a_hidden_layer_that_goes_on_and_on: 4 sigmoid
W = ones()
b = ones()
layer second_rather_long_name: 3 tanh
W = uniform(-1, 1, seed = 3)
layer скрытый_слой_с_длинным_именем: 1 softplus
W = [1 -2 3]
`;

/** Layers too large to be drawn in full, with three-digit sizes. */
export const LARGE_LAYERS = `input = [1 -2 3]
layer 784 relu
W = uniform(-1, 1, seed = 3)
b = zeros()
layer 12 relu
W = uniform(-1, 1, seed = 4)
b = zeros()
layer 1 sigmoid
W = uniform(-1, 1, seed = 5)
b = zeros()
`;
