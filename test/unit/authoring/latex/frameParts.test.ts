import assert from 'node:assert/strict';
import { frameParts } from '../../../../src/authoring/latex/frameParts';

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
      `&= ${column(4, 200)}`,
      `&= ${column(1, 300)}`,
      `&= ${column(1, 400)}`,
    ];
    const lengths = frameParts(aligned(...rows)).map((part) => part.match(/\d{3}/g)!.length);
    assert.deepEqual(lengths, [4, 6]);
  });
});
