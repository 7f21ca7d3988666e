import assert from 'node:assert/strict';
import fs from 'node:fs';
import { Analysis } from '../../../src/analysis/analysis';
import { usualHandout, type HandoutChoices } from '../../../src/authoring/choices';
import { copyGradient } from '../../../src/authoring/exportFiles';
import type { CopyFormat } from '../../../src/authoring/copiedFormulas';

async function copied(format: CopyFormat, choices: Partial<HandoutChoices> = {}): Promise<string> {
  const text = fs.readFileSync('examples/mazur.nnet', 'utf8');
  const analysis = await Analysis.of(text);
  const source = { file: 'mazur.nnet', text };
  return copyGradient(analysis, { choices: { ...usualHandout, ...choices }, source, foreign: null }, format);
}

/** The numbers of a MathML text, in its order. */
function numbersIn(mathml: string): readonly string[] {
  return [...mathml.matchAll(/(<mo[^>]*>−<\/mo>)?<mn>([\d.]+)<\/mn>/g)].map(([, minus, n]) => (minus ? `-${n}` : n));
}

describe('(3) with numbers, copied', () => {
  it('is one math element for each display, with the published gradient of Mazur, and its tag once', async () => {
    const mathml = await copied('mathml');
    const displays = (await copied('markdown')).match(/^\$\$$/gm)!.length / 2;
    assert.equal(mathml.match(/<math /g)?.length, displays);
    assert.equal(mathml.match(/<\/math>/g)?.length, displays);
    assert.doesNotMatch(mathml, /annotation|<span|href|src=/);
    assert.equal(mathml.match(/\(3\)/g)?.length, 1);
    const last = numbersIn(mathml).slice(-4);
    // Mazur gives the gradient of the first hidden weight as 0.000438568.
    assert.deepEqual(last, ['0.0004386', '0.0008771', '0.0004977', '0.0009954']);
    const numbers = numbersIn(mathml);
    for (const n of ['0.08217', '0.08267', '-0.02260', '-0.02274']) assert.ok(numbers.includes(n), n);
  });

  it('has the letters of a course if they are chosen, and the same numbers', async () => {
    const [paper, course] = [await copied('latex'), await copied('latex', { letters: 'course' })];
    assert.match(paper, /\\nabla_\{W_1\} L &= \\nabla L \\circ \\underbrace\{\\Sigma'_2 \\bullet W_2\^T\}/);
    assert.match(
      course,
      /\\nabla_\{W\^\{\[1\]\}\} L &= \\nabla L \\circ \\underbrace\{g'\^\{\[2\]\} \\bullet W\^\{\[2\]T\}\}/,
    );
    assert.doesNotMatch(course, /\\Sigma|W_/);
    const numbers = (tex: string) => tex.match(/-?\d+\.\d+/g);
    assert.deepEqual(numbers(course), numbers(paper));
  });
});
