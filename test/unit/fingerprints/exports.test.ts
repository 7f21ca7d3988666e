// Every kind of file of random networks, with all kinds of choices, and the sheets of random exercises.
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { Analysis } from '../../../src/analysis/analysis';
import { usualHandout } from '../../../src/authoring/choices';
import { copiedFormulas } from '../../../src/authoring/copiedFormulas';
import { exerciseFiles } from '../../../src/authoring/exercise/exerciseFiles';
import type { ExerciseTarget } from '../../../src/authoring/exercise/exerciseTargets';
import { NoHandout } from '../../../src/authoring/handout';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import { flavors } from '../../../src/authoring/markdown/flavors';
import type { ExportedFile } from '../../../src/authoring/target';
import { targetNames, targets, type TargetName } from '../../../src/authoring/targets';
import { latexFonts, latexProse, latexText, lettersWithoutFont } from '../../../src/authoring/latex/latexText';
import { jupyterText, markdownText } from '../../../src/authoring/markdown/markdownText';
import { typstString, typstText } from '../../../src/authoring/typst/typstText';
import { htmlText } from '../../../src/authoring/html/htmlText';
import { xmlText } from '../../../src/authoring/drawing/xmlText';
import { fenceSteps, openFence } from '../../../src/authoring/fences/fence';
import { FenceRenderer } from '../../../src/authoring/fences/fenceRenderer';
import { FenceMarkdown } from '../../../src/authoring/fences/fenceMarkdown';
import { finish } from '../../../src/steps/steps';
import { mutantOf } from '../campaign/mutants';
import { inEnglish } from '../../../src/message/message';
import { lookOfNumber } from '../../otherLooks';
import { sheetsOf } from '../../sheetsOf';
import { plans, randomCase, shapesOf } from '../readBack/randomCase';
import { withoutRounding } from './checks';
import { handoutChoices } from './choices';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';

const some = fc.sample(plans, { seed: 30, numRuns: 200 }).filter(({ sizes }) => Math.max(...sizes) < 9);
const exercised = fc
  .sample(plans, { seed: 31, numRuns: 300 })
  .filter(({ sizes, wild }) => Math.max(...sizes) < 5 && (wild === 'usual' || wild === 'whole'));
/** What others typeset is slow, and looked at elsewhere. */
const SLOW: readonly TargetName[] = ['html', 'slides', 'formulas-svg', 'formulas-png', 'png'];
/** What a fence may ask for, right and wrong. */
const INFOS = [
  'spec',
  'network',
  'drawing',
  'forward',
  'gradient form=delta',
  'gradient form=4 layer=1',
  'biases',
  'steps',
  'exercise',
  'key',
  'formula digits=2',
  'nothing',
  'gradient form=9',
  'drawing colours=gradient',
  'update letters=course',
  'check',
  'proof form=proof',
  'forward sample=B',
  'forward sample="B" column=1',
  'gradient output=2',
  'gradient output=all digits=3d',
  'gradient output=3',
  'network network=homogeneous',
  'gradient network=both layer=2',
  'gradient network=affine form=1',
  'forward column=2 digits=fractions',
  'check column=1',
  'update numbers=numbers',
  'gradient numbers=symbols form=2',
  'spec drawing network forward gradient update biases steps check proof',
  'exercise key letters=course',
  'exercise digits=3',
  'exercise gradient',
  'key drawing colours=weight',
  'gradient form=4 form=5',
  'gradient background=white',
  'gradient language=ru',
  'what=forward',
  'gradient digits',
];
const FENCE_PIECES = [
  '{',
  '}',
  '=',
  ' ',
  ',',
  'form',
  'layer',
  '0',
  '2',
  'course',
  'letters',
  'x',
  '"',
  'digits=3d',
  'numbers=symbols',
  'column=1',
];

/** What a fence may choose from: samples and outputs, columns of a batch. */
const CHOOSABLE = [
  'input A = [0.5 1]\ninput B = [1/3; 2]\nlayer identity\n  W = [1/2 1/3; 1 -1]\nlayer 2 relu\n  W = identity()\noutput 2\n',
  'input A = [0.5 1]\ninput B = [1/3; 2]\nlayer 2 softplus\n  W = [1/2 1/3; 1 -1]\nlayer 2 tanh\n  W = [2 1; 0 1]\n',
  'batch B = [1 2 3; 4 5 6]\ntarget B = onehot([1 2 2])\nlayer 3 sigmoid\n  W = [1 0; 0 -1; 0.5 0.5]\n  b = [0.1 0 -0.1]\nlayer 2 softmax\n  W = [1 2 3; 4 5 6]\nloss cross_entropy mean\nrate = 0.1\n',
];

