import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import type { NetworkForm } from '../../../src/analysis/networkForm';
import { rangeOf, writtenPlace, type Place } from '../../../src/analysis/places';

const affine = 'input X = [7 8]\nlayer tanh\n  W = [1 2; 3 4]\n  b = [5 6]\nlayer sin\n  W = [9 10]\n';
const homogeneous =
  'input X = [7 8 1]\nlayer [tanh sin identity]\n  W = [11 12 15; 13 14 16; 0 0 1]\nlayer sin\n  W = [9 10 17]\n';

async function written(text: string, form: NetworkForm, place: Place): Promise<string | undefined> {
  const analysis = await Analysis.of(text);
  const range = rangeOf(analysis.checked, writtenPlace(place, form, analysis.network));
  return range ? text.slice(range.start, range.end) : undefined;
}

const W = (layer: number, row: number, column: number): Place => ({ quantity: 'W', layer, entry: { row, column } });

describe('The other form of a network in an analysis', () => {
  it('is offered where there is one, and shown where it is', async () => {
    const forms = async (text: string) => (await Analysis.of(text)).forms;
    assert.deepEqual(await forms(affine), ['written', 'homogeneous', 'both']);
    assert.deepEqual(await forms(homogeneous), ['written', 'affine', 'both']);
    assert.deepEqual(await forms('input X = [1 2]\nlayer tanh\n  W = [1 2]\n'), ['written']);
    assert.deepEqual(await forms('layer'), ['written']);
    const analysis = await Analysis.of(affine);
    assert.equal(analysis.form({ sample: null, column: null, output: null, form: 'affine' }), 'written');
  });
  it('is beside the affine one where both are asked for', async () => {
    const view = { sample: null, column: null, output: null, form: 'both' } as const;
    const looked = async (text: string) => {
      const analysis = await Analysis.of(text);
      return [analysis.form(view), analysis.homogeneousBeside(view)?.form];
    };
    assert.deepEqual(await looked(affine), ['written', 'homogeneous']);
    assert.deepEqual(await looked(homogeneous), ['affine', 'written']);
    assert.deepEqual(await looked('input X = [1 2]\nlayer tanh\n  W = [1 2]\n'), ['written', undefined]);
    assert.equal((await Analysis.of(affine)).homogeneousBeside({ ...view, form: 'homogeneous' }), null);
  });
  it('has traces and checks of its own, with the same value', async () => {
    for (const [text, form] of [
      [affine, 'homogeneous'],
      [homogeneous, 'affine'],
    ] as const) {
      const analysis = await Analysis.of(text);
      const view = { sample: null, column: null, output: null, form };
      const [one, other] = [await analysis.trace(), await analysis.trace(view)];
      assert.ok(Math.abs(one!.backward!.value - other!.backward!.value) < 1e-12);
      assert.notEqual(one!.forward.sample.X.rows, other!.forward.sample.X.rows);
      assert.equal(await analysis.trace(view), other);
      assert.equal(analysis.madeTrace(view), other);
      assert.notEqual((await analysis.check())!.total, (await analysis.check(view))!.total);
    }
  });
  it('leads to where its entries are written', async () => {
    assert.equal(await written(affine, 'homogeneous', W(1, 1, 0)), '3');
    assert.equal(await written(affine, 'homogeneous', W(1, 1, 2)), '6');
    assert.equal(await written(affine, 'homogeneous', W(1, 2, 2)), '[1 2; 3 4]');
    assert.equal(await written(affine, 'homogeneous', W(2, 0, 2)), '[9 10]');
    assert.equal(await written(affine, 'homogeneous', { quantity: 'X', layer: 0, entry: { row: 1, column: 0 } }), '8');
    assert.equal(
      await written(affine, 'homogeneous', { quantity: 'X', layer: 0, entry: { row: 2, column: 0 } }),
      '[7 8]',
    );
    assert.equal(await written(homogeneous, 'affine', { quantity: 'b', layer: 1, entry: { row: 1, column: 0 } }), '16');
    assert.equal(await written(homogeneous, 'affine', W(1, 1, 0)), '13');
    assert.equal(await written(homogeneous, 'written', W(1, 2, 2)), '1');
  });
});
