// What is said where σ or the loss has no derivative: every place by hand, of one input, of a batch and of many kinks.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { say } from '../../../src/message/message';
import { kinkNotes, lossKinkNotes, moreOnConventions, namedKinks } from '../../../src/page/conventions';
import type { Block, Inline } from '../../../src/page/page';

/** The formula of what is said, and how it is spoken. */
function said(content: readonly Inline[]): [string, string] {
  const found = content.filter((part) => part.kind === 'math');
  assert.equal(found.length, 1);
  const [{ tex, spoken }] = found;
  return [tex, typeof spoken === 'string' ? spoken : say(spoken)];
}

function only(blocks: readonly Block[]): Extract<Block, { kind: 'note' }> {
  assert.equal(blocks.length, 1);
  const [block] = blocks;
  assert.ok(block.kind === 'note');
  return block;
}

async function traced(text: string) {
  const analysis = await Analysis.of(text);
  return { network: analysis.network!, trace: (await analysis.trace())! };
}

/** N₁ = (0, 1, −2; 3, 0, 0); relu and leaky_relu with slope ½. */
const BATCH = `batch X = [0 1 -2; 3 0 0]
target = [1 1 0; 2 0 5]
layer [relu leaky_relu(0.5)]
W = [1 0; 0 1]
layer identity
W = [1 0; 0 1]
loss l1
`;
/** Seven neurons at the kink of abs, in one column. */
const MANY = `input X = [0]
target = [0 0 0 0 0 0 0]
layer 7 abs
W = [1; 1; 1; 1; 1; 1; 1]
loss l1
`;

describe('The convention at a kink', () => {
  it('is said of each entry, with its row and its column in a batch', async () => {
    const { network, trace } = await traced(BATCH);
    const note = only(kinkNotes(network, trace, 1));
    assert.deepEqual([note.id, note.content.at(-1)], ['forward.1.kinks', moreOnConventions]);
    assert.deepEqual(said(note.content), [
      "(N_1)_{1,1} = 0,\\ {\\mathrm{ReLU}}'(0) := 0;\\quad " +
        "(N_1)_{2,2} = 0,\\ {{\\mathrm{LeakyReLU}}_{\\mathit{slope} = 0.5}}'(0) := 0.5;\\quad " +
        "(N_1)_{2,3} = 0,\\ {{\\mathrm{LeakyReLU}}_{\\mathit{slope} = 0.5}}'(0) := 0.5",
      'the entry of N 1 in row 1, column 1 is 0; the derivative of relu at 0 is taken as 0; ' +
        'the entry of N 1 in row 2, column 2 is 0; the derivative of leaky_relu at 0 is taken as 0.5; ' +
        'the entry of N 1 in row 2, column 3 is 0; the derivative of leaky_relu at 0 is taken as 0.5',
    ]);
    assert.deepEqual(kinkNotes(network, trace, 2), []);
  });

  it('is said of an entry of a column with its row alone', async () => {
    const { network, trace } = await traced('input X = [2 1]\nlayer [tanh relu]\nW = [1 0; 1 -2]\noutput 2\n');
    assert.deepEqual(said(only(kinkNotes(network, trace, 1)).content), [
      "(N_1)_{2} = 0,\\ {\\mathrm{ReLU}}'(0) := 0",
      'entry 2 of N 1 is 0; the derivative of relu at 0 is taken as 0',
    ]);
  });

  it('is said of the first five, and that there are more', async () => {
    const { network, trace } = await traced(MANY);
    const five = [1, 2, 3, 4, 5];
    const tex = five.map((i) => `(N_1)_{${i}} = 0,\\ {\\mathrm{abs}}'(0) := 0`);
    const spoken = five.map((i) => `entry ${i} of N 1 is 0; the derivative of abs at 0 is taken as 0`);
    const all = [[...tex, '\\dots'].join(';\\quad '), [...spoken, 'and so on'].join('; ')];
    assert.deepEqual(said(only(kinkNotes(network, trace, 1)).content), all);
    const { kinks } = trace.forward;
    assert.deepEqual(said([namedKinks(network, trace.forward, kinks)]), all);
    assert.deepEqual(said([namedKinks(network, trace.forward, kinks.slice(0, 5))]), [tex.join(';\\quad '), spoken.join('; ')]); // prettier-ignore
  });
});

describe('The convention where the loss has no derivative', () => {
  it('is said of each output, with its row and its column in a batch', async () => {
    // Outputs (0, 1, 0; 3, 0, 0) against (1, 1, 0; 2, 0, 5).
    const { trace } = await traced(BATCH);
    const note = only(lossKinkNotes('here', trace));
    assert.deepEqual([note.id, note.content.at(-1)], ['here', moreOnConventions]);
    const places = [[1, 2], [1, 3], [2, 2]]; // prettier-ignore
    assert.deepEqual(said(note.content), [
      places.map(([r, c]) => `(\\nabla L)_{${r},${c}} := 0`).join(',\\quad '),
      places.map(([r, c]) => `the entry of the gradient of L in row ${r}, column ${c} is taken as 0`).join('; '),
    ]);
  });

  it('is said of an output of one input with its row alone, of the first five, and that there are more', async () => {
    const { trace } = await traced(MANY);
    const five = [1, 2, 3, 4, 5];
    assert.deepEqual(said(only(lossKinkNotes('here', trace)).content), [
      [...five.map((i) => `(\\nabla L)_{${i}} := 0`), '\\dots'].join(',\\quad '),
      [...five.map((i) => `entry ${i} of the gradient of L is taken as 0`), 'and so on'].join('; '),
    ]);
    const backward = { ...trace.backward!, lossKinks: trace.backward!.lossKinks.slice(0, 5) };
    assert.deepEqual(said(only(lossKinkNotes('here', { backward })).content), [
      five.map((i) => `(\\nabla L)_{${i}} := 0`).join(',\\quad '),
      five.map((i) => `entry ${i} of the gradient of L is taken as 0`).join('; '),
    ]);
  });

  it('is not said where there is a derivative, or no gradient', async () => {
    const { trace } = await traced(MANY.replace('loss l1', 'loss sse'));
    assert.deepEqual(lossKinkNotes('here', trace), []);
    assert.deepEqual(lossKinkNotes('here', { backward: null }), []);
  });
});
