/** Five networks that a page has to show legibly: the paper's, a batch, a deep one, a wide one, one of another program. */
import fs from 'node:fs';
import path from 'node:path';
import { Analysis } from '../../src/analysis/analysis';
import type { Trace } from '../../src/engine/trace';
import type { Network } from '../../src/network/network';
import { PictureCache } from '../../src/page/heatMap/pictureCache';
import { buildPage, picturedMatrices } from '../../src/page/networkPage';
import { Steps } from '../../src/page/steps';
import { defaultChoices, type ToHost, type ToPage, type ViewChoices } from '../../src/panel/protocol';
import { formsOf } from '../../src/notation/formula/forms';
import { stanfordNotes } from '../../src/service/stanford/stanfordNotes';
import { finish } from '../../src/steps/steps';
import { filesIn } from '../exampleFiles';
import { stanfordText } from '../unit/stanford/stanfordText';
import { EXAMPLES } from './exampleSteps';
import { pageMessage } from './pages';

const example = (file: string): string => fs.readFileSync(path.join(EXAMPLES, file), 'utf8');

const NAMES = [
  'normalization',
  'convolution',
  'dimensionalityReduction',
  'bottleneck',
  'expansion',
  'attention',
  'classificationHead',
];

/** Seven layers, all with long names. */
function deep(): string {
  const sizes = [5, 4, 4, 2, 3, 4, 3];
  const layers = sizes.map(
    (size, i) =>
      `layer ${NAMES[i]}: ${size} ${i < 6 ? 'tanh' : 'sigmoid'}\n  W = glorot(seed = ${i + 1})\n  b = uniform(-0.5, 0.5, seed = ${i + 1})\n`,
  );
  return `network "Seven layers with long names"\ninput X = [0.5 -1.25 0.75]\ntarget = [0 1 0]\n${layers.join('')}loss half_sse\nrate = 0.1\n`;
}

/** As large as a network of ACAS Xu: 5-50-50-50-50-50-50-5, scaled as those are. */
function acas(): string {
  const sizes = [5, 50, 50, 50, 50, 50, 50, 5];
  let seed = 1;
  const next = (): number => {
    seed = (seed * 48271) % 2147483647;
    return Number(((seed / 2147483647 - 0.5) * 0.8).toFixed(5));
  };
  return stanfordText({
    sizes,
    minimums: [0, -3.141593, -3.141593, 100, 0],
    maximums: [60760, 3.141593, 3.141593, 1200, 1200],
    means: [19791.091, 0, 0, 650, 600, 7.5188840201005975],
    ranges: [60261, 6.28318530718, 6.28318530718, 1100, 1200, 373.94992],
    layers: sizes.slice(1).map((rows, i) => ({
      W: Array.from({ length: rows }, () => Array.from({ length: sizes[i] }, next)),
      b: Array.from({ length: rows }, next),
    })),
  });
}

export const fiveNetworks: Readonly<Record<string, () => string>> = {
  paper: () => example('paper.nnet'),
  'batch with softmax': () => example('softmax-batch.nnet'),
  'seven layers': deep,
  '784-256-128-10': () => example('large.nnet'),
  'ACAS Xu': acas,
};

/** The page of a text as the host makes it, and a host that answers with its steps. */
export async function pageOf(
  text: string,
  choices: ViewChoices = defaultChoices,
): Promise<{ message: Extract<ToPage, { type: 'page' }>; answer: (message: ToHost) => ToPage | null }> {
  const analysis = await Analysis.of(text, { readFile: filesIn(EXAMPLES) });
  const { sample, column, output, network: form } = choices;
  const chosen = analysis.network?.objective.kind === 'none' && output !== 'all' ? output : null;
  const view = { sample, column, output: chosen, form };
  const network: Network = analysis.networkIn(view)!;
  const rounded = await analysis.trace(view);
  const trace: Trace | null =
    choices.digits.kind === 'fractions' && rounded ? await analysis.withFractions(rounded) : rounded;
  const made = { ...choices, expanded: new Set(choices.expanded) };
  const foreign = analysis.stanford && stanfordNotes(analysis.stanford, network);
  const pictures =
    trace === null ? new Map() : finish(new PictureCache().make(trace, network, picturedMatrices(network, made)));
  const beside = analysis.homogeneousBeside(view);
  const homogeneous = beside && { network: analysis.networkIn(beside)!, trace: await analysis.trace(beside) };
  const check = await analysis.check(view);
  const page = buildPage({ network, trace, check, choices: made, foreign, pictures, homogeneous });
  const steps = new Steps(network, trace, made);
  return {
    message: pageMessage(page, {
      choices,
      forms: formsOf(network, trace),
      networkForms: analysis.forms,
      layers: network.layers.length,
    }),
    answer: (message) =>
      message.type === 'step'
        ? { type: 'step', overview: steps.overview, view: steps.view(message.index), words: {} }
        : null,
  };
}
