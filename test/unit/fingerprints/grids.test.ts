// What is said of texts that are put together from usual and odd parts, each beside each: samples, layers, endings,
// exercises; and of numbers that the panel tries in the place of others.
import fc from 'fast-check';
import { Analysis, defaultView } from '../../../src/analysis/analysis';
import { placeAt } from '../../../src/analysis/places';
import { checkText, readText } from '../../../src/analysis/readText';
import { tryNumbers, writtenNumber } from '../../../src/analysis/whatIf';
import { usualHandout, type HandoutChoices } from '../../../src/authoring/choices';
import { NoHandout } from '../../../src/authoring/handout';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import { targets, type TargetName } from '../../../src/authoring/targets';
import { tokens } from '../../../src/language/syntax/scanner';
import { inEnglish } from '../../../src/message/message';
import { buildPage } from '../../../src/page/networkPage';
import { addBias } from '../../../src/service/edit/addBias';
import { extractLet } from '../../../src/service/edit/extractLet';
import { giveSeed } from '../../../src/service/edit/giveSeed';
import { otherForms } from '../../../src/service/edit/homogeneousForm';
import { matrixForms } from '../../../src/service/edit/rewriteMatrix';
import { hoverAt } from '../../../src/service/hover/hover';
import { plans, randomCase } from '../readBack/randomCase';
import { handoutChoices, pageChoices } from './choices';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';
import { analysed, problemsOf } from './problems';

const SAMPLES = [
  'input X = [1 2]',
  'input X = [1, 1]',
  'input X = [0,5 1,5]',
  'input X = [1; 1]',
  'input X = [[1], [2]]',
  "input X = [1 2]'",
  'input 2',
  'input x: 3',
  '',
  'batch X = [1 2; 3 4]',
  "batch X = [1 2 3; 1 1 1]'",
  'input A = [1 1]\ninput B = [2 1]',
  'input A = [1 1]\nbatch B = [2 1; 1 1]',
  'input X = uniform(0, 1, seed = 2)',
  'batch X = normal(samples = 3)',
  'input X = file("x.csv")',
];
const LAYERS = [
  'layer tanh\n  W = [1 2; 0 1]',
  'layer identity\n  W = [1 2; 0 1]\n  b = [1 1]',
  'layer 2 relu',
  'layer softmax\n  W = [1 2; 3 4]\n  b = [0,5 1,5]',
  'layer [relu identity]\n  W = [1 2; 0 1]',
  'layer 2 identity\n  W = identity()',
  'layer sigmoid\n  W = [1 2 3; 0 0 1]',
  "layer h: 2 square\n  W = [1 2; 3 4]'\n  b = zeros()",
  'layer 1 tanh\n  W = [1/2, 1/3]',
  'layer [2 tanh relu]\n  W = glorot(seed = 1)\n  V = [1 0; 0 0; 0 1]',
  'layer tanh\n  W = [1 2; 3 4]\nlayer 2 softplus\n  W = [1 0; 0 1]\n  b = [1; 1]',
  'layer [tanh identity]\n  W = [1 2; 0 1]\nlayer [abs identity]\n  W = [1 1; 0 1]\nlayer 1 identity\n  W = [1 2]',
  '',
];
const ENDINGS = [
  '',
  'output 1',
  'output 3',
  'target = [0,5 1]\nloss sse',
  'target = [1 0]\nloss cross_entropy',
  'target = [1 2; 0 1]\nloss mse mean',
  'target = [1 0]\nloss (y, t) = (y - t)^4',
  'target = [1 1; 1 1; 1 1]\nloss sse',
  "target = [1 2 3]'\nloss huber mean",
  'target X = onehot([1 2])\nloss cross_entropy mean\nrate = 0.1',
  'loss binary_cross_entropy',
  'target = [1 0]\nrate = 1/2',
  'output 1\nrate = -1\nexercise "a"\n  ask N1 gradW1 L',
];

/** Each part beside each other one, not each three of them. */
const texts: readonly string[] = SAMPLES.flatMap((sample, i) =>
  LAYERS.flatMap((layer, j) =>
    ENDINGS.filter((_, k) => (i + j + k) % 2 === 0).map((ending) => `${sample}\n${layer}\n${ending}\n`),
  ),
);

/** The numbers of those without an error. */
const sound = (): Map<string, number> => {
  const isSound = (text: string) => checkText(readText(text)).diagnostics.every(({ severity }) => severity !== 'error');
  return new Map(texts.flatMap((text, n) => (isSound(text) ? [[String(n), n] as const] : [])));
};