const renderer = FenceRenderer.load({ translate: inEnglish, language: 'en', foreign: () => null, now: () => 0 });

async function fenced(n: number): Promise<Said> {
  const text = n % 2 === 0 ? exerciseText(n) : CHOOSABLE[(n >> 1) % CHOOSABLE.length];
  // Each with the text of an exercise, and with one that there is something to choose in.
  const whole = INFOS[(n >> 1) % INFOS.length];
  const info = `nnet {${n <= 2 * INFOS.length ? whole : mutantOf(INFOS, FENCE_PIECES, n)}}`;
  const opened = openFence(text, info);
  const of = { choices: usualHandout, file: 'a.md', foreign: () => null };
  const fence = 'pieces' in opened ? opened : finish(fenceSteps(await Analysis.of(text), opened, of));
  const markdown = new FenceMarkdown(flavors[n % flavors.length], inEnglish, 'a');
  const html = n % 4 === 0 ? (await renderer).html({ content: text, info, firstLine: n, document: null }) : null;
  return { markdown: [markdown.fence(fence), contents(markdown.files)], pieces: fence.pieces, html };
}

/** 256 characters, each alone and all in a row, as text of every format. */
function characters(block: number): Said {
  const each = Array.from({ length: 256 }, (_, i) => String.fromCharCode(block * 256 + i));
  const writers = { latexText, latexProse, typstText, typstString, htmlText, xmlText, markdownText, jupyterText };
  return {
    each: Object.values(writers).map((write) => each.map(write)),
    row: Object.values(writers).map((write) => write(each.join(''))),
    fonts: [lettersWithoutFont(each.join('')), latexFonts(each.join(''))],
  };
}

const contents = (files: readonly ExportedFile[]): unknown =>
  files.map(({ name, content }) => {
    if (typeof content === 'string') return [name, content];
    if (!name.endsWith('.zip')) return [name, content];
    return [name, ...Object.entries(unzipSync(content)).map(([path, bytes]) => [path, strFromU8(bytes)])];
  });

/** The same, but for the rounding errors that its check finds. */
function checkedWithoutRounding(analysis: Analysis): Analysis {
  const checking: Analysis['checking'] = function* (view) {
    const found = yield* analysis.checking(view);
    return found && withoutRounding(found);
  };
  return Object.create(analysis, { checking: { value: checking } }) as Analysis;
}

async function exported(n: number): Promise<Said> {
  const plan = some[n];
  const { text: numbers, plain } = randomCase(plan);
  const text = n % 10 === 9 ? shapesOf(plain, plan.objective) : numbers;
  const analysis = checkedWithoutRounding(await Analysis.of(text));
  const options = { name: 'a', translate: inEnglish, command: 'nnet', mathStyle: () => Promise.resolve('') };
  const said: [string, unknown][] = [];
  for (const [i, name] of targetNames.entries()) {
    // A third of the files of each network, an eighteenth of the slow ones.
    if ((n + i) % (SLOW.includes(name) ? 18 : 3) > 0) continue;
    try {
      const handout = await buildHandout(analysis, { file: 'a.nnet', text }, handoutChoices(n + i));
      said.push([name, contents(await targets[name].write(handout, options))]);
      if (name === 'latex')
        said.push(['copied', [await copiedFormulas(handout, 'latex'), await copiedFormulas(handout, 'markdown')]]);
    } catch (error) {
      if (!(error instanceof NoHandout)) throw error;
      said.push([name, error.message]);
    }
  }
  return { files: said };
}

const ASKED = [
  'N1',
  'Sigma1',
  'dSigma1',
  'Delta1',
  'gradW1',
  'gradb1',
  'gradX',
  'L',
  'nextW1',
  'nextb1',
  'f',
  'gradW1[1, 1]',
  'Delta2',
  'N2',
];
const PAPER: readonly ExerciseTarget[] = ['exam', 'markdown', 'html', 'notebook', 'moodle', 'canvas'];

