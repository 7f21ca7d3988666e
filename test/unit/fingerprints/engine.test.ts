// What the engine makes of random networks, also with numbers near the ends of what a double holds: values, what is not
// finite, what has lost its digits, which entries the check leaves out.
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { hessianVector } from '../../../src/engine/hessianVector';
import { randomFrom } from '../campaign/mutants';
import { say } from '../../../src/message/message';
import { plans, randomCase } from '../readBack/randomCase';
import { assertSaidAsAccepted, numbered, type Said } from './fingerprints';

const some = fc.sample(plans, { seed: 1130, numRuns: 500 }).filter(({ sizes }) => Math.max(...sizes) < 9);
const EXTREMES = [
  '1e-160',
  '3e-200',
  '1e-308',
  '5e-324',
  '1e160',
  '1e300',
  '-1e154',
  '700',
  '-745',
  '-40',
  '1e-17',
  '0',
  '1',
  '0.5',
  '1e16',
  '36',
];

/** The text with some of its numbers replaced by extreme ones. */
function withExtremes(text: string, number: number): string {
  if (number % 3 === 0) return text;
  const random = randomFrom(number);
  return text.replace(/(?<=[[ ;])-?\d[\d.e+-]*(?=[\] ;])/g, (found) =>
    random() < 0.25 ? EXTREMES[Math.floor(random() * EXTREMES.length)] : found,
  );
}

async function computed(number: number): Promise<Said> {
  const text = withExtremes(randomCase(some[number]).text, number);
  const analysis = await Analysis.of(text);
  const { diagnostics } = analysis;
  const trace = await analysis.trace();
  const check = trace && (await analysis.check({ sample: null, column: null, output: null }));
  const { forward, backward, ...flaws } = trace ?? { forward: null, backward: null };
  return {
    problems: diagnostics.map(({ code, message, range }) => [code, say(message), range]),
    forward: forward?.layers.map(({ N, Sigma, dSigma }) => [N, Sigma, dSigma]),
    backward: backward && [backward.value, backward.seed, backward.Delta, backward.gradb, backward.gradX, backward.gradW.map((G) => [G.entry(0, 0), G.entry(G.rows - 1, G.cols - 1)])],
    flaws: [flaws, forward?.kinks, backward?.lossKinks],
    check: check && [check.leftOut, check.compared, check.sampled, check.total, check.parts.map(({ quantity, layer, compared, sampled }) => [quantity, layer, compared, sampled])],
    along: trace && hessianVector(trace),
  };
} // prettier-ignore

describe('What the engine makes of random networks is as accepted', () => {
  for (let from = 1; from <= 400; from += 50)
    it(`networks, ${from} to ${from + 49}`, () =>
      assertSaidAsAccepted('engine', numbered(from, from + 49, (n) => n), computed));
}); // prettier-ignore
