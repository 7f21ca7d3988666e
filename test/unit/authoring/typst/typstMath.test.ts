import assert from 'node:assert/strict';
import { typstMath } from '../../../../src/authoring/typst/typstMath';
import { typstText } from '../../../../src/authoring/typst/typstText';

describe('TeX as Typst', () => {
  // By hand, from the Typst reference.
  const cases: readonly (readonly [string, string])[] = [
    ["\\Sigma'_2 \\bullet W_{k-1}^T", 'attach(Σ, b: 2, t: prime) ∙ attach(W, b: k − 1, t: T)'],
    ['a &= b', 'a \\& = b'],
    ['\\begin{aligned} a &= b \\\\[0.8em] &= c \\end{aligned}', 'a & = b \\\n & = c'],
    ['\\left[\\begin{array}{r|r} 1 & 2 \\\\ \\hline 0 & 1 \\end{array}\\right]', 'lr(\\[ mat(delim: #none, align: #right, augment: #(hline: 1, vline: 1), 1, 2; 0, 1) \\])'],
    ['\\left\\{ \\begin{array}{l} a, b \\\\ c \\end{array} \\right.', 'cases(gap: #0.8em, a comma b, c)'],
    ['\\underset{W_1}{0.5\\phantom{00}}', 'attach(limits(0.5 gap(00)), b: attach(W, b: 1))'],
    // A semicolon after a number sign with code would end the code, not the row.
    ['\\left[\\begin{array}{r} 1\\phantom{.0} \\\\ 0.5 \\end{array}\\right]', 'lr(\\[ mat(delim: #none, align: #right, 1 gap(. 0); 0.5) \\])'],
    ['\\overbrace{a}^{b}', 'overbrace(a, b)'],
    ['\\mathrm{NaN} / \\operatorname{diag}(p)', 'upright("NaN") \\/ op("diag") \\( p \\)'],
  ]; // prettier-ignore
  for (const [tex, typst] of cases) it(tex, () => assert.equal(typstMath(tex), typst));

  it('is refused where it has what a formula of a network does not have', () => {
    assert.throws(() => typstMath('\\input{x}'), RangeError);
    assert.throws(() => typstMath('\\frac{1}{2'), RangeError);
  });

  it('keeps every sign of a text a sign', () => {
    assert.equal(typstText('#let $x$ // *b*'), '\\#let \\$x\\$ \\/\\/ \\*b\\*');
  });
});
