// Where the gradient of a large network is largest.
import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { PictureCache } from '../../../../src/page/heatMap/pictureCache';
import { say } from '../../../../src/message/message';
import type { Block } from '../../../../src/page/page';
import { buildPage, picturedMatrices } from '../../../../src/page/networkPage';
import { usualChoices, type PageChoices } from '../../../../src/page/pageChoices';
import { finish } from '../../../../src/steps/steps';

/** W₁ = 0, so ∇W₂ = 0 and ∇W₁ = [3; −5] · Xᵀ with X = 1, …, n. */
const spec = (n: number): string =>
  `input X = [${Array.from({ length: n }, (_, i) => i + 1).join(' ')}]\nlayer 2 identity\n  W = zeros()\nlayer 1 identity\n  W = [3 -5]\n`;

async function blockOf(
  id: string,
  text: string,
  withPictures: boolean,
  choices: PageChoices = usualChoices,
): Promise<Block | null> {
  const analysis = await Analysis.of(text);
  const [network, trace] = [analysis.network!, (await analysis.trace())!];
  const matrices = withPictures ? picturedMatrices(network, choices) : [];
  const pictures = finish(new PictureCache().make(trace, network, matrices));
  const page = buildPage({ network, trace, check: null, choices, pictures });
  return page.sections.flatMap(({ blocks }) => blocks).find((block) => block.id === id) ?? null;
}

async function shown(text: string, withPictures: boolean, choices?: PageChoices): Promise<string | null> {
  const block = await blockOf('gradient.largest', text, withPictures, choices);
  return block?.kind === 'formula' ? block.tex : null;
}

describe('The largest entry of the gradient', () => {
  it('is named above the formulas of a large network, and leads to how it is computed', async () => {
    const tex = await shown(spec(60), true);
    assert.equal(tex, '\\partial f / \\partial w^{1}_{2,60} = \\htmlData{q=gradW.1.1.59}{-300}');
  });

  it('may be that of a small layer beside a large one, at any place of it, of two equal ones the first', async () => {
    // ∇W₂ = [N₁ 1·Σ…] = N₁ᵀ: with W₁ = 0 and b the entries of b; ∇W₁ is 1 in the largest place.
    const small = (b: string) =>
      `input X = [${'1 '.repeat(60)}]\nlayer 3 identity\n  W = zeros()\n  b = [${b}]\nlayer 1 identity\n  W = [1 1 1]\n`;
    const at = async (b: string) => (await shown(small(b), true))!.replace(/.*w\^/, '');
    assert.equal(await at('7 -9 8'), '{2}_{12} = \\htmlData{q=gradW.2.0.1}{-9}');
    assert.equal(await at('7 5 8'), '{2}_{13} = \\htmlData{q=gradW.2.0.2}{8}');
    assert.equal(await at('8 5 -8'), '{2}_{11} = \\htmlData{q=gradW.2.0.0}{8}');
    assert.equal(await at('0.5 0.25 0'), '{1}_{11} = \\htmlData{q=gradW.1.0.0}{1}');
  });

  it('is said in words too', async () => {
    const block = await blockOf('gradient.largest.words', spec(60), true);
    assert.ok(block?.kind === 'paragraph' && block.content[0].kind === 'text');
    assert.match(say(block.content[0].text), /is in row 2, column 60 of ∇W₁;/);
  });

  it('is that of the layer that is chosen', async () => {
    assert.equal(await shown(spec(60), true, { ...usualChoices, layer: 2 }), null, 'it is a small one');
    assert.match((await shown(spec(60), true, { ...usualChoices, layer: 1 }))!, /-300/);
  });

  it('is not said before it is known, nor of a small network', async () => {
    assert.equal(await shown(spec(60), false), null);
    assert.equal(await shown(spec(49), true), null);
  });
});
