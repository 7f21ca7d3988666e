// The longest stretch for which an analysis and its page hold the thread, for texts as hostile as the limits allow:
// npm run bench -- longest [PART OF A NAME [--profile]]
import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Analysis } from '../../src/analysis/analysis';
import { drive } from '../../src/analysis/cancellation';
import { layerAt } from '../../src/analysis/places';
import { formatSteps } from '../../src/language/format/format';
import { readMatrixFileSteps } from '../../src/language/matrices/matrixFile';
import { parse } from '../../src/language/syntax/parser';
import { inEnglish } from '../../src/message/message';
import { pageSteps } from '../../src/page/networkPage';
import { usualChoices } from '../../src/page/pageChoices';
import { completionsAt } from '../../src/service/complete/completion';
import { signatureAt } from '../../src/service/complete/signatureHelp';
import { writtenPaths } from '../../src/service/describe/filePaths';
import { addBias } from '../../src/service/edit/addBias';
import { quickFixes } from '../../src/service/edit/codeActions';
import { extractLet } from '../../src/service/edit/extractLet';
import { giveSeed } from '../../src/service/edit/giveSeed';
import { otherForms } from '../../src/service/edit/homogeneousForm';
import { inlineLet } from '../../src/service/edit/inlineLet';
import { matrixForms } from '../../src/service/edit/rewriteMatrix';
import { hoverAt } from '../../src/service/hover/hover';
import { networkSummary, sizesText } from '../../src/service/hover/networkSummary';
import { folds } from '../../src/service/navigate/folding';
import { shapeHints } from '../../src/service/navigate/inlayHints';
import {
  hasManyNames,
  hasManyStatements,
  isFormatted,
  restraints,
  shownProblems,
} from '../../src/service/navigate/longTexts';
import { references } from '../../src/service/navigate/navigation';
import { outline } from '../../src/service/navigate/outline';
import { selectionRanges } from '../../src/service/navigate/selectionRanges';
import { semanticTokens } from '../../src/service/navigate/semanticTokens';
import { checkOwnWork } from '../../src/service/paste/ownWork';
import { pastedMatrix } from '../../src/service/paste/pasteMatrix';
import { BlockProfile } from './measure/blockProfile';
import { longFiles } from './measure/longFiles';
import { longTexts } from './measure/longTexts';
import { printouts } from './measure/printouts';

/** Milliseconds: longer, and somebody who types notices. */
const TARGET = 50;

const repeat = (what: string, times: number, separator = ' '): string => new Array(times).fill(what).join(separator);
const rows = (row: string, times: number): string => repeat(row, times, '\n');

const numbersRow = Array.from({ length: 1000 }, (_, i) => (((i * 7919) % 1000) / 1000 - 0.5).toFixed(6)).join(' ');

/** A file in the other format: inputs, a layer of as many neurons, an output; every entry is the same text. */
function stanford(width: number, entry: string): string {
  const line = repeat(entry, width, '');
  const ends = [
    repeat('0,', width, ''),
    repeat('1,', width, ''),
    repeat('0,', width + 1, ''),
    repeat('1,', width + 1, ''),
  ];
  const sizes = `2,${width},1,${width},\n${width},${width},1,\n0,`;
  return `// made\n${sizes}\n${ends.join('\n')}\n${rows(line, width)}\n${rows(entry, width)}\n${line}\n${entry}\n`;
}

