// Whoever adds a choice of the panel is asked by the compiler for another value of it here, and by the test for its effect.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { buildPage } from '../../../src/page/networkPage';
import { usualLook, type Look } from '../../../src/notation/look';
import { usualChoices, type PageChoices } from '../../../src/page/pageChoices';
import { otherLook } from '../../otherLooks';
import { Steps } from '../../../src/page/steps';

const row = Array.from({ length: 14 }, (_, i) => i + 1).join(' ');
const TEXT = `input X = [${row}]
layer 2 tanh
  W = [${row}; ${row}]
layer 2 tanh
  W = [0.1 -0.2; 0.3 0.4]
output 1
`;

/** Another value than the usual one of every choice. */
const others: Required<PageChoices> = {
  digits: { kind: 'decimals', count: 1 },
  expanded: new Set(['network.parameters.W:W.1']),
  form: 'delta',
  layer: 1,
  shapes: true,
  ...otherLook,
  general: true,
  neuron: { layer: 2, index: 2 },
  alone: true,
};

const SHOWS = 'a choice that changes nothing is lost on the way, or the text of this test does not show it';

describe('Each choice of the panel changes the formulas of the page', () => {
  const page = async (chosen: Partial<PageChoices>): Promise<string> => {
    const analysis = await Analysis.of(TEXT);
    // The proof is where a neuron is chosen for.
    const form = 'neuron' in chosen ? 'proof' : usualChoices.form;
    const choices = { ...usualChoices, form, ...chosen };
    const { sections } = buildPage({ network: analysis.network!, trace: await analysis.trace(), check: null, choices });
    const blocks = sections.flatMap((section) => section.blocks);
    return blocks.flatMap((block) => (block.kind === 'formula' ? [block.tex] : [])).join('\n');
  };

  for (const [name, value] of Object.entries(others)) {
    it(name, async () => {
      const before = name === 'neuron' ? { neuron: null } : {};
      assert.ok((await page({ [name]: value })) !== (await page(before)), SHOWS);
    });
  }
});

describe('Each choice of how formulas are written changes the steps', () => {
  const steps = async (chosen: Partial<Look>): Promise<string> => {
    const analysis = await Analysis.of(TEXT);
    const made = new Steps(analysis.network!, await analysis.trace(), { ...usualChoices, ...chosen });
    return Array.from({ length: made.overview.count }, (_, i) => made.view(i).formula.tex).join('\n');
  };

  for (const name of Object.keys(usualLook) as (keyof Look)[]) {
    it(name, async () => assert.ok((await steps({ [name]: others[name] })) !== (await steps({})), SHOWS));
  }
});
