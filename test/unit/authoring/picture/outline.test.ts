import assert from 'node:assert/strict';
import type { Mark } from '../../../../src/authoring/picture/mark';
import { outliner } from '../../../../src/authoring/picture/outline';

const barsOf = (marks: readonly Mark[]) => marks.filter((mark): mark is Extract<Mark, { kind: 'bar' }> => mark.kind === 'bar'); // prettier-ignore

describe('the rules of formulas as outlines', () => {
  const outline = outliner();

  it('the rules of an array are 60 thick, reach across it and cross inside', () => {
    const { width, height, marks } = outline('\\begin{array}{c|c} 1 & 2 \\\\ \\hline 3 & 4 \\end{array}');
    const bars = barsOf(marks);
    assert.equal(bars.length, 2);
    const flat = bars.find((bar) => bar.width > bar.height)!;
    const upright = bars.find((bar) => bar.width < bar.height)!;
    assert.deepEqual([flat.height, upright.width], [60, 60]);
    assert.ok(flat.width > 0.95 * width && upright.height > 0.9 * height);
    const middle = (bar: typeof flat) => [bar.x + bar.width / 2, bar.y + bar.height / 2];
    for (const bar of bars) {
      const [x, y] = middle(bar);
      assert.ok(Math.abs(x - width / 2) < 0.1 * width && Math.abs(y - height / 2) < 0.15 * height, `${x} ${y}`);
    }
    assert.equal(marks.length, 6);
  });

  it('a fraction has a bar between what is above and below, within the picture', () => {
    const { width, height, marks } = outline('\\frac{1}{2}');
    const [bar, ...others] = barsOf(marks);
    assert.equal(others.length, 0);
    assert.ok(bar.width > bar.height && bar.height > 20);
    assert.ok(bar.x >= 0 && bar.x + bar.width <= width && bar.y > 0.2 * height && bar.y + bar.height < 0.8 * height);
  });

  it('a second one has all letters too', () => {
    for (const one of [outline, outliner()])
      assert.deepEqual(one('\\mathbb{R} \\text{б}').marks.map(({ kind }) => kind), ['path', 'path']); // prettier-ignore
  });

  it('a letter that no font has is a box in its place', () => {
    const [letter] = outline('\\text{層}').marks;
    assert.ok(letter.kind === 'letter' && letter.text === '層' && letter.size > 300 && letter.size <= 1000);
  });

  it('a letter that no font has is half as large where it is set half as large', () => {
    const sizeOf = (tex: string) => {
      const [letter] = outline(tex).marks.filter((mark) => mark.kind === 'letter');
      return letter.size;
    };
    const whole = sizeOf('\\text{層}');
    // An index has 7/10 of the size, an index of an index one half, as in TeX.
    assert.ok(Math.abs(sizeOf('x_{\\text{層}}') / whole - 0.707) < 0.02);
    assert.ok(Math.abs(sizeOf('x_{y_{\\text{層}}}') / whole - 0.5) < 0.02);
  });
});
