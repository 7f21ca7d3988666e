// What is said of the matrices of students, right, rounded and with one or two slips, of random exercises; and what it is
// found by, in networks of all kinds: every slip, pairs of them, rounded passes, bounds, and which matrix is meant.
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import type { Trace } from '../../../src/engine/trace';
import { explanationsText } from '../../../src/mistakes/explanationText';
import { compare } from '../../../src/mistakes/comparison';
import { slipsFor } from '../../../src/mistakes/knownSlips';
import { matrixOf, quantitiesOf, type QuantityRef } from '../../../src/mistakes/quantity';
import { roundedResults } from '../../../src/mistakes/roundedPass';
import { decimals, roundingBounds, significantDigits } from '../../../src/mistakes/roundingBounds';
import { slipPairs } from '../../../src/mistakes/slipPairs';
import { givenTrace } from '../../../src/mistakes/work/givenTrace';
import { recognise } from '../../../src/mistakes/work/recognise';
import { checkWork } from '../../../src/mistakes/work/checkWork';
import { workText } from '../../../src/mistakes/work/workText';
import { say } from '../../../src/message/message';
import { matrix, type Matrix } from '../../../src/network/matrix';
import { finish } from '../../../src/steps/steps';
import { pick, quantitiesIn, random, randomExercise, traceOf, writtenRows } from '../mistakes/exercises';
import { onPaper, type Wrong } from '../mistakes/textbook';
import { plans, randomCase } from '../readBack/randomCase';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';

/** What a student may get wrong; not every one has an effect on every quantity. */
const wrongs = (layer: number): readonly Wrong[] => [
  {},
  {},
  { sign: true },
  { transposed: true },
  { noBias: layer },
  { noBias: 'all' },
  { noActivation: layer },
  { otherActivation: { layer, name: 'tanh' } },
  { noDerivative: [layer] },
  { derivativeOfValues: true },
  { softmaxDiagonal: true },
  { derivativeTwice: 'jacobian' },
  { seedOnes: true },
  { noW: layer },
  { updated: 'in turn' },
  { notTransposed: true },
  { lastFactor: { kind: 'N', layer } },
  { factor: 2 },
  { factor: -0.5 },
  { factor: 0.37 },
  { noBias: layer, sign: true },
  { noDerivative: [layer], factor: 2 },
];

function diagnosed(number: number): Said {
  const next = random(number);
  const e = randomExercise(next);
  const trace = traceOf(e);
  const layer = 1 + Math.floor(next() * e.act.length);
  const wrong = pick(next, wrongs(layer));
  const digits = pick(next, [2, 3, 4, 5, 6]);
  const style = pick(next, ['significant', 'decimals'] as const);
  // Some round on the way: everything, or only one kind of matrix.
  const kind = pick(next, ['all', 'N', 'Sigma', 'dSigma', 'Delta', 'none', 'none'] as const);
  const round = (x: number, of: string) => kind === 'all' || kind === of ? Number(x.toPrecision(3)) : x;
  const rounding = kind === 'none' ? {} : { round };
  const all = quantitiesIn(e).flatMap((quantity) => {
    const A = onPaper(e, quantity.quantity, quantity.layer, { ...wrong, ...rounding });
    if (A === null || A.length === 0 || !A.flat().every(Number.isFinite)) return [];
    // Now and then one number is mistyped.
    if (next() < 0.2) A[0][0] += 0.5;
    return [{ quantity, written: writtenRows(A, digits, style) }];
  });
  const asked = all.filter(() => next() < 0.4);
  const work = finish(checkWork(all, trace));
  return {
    comparisons: asked.map(({ quantity, written }) => {
      const comparison = finish(compare(written, quantity, trace));
      return [comparison, comparison && explanationsText(comparison.explanations, quantity, trace).map((one) => say(one))];
    }),
    work,
    text: workText(work, trace).map((one) => say(one)),
    slips: asked.slice(0, 2).map(({ quantity }) => [...slipsFor(quantity, trace)]),
  };
} // prettier-ignore

const kinds = fc.sample(plans, { seed: 20261207, numRuns: 400 }).filter(({ sizes, wild }) => Math.max(...sizes) < 7 && (wild === 'usual' || wild === 'whole')); // prettier-ignore

const pauses = (steps: Iterator<unknown>): number => {
  let count = 0;
  while (steps.next().done !== true) count++;
  return count;
};

const rowsOf = ({ rows, cols, data }: Matrix): number[][] =>
  Array.from({ length: rows }, (_, r) => [...data.subarray(r * cols, (r + 1) * cols)]);

/** One of so many, beginning with a place that the number chooses. */
const someOf = <T>(all: Iterable<T>, step: number, number: number): [number, ...T[]] => {
  const kept: T[] = [];
  let count = 0;
  for (const one of all) if (count++ % step === number % step) kept.push(one);
  return [count, ...kept];
};

