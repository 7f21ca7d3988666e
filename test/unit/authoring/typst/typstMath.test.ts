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
    ['\\overset{!}{=}', 'attach(limits(=), t: !)'],
    ['\\overbrace{a}^{b}', 'overbrace(a, b)'],
    ['\\mathrm{NaN} / \\operatorname{diag}(p)', 'upright("NaN") \\/ op("diag") \\( p \\)'],
  ]; // prettier-ignore
  for (const [tex, typst] of cases) it(tex, () => assert.equal(typstMath(tex), typst));

  // Typst writes Greek letters and signs as what Unicode has for them.
  const signs = {
    alpha: 0x3b1, eta: 0x3b7, lambda: 0x3bb, sigma: 0x3c3, varphi: 0x3c6, phi: 0x3d5, Delta: 0x394, Sigma: 0x3a3, Phi: 0x3a6,
    nabla: 0x2207, circ: 0x2218, bullet: 0x2219, otimes: 0x2297, times: 0xd7, cdot: 0x22c5, le: 0x2264, ge: 0x2265, ne: 0x2260,
    dots: 0x2026, cdots: 0x22ef, vdots: 0x22ee, ddots: 0x22f1, infty: 0x221e, rightrightarrows: 0x21c9, longrightarrow: 0x27f6,
  }; // prettier-ignore
  it('has the sign of Unicode for each letter and operator', () => {
    for (const [name, code] of Object.entries(signs)) {
      assert.equal(typstMath(`a \\${name} b`), `a ${String.fromCodePoint(code)} b`, name);
    }
  });

  it('is refused where it has what a formula of a network does not have', () => {
    assert.throws(() => typstMath('\\input{x}'), RangeError);
    assert.throws(() => typstMath('\\frac{1}{2'), RangeError);
  });

  it('shows the large dot of ∙, which the text font lacks, as a bullet', () => {
    assert.equal(typstText('a ∙ b'), 'a • b');
  });

  it('keeps every sign of a text a sign', () => {
    assert.equal(typstText('#let $x$ // *b*'), '\\#let \\$x\\$ \\/\\/ \\*b\\*');
  });
});
