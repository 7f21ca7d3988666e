import assert from 'node:assert/strict';
import fs from 'node:fs';
import { exportOf } from '../../../exportOf';

const mazur = fs.readFileSync('examples/mazur.nnet', 'utf8');

describe('Beamer slides', () => {
  it('have formula (3) with all its numbers on one frame', async () => {
    const source = await exportOf(mazur, 'beamer', { what: ['formula'] });
    const frames = source.match(/\\begin\{frame\}[^]*?\\end\{frame\}/g)!.filter((frame) => frame.includes('\\['));
    assert.equal(frames.length, 1);
    // The published gradient, of both layers.
    for (const number of ['0.08217', '-0.02274', '0.0004386', '0.0009954'])
      assert.ok(frames[0].includes(number), number);
    assert.ok(frames[0].includes('\\tag*{(3)}'));
  });

  it('colour the product that is taken, and not what was done before', async () => {
    const source = await exportOf(mazur, 'beamer', { what: ['steps'] });
    const last = source
      .match(/\\nabla_\{W_1\} L = [^\n]*\\alert[^\n]*/g)!
      .map((line) => line.match(/\\alert\{/g)!.length);
    // ∇L ∘ Σ′₂, then an operator and a factor each.
    assert.deepEqual(last, [3, 2, 2, 2]);
  });

  it('have the gradient of a larger network once: in letters, and with numbers layer by layer', async () => {
    const source = await exportOf(fs.readFileSync('examples/paper.nnet', 'utf8'), 'beamer', { what: ['gradient'] });
    // The last entry of the gradient of the first layer, in its own formula and in the gradient as a whole.
    assert.equal(source.match(/= \\left\[\\begin\{array\}\{rrr\} 0\.12668/g)!.length, 1);
    assert.ok(source.includes('\\left\\{ \\begin{array}{l} \\nabla_{W_3} f'));
  });
});