/** Each text is made when its turn comes. */
const specs: Readonly<Record<string, () => string>> = {
  'he() of 47 M entries': () => 'input 784\nlayer 60000 relu\n  W = he()\n',
  'he(), with an input': () =>
    `input X = [${repeat('1', 784)}]\nlayer 60000 relu\n  W = he()\nlayer 1 identity\n  W = glorot()\noutput 1\n`,
  '4096-4096-1 of glorot()': () =>
    `input X = [${repeat('0.5', 4096)}]\nlayer 4096 tanh\n  W = glorot()\nlayer 1 identity\n  W = glorot()\noutput 1\n`,
  "zeros()', transposed": () =>
    `input X = [${repeat('1', 7000)}]\nlayer 7000 relu\n  W = zeros()'\nlayer 1 identity\n  W = ones()\noutput 1\n`,
  'a matrix of 10 MB': () => `input 1000\nlayer tanh\n  W = [${rows(numbersRow, 1100)}]\n`,
  'a matrix of 10 MB with a name in front': () =>
    `let c = 1\ninput 1000\nlayer tanh\n  W = [c${numbersRow.slice(6)}\n${rows(numbersRow, 1100)}]\n`,
  'a matrix of 10 MB of products': () => `input 1000\nlayer tanh\n  W = [${rows(repeat('1*2', 1000), 2500)}]\n`,
  'a matrix of 10 MB with a mistake at the end': () => `input 1000\nlayer tanh\n  W = [${rows(numbersRow, 1100)} ~ ]\n`,
  'ragged rows of 10 MB': () => `input 1000\nlayer tanh\n  W = [${rows(numbersRow, 1100)}\n1]\n`,
  'a batch of 10 MB': () =>
    `batch X = [${rows(numbersRow, 1100)}]\nlayer 20 tanh\n  W = glorot()\nlayer 3 softmax\n  W = he()\ntarget = onehot([${repeat('2', 1000)}])\nloss cross_entropy mean\n`,
  'a comment of 10 MB': () => `# ${'x'.repeat(1e7)}\ninput 2\nlayer 1 tanh\n`,
  'lines of 10 MB': () => 'x\n'.repeat(5e6),
  '10 000 layers': () => `input X = [1]\n${repeat('layer tanh\n  W = [0.5]', 10_000, '\n')}\noutput 1\n`,
  '100 000 definitions': () => Array.from({ length: 100_000 }, (_, i) => `let c${i} = ${i}/3`).join('\n'),
  '20 000 inputs': () =>
    `${Array.from({ length: 20_000 }, (_, i) => `input X${i} = [1 2 3]`).join('\n')}\nlayer 3 tanh\n  W = he()\nlayer 1 tanh\n  W = he()\noutput 1\n`,
  '100 000 misplaced biases': () => 'b = [1]\n'.repeat(100_000),
  '100 000 misplaced targets': () => 'target = [1]\n'.repeat(100_000),
  'an exercise of 300 000 quantities': () => `exercise "Long"\n  ask ${repeat('N1', 300_000)}\n`,
  'a list of 300 000 activations': () => `input 1\nlayer [${repeat('tanh', 300_000)}]\n  W = ones()\n`,
  'a list of 300 000 unknown activations': () => `input 1\nlayer 9 [${repeat('2.5 tahn', 300_000)}]\n  W = ones()\n`,
  'an expression of 100 000 signs': () => `let a = ${repeat('1', 50_000, '+')}\n`,
  'max of 20 000 arguments': () => `let a = max(${repeat('1', 20_000, ', ')})\n`,
  '1 M neurons of sigmoid': () =>
    `input X = [1]\nlayer 1000000 sigmoid\n  W = ones()\nlayer 1 identity\n  W = ones()\noutput 1\n`,
  '1 M neurons on a kink': () =>
    `input X = [1]\nlayer 1000000 relu\n  W = zeros()\nlayer 1 identity\n  W = ones()\noutput 1\n`,
  '2000 × 2000 on a batch of 1000': () =>
    `batch X = [${rows(repeat('0.1', 1000), 2000)}]\nlayer 2000 tanh\n  W = glorot()\nlayer 1 identity\n  W = glorot()\noutput 1 mean\n`,
  'softmax of 20 M outputs': () =>
    `batch X = [${repeat('0.5', 10_000)}]\nlayer 2000 softmax\n  W = glorot()\ntarget = onehot([${repeat('7', 10_000)}])\nloss cross_entropy\n`,
  'a custom loss of 2 M outputs': () =>
    `batch X = [${repeat('0.5', 2000)}]\nlayer 1000 tanh\n  W = glorot()\ntarget = onehot([${repeat('7', 2000)}])\nloss (y, t) = (y - t)^4 + abs(y)\n`,
  'a custom activation of 3900 operations': () =>
    `activation f(x) = ${repeat(`(${repeat('sin(x)', 36, '+')})`, 36, '+')}\ninput X = [1]\nlayer 1000 f\n  W = ones()\nlayer 1 identity\n  W = ones()\noutput 1\n`,
  '10 000 custom activations': () =>
    `activation f(x, a = 1) = if x < a then sin(a*x)/(1 + exp(-x)) else a*x^2 + ln(1 + x^2)\ninput X = [1]\nlayer [${Array.from({ length: 10_000 }, (_, i) => `f(${i})`).join(' ')}]\n  W = ones()\nlayer 1 identity\n  W = ones()\noutput 1\n`,
  'a stated derivative at 1 M neurons': () =>
    `activation f(x) = x*sigmoid(x)\nderivative f(x) = sigmoid(x) + x*sigmoid(x)*(1 - sigmoid(x))\ninput X = [1]\nlayer 1000000 f\n  W = glorot()\nlayer 1 identity\n  W = ones()\noutput 1\n`,
  'a formula of 2000 parts': () =>
    `activation f(x) = ${Array.from({ length: 150 }, (_, i) => `sin(${i}*x)*exp(-x^2/${i + 1})`).join(' + ')}\ninput X = [1]\nlayer 1 f\n  W = [1]\noutput 1\n`,
  '10 000 layers of wrong sizes': () =>
    `input X = [1 2]\n${repeat('layer 3 tanh\n  W = [0.5 1; 2 3]\n  b = [1 2]', 10_000, '\n')}\noutput 7\n`,
  '20 000 inputs that overflow': () =>
    `${Array.from({ length: 20_000 }, (_, i) => `input X${i} = [1e200 2 3]`).join('\n')}\nlayer 3 identity\n  W = ones()\nlayer 1 square\n  W = ones()\noutput 1\nrate = 1\n`,
  'decimal commas of 10 MB': () => `input 1000\nlayer tanh\n  W = [${rows(numbersRow.replace(/\./g, ','), 1100)}]\n`,
  '300 000 uses of a name': () => `let c = 1\ninput 1000\nlayer tanh\n  W = [${rows(repeat('c', 1000), 300)}]\n`,
  'a matrix of 100 000 signs': () => `input 100\nlayer tanh\n  W = [${rows(repeat('1', 100), 495)}]\n`,
  'a Hessian times a direction': () =>
    `input X = [${repeat('0.5', 1700)}]\nlayer 1700 tanh\n  W = glorot()\n  V = ones()\nlayer 1 tanh\n  W = glorot()\noutput 1\n`,
  'a Stanford file of 10 MB': () => stanford(1300, '0.12345,'),
  'a Stanford file of numbers that are too small': () => stanford(900, '1e-400,'),
  'a Stanford file of words': () => stanford(900, 'x12345,'),
  'a Stanford file with 10 MB of comments': () => `${'// the other format\n'.repeat(500_000)}${stanford(2, '1,')}`,
  'a Stanford file that chooses 500 000 outputs': () => `${'// nnet: output 1\n'.repeat(500_000)}${stanford(2, '1,')}`,
  'a network that is cut off': () => `input X = [1 2\nlayer tanh\n W = [${rows('[1 2', 200_000)}`,
  '20 000 files': () =>
    `${Array.from({ length: 20_000 }, (_, i) => `input X${i} = file("${i}.csv")`).join('\n')}\nlayer 1 tanh\n  W = he()\noutput 1\n`,
  ...longTexts,
};

