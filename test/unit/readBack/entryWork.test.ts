// What is said of single entries is read back: every side of every equation, and every row of the tables below, is worked
// out from the letters and from the numbers in it, and compared with the network worked out by textbook loops.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import type { Trace } from '../../../src/engine/trace';
import { say } from '../../../src/message/message';
import { usualLook } from '../../../src/notation/look';
import type { EntryRef } from '../../../src/notation/entry/entryRef';
import { entrySteps, type EntryView } from '../../../src/page/entry/entryView';
import { finish } from '../../../src/steps/steps';
import katex from 'katex';
import type { Grid } from './approx';
import { workedOut, type WorkedOut } from './oracle';
import { plans, randomCase } from './randomCase';
import { EntryReader, sidesOf, type Read } from './readEntry';

const RUNS = Number(process.env.NNET_FUZZ ?? 400);
const CHOICES = { digits: { kind: 'significant', count: 15 }, ...usualLook } as const;

function viewOf(trace: Trace, entry: EntryRef, about: 'product' | 'paths'): EntryView {
  const view = finish(entrySteps({ at: entry, about }, trace, CHOICES));
  assert.ok(view !== null, JSON.stringify(entry));
  return view;
}

/** The entry that is asked about in a network, by a number: of which quantity, layer, row and column. */
function entryIn(all: WorkedOut, pick: number, quantities: readonly EntryRef['quantity'][]): EntryRef | null {
  const grids: Readonly<Record<string, readonly (Grid | null)[]>> = {
    N: all.N,
    Sigma: all.Sigma.slice(1),
    dSigma: all.dSigma,
    Delta: all.Delta,
    gradW: all.gradW,
    gradb: all.gradb,
    gradSigma: all.gradSigma,
    W: all.W,
    b: all.b,
    nextW: all.plain.rate === null ? [] : all.W,
    nextb: all.plain.rate === null ? [] : all.b,
    X: [all.Sigma[0]],
    gradX: [all.gradX],
  };
  const quantity = quantities[pick % quantities.length];
  const layer = (pick >> 4) % Math.max(1, grids[quantity].length);
  const grid = grids[quantity][layer] ?? null;
  if (grid === null) return null;
  const ofInput = quantity === 'X' || quantity === 'gradX';
  return {
    quantity,
    layer: ofInput ? 0 : layer + 1,
    row: (pick >> 7) % grid.length,
    column: (pick >> 11) % grid[0].length,
  };
}

function assertEqual(found: Read, wanted: number, what: string): void {
  const tolerance = 1e-11 * Math.max(found.size, Math.abs(wanted)) + 1e-300;
  assert.ok(Math.abs(found.v - wanted) <= tolerance, `${what}: ${found.v} instead of ${wanted}`);
}

const wordsOf = (text: string): number => Number(text.replaceAll('−', '-').replace(/·10(.*)$/, (_, e: string) => `e${plain(e)}`)); // prettier-ignore
const plain = (raised: string): string =>
  raised.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]/g, (sign) => (sign === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign))));

/** Reads the table: each number in it is what the letters above it are, each product that of its row, and all the sum. */
function assertTable(view: EntryView, all: WorkedOut, lettersOf: (index: string) => Record<string, number>): void {
  const table = view.work!.table!;
  let sum = 0;
  let size = 0;
  for (const { index, factors, product } of table.rows) {
    const reader = new EntryReader(all, lettersOf(say(index)));
    const numbers = factors.map(wordsOf);
    table.head.forEach(({ tex: name }, i) => assertEqual({ v: numbers[i], size: 0 }, reader.value(name), `${name} at ${say(index)}`)); // prettier-ignore
    const whole = numbers.reduce((one, other) => one * other, 1);
    assertEqual({ v: wordsOf(product), size: Math.abs(whole) }, whole, `the product at ${say(index)}`);
    sum += whole;
    size += Math.abs(whole);
  }
  const rest = table.rest === null ? 0 : wordsOf(table.rest.sum);
  assertEqual({ v: sum + rest, size: size + Math.abs(rest) }, wordsOf(table.sum), 'the sum');
}

