import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import type { Alphabet } from '../../../../src/notation/letters/alphabet';
import type { EntryRef } from '../../../../src/notation/entry/entryRef';
import { entrySteps } from '../../../../src/page/entry/entryView';
import { defaultChoices } from '../../../../src/panel/protocol';
import { finish } from '../../../../src/steps/steps';

/** N = 3·2 − 1 = 5 and L = ½(5 − 1)² = 8, so Δ = 4, ∂L/∂w = 4·2 = 8 and a step of 0.1 makes w 3 − 0.8. */
const SPEC = 'input X = [2]\ntarget = [1]\nlayer identity\n  W = [3]\n  b = [-1]\nloss half_sse\nrate = 0.1\n';

async function linesOf(entry: Partial<EntryRef>, letters: Alphabet = 'paper'): Promise<readonly string[] | null> {
  const trace = (await (await Analysis.of(SPEC)).trace())!;
  const ref = { quantity: 'W', layer: 1, row: 0, column: 0, ...entry } as const;
  const view = finish(entrySteps({ at: ref, about: 'value' }, trace, { ...defaultChoices, letters }));
  return view?.lines.map(({ tex }) => tex) ?? null;
}

describe('entryView', () => {
  it('says the name of a weight, its value, the derivative by it, and what a step makes of it', async () => {
    assert.deepEqual(await linesOf({}), [
      'w^{1}_{11} = 3',
      '\\partial L / \\partial w^{1}_{11} = 8',
      'w^{1}_{11} - \\eta \\, \\partial L / \\partial w^{1}_{11} = 2.2',
    ]);
  });

  it('names entries as the notes of the page do, in the letters that are chosen', async () => {
    assert.deepEqual(await linesOf({ quantity: 'N' }), ['(N_1)_{1} = 5', '(\\Delta_1)_{1} = 4']);
    assert.deepEqual(await linesOf({ quantity: 'N' }, 'course'), ['z^{[1]}_{1} = 5', '\\delta^{[1]}_{1} = 4']);
    assert.deepEqual((await linesOf({}, 'course'))?.[0], 'w^{[1]}_{11} = 3');
    assert.deepEqual((await linesOf({ quantity: 'nextW' }, 'course'))?.[0], 'w^{[1]+}_{11} = 2.2');
    assert.deepEqual((await linesOf({ quantity: 'nextW' }))?.[0], 'w^{1+}_{11} = 2.2');
    assert.deepEqual((await linesOf({ quantity: 'target', layer: 0 }))?.[0], 'y_{1} = 1');
    assert.deepEqual(await linesOf({ quantity: 'X', layer: 0 }), ['x_{1} = 2', '\\partial L / \\partial x_{1} = 12']);
  });

  it('knows no entry outside', async () => {
    assert.equal(await linesOf({ row: 1 }), null);
    assert.equal(await linesOf({ layer: 2 }), null);
  });
});
