// The heat map of a matrix: what it says of the numbers, by hand.
import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { say } from '../../../../src/message/message';
import { entryOfCell, idOfPicture, isPictured, picturedBy } from '../../../../src/page/heatMap/heatMaps';
import { PictureCache } from '../../../../src/page/heatMap/pictureCache';
import { buildPage, picturedMatrices } from '../../../../src/page/networkPage';
import type { HeatMapBlock } from '../../../../src/page/page';
import { quantitiesOf } from '../../../../src/notation/formula/quantities';
import { usualChoices } from '../../../../src/page/pageChoices';
import { finish } from '../../../../src/steps/steps';

const counted = Array.from({ length: 60 }, (_, i) => i + 1);
/** W₁ is 2 × 60 with 1, …, 60 and their negatives; ∇W₁ = [3; −5] · Xᵀ with X = 1, …, 60. */
const TEXT = `input X = [${counted.join(' ')}]\nlayer identity\n  W = [${counted.join(' ')}; ${counted.map((x) => -x).join(' ')}]\nlayer 1 identity\n  W = [3 -5]\n`; // prettier-ignore

async function mapsOf(withPictures: boolean, text = TEXT): Promise<ReadonlyMap<string, HeatMapBlock>> {
  const analysis = await Analysis.of(text);
  const [network, trace] = [analysis.network!, (await analysis.trace())!];
  const matrices = withPictures ? picturedMatrices(network, usualChoices) : [];
  const pictures = finish(new PictureCache().make(trace, network, matrices));
  const { sections } = buildPage({ network, trace, check: null, choices: usualChoices, pictures });
  const blocks = sections.flatMap((section) => section.blocks);
  return new Map(blocks.flatMap((block) => (block.kind === 'heatMap' ? [[block.id, block] as const] : [])));
}

describe('heat maps', () => {
  it('are there for matrices of fifty or more in one direction, and of more than one in the other', () => {
    const shapes = [[50, 2], [2, 50], [49, 49], [50, 1], [1, 50], [51, 3]].map(([rows, cols]) => isPictured({ rows, cols })); // prettier-ignore
    assert.deepEqual(shapes, [true, true, false, false, false, true]);
  });

  it('have an id by which their matrix is found', () => {
    for (const [quantity, layer, id] of [['X', 0, 'forward.X.picture'], ['W', 1, 'forward.1.picture'], ['gradW', 12, 'gradient.12.picture']] as const) {
      assert.equal(idOfPicture({ quantity, layer }), id);
      assert.deepEqual(picturedBy(id), { quantity, layer });
    } // prettier-ignore
    for (const id of ['gradient.X.picture', 'forward.0.picture', 'forward.1', 'network.1.picture', ''])
      assert.equal(picturedBy(id), null, id);
  });

  it('say what is shown, how large it is, and where the largest entries are', async () => {
    const maps = await mapsOf(true);
    assert.deepEqual([...maps.keys()], ['forward.1.picture', 'gradient.1.picture']);
    const [W, gradient] = [...maps.values()];
    assert.equal(say(W.label), 'W₁ as a picture, 2 × 60');
    assert.equal(say(gradient.label), '∇W₁ as a picture, 2 × 60');
    assert.deepEqual([W.layer, gradient.layer], [1, 1]);
    const [ofW, ofGradient] = [W.picture!, gradient.picture!];
    assert.deepEqual([ofW.rows, ofW.columns, ofW.least, ofW.greatest], [2, 60, '−60', '60']);
    assert.deepEqual([ofGradient.least, ofGradient.greatest, ofGradient.magnitude], ['−300', '180', '300']);
    assert.deepEqual(
      ofGradient.largest.slice(0, 2).map(({ text }) => say(text)),
      ['row 2, column 60: −300', 'row 2, column 59: −295'],
    );
    // Of a gradient the weight is where one is led to.
    for (const { largest } of [ofW, ofGradient])
      assert.deepEqual(largest[0].target, { quantity: 'W', layer: 1, entry: { row: largest === ofW.largest ? 0 : 1, column: 59 } }); // prettier-ignore
    // As many entries as the matrix has.
    assert.equal(
      ofW.histogram.reduce((a, b) => a + b),
      120,
    );
  });

  it('lead from a cell to its entry, or to the largest of several, and nowhere from a cell that is not there', async () => {
    const analysis = await Analysis.of(TEXT);
    const q = quantitiesOf(analysis.network!, await analysis.trace());
    const cell = (row: number, column: number) => entryOfCell({ id: 'gradient.1.picture', row, column }, q);
    assert.deepEqual(cell(1, 59), { entry: { quantity: 'gradW', layer: 1, row: 1, column: 59 }, note: null });
    assert.deepEqual([cell(2, 0), cell(0, 60), cell(150, 150)], [null, null, null]);
    const wide = Array.from({ length: 400 }, (_, i) => i + 1);
    const other = await Analysis.of(`input X = [${wide.join(' ')}]\nlayer identity\n  W = [${wide.join(' ')}; ${wide.join(' ')}]\n`); // prettier-ignore
    const of = quantitiesOf(other.network!, await other.trace());
    // 256 cells for 400 columns: the last of them stands for two.
    const last = entryOfCell({ id: 'forward.1.picture', row: 1, column: 255 }, of)!;
    assert.deepEqual(last.entry, { quantity: 'W', layer: 1, row: 1, column: 399 });
    assert.equal(say(last.note!), 'It is the largest of row 2, columns 399–400.');
    assert.equal(entryOfCell({ id: 'forward.1.picture', row: 1, column: 256 }, of), null);
  });

  it('say how many entries are not finite', async () => {
    // ∇W₁ = [1e200; 1] · Xᵀ, which is beyond doubles where X has 1e200.
    const said = async (large: number) => {
      const X = counted.map((x) => (x <= large ? '1e200' : '1')).join(' ');
      const text = `input X = [${X}]\nlayer 2 identity\n  W = zeros()\nlayer 1 identity\n  W = [1e200 1]\noutput 1\n`;
      return (await mapsOf(true, text))
        .get('gradient.1.picture')!
        .picture!.summary.slice(1)
        .map((line) => say(line));
    };
    assert.deepEqual(await said(0), []);
    assert.deepEqual(await said(1), ['One entry is not finite.']);
    assert.deepEqual(await said(2), ['2 entries are not finite.']);
  });

  it('keep their place while the picture is made', async () => {
    const maps = await mapsOf(false);
    assert.deepEqual([...maps.values()].map(({ picture }) => picture), [null, null]); // prettier-ignore
  });

  it('of a batch leads to X', async () => {
    const row = (from: number) => counted.map((x) => x + from).join(' ');
    const analysis = await Analysis.of(`batch X = [${row(0)}; ${row(100)}]\nlayer identity\n  W = [1 1]\noutput 1\n`);
    const [network, trace] = [analysis.network!, (await analysis.trace())!];
    const matrices = picturedMatrices(network, usualChoices);
    const pictures = finish(new PictureCache().make(trace, network, matrices));
    const { sections } = buildPage({ network, trace, check: null, choices: usualChoices, pictures });
    const [map] = sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'heatMap'));
    assert.equal(say(map.label), 'X as a picture, 2 × 60');
    assert.deepEqual(map.picture!.largest[0].target, { quantity: 'X', layer: 0, entry: { row: 1, column: 59 } });
  });
});
