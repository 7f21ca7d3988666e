// Texts whose pages once showed a wrong number are read back: every number of the page and of its first steps.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { usualLook } from '../../../src/notation/look';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices, type PageChoices } from '../../../src/page/pageChoices';
import { workedOut, type PlainNetwork } from './oracle';
import { textOf } from './randomCase';
import { readPage, type Shown } from './readPage';

type Layers = readonly (readonly [
  activations: PlainNetwork['layers'][number]['activations'],
  W: readonly (readonly number[])[],
])[];

const plain = (X: readonly number[], layers: Layers, loss?: string, Y?: readonly number[]): PlainNetwork => ({
  layers: layers.map(([activations, W]) => ({ W, b: null, activations })),
  X: X.map((x) => [x]),
  Y: Y?.map((y) => [y]) ?? null,
  objective: loss === undefined ? { output: 1 } : { loss, mean: false },
  rate: null,
  samples: 1,
  homogeneous: null,
});

const cases: readonly (readonly [name: string, network: PlainNetwork, shows: string])[] = [
  [
    'small slopes with a common power of ten',
    plain([1, 1], [[['sigmoid', 'sigmoid'], [[12, 0], [0, 30]]], [['identity'], [[1, 1]]]]),
    // σ′(12) = 6.14413460e-6 and σ′(30) = 9.35762297e-14.
    '9.358 \\times 10^{-14}',
  ],
  ['small numbers beside smaller ones', plain([1e-5, 1e-12], [[['identity'], [[20000000.5, 0.001]]]]), '1 \\times 10^{-12}'],
  ['numbers six powers of ten apart', plain([4.539581e-5, 1.38879e-11], [[['identity'], [[1, 1]]]]), '1.389 \\times 10^{-11}'],
  ['entries from 1e-300 to 1e300', plain([1e-300, 1e300], [[['identity'], [[1.5e299, 2.5e-299]]]]), '1 \\times 10^{-300}'],
  [
    'a saturated softmax without logarithms',
    plain([27, -18], [['softmax', [[1, 0], [0, 1]]]], 'half_sse', [1, 0]),
    // ∇X = p₁p₂(g₁ − g₂) = −1.638802524798103e-39 by mpmath; the other reading was off by a factor of 2.
    '-1.639',
  ],
  [
    'saturated sigmoids with binary cross-entropy',
    plain([40, -45], [[['sigmoid', 'sigmoid'], [[1, 0], [0, 1]]]], 'binary_cross_entropy', [1, 1]),
    // ∇L₂ = −1/σ(−45) = −(1 + e⁴⁵) = −3.493427105748509e19.
    '-3.493 \\times 10^{19}',
  ],
]; // prettier-ignore

describe('Pages that once showed a wrong number', () => {
  for (const [name, network, shows] of cases) {
    it(name, async () => {
      const text = textOf(network, 'loss' in network.objective ? network.objective.loss : 'output');
      const analysis = await Analysis.of(text);
      const trace = await analysis.trace();
      for (const form of ['3', '4', '5', 'delta', 'proof'] as const) {
        const choices: PageChoices = { ...usualChoices, form };
        const page = buildPage({ network: analysis.network!, trace, check: null, choices });
        const shown: Shown = {
          outputs: [workedOut(network)],
          digits: choices.digits,
          form,
          seen: { sharp: 0, vague: 0 },
          ...usualLook,
          notes: 0,
        };
        assert.ok(readPage(page, shown, 'plainTex') > 3);
        // Saturated outputs lose digits in the textbook's loops.
        const { vague, sharp } = shown.seen;
        assert.ok('loss' in network.objective || vague < 0.1 * sharp, `${vague} of ${sharp}`);
        if (form === '3') assert.ok(JSON.stringify(page).includes(JSON.stringify(shows).slice(1, -1)), shows);
      }
    });
  }
});
