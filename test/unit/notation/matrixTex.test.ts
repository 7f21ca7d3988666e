import assert from 'node:assert/strict';
import { column } from '../../../src/network/matrix';
import { entriesOf, type Entries } from '../../../src/notation/entries';
import { matrixTex, shownIndices, type MatrixLook } from '../../../src/notation/matrixTex';
import { pageTex, plainTex } from '../../../src/notation/texStyle';
import { rows } from './networks';

const look: MatrixLook = {
  digits: { kind: 'significant', count: 4 },
  key: 'forward.1.N:W.1',
  expanded: false,
  attribute: (r, c) => `t=W.1.${r}.${c}`,
};

/** An n × m matrix that counts how many of its entries were made. */
function counted(n: number, m: number): Entries & { made: number } {
  return {
    rows: n,
    cols: m,
    made: 0,
    entry(r, c) {
      this.made++;
      return r + c;
    },
  };
}

describe('matrix as TeX', () => {
  it('is a right-aligned bracket, on the page with a target for every entry', () => {
    const A = entriesOf(rows([0.5, -1], [0.25, 2]));
    assert.equal(
      matrixTex(A, look, plainTex).tex,
      '\\left[\\begin{array}{rr} 0.50 & -1.00 \\\\ 0.25 & 2.00 \\end{array}\\right]',
    );
    assert.equal(
      matrixTex(A, look, pageTex).tex,
      '\\begin{bmatrix*}[r] \\htmlData{t=W.1.0.0}{0.50} & \\htmlData{t=W.1.0.1}{-1.00} \\\\ \\htmlData{t=W.1.1.0}{0.25} & \\htmlData{t=W.1.1.1}{2.00} \\end{bmatrix*}',
    );
  });

  it('is a plain number if it is 1 × 1, and says whether it needs parentheses', () => {
    const number = (x: number) => matrixTex(entriesOf(column([x])), look, plainTex);
    assert.deepEqual([number(0.5).tex, number(0.5).atomic], ['0.5', true]);
    assert.deepEqual([number(-0.5).tex, number(-0.5).atomic], ['-0.5', false]);
    assert.deepEqual([number(1e-9).tex, number(1e-9).atomic], ['1 \\times 10^{-9}', false]);
  });

  it('has the common power of ten in front', () => {
    assert.equal(
      matrixTex(entriesOf(column([1e-7, 2.5e-7])), look, plainTex).tex,
      '10^{-7} \\left[\\begin{array}{r} 1.0 \\\\ 2.5 \\end{array}\\right]',
    );
  });

  it('shows up to 12 × 12 in full', () => {
    assert.equal(shownIndices(12, false).length, 12);
    const full = matrixTex(
      entriesOf(rows(...Array.from({ length: 12 }, () => new Array<number>(12).fill(1)))),
      look,
      pageTex,
    );
    assert.ok(!full.tex.includes('dots'));
  });

  it('elides a larger one, keeps its first and last rows and columns, and makes no other entry', () => {
    const big = counted(4096, 4096);
    const { tex } = matrixTex(big, look, pageTex);
    assert.equal(big.made, 16);
    assert.ok(tex.includes('\\htmlData{expand=forward.1.N:W.1}{\\cdots}'));
    assert.ok(tex.includes('\\vdots') && tex.includes('\\ddots'));
    assert.ok(tex.includes('\\htmlData{t=W.1.4095.4095}{8190}'));
    assert.ok(!matrixTex(big, look, plainTex).tex.includes('html'));
  });

  it('elides only the side that is long', () => {
    const { tex } = matrixTex(counted(30, 2), look, plainTex);
    assert.ok(tex.includes('\\vdots & \\vdots') && !tex.includes('\\cdots'));
  });

  it('shows more once it is opened, but never more than 50 rows or columns', () => {
    const opened = counted(40, 40);
    assert.ok(!matrixTex(opened, { ...look, expanded: true }, plainTex).tex.includes('dots'));
    assert.equal(opened.made, 1600);
    const large = counted(4096, 3);
    const { tex } = matrixTex(large, { ...look, expanded: true }, plainTex);
    assert.equal(tex.split('\\\\').length, 50);
    assert.equal(large.made, 49 * 3);
  });
});
