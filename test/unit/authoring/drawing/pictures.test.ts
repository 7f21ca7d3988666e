import assert from 'node:assert/strict';
import fs from 'node:fs';
import { exportOf, LARGE_LAYERS, LONG_NAMES } from '../../../exportOf';

const mazur = fs.readFileSync('examples/mazur.nnet', 'utf8');

/** The attributes of all elements of this name, as they are in the text. */
function elements(svg: string, name: string): Record<string, string>[] {
  return [...svg.matchAll(new RegExp(`<${name} ([^>]*?)/?>`, 'g'))].map(([, attributes]) =>
    Object.fromEntries([...attributes.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  );
}

const plainTexts = (svg: string) =>
  [...svg.matchAll(/<text [^>]*>(.*?)<\/text>/g)].map(([, content]) => content.replace(/<[^>]*>/g, ''));

describe('the drawing as a picture', () => {
  it('has the neurons, values, names and symbols of Mazur’s network', async () => {
    const svg = await exportOf(mazur, 'svg');
    // Two columns carry a formal neuron for the bias of the next layer: 6 + 2.
    assert.equal(elements(svg, 'circle').length, 8);
    const texts = plainTexts(svg);
    // σ of the textbook example, to two decimals: 0.5933, 0.5969, 0.7514, 0.7729.
    for (const expected of ['X', 'Σ1', 'W1', 'Σ2', 'W2', '0.59', '0.60', '0.75', '0.77', 'n = 2', 'sigmoid', '+1']) {
      assert.ok(texts.includes(expected), expected);
    }
  });

  it('colours and measures edges by what was chosen: all weights are positive, ∇W₂ has a negative row', async () => {
    const strokes = async (colours: 'weight' | 'gradient') => {
      const lines = elements(await exportOf(mazur, 'svg', { colours }), 'line');
      // Without the samples of the legend.
      return lines.filter((line) => line['stroke-width'] !== '2.5' && line['stroke-dasharray'] === undefined);
    };
    const weights = await strokes('weight');
    assert.deepEqual(weights.map((line) => line['stroke']), Array(8).fill('#1a6fcc')); // prettier-ignore
    // 0.5 + 3.5·w/0.55 for w = .15 .20 .25 .30 .40 .45 .50 .55
    assert.deepEqual(
      weights.map((line) => line['stroke-width']),
      ['1.45', '1.77', '2.09', '2.41', '3.05', '3.36', '3.68', '4'],
    );
    const gradients = await strokes('gradient');
    assert.deepEqual(
      gradients.map((line) => line['stroke']),
      [...Array<string>(6).fill('#1a6fcc'), '#b36b00', '#b36b00'],
    );
  });

  it('groups large layers: four neurons, ⋮, two neurons', async () => {
    const svg = await exportOf(LARGE_LAYERS, 'svg');
    assert.equal(plainTexts(svg).filter((text) => text === '⋮').length, 2);
    assert.ok(plainTexts(svg).includes('n = 784'));
  });

  it('keeps names and titles text', async () => {
    const svg = await exportOf(LONG_NAMES, 'svg');
    assert.match(svg, /<title>Long &amp; &lt;b&gt;names&lt;\/b&gt; \]\]&gt; --&gt;<\/title>/);
    assert.doesNotMatch(svg, /<b>/);
    const [long] = plainTexts(svg).filter((text) => text.startsWith('an_extremely'));
    assert.match(long, /^an_extremely_long_\w*…$/);
  });

  it('says where it comes from and how to make it again', async () => {
    for (const target of ['svg', 'tikz'] as const) {
      const text = await exportOf(mazur, target, { colours: 'gradient' });
      assert.match(text, /Generated with NNet from a\.nnet, checksum [0-9a-f]{8}\. To generate it again:/, target);
      assert.ok(text.includes(`nnet export a.nnet --to ${target} --colours gradient`), target);
    }
  });

  it('is refused for a network that is too deep to be drawn', async () => {
    const text = `input = [1]\n${'layer 1 tanh\nW = [1]\n'.repeat(31)}`;
    await assert.rejects(exportOf(text, 'svg'), /too many to draw/);
  });
});