/** The page of a text in the last of its forms, and what can be rewritten at every word. */
async function shown(n: number): Promise<Said> {
  const text = texts[n];
  const analysis = await Analysis.of(text);
  const view = { ...defaultView, form: analysis.forms.at(-1) ?? 'written' };
  const network = analysis.networkIn(view);
  const trace = await analysis.trace(view);
  // Of a third of them.
  const places = n % 3 === 0 ? [...tokens(text)].map(({ start }) => start) : [];
  return {
    page: network && buildPage({ network, trace, check: null, choices: pageChoices(n, network, trace) }),
    hovers: places.map((at) => hoverAt(analysis, at, inEnglish)),
    rewritten: places.map((at) => [
      ...[addBias(analysis.checked, at), giveSeed(analysis.checked, at), matrixForms(analysis.checked, at)],
      ...[otherForms(analysis, at), extractLet(analysis.checked, { start: at, end: at + 1 })],
    ]),
  };
} // prettier-ignore

const FILES = [
  'latex',
  'typst',
  'markdown',
  'numpy',
  'pytorch',
  'jax',
  'beamer',
  'notebook',
  'svg',
  'tikz',
] as const satisfies readonly TargetName[];

const options = { name: 'a', translate: inEnglish, command: 'nnet', mathStyle: () => Promise.resolve('') };

/** A file of a text with one of many choices, or why there is none. */
async function fileOf(text: string, n: number, chosen: Partial<HandoutChoices> = {}): Promise<unknown> {
  try {
    const choices = { ...handoutChoices(n), what: usualHandout.what, ...chosen };
    const handout = await buildHandout(await Analysis.of(text), { file: 'a.nnet', text }, choices);
    const files = await targets[FILES[n % FILES.length]].write(handout, options);
    return files.map(({ content }) => content);
  } catch (error) {
    if (error instanceof NoHandout) return error.message;
    throw error;
  }
}

const exported = async (n: number): Promise<Said> => ({
  files: [await fileOf(texts[n], n, { network: 'written', output: null }), await fileOf(texts[n], 3 * n + 1)],
});

/** Exercises that give some and ask for all, of which some are equal, of networks of all kinds. */
const kinds = fc
  .sample(plans, { seed: 20261208, numRuns: 800 })
  .filter(({ sizes }) => sizes.length < 5 && Math.max(...sizes) < 4);
const asking = (n: number): string => {
  const { text, plain } = randomCase(kinds[n]);
  const names = ['N', 'Sigma', 'dSigma', 'Delta', 'gradW', 'gradb', 'nextW', 'nextb'];
  const all = names
    .flatMap((name) => plain.layers.map((_, i) => `${name}${i + 1}`))
    .concat('gradX', 'L', 'f', 'gradW1[1, 1]', 'N1[1]');
  const given = all.filter((_, i) => (i + n) % 5 === 0);
  const asked = all.filter((_, i) => (i + n) % 5 > 1);
  return `${text}exercise "a"\n  give ${given.join(' ')}\n  ask ${asked.join(' ')}\nexercise "b"\n  ask ${all.join(': 1 ')}\n`;
};

const TRIED = `input X = [1 -1/2]
input Y = [0.25 1]
target X = [1 0.5]
target Y = [0 -1]
layer tanh
  W = [1 2; -0.50 1e-3]
  b = [0.1 -2]
layer 2 relu
  W = glorot(seed = 1)
loss half_sse
rate = 1/10
`;

/** Each number of the text moved by steps and replaced by texts. */
async function tried(text: string): Promise<Said> {
  const analysis = await Analysis.of(text);
  const starts = [...tokens(text)].map(({ start }) => start);
  const places = starts.flatMap((start) => placeAt(analysis.checked, start) ?? []);
  const to = [{ steps: 1 }, { steps: -3 }, { text: '2.5' }, { text: '-1/3' }, { text: '1e-5' }];
  const all = places.map((place, i) => tryNumbers(analysis, [{ place, to: to[i % to.length] }, { place: places[(i * 7) % places.length], to: to[(i + 2) % to.length] }])); // prettier-ignore
  const seen: unknown[] = [];
  for (const { analysis: other, numbers } of all) {
    const trace = await other.trace({ ...defaultView, sample: seen.length % 2 === 0 ? 'X' : 'Y' });
    const exact = trace && (await other.withFractions(trace));
    seen.push([numbers, trace?.backward?.value, trace?.backward?.gradX, exact?.exact, other.network?.rate]);
  }
  return { places, written: places.map((place) => writtenNumber(analysis, place)), tried: seen };
}

describe('What is said of texts of usual and odd parts is as accepted', () => {
  it('samples, layers and endings', () =>
    assertSaidAsAccepted('grids', numbered(1, texts.length, (n) => texts[n - 1]), analysed));
  it('pages and refactorings of some of them', () =>
    assertSaidAsAccepted('gridPages', sound(), shown));
  it('files of some of them', () =>
    assertSaidAsAccepted('gridFiles', sound(), exported));
  it('exercises that ask for much', () =>
    assertSaidAsAccepted('asking', numbered(1, 150, asking), (text) => {
      const read = checkText(readText(text));
      return { problems: problemsOf(read), exercises: read.exercises.map(({ give, ask }) => [give, ask]) };
    }));
  it('numbers that are tried', () => assertSaidAsAccepted('tried', new Map([['all', TRIED]]), tried));
}); // prettier-ignore
