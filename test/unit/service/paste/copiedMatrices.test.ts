// What we copy, we can paste: each matrix of numbers in the LaTeX that the page copies is read with the same numbers.
import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import type { Digits } from '../../../../src/numbers/numberLayout';
import { buildPage } from '../../../../src/page/networkPage';
import { usualChoices } from '../../../../src/page/pageChoices';
import { isRefusal } from '../../../../src/service/paste/numberTable';
import { readMatrix } from '../../../../src/service/paste/readMatrix';
import { finish } from '../../../../src/steps/steps';
import { everyLook } from '../../../otherLooks';

type Rows = readonly (readonly number[])[];

const TEXT = `input X = [0.5 -2]
target = [0.25; -1]
layer 2 identity
  W = [-1/3 1/7; 0.125 -4]
  b = [-1.5 1000000]
layer 2 identity
  W = [1e-9 -2e-13; 3e-9 0]
loss half_sse
rate = 0.5
`;

const column = (...numbers: readonly number[]): Rows => numbers.map((x) => [x]);
const transposed = (A: Rows): Rows => A[0].map((_, c) => A.map((row) => row[c]));
const product = (A: Rows, B: Rows): Rows =>
  A.map((row) => B[0].map((_, c) => row.reduce((sum, x, k) => sum + x * B[k][c], 0)));
const sum = (A: Rows, B: Rows, times = 1): Rows => A.map((row, r) => row.map((x, c) => x + times * B[r][c]));

const X = column(0.5, -2);
const Y = column(0.25, -1);
const W1: Rows = [[-1 / 3, 1 / 7], [0.125, -4]]; // prettier-ignore
const b1 = column(-1.5, 1000000);
const W2: Rows = [[1e-9, -2e-13], [3e-9, 0]]; // prettier-ignore
const N1 = sum(product(W1, X), b1);
const N2 = product(W2, N1);
const slope = sum(N2, Y, -1);
const gradW2 = product(slope, transposed(N1));
const Delta1 = product(transposed(W2), slope);
const gradW1 = product(Delta1, transposed(X));

/** The first or the last matrices of some formulas of the page. */
const expected: Readonly<Record<string, { readonly first?: readonly Rows[]; readonly last?: readonly Rows[] }>> = {
  'network.parameters.W': { first: [W2, W1] },
  'network.parameters.b': { first: [b1] },
  'forward.X': { first: [X, Y] },
  'forward.1.N': { first: [W1, X, b1, N1] },
  'forward.2.N': { first: [W2, N1, N2] },
  'gradient.start.front': { first: [slope] },
  'gradient.tuple': { first: [gradW2, gradW1] },
  'gradient.2.W': { first: [slope], last: [transposed(N1), gradW2] },
  'gradient.1.W': { last: [transposed(X), gradW1] },
  'gradient.1.b': { last: [Delta1] },
  'gradient.1.updatedW': { first: [W1, gradW1], last: [sum(W1, gradW1, -0.5)] },
  'gradient.X.numbers': { last: [product(transposed(W1), Delta1)] },
};

/** How far a number may be from what is written of it; the compiler asks for a new kind of digits. */
const kinds: Readonly<Record<Digits['kind'], readonly [Digits, (exact: number) => number]>> = {
  significant: [{ kind: 'significant', count: 6 }, (exact) => 5.001e-6 * Math.abs(exact)],
  decimals: [{ kind: 'decimals', count: 3 }, () => 5.001e-4],
  fractions: [{ kind: 'fractions', count: 12 }, (exact) => 5.001e-12 * Math.abs(exact)],
};

/** A matrix of numbers with the factor before it, as a reader selects it in a formula. */
const MATRIX = /(?:10\^\{-?\d+\} )?\\left\[\\begin\{array\}\{r+\}.*?\\end\{array\}\\right\]/gs;

describe('Each matrix that the page copies as LaTeX can be pasted', () => {
  for (const [digits, tolerance] of Object.values(kinds)) {
    for (const [called, look] of everyLook) {
      it(`${digits.kind}, ${called}`, async () => {
        const analysis = await Analysis.of(TEXT);
        const traced = (await analysis.trace())!;
        const trace = digits.kind === 'fractions' ? await analysis.withFractions(traced) : traced;
        const choices = { ...usualChoices, ...look, digits };
        const { sections } = buildPage({ network: analysis.network!, trace, check: null, choices });
        const formulas = sections.flatMap(({ blocks }) => blocks).filter((block) => block.kind === 'formula');
        const read = new Map(formulas.map(({ id, plainTex }) => [id, matricesIn(plainTex)]));
        for (const [id, { first = [], last = [] }] of Object.entries(expected)) {
          const matrices = read.get(id)!;
          assertClose(matrices.slice(0, first.length), first, tolerance, id);
          assertClose(matrices.slice(matrices.length - last.length), last, tolerance, id);
        }
      });
    }
  }
});

/** The numbers of each matrix in a formula as they are pasted. */
function matricesIn(tex: string): readonly Rows[] {
  const pieces = tex.match(MATRIX) ?? [];
  assert.equal(pieces.length, tex.split('\\begin{array}{r').length - 1, `a matrix was overlooked in ${tex}`);
  return pieces.map((piece) => {
    const table = finish(readMatrix(piece));
    assert.ok(!isRefusal(table), `${piece} is refused`);
    return table.map((row) => row.map((entry) => entry.split('/').map(Number).reduce((x, y) => x / y))); // prettier-ignore
  });
}

function assertClose(
  read: readonly Rows[],
  exact: readonly Rows[],
  tolerance: (x: number) => number,
  id: string,
): void {
  const message = `${id}: ${JSON.stringify(read)} instead of ${JSON.stringify(exact)}`;
  const shapes = (all: readonly Rows[]) => all.map((rows) => rows.map((row) => row.length));
  assert.deepEqual(shapes(read), shapes(exact), message);
  const numbers = exact.flat(2);
  assert.ok(
    read.flat(2).every((x, i) => Math.abs(x - numbers[i]) <= tolerance(numbers[i])),
    message,
  );
}
