import assert from 'node:assert/strict';
import { Analysis, defaultView } from '../../../src/analysis/analysis';
import type { Place } from '../../../src/analysis/places';
import { tryNumbers, type Trial } from '../../../src/analysis/whatIf';
import { toDouble } from '../../../src/functions/numbers/rational';
import { writtenNumbers } from '../../../src/service/edit/writtenNumbers';

const SPEC = `let a = 2
input X = [0.05 1/3] # at first
target = [0.01
  0.99]
layer sigmoid
  W = [0.15 a*2; 3 0.30]'
  b = [0.35 -.5]
layer 2 sigmoid
  W = glorot(seed = 7)
loss half_sse
rate = 0.5
`;

const at = (quantity: Place['quantity'], layer: number, row: number, column: number): Place => ({
  quantity,
  layer,
  entry: { row, column },
  sample: 'X',
});
const rate: Place = { quantity: 'rate', layer: 0 };

/** What is tried, as the text would be with it written: by hand. */
async function written(trials: readonly Trial[], text = SPEC): Promise<string | null> {
  const analysis = await Analysis.of(text);
  const edits = writtenNumbers(analysis, tryNumbers(analysis, trials));
  if (edits === null) return null;
  return [...edits]
    .reverse()
    .reduce((made, e) => made.slice(0, e.range.start) + e.text + made.slice(e.range.end), text);
}

describe('numbers tried where there is no network', () => {
  it('are left out', async () => {
    const analysis = await Analysis.of('input X = [1]\nlayer tahn\n  W = [2]');
    assert.deepEqual(tryNumbers(analysis, [{ place: at('W', 1, 0, 0), to: { text: '3' } }]), { analysis, numbers: [] });
  });
});

/** The gradient by all parameters, which must be that of the text with the numbers written into it. */
async function gradient(analysis: Analysis): Promise<number[]> {
  const { backward } = (await analysis.trace())!;
  return [...backward!.gradW.flatMap((g) => [...g.toMatrix().data]), ...backward!.gradX.data, backward!.value];
}

describe('a number tried in the place of another', () => {
  const cases: readonly (readonly [string, Trial, string, string])[] = [
    ['an entry, in its digits', { place: at('W', 1, 0, 0), to: { steps: 3 } }, '[0.15 a*2', '[0.18 a*2'],
    ['an entry of a transposed literal', { place: at('W', 1, 0, 1), to: { steps: -1 } }, '; 3 0.30', '; 2.9 0.30'],
    ['an expression, by its value', { place: at('W', 1, 1, 0), to: { steps: 1 } }, 'a*2', '4.1'],
    ['a bias', { place: at('b', 1, 1, 0), to: { steps: 10 } }, '-.5', '.5'],
    ['an input as a fraction', { place: at('X', 0, 1, 0), to: { steps: 1 } }, '1/3', '2/3'],
    ['a target on a line of its own', { place: at('target', 0, 1, 0), to: { steps: 1 } }, '0.99', '1.00'],
    ['the rate', { place: rate, to: { steps: 2 } }, 'rate = 0.5', 'rate = 0.7'],
    ['what is typed', { place: at('X', 0, 0, 0), to: { text: '-1e-3' } }, '0.05', '-1e-3'],
  ];
  for (const [what, trial, before, after] of cases) {
    it(`${what}, is computed with and written as it is shown`, async () => {
      const expected = SPEC.replace(before, after);
      assert.equal(await written([trial]), expected);
      const analysis = await Analysis.of(SPEC);
      const tried = tryNumbers(analysis, [trial]);
      assert.deepEqual(await gradient(tried.analysis), await gradient(await Analysis.of(expected)));
      assert.equal(tried.analysis.network!.rate, trial.place === rate ? 0.7 : 0.5);
    });
  }

  it('is written in the order of the text, in whatever order numbers are tried', async () => {
    const [later, earlier] = [
      { place: at('W', 1, 0, 0), to: { text: '7' } },
      { place: at('X', 0, 0, 0), to: { text: '8' } },
    ];
    const expected = SPEC.replace('[0.15 a*2', '[7 a*2').replace('0.05', '8');
    assert.equal(await written([later, earlier]), expected);
    assert.equal(await written([earlier, later]), expected);
  });

  it('of a generated matrix is written with the whole matrix, which then is what was tried', async () => {
    const trials = [{ place: at('W', 2, 1, 1), to: { text: '0.25' } }];
    const text = (await written(trials))!;
    assert.match(text, /layer 2 sigmoid\n {2}W = \[-?[\d.e-]+ -?[\d.e-]+; -?[\d.e-]+ 0\.25\]\nloss/);
    const tried = tryNumbers(await Analysis.of(SPEC), trials);
    assert.deepEqual(await gradient(await Analysis.of(text)), await gradient(tried.analysis));
  });

  it('a made matrix of up to 10 000 entries is written out', async () => {
    const text = (entries: number) => `input ${entries}\nlayer 1 tanh\n  W = zeros()\n`;
    const tried = (entries: number) => written([{ place: at('W', 1, 0, 0), to: { text: '7' } }], text(entries));
    assert.equal(await tried(10_000), text(10_000).replace('zeros()', `[7${' 0'.repeat(9_999)}]`));
    assert.equal(await tried(10_001), null);
  });

  it('several at once are one set of edits', async () => {
    const trials = [cases[0][1], cases[6][1], cases[4][1]];
    const expected = SPEC.replace('[0.15 a', '[0.18 a').replace('rate = 0.5', 'rate = 0.7').replace('1/3', '2/3');
    assert.equal(await written(trials), expected);
  });

  it('is a fraction too, where fractions are asked for', async () => {
    const analysis = await Analysis.of('input X = [1/3]\nlayer identity\n  W = [1/2]\n');
    const { analysis: tried } = tryNumbers(analysis, [{ place: at('X', 0, 0, 0), to: { steps: 1 } }]);
    const exact = await tried.withFractions((await tried.trace())!);
    const { n, d } = exact.exact!.layers[0].N!.data[0];
    assert.deepEqual([n, d, toDouble({ n, d })], [1n, 3n, 1 / 3]);
    // The text itself is as it was.
    const before = await analysis.withFractions((await analysis.trace(defaultView))!);
    assert.deepEqual(before.exact!.layers[0].N!.data[0], { n: 1n, d: 6n });
  });

  it('is left out where there is no such number, or it is none, or a rate that is not positive', async () => {
    const analysis = await Analysis.of(SPEC);
    const out: Trial[] = [
      { place: at('W', 9, 0, 0), to: { steps: 1 } },
      { place: at('W', 1, 5, 0), to: { steps: 1 } },
      { place: { quantity: 'W', layer: 1 }, to: { steps: 1 } },
      { place: at('Sigma', 1, 0, 0), to: { steps: 1 } },
      { place: at('X', 0, 0, 0), to: { text: 'pi' } },
      { place: at('X', 0, 0, 0), to: { text: '1e999' } },
      { place: rate, to: { steps: -5 } },
    ];
    assert.deepEqual(tryNumbers(analysis, out), { analysis, numbers: [] });
  });

  it('in a file of another program cannot be written', async () => {
    const stanford = '// a\n1,1,1,1,\n1,1,\n0,\n0,\n0,\n0,0,\n1,1,\n0.5,\n0.1,\n';
    assert.equal(await written([{ place: at('W', 1, 0, 0), to: { steps: 1 } }], stanford), null);
  });
});
