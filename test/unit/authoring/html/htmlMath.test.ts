import assert from 'node:assert/strict';
import { loadTypeset } from '../../../../src/authoring/html/htmlMath';

describe('a formula that is typeset again', () => {
  it('is the same in its line, on a line of its own and as MathML alone, each in its own way', async () => {
    const [whole, mathMl] = [await loadTypeset(), await loadTypeset('mathml')];
    const ways = () => [whole('\\Sigma_1', false), whole('\\Sigma_1', true), mathMl('\\Sigma_1', false), mathMl('\\Sigma_1', true)]; // prettier-ignore
    const [line, display, mathMlLine, mathMlDisplay] = ways();
    assert.deepEqual(ways(), [line, display, mathMlLine, mathMlDisplay]);
    assert.match(display, /^<span class="katex-display">.*class="katex-html"/);
    assert.match(line, /^<span class="katex">.*class="katex-html"/);
    assert.match(mathMlDisplay, /display="block"/);
    for (const mathMl of [mathMlLine, mathMlDisplay]) assert.doesNotMatch(mathMl, /katex-html/);
    assert.doesNotMatch(mathMlLine, /display="block"/);
  });
});
