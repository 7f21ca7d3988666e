import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { column } from '../../../../src/network/matrix';
import { entriesOf, type Entries } from '../../../../src/notation/formula/entries';
import { matrixTex, type MatrixLook } from '../../../../src/notation/tex/matrixTex';
import { pageTex, plainTex } from '../../../../src/notation/tex/texStyle';
import { rows } from '../networks';

const look: MatrixLook = {
  digits: { kind: 'significant', count: 4 },
  key: 'forward.1.N:W.1',
  expanded: new Set<string>(),
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
    assert.ok(tex.includes('\\htmlData{expand=forward.1.N:W.1/c1}{\\cdots}'));
    assert.ok(tex.includes('\\htmlData{expand=forward.1.N:W.1/r1}{\\vdots}'));
    assert.ok(tex.includes('\\htmlData{expand=forward.1.N:W.1}{\\ddots}'));
    assert.ok(tex.includes('\\htmlData{t=W.1.4095.4095}{8190}'));
    assert.ok(!matrixTex(big, look, plainTex).tex.includes('html'));
  });

  it('elides on paper what is wider than a line, if it has more than six columns', () => {
    const wide = entriesOf(rows([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((x) => x / 1024)));
    const columns = (tex: string) => tex.split('&').length;
    assert.equal(columns(matrixTex(wide, look, pageTex).tex), 10);
    const narrow = entriesOf(rows([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
    assert.equal(columns(matrixTex(narrow, look, plainTex).tex), 10);
    const { tex, widthInEm } = matrixTex(wide, { ...look, digits: { kind: 'significant', count: 7 } }, plainTex);
    assert.equal(columns(tex), 5);
    assert.match(tex, /0\.0009765625? & .* & \\cdots & 0?\.?0*9\.?\d+ \\end/);
    assert.ok(widthInEm < 40);
    const six = entriesOf(rows([1, 2, 3, 4, 5, 6].map((x) => x / 3)));
    assert.equal(columns(matrixTex(six, { ...look, digits: { kind: 'significant', count: 17 } }, plainTex).tex), 6);
    // What its reader has opened is whole.
    const opened = { ...look, digits: { kind: 'significant', count: 7 }, expanded: new Set([look.key]) } as const;
    assert.equal(columns(matrixTex(wide, opened, plainTex).tex), 10);
  });

  it('elides only the side that is long', () => {
    const { tex } = matrixTex(counted(30, 2), look, plainTex);
    assert.ok(/\\vdots(?:\\phantom\{0+\})? & \\vdots/.test(tex) && !tex.includes('\\cdots'));
  });

  it('has the decimal points of a column in line', () => {
    const cells = (...values: number[][]) => {
      const [, inner] = /\} (.*) \\end/.exec(matrixTex(entriesOf(rows(...values)), look, plainTex).tex)!;
      return inner.split(' \\\\ ').map((line) => line.split(' & '));
    };
    assert.deepEqual(cells([0.5, 1], [0, 0], [-1.25, 2]), [
      ['0.50', '1.00'],
      [String.raw`0\phantom{.00}`, String.raw`0\phantom{.00}`],
      ['-1.25', '2.00'],
    ]);
    assert.deepEqual(cells([0, 0.5], [0, Infinity]), [
      ['0', '0.5'],
      ['0', String.raw`\infty\phantom{.0}`],
    ]);
    assert.deepEqual(cells([1, 0], [20, 3]), [
      ['1', '0'],
      ['20', '3'],
    ]);
  });

  describe('that is opened', () => {
    const shape = (n: number, m: number, ...expanded: string[]) => {
      const entries = counted(n, m);
      const { tex } = matrixTex(entries, { ...look, expanded: new Set(expanded) }, pageTex);
      return {
        made: entries.made,
        lines: tex.split('\\\\').length,
        more: [...tex.matchAll(/expand=([^}]*)/g)].map((m) => m[1]),
      };
    };
    const key = look.key;

    it('shows some more rows or columns with every step', () => {
      assert.deepEqual(shape(30, 2), { made: 8, lines: 5, more: [`${key}/r1`, `${key}/r1`] });
      assert.equal(shape(30, 2, `${key}/r1`).made, 24);
      assert.deepEqual(shape(30, 2, `${key}/r1`).more, [`${key}/r2`, `${key}/r2`]);
      assert.deepEqual(shape(30, 2, `${key}/r1`, `${key}/r3`), {
        made: 56,
        lines: 29,
        more: [`${key}/r4`, `${key}/r4`],
      });
      assert.deepEqual(shape(30, 2, `${key}/r4`), { made: 60, lines: 30, more: [] });
      assert.equal(shape(40, 40, `${key}/c1`, `${key}/r2`).made, 12 * 20);
      assert.equal(shape(40, 40, 'other/c1', `${key}/cx`).made, 16);
    });

    it('shows all at once, but never more than can be set quickly', () => {
      assert.deepEqual(shape(40, 40, key), { made: 1600, lines: 40, more: [] });
      assert.equal(shape(100, 100, key).made, 2500);
      assert.deepEqual(shape(4096, 3, key), { made: 300, lines: 101, more: [] });
      assert.deepEqual(shape(30, 4096, key), { made: 30 * 83, lines: 30, more: [] });
      assert.ok(shape(4096, 4096, `${key}/r99`, `${key}/c99`).made <= 2500);
    });

    it('leaves nothing out where dots would save nothing', () => {
      assert.deepEqual(shape(13, 1, `${key}/r1`), { made: 13, lines: 13, more: [] });
    });
  });

  it('has its brackets from one place, so that another kind of them reaches everything', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
    // Of any height, and environments that bring their own; what reads TeX has its brackets escaped.
    const brackets = /\\\\(?:left|right|[bB]igg?[lr]?)\s*[[\]]|\\\\[lr]brack|\{[bBpvV]?matrix\*?\}/;
    const writing = files.filter((file) => brackets.test(readFileSync(`src/${file}`, 'utf8')));
    assert.deepEqual(writing.map((file) => file.replaceAll('\\', '/')), ['notation/tex/texStyle.ts']); // prettier-ignore
  });
});
