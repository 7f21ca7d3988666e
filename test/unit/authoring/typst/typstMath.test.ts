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
    ['\\left\\{ \\begin{array}{ll} a & b \\\\ c & d \\end{array} \\right.', 'cases(gap: #0.8em, a & b, c & d)'],
    ['\\underset{W_1}{0.5\\phantom{00}}', 'attach(limits(0.5 gap(00)), b: attach(W, b: 1))'],
    // A semicolon after a number sign with code would end the code, not the row.
    ['\\left[\\begin{array}{r} 1\\phantom{.0} \\\\ 0.5 \\end{array}\\right]', 'lr(\\[ mat(delim: #none, align: #right, 1 gap(. 0); 0.5) \\])'],
    ['\\overset{!}{=}', 'attach(limits(=), t: !)'],
    ['\\overbrace{a}^{b}', 'overbrace(a, b)'],
    ['\\mathrm{NaN} / \\operatorname{diag}(p)', 'upright("NaN") \\/ op("diag") \\( p \\)'],
    ['\\begin{cases} 1, & x > 0 \\\\ 0 & \\end{cases}', 'cases(1 comma & x > 0, 0 & "")'],
    ['x = \\begin{aligned} a &= b \\\\ c \\end{aligned}', 'x = mat(delim: #none, align: #left, a, = b; c)'],
    ['x = \\begin{bmatrix} 1 & \\\\ 3 & 4 \\end{bmatrix}', 'x = mat(delim: "[", align: #right, 1, ""; 3, 4)'],
    ['x = \\begin{bmatrix*}[r] 1 \\end{bmatrix*}', 'x = mat(delim: "[", align: #right, 1)'],
    ['x = \\begin{array}{l|l} \\hline a & b \\end{array}', 'x = mat(delim: #none, align: #left, augment: #(hline: 0, vline: 1), a, b)'],
    ['\\begin{array}{rr} 1 & 2 \\\\ \\hline 3 & 4 \\end{array}', 'mat(delim: #none, align: #right, augment: #(hline: 1), 1, 2; 3, 4)'],
    ['\\left( x \\right.', 'lr(\\( x )'],
    ['\\left\\{ x \\right\\}', 'lr(\\{ x \\})'],
    ['\\left\\lfloor x \\right\\rfloor', 'lr(\\⌊ x \\⌋)'],
    ["f''_1(x)", 'attach(f, b: 1, t: prime prime) \\( x \\)'],
    ["f'^2", 'attach(f, t: prime 2)'],
    ['^2', 'attach("", t: 2)'],
    ['{a b}_1', 'attach(a b, b: 1)'],
    ['\\underbrace{a}', 'underbrace(a)'],
    ['\\underbrace{a}_{n}', 'underbrace(a, n)'],
    ['\\sum_{\\substack{i = 1 \\\\ j}}', 'attach(∑, b: mat(delim: #none, row-gap: #0.3em, i = 1; j))'],
    ['\\xrightarrow{W, b}', 'attach(limits(⟶), t: W comma b)'],
    ['\\frac{1}{2} \\tfrac{1}{2} \\dfrac{a}{}', 'frac(1, 2) inline(frac(1, 2)) frac(a, "")'],
    ['\\sqrt{x} \\widehat{x} \\mathbf{x} \\mathbb{R}', 'sqrt(x) hat(x) bold(x) bb(R)'],
    ['a \\mathbin{\\circ} b', 'a class("binary", ∘) b'],
    ['\\displaystyle x', 'x'],
    ['\\mathit{ab} \\text{if \\_}', 'italic("ab") upright("if _")'],
    ['\\max(-x, 0); \\ln y', 'max \\( − x comma 0 \\) semi ln y'],
    ['a\\,b\\;c\\:d\\ e\\quad f\\qquad g~h\\!i', 'a thin b thick c med d space e quad f wide g space h i'],
    ['\\{ 5\\% \\} \\langle a \\rangle \\lVert a \\rVert \\lvert a \\rvert', '\\{ 5 \\% \\} \\⟨ a \\⟩ \\‖ a \\‖ \\| a \\|'],
    ['f \\colon X \\to Y := 0.5', 'f colon X → Y \\: = 0.5'],
    ['a \\bigl( b \\Bigr) [c]', 'a \\( b \\) \\[ c \\]'],
  ]; // prettier-ignore
  for (const [tex, typst] of cases) it(tex, () => assert.equal(typstMath(tex), typst));

  // Typst writes Greek letters and signs as what Unicode has for them.
  const signs = {
    alpha: 0x3b1, eta: 0x3b7, lambda: 0x3bb, sigma: 0x3c3, varphi: 0x3c6, phi: 0x3d5, Delta: 0x394, Sigma: 0x3a3, Phi: 0x3a6,
    nabla: 0x2207, circ: 0x2218, bullet: 0x2219, otimes: 0x2297, times: 0xd7, cdot: 0x22c5, le: 0x2264, ge: 0x2265, ne: 0x2260,
    dots: 0x2026, cdots: 0x22ef, vdots: 0x22ee, ddots: 0x22f1, infty: 0x221e, rightrightarrows: 0x21c9, longrightarrow: 0x27f6,
    beta: 0x3b2, gamma: 0x3b3, delta: 0x3b4, epsilon: 0x3f5, varepsilon: 0x3b5, zeta: 0x3b6, theta: 0x3b8, vartheta: 0x3d1,
    iota: 0x3b9, kappa: 0x3ba, mu: 0x3bc, nu: 0x3bd, xi: 0x3be, omicron: 0x3bf, pi: 0x3c0, rho: 0x3c1, varsigma: 0x3c2,
    tau: 0x3c4, upsilon: 0x3c5, chi: 0x3c7, psi: 0x3c8, omega: 0x3c9, Gamma: 0x393, Theta: 0x398, Lambda: 0x39b, Xi: 0x39e,
    Pi: 0x3a0, Upsilon: 0x3a5, Psi: 0x3a8, Omega: 0x3a9, partial: 0x2202, ldots: 0x2026, leq: 0x2264, geq: 0x2265,
    neq: 0x2260, approx: 0x2248, in: 0x2208, to: 0x2192, land: 0x2227, lor: 0x2228, lnot: 0xac, sum: 0x2211, pm: 0xb1,
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
