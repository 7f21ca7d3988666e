import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { say } from '../../../../src/message/message';
import { buildPage } from '../../../../src/page/networkPage';
import { usualChoices, type PageChoices } from '../../../../src/page/pageChoices';
import { assertTypesets } from '../../notation/katexCheck';

const AFFINE = `input X = [1 2]
target = [1]
layer tanh
  W = [0.5 -1; 0.3 0.4]
  b = [0.25 0.5]
layer identity
  W = [1 -2]
loss half_sse
rate = 0.5
`;
/** The same with a bias everywhere, written with formal neurons. */
const HOMOGENEOUS = `input X = [1 2 1]
target = [1]
layer [tanh tanh identity]
  W = [0.5 -1 0.25; 3 4 5; 0 0 1]
layer identity
  W = [1 -2 0.5]
loss half_sse
`;

async function pageOf(text: string, choices: Partial<PageChoices> = {}) {
  const analysis = await Analysis.of(text);
  const view = { sample: null, column: null, output: null, form: 'both' } as const;
  const beside = analysis.homogeneousBeside(view)!;
  const homogeneous = { network: analysis.networkIn(beside)!, trace: await analysis.trace(beside) };
  const [network, trace] = [analysis.networkIn(view)!, await analysis.trace(view)];
  return buildPage({ network, trace, check: null, homogeneous, choices: { ...usualChoices, ...choices } });
}

async function formulas(text: string, choices: Partial<PageChoices> = {}) {
  const page = await pageOf(text, choices);
  return page.sections.flatMap(({ blocks }) => blocks).flatMap((block) => (block.kind === 'formula' ? [block] : []));
}

const marks = (tex: string) => [...tex.matchAll(/\\htmlData\{([^}]*)\}\{([^{}]*)\}/g)].map(([, mark, shown]) => `${mark} ${shown}`); // prettier-ignore

describe('Both forms of §3 on one page', () => {
  it('are next to each other, formula by formula, unless they are the same', async () => {
    const all = await formulas(AFFINE);
    const at = (id: string) => all.findIndex((block) => block.id === id);
    for (const id of ['network.chain', 'forward.X', 'forward.1.N', 'gradient.1.W', 'gradient.2.W']) {
      const [left, right] = all.slice(at(id));
      assert.deepEqual([left.beside?.side, right.id, right.beside?.side], ['left', `${id}.homogeneous`, 'right'], id);
      assert.deepEqual(
        [left, right].map((block) => say(block.beside!.caption)),
        ['Affine, with biases', 'Homogeneous (§3)'],
      );
    }
    // What the biases are is in W of the other form; f and L are the same.
    assert.deepEqual([all[at('gradient.1.b')].beside?.side, at('gradient.1.b.homogeneous')], ['left', -1]);
    // In letters (3) is the same, and so is the value of L.
    for (const id of ['gradient.formula', 'forward.value'])
      assert.deepEqual([all[at(id)].beside, at(`${id}.homogeneous`)], [undefined, -1], id);
    assertTypesets(await pageOf(AFFINE));
  });

  it('say which entries are the same ones', async () => {
    const all = await formulas(AFFINE);
    const entries = (id: string, result: RegExp) =>
      marks(all.find((block) => block.id === id)!.tex).filter((mark) => result.test(mark));
    // N = (0.5 − 2 + 0.25, 0.3 + 0.8 + 0.5).
    assert.deepEqual(
      entries('forward.1.N.homogeneous', /^t=[Wb]\.1\.\d/),
      ['t=W.1.0.0 0.50', 't=W.1.0.1 -1.00', 't=b.1.0.0 0.25', 't=W.1.1.0 0.30', 't=W.1.1.1 0.40', 't=b.1.1.0 0.50'],
    ); // prettier-ignore
    assert.deepEqual(entries('forward.X.homogeneous', /^t=X\.0\./), ['t=X.0.0.0 1', 't=X.0.1.0 2']);
    assert.deepEqual(entries('forward.1.N.homogeneous', /q=N/), ['q=N.1.0.0 -1.25', 'q=N.1.1.0 1.60']);
    const gradient = entries('gradient.1.W.homogeneous', /q=grad/).map((mark) => mark.split(' ')[0]);
    assert.deepEqual(gradient, [
      't=W.1.0.0,q=gradW.1.0.0', 't=W.1.0.1,q=gradW.1.0.1', 't=b.1.0.0,q=gradb.1.0.0',
      't=W.1.1.0,q=gradW.1.1.0', 't=W.1.1.1,q=gradW.1.1.1', 't=b.1.1.0,q=gradb.1.1.0',
    ]); // prettier-ignore
    // Layer 2 has no bias, so its last column belongs to nothing.
    assert.deepEqual(
      entries('gradient.2.W.homogeneous', /q=grad/).map((mark) => mark.split(' ')[0]),
      ['t=W.2.0.0,q=gradW.2.0.0', 't=W.2.0.1,q=gradW.2.0.1'],
    );
    for (const { id, plainTex } of all) assert.ok(!plainTex.includes('htmlData'), id);
  });

  it('have the affine one on the left, whichever is written, in the chosen letters', async () => {
    const all = await formulas(HOMOGENEOUS, { letters: 'course' });
    const N = all.filter(({ id }) => id.startsWith('forward.1.N'));
    assert.deepEqual(N.map(({ beside }) => beside!.side), ['left', 'right']); // prettier-ignore
    assert.match(N[0].plainTex, /z\^\{\[1\]\} &= W\^\{\[1\]\} .*b\^\{\[1\]\}/);
    assert.ok(!N[1].plainTex.includes('b^'));
  });
});
