// The plot of an activation by its geometry: what is read off its axes is the function.
import assert from 'node:assert/strict';
import type { Activation } from '../../../../src/functions/builtin/activation';
import { activationPlot, plotMarkdown } from '../../../../src/service/hover/activationPlot';

const of = (value: (x: number) => number, derivative: (x: number) => number) => ({ value, derivative }) as unknown as Activation; // prettier-ignore
const tanh = of(Math.tanh, (x) => 1 - Math.tanh(x) ** 2);
const relu = of((x) => Math.max(0, x), (x) => (x > 0 ? 1 : 0)); // prettier-ignore
const square = of((x) => x * x, (x) => 2 * x); // prettier-ignore
const reciprocal = of((x) => 1 / x, (x) => -1 / (x * x)); // prettier-ignore
const shifted = of((x) => 100 + Math.tanh(x), (x) => 1 - Math.tanh(x) ** 2); // prettier-ignore
const [WIDTH, HEIGHT, MARGIN] = [260, 118, 14];

/** What an eye sees of a plot: its curves in the units of its axes, as the labels at their ends say them. */
function seen(svg: string) {
  const [right, left, high, low] = [...svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)"[^>]*text-anchor="(\w+)">([^<]*)</g)]; // prettier-ignore
  const number = (text: string) => Number(text.replace('−', '-').replaceAll(/[\s\u2009]/g, ''));
  const [reach, top, bottom] = [right, high, low].map(([, , , , text]) => number(text));
  const x = (px: number) => ((px - MARGIN) / (WIDTH - 2 * MARGIN)) * 2 * reach - reach;
  const y = (py: number) => bottom + ((HEIGHT - MARGIN - py) / (HEIGHT - 2 * MARGIN)) * (top - bottom);
  const [axes, slopes, values] = [...svg.matchAll(/<path d="([^"]*)"/g)].map(([, d]) => d);
  const points = (d: string) => [...d.matchAll(/([ML])([-\d.]+) ([-\d.]+)/g)].map(([, command, px, py]) => ({ command, px: Number(px), py: Number(py), x: x(Number(px)), y: y(Number(py)) })); // prettier-ignore
  const marks = [...svg.matchAll(/<circle cx="([-\d.]+)" cy="([-\d.]+)"/g)].map(([, px, py]) => [x(Number(px)), y(Number(py))]); // prettier-ignore
  const labels = [right, left, high, low].map(([, px, py, anchor]) => ({ px: Number(px), py: Number(py), anchor }));
  return { reach, top, bottom, left: number(left[4]), axes, labels, marks, y, values: points(values), slopes: points(slopes) }; // prettier-ignore
}

describe('the plot of an activation in a hover', () => {
  it('shows σ and σ′ from −4 to 4, and the marks on σ', () => {
    const { reach, left, values, slopes, marks, top, bottom } = seen(activationPlot(tanh, [0.5, -1]));
    assert.deepEqual([reach, left], [4, -4]);
    assert.ok(top > 1 && top < 1.3 && bottom < -1 && bottom > -1.3, `${bottom} ${top}`);
    assert.equal(values.length, 241);
    // Labels have two digits, so what is read by them is a little off.
    for (const { x, y } of values) assert.ok(Math.abs(y - Math.tanh(x)) < 0.04, `${x} ${y}`);
    for (const { x, y } of slopes) assert.ok(Math.abs(y - (1 - Math.tanh(x) ** 2)) < 0.04, `${x} ${y}`);
    assert.deepEqual(values.filter(({ command }) => command === 'M').length, 1);
    [0.5, -1].forEach((x, i) => {
      assert.ok(Math.abs(marks[i][0] - x) < 0.02 && Math.abs(marks[i][1] - Math.tanh(x)) < 0.04);
    });
  });

  it('is wider where a mark is outside, to a million', () => {
    assert.equal(seen(activationPlot(tanh, [3])).reach, 4);
    assert.ok(Math.abs(seen(activationPlot(tanh, [-10])).reach - 11.5) <= 0.5);
    assert.ok(activationPlot(tanh, [1e9]).includes('>1·10⁶</text>'));
  });

  it('has up to sixty marks, and none of what has no value', () => {
    const marks = (values: readonly number[], activation = tanh) => seen(activationPlot(activation, values)).marks.length; // prettier-ignore
    const many = (count: number) => Array.from({ length: count }, (_, i) => i / 100);
    assert.deepEqual([marks(many(60)), marks(many(61)), marks([])], [60, 60, 0]);
    assert.deepEqual([marks([NaN, 1, Infinity]), marks([0, 1], reciprocal)], [1, 1]);
  });

  it('holds 0, cuts what shoots off, and lifts the line where there is a jump or no value', () => {
    const steps = seen(activationPlot(relu, []));
    // σ′ jumps from 0 to 1, a quarter of the window of 0 to 4 with its slack is more than that.
    assert.ok(steps.bottom < 0 && steps.top > 4);
    assert.ok(Math.abs(seen(activationPlot(shifted, [])).bottom) < 8, 'from 0, not from 99');
    const pole = seen(activationPlot(reciprocal, []));
    assert.ok(pole.values.filter(({ command }) => command === 'M').length >= 2, 'no line through the pole');
    const steep = seen(activationPlot(square, [100]));
    assert.ok(steep.values.length < 241 && steep.top < 5 * steep.reach);
    for (const { px, py } of [...pole.values, ...pole.slopes, ...steep.values])
      assert.ok(px >= MARGIN - 0.1 && px <= WIDTH - MARGIN + 0.1 && py >= MARGIN - 0.1 && py <= HEIGHT - MARGIN + 0.1);
  });

  it('has its axes through 0, and labels within the picture', () => {
    for (const activation of [tanh, relu, square, reciprocal, shifted]) {
      const { axes, labels, y, bottom, top } = seen(activationPlot(activation, [1]));
      const [, zero, middle] = /^M14 ([-\d.]+)H246M([-\d.]+) 14V104$/.exec(axes)!.map(Number);
      assert.equal(middle, WIDTH / 2);
      assert.ok(Math.abs(y(zero)) < 0.03 * (top - bottom), 'the horizontal axis is at 0');
      const [right, left, high, low] = labels;
      for (const { px, py } of labels) assert.ok(px >= MARGIN && px <= WIDTH - MARGIN && py >= 8 && py <= HEIGHT - 2);
      assert.deepEqual([right.anchor, left.anchor, high.anchor, low.anchor], ['end', 'start', 'start', 'start']);
      assert.ok(right.px > left.px && low.py > high.py && right.py === left.py);
      assert.ok(right.py >= Math.min(zero + 8, HEIGHT - 4), 'below the axis');
    }
  });

  it('is an image of Markdown whose address ends where it ends', () => {
    const markdown = plotMarkdown("<svg a='(1)'>", 'title');
    assert.match(markdown, /^!\[title\]\(data:image\/svg\+xml,[^()' ]*\)$/);
    assert.equal(decodeURIComponent(/,(.*)\)$/.exec(markdown)![1]), "<svg a='(1)'>");
  });
});