/** The text of an exercise for a network with a loss. */
function exerciseText(n: number): string {
  const once = n % 4 === 3 ? 'gradW1[1, 1]' : 'gradW1';
  const isAsked = (name: string, i: number): boolean =>
    (((n * 2654435761) >>> (i + 3)) & 1) === 1 && (n % 2 === 0 || !name.includes('b1')) && name !== once;
  const asked = ASKED.filter(isAsked);
  const given = ['Sigma1', 'N1'].find((name) => !asked.includes(name));
  const ending = `exercise "Number ${n}"\n${given === undefined ? '' : `  give ${given}\n`}  ask ${asked.length > 0 ? asked.join(' ') : 'gradX'}\n`;
  return `input X = [${(n % 7) / 4} -0.5]
target = [0.25 1]
layer ${['tanh', 'sigmoid', 'relu', 'softplus'][n % 4]}
  W = [0.${1 + (n % 9)} -0.4; 0.5 ${n % 3}]
${n % 2 === 0 ? '  b = [0.1 0.2]\n' : ''}layer 2 ${['identity', 'sigmoid', 'softmax'][n % 3]}
  W = [1 ${(n % 5) / 2}; -1 0.75]
loss ${n % 3 === 2 ? 'cross_entropy' : 'half_sse'}
rate = 0.5
${ending}`;
}

/** An exercise about a random network, of any kind and with any number of layers; some ask for what there is not. */
function randomExercise(n: number): string {
  const { text, plain, objective } = randomCase(exercised[n]);
  const { layers, rate } = plain;
  const isLoss = 'loss' in plain.objective;
  const names = [
    ...['N', 'Sigma', 'dSigma', ...(objective ? ['Delta', 'gradW', 'gradb'] : [])],
    ...(isLoss && rate !== null ? ['nextW', 'nextb'] : []),
  ];
  const all = names
    .flatMap((name) => layers.flatMap(({ b }, i) => (b === null && name.endsWith('b') ? [] : `${name}${i + 1}`)))
    .concat(isLoss ? ['L'] : [], objective ? ['gradX'] : [], n % 13 === 5 ? ['f', 'N9'] : []);
  const isAsked = (i: number): boolean => (i * 7 + n * 3) % 5 === 0;
  const given = all.filter((_, i) => (i + n) % 6 === 0 && !isAsked(i)).slice(0, n % 3);
  const points = (name: string, i: number): string => (n % 4 === 1 ? `${name}: ${1 + ((i + n) % 3)}` : name);
  const asked = all.filter((_, i) => isAsked(i)).map(points);
  const lines = [`exercise "Number ${n}"`, ...given.map((name) => `  give ${name}`), `  ask ${asked.join(' ')}`];
  return `${text}${lines.join('\n')}\n${n % 7 === 2 ? `exercise "Second"\n  ask N${layers.length}\n` : ''}`;
}

const reasonOf = (error: unknown): string => {
  if (error instanceof NoHandout) return error.message;
  throw error;
};

async function sheetsIn(n: number, text: string): Promise<Said> {
  const target = PAPER[n % PAPER.length];
  const made = await sheetsOf(text, { rounding: n % 2 === 0 ? 'full' : 'printed', friendly: n % 10 === 3 });
  const files =
    made.sheets.length === 0
      ? []
      : await exerciseFiles(made.sheets, target, {
          ...{ name: 'a', language: 'en', translate: inEnglish, drawing: n % 4 === 1 },
          ...{ ...lookOfNumber(n + 2), mathStyle: () => Promise.resolve('') },
        });
  return { refused: { ...made, sheets: made.sheets.length }, files: contents(files) };
}

const sheets = (n: number): Promise<Said> => sheetsIn(n, exerciseText(n));
const otherSheets = (n: number): Promise<Said> =>
  sheetsIn(n, randomExercise(n)).catch((error) => ({ refused: reasonOf(error), files: [] }));

describe('Files of random networks are as accepted', () => {
  for (let from = 1; from <= 36; from += 6)
    it(`exports, ${from} to ${from + 5}`, () =>
      assertSaidAsAccepted('exports', numbered(from, from + 5, (n) => n), exported));
  for (let from = 1; from <= 40; from += 8)
    it(`sheets, ${from} to ${from + 7}`, () => assertSaidAsAccepted('sheets', numbered(from, from + 7, (n) => n), sheets));
  for (let from = 1; from <= 60; from += 12)
    it(`sheets of random networks, ${from} to ${from + 11}`, () =>
      assertSaidAsAccepted('exercises', numbered(from, from + 11, (n) => n), otherSheets));
  for (let from = 1; from <= 160; from += 20)
    it(`fences, ${from} to ${from + 19}`, () => assertSaidAsAccepted('fences', numbered(from, from + 19, (n) => n), fenced));
  it('characters', () => assertSaidAsAccepted('characters', numbered(0, 35, (n) => n), characters));
}); // prettier-ignore
