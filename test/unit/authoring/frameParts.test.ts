import assert from 'node:assert/strict';
import { plainTex, type TexStyle } from '../../../src/notation/tex/texStyle';
import { frameParts, styleBelow, styleOnFrames } from '../../../src/authoring/frameParts';

const column = (n: number, first: number) =>
  `\\left[\\begin{array}{r} ${Array.from({ length: n }, (_, i) => first + i).join(' \\\\ ')} \\end{array}\\right]`;
const aligned = (...rows: string[]) => `\\begin{aligned} ${rows.join(' \\\\[0.4em] ')} \\end{aligned}`;

describe('a formula on frames', () => {
  it('is whole where it can be read, and where it is no list of lines', () => {
    for (const tex of [
      aligned('N &= W', `&= ${column(3, 1)}`),
      column(40, 1),
      `${aligned(column(9, 1), column(9, 1))} + ${aligned(column(9, 1), column(9, 1))}`,
    ]) {
      assert.deepEqual(frameParts(tex), [tex]);
    }
  });

  it('goes on over several frames between its lines, with every number once and in order', () => {
    const rows = ['N &= W', `&= ${column(7, 100)}`, `&\\quad {} \\bullet ${column(7, 200)}`, `&= ${column(7, 300)}`];
    const parts = frameParts(aligned(...rows));
    assert.equal(parts.length, 3);
    assert.deepEqual(parts.join('').match(/\d{3}/g), rows.join('').match(/\d{3}/g));
    for (const part of parts) {
      assert.match(part, /^\\begin\{aligned\}[^]*[^\\\]]\\end\{aligned\}$/);
      assert.equal(part.match(/\\begin\{/g)!.length, part.match(/\\end\{/g)!.length);
    }
    assert.ok(parts[0].includes('N &= W') && parts[0].includes('100'));
  });

  it('leaves no result alone on the last frame', () => {
    const rows = [
      'N &= W',
      `&= ${column(4, 100)}`,
      `&= ${column(5, 200)}`,
      `&= ${column(1, 300)}`,
      `&= ${column(1, 400)}`,
    ];
    const lengths = frameParts(aligned(...rows)).map((part) => part.match(/\d{3}/g)!.length);
    assert.deepEqual(lengths, [4, 7]);
  });

  it('keeps an equation on one frame if it can be there', () => {
    const equation = (n: number) => [`N_${n} &= W`, `&= ${column(4, 100 * n)}`];
    const parts = frameParts(aligned(...equation(1), ...equation(2), ...equation(3)));
    assert.deepEqual(
      parts.map((part) => part.match(/N_\d/g)),
      [['N_1', 'N_2'], ['N_3']],
    );
    for (const part of parts) assert.match(part, /^\\begin\{aligned\} ?N/);
  });

  it('has only the first and last rows of large matrices where that takes fewer frames', () => {
    const rows = (style: TexStyle, n: number) => column(Math.min(n, style.matrixRows < n ? 5 : n), 100);
    const written = (n: number) => (style: TexStyle) =>
      aligned('N &= W', `&= ${rows(style, n)}`, `&= ${rows(style, n)}`);
    const frames = (n: number) => styleOnFrames(plainTex, (style) => frameParts(written(n)(style)).length).matrixRows;
    assert.deepEqual([frames(5), frames(7)], [Infinity, 6]);
    // Below the formula of a step there is less room.
    assert.deepEqual(
      [styleBelow(written(3), plainTex).matrixRows, styleBelow(written(7), plainTex).matrixRows],
      [Infinity, 6],
    );
  });
});
