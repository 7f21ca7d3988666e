import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { say } from '../../../../src/message/message';
import { checkSentences } from '../../../../src/service/hover/checkText';
import { shapeHints } from '../../../../src/service/navigate/inlayHints';
import { networkSummary, sizesText } from '../../../../src/service/hover/networkSummary';

const SPEC = `input X = [1, 2]
layer relu
  W = [1 2; 3 4; 5 6]
  b = zeros()
layer 1 identity
  W = 1
`;

describe('inlay hints', () => {
  it('show the shapes behind layers and matrices', async () => {
    const analysis = await Analysis.of(SPEC.replace('W = 1\n', 'W = [1 1 1]\n'));
    const hints = shapeHints(analysis, { start: 0, end: SPEC.length + 20 });
    const shown = hints.map(({ offset, label }) => [analysis.text.slice(0, offset).split('\n').at(-1), label]);
    assert.deepEqual(
      shown.sort((a, b) => a[0]!.localeCompare(b[0]!)),
      [
        ['  b = zeros()', '3 × 1'],
        ['  W = [1 1 1]', '1 × 3'],
        ['  W = [1 2; 3 4; 5 6]', '3 × 2'],
        ['input X = [1, 2]', '2 × 1'],
        ['layer 1 identity', 'ℝ³ → ℝ¹'],
        ['layer relu', 'ℝ² → ℝ³'],
      ].sort((a, b) => a[0].localeCompare(b[0])),
    );
  });
  it('stay in the visible range, and away from what is broken', async () => {
    const analysis = await Analysis.of(SPEC);
    assert.deepEqual(
      shapeHints(analysis, { start: 17, end: 27 }).map((h) => h.label),
      ['ℝ² → ℝ³'],
    );
  });
});

describe('the summary of a network', () => {
  it('has sizes, parameters, kind and objective', async () => {
    const { checked } = await Analysis.of('input 2\nlayer 3 tanh\nlayer 2 relu\nloss sse');
    assert.equal(sizesText(checked), '2-3-2');
    assert.equal(say(networkSummary(checked)!), '12 parameters, homogeneous; objective: the loss sse');
    const other = (await Analysis.of('input 2\nlayer 3 tanh\nb\nlayer 2 relu\noutput 2')).checked;
    assert.equal(say(networkSummary(other)!), '15 parameters, affine; objective: f(2)');
    const broken = (await Analysis.of('layer tanh\nlayer 2 rlu')).checked;
    assert.equal(sizesText(broken), '?-?-2');
    assert.equal(networkSummary(broken), null);
  });
});

describe('the check in words', () => {
  it('names the worst entry', async () => {
    const analysis = await Analysis.of('input X = [1 2]\nlayer tanh\nW = [0.1 0.2]');
    const [sentence, ...more] = checkSentences((await analysis.check())!, 'X');
    const text = say(sentence);
    assert.deepEqual(more, []);
    assert.match(
      text,
      /^At X the largest relative error of the gradient against central differences is .*e-1\d, at .*\(4 of 4/,
    );
  });
});