const readFile = () => Promise.resolve({ kind: 'matrix', rows: 2, cols: 1, data: Float64Array.of(1, 2) } as const);

/** Where the thread was held longest, in milliseconds of `performance.now()`. */
interface Block {
  readonly start: number;
  readonly end: number;
}

/** Runs it; the longest time for which nothing else had a turn. */
async function longest(work: () => Promise<unknown>): Promise<{ block: Block; whole: number }> {
  const started = performance.now();
  let block: Block = { start: started, end: started };
  let last = started;
  const note = (): void => {
    const now = performance.now();
    if (now - last > block.end - block.start) block = { start: last, end: now };
    last = now;
  };
  let over = false;
  const look = (): void => {
    note();
    if (!over) setImmediate(look);
  };
  setImmediate(look);
  await work();
  over = true;
  await new Promise((resolve) => setImmediate(resolve));
  note();
  return { block, whole: performance.now() - started };
}

/** What earlier texts left behind is no part of the time of the next. */
const collectGarbage = ((): (() => void) => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What was measured of one piece of work: how long its longest block was, and all of it, in milliseconds. */
interface Row {
  readonly text: string;
  readonly what: string;
  readonly length: number;
  readonly whole: number;
}

/** Measures pieces of work on one text; with `profiled` it says what a block that is too long is spent on. */
class Measure {
  readonly rows: Row[] = [];

  constructor(
    private readonly text: string,
    private readonly profiled: boolean,
  ) {}

  async row(what: string, work: () => Promise<unknown>): Promise<void> {
    collectGarbage();
    const profile = this.profiled ? await BlockProfile.start() : null;
    try {
      const { block, whole } = await longest(work);
      const length = block.end - block.start;
      this.add(what, length, whole);
      if (profile === null) return;
      print(this.rows.at(-1)!);
      const spent = await profile.spentOn(block.start, block.end);
      if (length > TARGET) for (const line of spent) console.log(`      ${line}`);
    } catch (error) {
      console.error(`  ${this.text}, ${what}: ${String(error)}`);
      process.exitCode = 1;
    }
  }

  add(what: string, length: number, whole: number): void {
    this.rows.push({ text: this.text, what, length, whole });
  }
}

function print({ text, what, length, whole }: Row): void {
  const figures = `${length.toFixed(0).padStart(6)} ms of ${whole.toFixed(0)}`;
  const verdict = length <= TARGET ? 'met' : 'missed';
  console.log(`  ${(what === '' ? text : `  ${what}`).padEnd(50)} ${figures} (target ≤ ${TARGET}, ${verdict})`);
}

/** What the editor asks of an analysis, each without a pause. */
function features(analysis: Analysis): Readonly<Record<string, () => unknown>> {
  const { checked, text } = analysis;
  const middle = text.indexOf('\n', text.length / 2) + 1;
  const each: Record<string, () => unknown> = {
    problems: () => shownProblems(analysis.diagnostics).map((d) => analysis.lines.positionAt(d.range.end)),
    'the status': () => [networkSummary(checked), sizesText(checked), restraints(analysis)],
    'a hover': () => hoverAt(analysis, middle + 3, inEnglish),
    'a completion': () => completionsAt(analysis, middle, inEnglish),
    'a signature': () => signatureAt(analysis, middle + 3, inEnglish),
    references: () => references(checked, middle + 5),
    selections: () => selectionRanges(checked, middle + 5),
    hints: () => shapeHints(analysis, { start: middle, end: middle + 5000 }),
    'code actions': () => [
      quickFixes(analysis.diagnostics, { start: middle, end: middle + 3 }),
      extractLet(checked, { start: middle, end: middle + 3 }),
      inlineLet(checked, middle),
      giveSeed(checked, middle),
      addBias(checked, middle),
      matrixForms(checked, middle),
      otherForms(analysis, middle),
    ],
    'the layer of the cursor': () => layerAt(checked, middle),
  };
  if (!hasManyStatements(analysis) && !hasManyNames(analysis)) {
    each['colours'] = () => semanticTokens(checked).map(({ range }) => analysis.lines.positionAt(range.start));
  }
  if (!hasManyStatements(analysis)) {
    each['the outline'] = () => outline(checked);
    each['folds'] = () => folds(analysis);
    each['links'] = () => writtenPaths(checked);
  }
  return each;
}

/** Pastes a printout as a matrix, and compares it with a gradient. */
async function measurePrintout(text: string, measured: Measure): Promise<void> {
  const spec = parse('input 1\nlayer identity\n  W = ');
  await measured.row('', () => drive(pastedMatrix(text, spec, spec.text.length), { pause }));
  const network = `input X = [${repeat('0.5', 1000)}]\nlayer 90 tanh\n  W = glorot()\nlayer 1 tanh\n  W = glorot()\noutput 1`;
  const trace = await (await Analysis.of(network)).trace();
  if (trace === null) throw new Error('The network cannot be computed.');
  const claim = { quantity: 'gradW', layer: 1 } as const;
  await measured.row('compared', () => checkOwnWork({ claim, text }, trace, { pause }));
}

/** Analyses a text and does with it what the editor does. */
async function measure(name: string, profiled: boolean): Promise<readonly Row[]> {
  const measured = new Measure(name, profiled);
  if (Object.hasOwn(printouts, name)) {
    await measurePrintout(printouts[name](), measured);
    return measured.rows;
  }
  if (Object.hasOwn(longFiles, name)) {
    const bytes = new TextEncoder().encode(longFiles[name]());
    await measured.row('', () => drive(readMatrixFileSteps('w.csv', bytes), { pause }));
    return measured.rows;
  }
  const text = specs[name]();
  // In one piece, as an editor has it.
  text.charCodeAt(0);
  let analysis: Analysis | null = null;
  await measured.row('', async () => (analysis = await Analysis.of(text, { pause, readFile })));
  const made = analysis as Analysis | null;
  if (made === null) return measured.rows;
  for (const [what, feature] of Object.entries(features(made))) {
    const started = performance.now();
    feature();
    const took = performance.now() - started;
    if (took > 10) measured.add(what, took, took);
  }
  if (isFormatted(made.checked.spec)) {
    await measured.row('formatting', () => drive(formatSteps(made.checked.spec), { pause }));
  }
  if (made.network) {
    const network = made.network;
    await measured.row('its page', async () => {
      const trace = await made.trace(undefined, { pause });
      return await drive(pageSteps({ network, trace, check: null, choices: usualChoices }), { pause });
    });
    await measured.row('its check', () => made.check(undefined, { pause }));
  }
  return measured.rows;
}

/** The same in a process of its own, in which nothing is known from a run before. */
function measuredAnew(names: readonly string[]): readonly Row[] {
  const out = execFileSync(process.execPath, [__filename, '--rows', ...names], {
    ...{ encoding: 'utf8', maxBuffer: 1e8, stdio: ['ignore', 'pipe', 'inherit'] },
  });
  return JSON.parse(out) as Row[];
}

/** A block that is ours is there every time; what the machine does meanwhile is not. So of up to three runs the best counts. */
const TRIES = 3;

async function main(): Promise<void> {
  const [part = '', flag, ...more] = process.argv.slice(2);
  if (part === '--rows') {
    const rows: Row[] = [];
    for (const name of [flag, ...more]) rows.push(...(await measure(name, false)));
    console.log(JSON.stringify(rows));
    return;
  }
  const chosen = Object.keys({ ...specs, ...longFiles, ...printouts }).filter((name) => name.includes(part));
  console.log('\nthe longest block of the thread');
  if (flag === '--profile') {
    for (const name of chosen) await measure(name, true);
    return;
  }
  const best = new Map<string, Row>();
  let names: readonly string[] = chosen;
  for (let run = 1; run <= TRIES && names.length > 0; run++) {
    for (const row of measuredAnew(names)) {
      const key = `${row.text} ${row.what}`;
      const before = best.get(key);
      if (before === undefined || row.length < before.length) best.set(key, row);
    }
    const missed = [...best.values()].filter(({ length }) => length > TARGET).map(({ text }) => text);
    names = [...new Set(missed)];
  }
  for (const name of chosen) for (const row of best.values()) if (row.text === name) print(row);
}

void main();
