/** Networks for the exports: every example, and random ones over all activations and losses. */
import fs from 'node:fs';
import path from 'node:path';
import { Analysis } from '../../src/analysis/analysis';
import { usualHandout, type HandoutChoices } from '../../src/authoring/choices';
import type { Handout } from '../../src/authoring/handout';
import { buildHandout } from '../../src/authoring/handoutBuilder';
import { filesIn } from '../exampleFiles';

export const EXAMPLES = path.resolve(__dirname, '..', '..', 'examples');

export function exampleTexts(): readonly (readonly [string, string])[] {
  return fs
    .readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.nnet'))
    .map((name) => [name, fs.readFileSync(path.join(EXAMPLES, name), 'utf8')] as const);
}

/** The last handout that was built: one example after the other leaves as several files. */
let last: { readonly key: string; readonly handout: Promise<Handout> } | null = null;

/** The handout of a text. For another kind of Markdown, in which only the file differs, and in the next test it is not built anew. */
export async function handoutOf(text: string, choices: Partial<HandoutChoices> = {}): Promise<Handout> {
  const all = { ...usualHandout, ...choices };
  const key = JSON.stringify([text, { ...all, flavor: null }]);
  if (last?.key !== key) last = { key, handout: builtHandout(text, all) };
  return { ...(await last.handout), choices: all };
}

async function builtHandout(text: string, choices: HandoutChoices): Promise<Handout> {
  const analysis = await Analysis.of(text, { readFile: filesIn(EXAMPLES) });
  return buildHandout(analysis, { file: 'a.nnet', text }, choices);
}

/** As calls; the last four are defined by the text. */
export const ACTIVATIONS = [
  'identity', 'sigmoid', 'tanh', 'relu', 'leaky_relu(0.2)', 'elu(1.5)', 'selu', 'gelu', 'silu', 'mish', 'softplus', 'softsign',
  'hard_tanh', 'hard_sigmoid', 'gaussian', 'step', 'abs', 'square', 'sin', 'cos', 'exp', 'wave(2)', 'clip', 'lambda', 'plain',
]; // prettier-ignore
const LOSSES = [
  'half_sse',
  'sse',
  'mse',
  'l1',
  'huber(0.7)',
  'mse sum',
  'half_sse mean',
  '(out, t) = log(1 + (out - t)^2)',
];
/** Losses of probabilities, each after the layer whose outputs are those. */
export const OF_PROBABILITIES = [
  ['softmax', 'cross_entropy'],
  ['sigmoid', 'binary_cross_entropy'],
] as const;

/** Where terms nearly cancel, so that programs that add in another order get other digits, or other numbers altogether. */
export const CANCELLING = [
  ['N', 'input X = [1 1 1]\ntarget = [0.3 2]\nlayer identity\nW = [1e20 1 -1e20; 0.1 0.2 -0.3]\nb = [0 0]\nlayer tanh\nW = [0.5 3; 1 1]\nloss half_sse\nrate = 0.1\n'],
  ['a batch', 'batch X = [0.1 0.2 -0.3; 1e8 2e8 -3e8]\nlayer identity\nW = [1 0.5]\noutput 1\n'],
  ['a difference', 'input X = [1000000 0.5]\ntarget = [300000.00001 0.25]\nlayer identity\nW = [0.3 0; 0 0.5000001]\nloss half_sse\n'],
  ['a divergence', 'input X = [1 1]\ntarget = [0.3 0.29999999 0.25]\nlayer identity\nW = [0.1 0.2; 0.1 0.2; 0.1 0.15000001]\nloss (f, y) = y*ln(y/f)\n'],
  ['a divergence over many columns', `batch X = [${Array.from({ length: 200 }, (_, i) => 1 + i / 200).join(' ')}]\ntarget = [${Array.from({ length: 200 }, (_, i) => 3 * (1 + i / 200) + (i % 2 === 0 ? 1e-9 : -1e-9)).join(' ')}]\nlayer identity\nW = [3]\nloss (f, y) = y*ln(y/f)\n`],
  ['Δ through W', 'input X = [1]\nlayer tanh\nW = [0.5]\nlayer identity\nW = [1e10; 1e10; 2e10]\nlayer identity\nW = [0.1 0.2 -0.15]\noutput 1\n'],
  ['Δ of each output', 'input X = [1]\nlayer tanh\nW = [0.5]\nlayer identity\nW = [1e10; 1e10; 2e10]\nlayer identity\nW = [0.1 0.2 -0.15; 1 2 3]\n'],
  ['targets of both signs', 'input X = [1]\ntarget = [3e9; -3e9]\nlayer softmax\nW = [0.1; 0.10000000000000002]\nloss cross_entropy\n'],
].map(([name, text]) => [`${name}.nnet`, text] as const); // prettier-ignore

/** A random network as text: its own activations, a batch or one input, with or without biases and a rate. */
export function randomText(random: () => number): string {
  const whole = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const pick = <T>(list: readonly T[]): T => list[whole(0, list.length - 1)];
  const number = () => (random() * 3 - 1.5).toFixed(3);
  const matrix = (rows: number, cols: number) =>
    `[${Array.from({ length: rows }, () => Array.from({ length: cols }, number).join(' ')).join('; ')}]`;
  const depth = whole(1, 4);
  const sizes = Array.from({ length: depth + 1 }, () => whole(1, 4));
  const samples = pick([1, 1, 3]);
  const lines = [
    'activation wave(x, a = 1) = sin(a*x) + max(x, -x^3, 0.2)/2',
    'activation clip(x) = if x < -1 and not (x > 5) then -1 - x/9 else if x < 1 then x else cbrt(x)',
    'activation plain(x) = if not 1 < 2 then 7*x else x*sign(-3)/max(1, 2)',
    'activation lambda(z) = silu(z)*erf(z) - round(z)/8 + atan(z)',
    samples === 1 ? `input = ${matrix(1, sizes[0])}` : `batch = ${matrix(sizes[0], samples)}`,
  ];
  const kind = pick(['loss', 'loss', 'softmax', 'probabilities', 'probabilities', 'output']);
  const [probable, loss] = pick(OF_PROBABILITIES);
  const last = kind === 'probabilities' ? probable : kind === 'softmax' ? kind : pick(ACTIVATIONS);
  const target =
    kind === 'probabilities'
      ? `[${Array.from({ length: sizes[depth] }, () => Array.from({ length: samples }, () => pick(['0', '1', '0.25'])).join(' ')).join('; ')}]`
      : matrix(sizes[depth], samples);
  if (kind !== 'output') lines.push(`target = ${target}`);
  for (let i = 1; i <= depth; i++) {
    const mixed = i < depth && random() < 0.3;
    const activation = mixed
      ? `[${Array.from({ length: sizes[i] }, () => pick(ACTIVATIONS)).join(' ')}]`
      : i === depth
        ? last
        : pick(ACTIVATIONS);
    lines.push(`layer ${activation}`, `W = ${matrix(sizes[i], sizes[i - 1])}`);
    if (random() < 0.6) lines.push(`b = ${matrix(1, sizes[i])}`);
  }
  if (kind === 'output') lines.push(`output ${whole(1, sizes[depth])}`);
  else lines.push(`loss ${kind === 'probabilities' ? loss : pick(LOSSES)}`);
  if (random() < 0.5) lines.push('rate = 0.1');
  return lines.join('\n');
}

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