async function found(number: number): Promise<Said> {
  const trace = (await (await Analysis.of(randomCase(kinds[number]).text)).trace()) as Trace;
  const all: readonly QuantityRef[] = quantitiesOf(trace);
  const asked = [...all, ...trace.forward.layers.map((_, i) => ({ quantity: 'dSigma', layer: i + 1 }) as const), { quantity: 'L', layer: 0 } as const]; // prettier-ignore
  const one = all[number % all.length];
  const other = all[(3 * number + 1) % all.length];
  const right = matrixOf(one, trace);
  /** Another one by half a unit everywhere, and by much in one entry. */
  const given = right && matrix(right.rows, right.cols, Float64Array.from(right.data, (x, i) => x + (i === number % 3 ? 1 : 0.25)));
  const shapeless = matrixOf(other, trace);
  const written = shapeless && writtenRows(rowsOf(shapeless), 2 + (number % 4), number % 2 === 0 ? 'significant' : 'decimals');
  const slips = [...slipsFor(one, trace)];
  const slip = slips[(7 * number) % Math.max(1, slips.length)];
  const wrong = slip && slip.value.data.every(Number.isFinite) ? writtenRows(rowsOf(slip.value), 3 + (number % 3)) : null;
  if (wrong && number % 4 === 0) wrong.values.data[0] += 0.25;
  return {
    slips: asked.map((of) => someOf(slipsFor(of, trace), 2, number)),
    pairs: someOf(slipPairs(one, trace), 5, number),
    bounds: asked.map((of) => [significantDigits(3), decimals(2)].map((half) => (of.quantity === 'L' ? null : roundingBounds({ ...of, quantity: of.quantity }, trace, half, number % 3 === 0 ? (A) => matrix(A.rows, A.cols, A.data.map((x) => 0.001 * Math.abs(x))) : undefined)))),
    rounded: someOf(roundedResults(other, trace, 2 + (number % 5)), 3, number),
    meant: [written, wrong].map((rows) => rows && finish(recognise(rows, all, trace))),
    compared: [one, other].map((of) => {
      const comparison = wrong && finish(compare(wrong, of, trace));
      return comparison && [comparison.states, comparison.digits, explanationsText(comparison.explanations, of, trace).map((text) => say(text))];
    }),
    given: given && [false, true].map((fromValues) => {
      const { forward, backward } = givenTrace(trace, (quantity, layer) => (quantity === one.quantity && layer === one.layer ? given : undefined), fromValues);
      return [forward.layers, backward?.Delta, backward?.gradX, backward?.gradb];
    }),
  };
} // prettier-ignore

const deep = (layers: number, size: number, head: string): string =>
  `${head}\n${Array.from({ length: layers }, (_, i) => `layer ${size} ${i % 2 === 0 ? 'tanh' : 'sigmoid'}\n  W = glorot(seed = ${i + 1})\n  b = uniform(-1, 1, seed = ${i + 1})\n`).join('')}loss half_sse\n`;

/** Networks for which the search does not look at everything. */
const LARGE: Readonly<Record<string, string>> = {
  layers: deep(9, 3, 'batch X = [1 0.5; -1 2; 0.3 0.1]\ntarget = [1 0; 0 1; 0.5 0.5]'),
  neurons: deep(2, 400, 'input X = [1 0.5 -0.25]\ntarget = ones()'),
};

/** How far the search goes where nothing explains what is written. */
async function searched(text: string): Promise<Said> {
  const trace = (await (await Analysis.of(text)).trace())!;
  const all = quantitiesOf(trace);
  const last = trace.forward.layers.length;
  return {
    steps: all.filter(({ quantity, layer }) => (quantity === 'gradW' && layer === 1) || (quantity === 'N' && layer === last)).map((one) => {
      const { rows, cols } = matrixOf(one, trace)!;
      const nonsense = Array.from({ length: rows }, (_, r) => Array.from({ length: cols }, (_, c) => 7 + ((r * 31 + c * 17) % 10)));
      return [one, pauses(compare(writtenRows(nonsense, 3), one, trace)), pauses(slipPairs(one, trace)), pauses(roundedResults(one, trace, 3))];
    }),
  };
} // prettier-ignore

describe('What is said of the matrices of students is as accepted', () => {
  for (let from = 1; from <= 60; from += 10)
    it(`exercises, ${from} to ${from + 9}`, () =>
      assertSaidAsAccepted('mistakes', numbered(from, from + 9, (n) => n), diagnosed));
  it('how far is searched in large networks', () =>
    assertSaidAsAccepted('searches', new Map(Object.entries(LARGE)), searched));
  for (let from = 1; from <= 100; from += 20)
    it(`what it is found by, ${from} to ${from + 19}`, () =>
      assertSaidAsAccepted('slips', numbered(from, from + 19, (n) => n), found));
}); // prettier-ignore
