import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { say } from '../../../../src/message/message';
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

/**
 * Two samples, by hand: N₁ = [8 11; 17 24; 26 37], N₂ = [120 170; 273 386], Δ₂ = N₂ − Y, Δ₁ = W₂ᵀ·Δ₂ with first column 1211,
 * 1603, 1995 and second row 1603, 2265.
 */
const BATCH = `batch X = [1 2; 3 4]
target = [1 0; 0 1]
layer 3 identity
  W = [1 2; 3 4; 5 6]
  b = [1 2 3]
layer 2 identity
  W = [1 2 3; 4 5 6]
loss half_sse
rate = 0.1
`;

describe('what an entry in row 2 and column 1 is computed from', () => {
  const HOW = 'How it is computed';
  const cases: readonly (readonly [EntryRef['quantity'], number, string, string, string])[] = [
    ['N', 1, 'Row × column: row 2 of W₁ times column 1 of X', 'row 1 W1, column 0 X0', '(N_1)_{21} &= w^{1}_{21} \\, x_{11} + w^{1}_{22} \\, x_{21} + b^{1}_{2} \\\\ &= 3 \\cdot 1 + 4 \\cdot 3 + 2 \\\\ &= 3 + 12 + 2 \\\\ &= 17'],
    ['Sigma', 1, HOW, '', '(\\Sigma_1)_{21} &= \\operatorname{identity}((N_1)_{21}) \\\\ &= \\operatorname{identity}(17) \\\\ &= 17'],
    ['dSigma', 1, HOW, '', "(\\Sigma'_1)_{21} &= \\operatorname{identity}'((N_1)_{21}) \\\\ &= \\operatorname{identity}'(17) \\\\ &= 1"],
    ['N', 2, 'Row × column: row 2 of W₂ times column 1 of Σ₁', 'row 1 W2, column 0 Sigma1', '(N_2)_{21} &= w^{2}_{21} \\, (\\Sigma_1)_{11} + w^{2}_{22} \\, (\\Sigma_1)_{21} + w^{2}_{23} \\, (\\Sigma_1)_{31} \\\\ &= 4 \\cdot 8 + 5 \\cdot 17 + 6 \\cdot 26 \\\\ &= 32 + 85 + 156 \\\\ &= 273'],
    ['Delta', 2, HOW, '', "(\\Delta_2)_{21} &= (\\nabla L)_{21} \\, (\\Sigma'_2)_{21} \\\\ &= 273 \\cdot 1 \\\\ &= 273"],
    ['Delta', 1, 'Row × column: column 2 of W₂ times column 1 of Δ₂', 'column 1 W2, column 0 Delta2', "(\\Delta_1)_{21} &= (w^{2}_{12} \\, (\\Delta_2)_{11} + w^{2}_{22} \\, (\\Delta_2)_{21}) \\, (\\Sigma'_1)_{21} \\\\ &= (2 \\cdot 119 + 5 \\cdot 273) \\cdot 1 \\\\ &= 1603 \\cdot 1 \\\\ &= 1603"],
    ['gradW', 2, 'Row × column: row 2 of Δ₂ times row 1 of Σ₁', 'row 1 Delta2, row 0 Sigma1', '\\partial L / \\partial w^{2}_{21} &= (\\Delta_2)_{21} \\, (\\Sigma_1)_{11} + (\\Delta_2)_{22} \\, (\\Sigma_1)_{12} \\\\ &= 273 \\cdot 8 + 385 \\cdot 11 \\\\ &= 2184 + 4235 \\\\ &= 6419'],
    ['gradW', 1, 'Row × column: row 2 of Δ₁ times row 1 of X', 'row 1 Delta1, row 0 X0', '\\partial L / \\partial w^{1}_{21} &= (\\Delta_1)_{21} \\, x_{11} + (\\Delta_1)_{22} \\, x_{12} \\\\ &= 1603 \\cdot 1 + 2265 \\cdot 2 \\\\ &= 1603 + 4530 \\\\ &= 6133'],
    ['gradb', 1, 'Row × column: row 2 of Δ₁ times column 1 of 𝟏', 'row 1 Delta1', '\\partial L / \\partial b^{1}_{2} &= (\\Delta_1)_{21} + (\\Delta_1)_{22} \\\\ &= 1603 + 2265 \\\\ &= 3868'],
    ['gradX', 0, 'Row × column: column 2 of W₁ times column 1 of Δ₁', 'column 1 W1, column 0 Delta1', '\\partial L / \\partial x_{21} &= w^{1}_{12} \\, (\\Delta_1)_{11} + w^{1}_{22} \\, (\\Delta_1)_{21} + w^{1}_{32} \\, (\\Delta_1)_{31} \\\\ &= 2 \\cdot 1211 + 4 \\cdot 1603 + 6 \\cdot 1995 \\\\ &= 2422 + 6412 + 11970 \\\\ &= 20804'],
    ['nextW', 1, HOW, '', 'w^{1+}_{21} &= w^{1}_{21} - \\eta \\, \\partial L / \\partial w^{1}_{21} \\\\ &= 3 - 0.1 \\cdot 6133 \\\\ &= 3 - 613.3 \\\\ &= -610.3'],
    ['nextb', 1, HOW, '', 'b^{1+}_{2} &= b^{1}_{2} - \\eta \\, \\partial L / \\partial b^{1}_{2} \\\\ &= 2 - 0.1 \\cdot 3868 \\\\ &= 2 - 386.8 \\\\ &= -384.8'],
  ]; // prettier-ignore
  for (const [quantity, layer, heading, sources, tex] of cases) {
    it(`${quantity} ${layer}`, async () => {
      const trace = (await (await Analysis.of(BATCH)).trace())!;
      const at = { quantity, layer, row: 1, column: 0 };
      const view = finish(entrySteps({ at, about: 'product' }, trace, defaultChoices))!;
      const from = view.sources.map((line) => `${line.of} ${line.index} ${line.quantity}${line.layer}`).join(', ');
      assert.ok(view.work?.about === 'product');
      assert.deepEqual(
        [say(view.work.heading), from, view.work.tex],
        [heading, sources, `\\begin{aligned} ${tex} \\end{aligned}`],
      );
    });
  }

  it('is nothing for W, b, X and the target, which are given', async () => {
    const trace = (await (await Analysis.of(BATCH)).trace())!;
    for (const [quantity, layer] of [['W', 1], ['b', 1], ['X', 0], ['target', 0]] as const) {
      const view = finish(entrySteps({ at: { quantity, layer, row: 1, column: 0 }, about: 'product' }, trace, defaultChoices))!;
      assert.deepEqual([view.work, view.sources, view.more.includes('product')], [null, [], false], quantity);
    }
  }); // prettier-ignore
});
