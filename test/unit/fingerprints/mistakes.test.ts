// What is said of the matrices of students, right, rounded and with one or two slips, of random exercises.
import { explanationsText } from '../../../src/mistakes/explanationText';
import { compare } from '../../../src/mistakes/comparison';
import { slipsFor } from '../../../src/mistakes/knownSlips';
import { checkWork } from '../../../src/mistakes/work/checkWork';
import { workText } from '../../../src/mistakes/work/workText';
import { say } from '../../../src/message/message';
import { finish } from '../../../src/steps/steps';
import { pick, quantitiesIn, random, randomExercise, traceOf, writtenRows } from '../mistakes/exercises';
import { onPaper, type Wrong } from '../mistakes/textbook';
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

describe('What is said of the matrices of students is as accepted', () => {
  for (let from = 1; from <= 60; from += 10)
    it(`exercises, ${from} to ${from + 9}`, () =>
      assertSaidAsAccepted('mistakes', numbered(from, from + 9, (n) => n), diagnosed));
}); // prettier-ignore
