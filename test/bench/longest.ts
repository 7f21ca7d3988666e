// The longest stretch for which an analysis and its page hold the thread, for texts as hostile as the limits allow:
// npm run bench -- longest [PART OF A NAME]
import { Analysis } from '../../src/analysis/analysis';
import { buildPage } from '../../src/page/networkPage';
import { usualChoices } from '../../src/page/pageChoices';

/** Milliseconds: longer, and somebody who types notices. */
const TARGET = 50;

const repeat = (what: string, times: number, separator = ' '): string => new Array(times).fill(what).join(separator);
const rows = (row: string, times: number): string => repeat(row, times, '\n');

const numbersRow = Array.from({ length: 1000 }, (_, i) => (((i * 7919) % 1000) / 1000 - 0.5).toFixed(6)).join(' ');

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
  'an expression of 100 000 signs': () => `let a = ${repeat('1', 50_000, '+')}\n`,
  'max of 20 000 arguments': () => `let a = max(${repeat('1', 20_000, ', ')})\n`,
  '1 M neurons of sigmoid': () =>
    `input X = [1]\nlayer 1000000 sigmoid\n  W = ones()\nlayer 1 identity\n  W = ones()\noutput 1\n`,
  '1 M neurons on a kink': () =>
    `input X = [1]\nlayer 1000000 relu\n  W = zeros()\nlayer 1 identity\n  W = ones()\noutput 1\n`,
  '2000 × 2000 on a batch of 1000': () =>
    `batch X = [${rows(repeat('0.1', 1000), 2000)}]\nlayer 2000 tanh\n  W = glorot()\nlayer 1 identity\n  W = glorot()\noutput 1 mean\n`,
  'a network that is cut off': () => `input X = [1 2\nlayer tanh\n W = [${rows('[1 2', 200_000)}`,
};

/** Runs it; the longest time for which nothing else had a turn. */
async function longest(work: () => Promise<unknown>): Promise<{ block: number; whole: number }> {
  let block = 0;
  let last = performance.now();
  const started = last;
  let over = false;
  const look = (): void => {
    const now = performance.now();
    block = Math.max(block, now - last);
    last = now;
    if (!over) setImmediate(look);
  };
  setImmediate(look);
  await work();
  over = true;
  await new Promise((resolve) => setImmediate(resolve));
  return { block: Math.max(block, performance.now() - last), whole: performance.now() - started };
}

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function row(what: string, work: () => Promise<unknown>): Promise<void> {
  const { block, whole } = await longest(work).catch((error: unknown) => {
    console.log(`  ${what}: ${String(error)}`);
    return { block: Infinity, whole: NaN };
  });
  const verdict = block <= TARGET ? 'met' : 'missed';
  console.log(
    `  ${what.padEnd(50)} ${block.toFixed(0).padStart(6)} ms of ${whole.toFixed(0)} (target ≤ ${TARGET}, ${verdict})`,
  );
}

async function main(): Promise<void> {
  const [part = ''] = process.argv.slice(2);
  console.log('\nthe longest block of the thread');
  for (const [name, make] of Object.entries(specs)) {
    if (!name.includes(part)) continue;
    const text = make();
    let analysis: Analysis | null = null;
    await row(name, async () => (analysis = await Analysis.of(text, { pause })));
    const made = analysis as Analysis | null;
    if (made?.network) {
      const network = made.network;
      await row('  its page', async () => {
        const trace = await made.trace(undefined, { pause });
        buildPage({ network, trace, check: null, choices: usualChoices });
      });
    }
  }
}

void main();
