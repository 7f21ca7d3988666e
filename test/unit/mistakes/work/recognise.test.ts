// Which quantity numbers without a name are taken for, where only some of them are right.
import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { recognise } from '../../../../src/mistakes/work/recognise';
import { finish } from '../../../../src/steps/steps';

/** N₁ = (1, 2, …) and Σ₁ = tanh N₁ of so many neurons, of which the first `right` are written as N₁ has them. */
async function recognised(neurons: number, right: number): Promise<string | null> {
  const N = Array.from({ length: neurons }, (_, i) => i + 1);
  const trace = (await (await Analysis.of(`input X = [1]\nlayer tanh\n  W = [${N.join('; ')}]\n`)).trace())!;
  const numbers = (data: readonly number[]) => ({ rows: neurons, cols: 1, data: Float64Array.from(data) });
  const written = { values: numbers(N.map((x, i) => (i < right ? x : 7.13 + 3.17 * i * i))), units: numbers(N.map(() => 0.01)) }; // prettier-ignore
  const among = (['Sigma', 'N'] as const).map((quantity) => ({ quantity, layer: 1 }));
  return finish(recognise(written, among, trace))?.quantity ?? null;
}

/** The quantity of this shape among N₁ (2 × 1), ∇W₁ (2 × 3) and b₁'s gradient, none of whose entries are right. */
async function onlyOfShape(rows: number, cols: number): Promise<string | null> {
  const text = 'input X = [1 2 3]\ntarget = [0 1]\nlayer tanh\n  W = [1 2 3; 4 5 6]\n  b = [1 0]\nloss sse\n';
  const trace = (await (await Analysis.of(text)).trace())!;
  const numbers = (of: (i: number) => number) => ({ rows, cols, data: Float64Array.from({ length: rows * cols }, (_, i) => of(i)) }); // prettier-ignore
  const written = { values: numbers((i) => 7.13 + 3.17 * i * i), units: numbers(() => 0.01) };
  const among = (['N', 'gradW', 'gradb'] as const).map((quantity) => ({ quantity, layer: 1 }));
  return finish(recognise(written, among, trace))?.quantity ?? null;
}

describe('What numbers are meant to be', () => {
  it('is what more than a third of them are', async () => {
    assert.deepEqual([await recognised(3, 1), await recognised(6, 2), await recognised(5, 2)], [null, null, 'N']);
    assert.deepEqual([await recognised(3, 2), await recognised(3, 3)], ['N', 'N']);
  });

  it('is the only quantity of their shape, if nothing else tells', async () => {
    assert.deepEqual(
      [await onlyOfShape(2, 3), await onlyOfShape(2, 1), await onlyOfShape(5, 2)],
      ['gradW', null, null],
    );
  });
});
