// What hovers show, we can paste: however they are written, each matrix is read with its numbers, and told by its name.
import assert from 'node:assert/strict';
import { Analysis, defaultView } from '../../../../src/analysis/analysis';
import { inEnglish, say } from '../../../../src/message/message';
import { hoverAt } from '../../../../src/service/hover/hover';
import { isRefusal } from '../../../../src/service/paste/numberTable';
import { readMatrix } from '../../../../src/service/paste/readMatrix';
import { workParts } from '../../../../src/service/paste/workParts';
import { finish } from '../../../../src/steps/steps';
import { everyLook } from '../../../otherLooks';

// N₁ = (3, −2, 0.5), Σ₁ = N₁², Σ′₁ = 2N₁; W₂ = [1 1 1], N₂ = 13.25, L = ½(13.25 − 12.25)², Δ₂ = 1, Δ₁ = Σ′₁, ∇W₁ = Δ₁Xᵀ.
const TEXT = `input X = [1 2]
target = 12.25
layer 3 square
  W = [1 0.5; 0 -1.5; -1.5 1]
  b = [1 1 0]
layer 1 identity
  W = [1 1 1]
loss half_sse
exercise "A"
  give N1 Sigma1 dSigma1
  ask Delta1 gradW1 gradb1 gradX Delta2 gradW2
`;

type Rows = readonly (readonly number[])[];
const column = (...numbers: readonly number[]): Rows => numbers.map((x) => [x]);

const X = column(1, 2);
const W1: Rows = [[1, 0.5], [0, -1.5], [-1.5, 1]]; // prettier-ignore
const N1 = column(3, -2, 0.5);
const Sigma1 = column(9, 4, 0.25);
const Delta1 = column(6, -4, 1);
const gradW1: Rows = [[6, 12], [-4, -8], [1, 2]]; // prettier-ignore
const gradX = column(4.5, 10);

/** The matrices of a hover on the words that begin so: what the name of each is taken for first, if it can be checked. */
const expected: Readonly<Record<string, readonly (readonly [string | null, Rows])[]>> = {
  'input X': [[null, X], ['gradX0', gradX]],
  target: [[null, [[12.25]]]],
  'layer 3': [['N1', N1], ['Sigma1', Sigma1], [null, Delta1], ['Delta1', Delta1]],
  'layer 1': [['N2', [[13.25]]], ['Sigma2', [[13.25]]], [null, [[1]]], ['Delta2', [[1]]]],
  'W = [1 0.5': [[null, W1], ['gradW1', gradW1]],
  'W = [1 1 1': [[null, [[1, 1, 1]]], ['gradW2', [[9, 4, 0.25]]]],
  'b = [1 1': [[null, column(1, 1, 0)], ['gradb1', Delta1]],
  N1: [['N1', N1]],
  Sigma1: [['Sigma1', Sigma1]],
  dSigma1: [[null, Delta1]],
  Delta1: [['Delta1', Delta1]],
  gradW1: [['gradW1', gradW1]],
  gradb1: [['gradb1', Delta1]],
  gradX: [['gradX0', gradX]],
  Delta2: [['Delta2', [[1]]]],
  gradW2: [['gradW2', [[9, 4, 0.25]]]],
}; // prettier-ignore

describe('Each matrix of a hover can be pasted', () => {
  for (const [called, look] of everyLook)
    it(called, async () => {
      const analysis = await Analysis.of(TEXT);
      await analysis.trace(defaultView);
      for (const [words, matrices] of Object.entries(expected)) {
        const { markdown } = hoverAt(analysis, TEXT.indexOf(words), inEnglish, look)!;
        const [, text] = /```text\n([^]*?)\n```/.exec(markdown)!;
        const read = finish(workParts(text)).map((part) => {
          const table = finish(readMatrix(part.text));
          const name = part.meant.map(({ quantity, layer }) => `${quantity}${layer}`)[0] ?? null;
          return [name, isRefusal(table) ? say(table.refusal) : table.map((row) => row.map(Number))];
        });
        assert.deepEqual(read, matrices, `${words}: ${text}`);
      }
    });
});