/** 2 → 1 → 3 of a path as the letters of its neurons: j_1 = 1, j_2 = 3, behind softmax i = 3. */
function lettersOfPath(index: string, from: number, k: number): Record<string, number> {
  const [sample, path] = index.includes(':') ? index.split(': ') : ['1', index];
  const neurons = path.split(' → ').map(Number);
  const letters: Record<string, number> = { s: Number(sample) };
  neurons.forEach((neuron, i) => (letters[from + i > k ? 'i' : `j_{${from + i}}`] = neuron));
  return letters;
}

const usual = plans.map((plan) => ({ ...plan, wild: 'usual' as const, direction: false }));

async function workedOn(plan: Parameters<typeof randomCase>[0]): Promise<{ trace: Trace; all: WorkedOut } | null> {
  const { text, plain: network, objective } = randomCase(plan);
  if (!objective) return null;
  const trace = await (await Analysis.of(text)).trace();
  return trace === null ? null : { trace, all: workedOut(network) };
}

describe('How an entry is computed, read back', () => {
  it('in letters and in numbers, step by step, every side is the entry', async () => {
    const quantities = [
      'N',
      'Sigma',
      'dSigma',
      'Delta',
      'gradW',
      'gradb',
      'gradX',
      'gradSigma',
      'nextW',
      'nextb',
    ] as const;
    await fc.assert(
      fc.asyncProperty(usual, fc.nat(), async (plan, pick) => {
        const made = await workedOn(plan);
        const entry = made && entryIn(made.all, pick, quantities);
        if (made === null || entry === null) return;
        const { trace, all } = made;
        const view = viewOf(trace, entry, 'product');
        const { work } = view;
        if (work === null) return assert.ok(!view.more.includes('product'));
        katex.renderToString(work.tex!, { displayMode: true });
        const reader = new EntryReader(all);
        const [left, ...sides] = sidesOf(work.tex!);
        const wanted = reader.value(left);
        assert.ok(sides.length >= 1);
        const read = sides.map((side) => reader.read(side));
        const size = Math.max(...read.map((one) => one.size));
        read.forEach(({ v }, i) => assertEqual({ v, size }, wanted, `${left} = ${sides[i]}`));
        if (work.table !== null) assertTable(view, all, (index) => ({ j: Number(index) }));
      }),
      { numRuns: RUNS },
    ); // prettier-ignore
  }).timeout(120_000 + 20 * RUNS);

  it('path by path, each factor and product, and the sum is the derivative', async () => {
    const quantities = ['W', 'b', 'X', 'N', 'Sigma', 'gradW', 'gradb', 'gradX', 'Delta', 'gradSigma'] as const;
    await fc.assert(
      fc.asyncProperty(usual, fc.nat(), async (plan, pick) => {
        const made = await workedOn(plan);
        const entry = made && entryIn(made.all, pick, quantities);
        if (made === null || entry === null) return;
        const { trace, all } = made;
        const view = viewOf(trace, entry, 'paths');
        const work = view.work!;
        katex.renderToString(work.tex!, { displayMode: true });
        const [left, , total] = sidesOf(work.tex!);
        // Δ is ∂f/∂n.
        const wanted = new EntryReader(all).value(left);
        const scale = work.table!.rows.reduce((one, { product }) => one + Math.abs(wordsOf(product)), 0);
        assertEqual({ ...new EntryReader(all).read(total), size: scale }, wanted, left);
        const ofWeight = entry.quantity === 'W' || entry.quantity === 'gradW';
        const from = ofWeight ? entry.layer - 1 : entry.layer;
        assertTable(view, all, (index) => lettersOfPath(index, from, all.N.length));
      }),
      { numRuns: RUNS },
    );
  }).timeout(120_000 + 20 * RUNS);
});
