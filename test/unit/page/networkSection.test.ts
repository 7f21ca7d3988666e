import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices } from '../../../src/page/pageChoices';

async function activationLines(text: string): Promise<readonly string[]> {
  const analysis = await Analysis.of(text);
  assert.ok(analysis.network, JSON.stringify(analysis.diagnostics));
  const page = buildPage({ network: analysis.network, trace: null, check: null, choices: usualChoices });
  const block = page.sections.flatMap(({ blocks }) => blocks).find(({ id }) => id === 'network.activations');
  assert.ok(block?.kind === 'formula');
  return block.plainTex.replace(/\\begin\{aligned\}|\\end\{aligned\}/g, '').split('\\\\[0.4em]');
}

describe('The activation functions of a page', () => {
  it('name the layers that have each', async () => {
    const lines = await activationLines('input 1\nlayer 1 tanh\nlayer 1 sigmoid\nlayer 1 tanh\nlayer 2 softmax\n');
    const layers = lines.map((line) => [...line.split('&')[0].matchAll(/\\Sigma_\{?(\d)/g)].map(([, layer]) => layer));
    assert.deepEqual(layers, [['1', '3'], ['2'], ['4']]);
  });
});
