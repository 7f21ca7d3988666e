import assert from 'node:assert/strict';
import type { Shape } from '../../../../src/authoring/drawing/scene';
import { drawingLayers } from '../../../../src/authoring/picture/drawingPicture';
import type { Mark } from '../../../../src/authoring/picture/mark';
import type { Outline } from '../../../../src/authoring/picture/outline';
import type { Layer } from '../../../../src/authoring/picture/raster';

type Point = readonly [number, number];

/** A formula of `n` letters, each 1000 wide, as one bar from its top to its base line, 700 high. */
const asked: string[] = [];
function outline(tex: string): Outline {
  asked.push(tex);
  const letters = /\{(.*)\}/.exec(tex)?.[1].length ?? 1;
  const width = 1000 * letters;
  return { width, height: 900, baseline: 700, marks: [{ kind: 'bar', x: 0, y: 0, width, height: 700 }] };
}

const layersOf = (shape: Shape, x = 0) => drawingLayers({ x, width: 200, height: 200, shapes: [shape] }, outline);

/** The closed outlines of marks whose paths have lines only and are not moved. */
function outlinesOf(marks: readonly Mark[]): readonly (readonly Point[])[] {
  return marks.flatMap((mark) => {
    assert.ok(mark.kind === 'path');
    assert.deepEqual(mark.at, { a: 1, d: 1, e: 0, f: 0 });
    assert.match(mark.path, /^(M[-\d. L]+Z)*$/);
    const closed = mark.path.split('Z').filter((part) => part !== '');
    return closed.map((part) => part.slice(1).split('L').map((place) => place.split(' ').map(Number) as unknown as Point)); // prettier-ignore
  });
}

/** The area with the sign of its direction, by the shoelace formula. */
const area = (points: readonly Point[]): number =>
  points.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = points[(i + 1) % points.length];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);

const whole = ({ marks }: Layer) => Math.abs(outlinesOf(marks).reduce((sum, points) => sum + area(points), 0));
const near = (found: number, wanted: number, within: number, what = '') =>
  assert.ok(Math.abs(found - wanted) <= within, `${what} ${found} for ${wanted}`);

const line = (ends: readonly [number, number, number, number], dashed = false, width = 2): Shape => {
  const [x1, y1, x2, y2] = ends;
  return { kind: 'line', line: { x1, y1, x2, y2 }, tone: 'quiet', width, opacity: 0.5, dashed };
};

describe('the shapes of a drawing as filled outlines', () => {
  it('a line is a box as wide as the line around it, in whatever direction it goes', () => {
    // 30-40-50 triangles: 50 long.
    for (const [x2, y2] of [[40, 50], [-20, 50], [40, -30], [60, 10], [10, 60]]) {
      const [layer, ...others] = layersOf(line([10, 10, x2, y2]));
      assert.equal(others.length, 0);
      assert.equal(layer.opacity, 0.5);
      const [box] = outlinesOf(layer.marks);
      assert.equal(box.length, 4);
      near(Math.abs(area(box)), 100, 0.01);
      for (const [x, y] of box) {
        const [dx, dy] = [(x2 - 10) / 50, (y2 - 10) / 50];
        near(Math.abs(dx * (y - 10) - dy * (x - 10)), 1, 0.001, 'off the line');
        const along = dx * (x - 10) + dy * (y - 10);
        near(Math.min(Math.abs(along), Math.abs(along - 50)), 0, 0.001, 'at an end');
      }
    } // prettier-ignore
    assert.equal(whole(layersOf(line([10, 10, 10, 10]))[0]), 0);
  });

  it('a dashed line begins with a dash, has as much room after each, and ends where it ends', () => {
    // A dash is 3 long: of 100, those at 0, 6, …, 96; of 97, the last is 1 long.
    for (const [end, count, inked] of [[100, 17, 51], [97, 17, 49], [96, 16, 48]]) {
      const dashes = outlinesOf(layersOf(line([0, 5, end, 5], true))[0].marks);
      assert.equal(dashes.length, count);
      near(dashes.reduce((sum, dash) => sum + Math.abs(area(dash)), 0), 2 * inked, 0.01);
      dashes.forEach((dash, i) => {
        assert.equal(Math.min(...dash.map(([x]) => x)), 6 * i);
        assert.equal(Math.max(...dash.map(([x]) => x)), Math.min(end, 6 * i + 3));
      });
    } // prettier-ignore
  });

  it('a circle covers what is behind it and has a line around it, whole or in dashes', () => {
    const circle = (dashed: boolean) => layersOf({ kind: 'circle', at: { x: 50, y: 40 }, radius: 20, dashed });
    for (const dashed of [false, true]) {
      const [ground, ring, ...others] = circle(dashed);
      assert.equal(others.length, 0);
      assert.deepEqual([ground.colour, ground.opacity], [[255, 255, 255], 1]);
      assert.deepEqual([ring.colour, ring.opacity], [[0x1f, 0x1f, 0x1f], 1]);
      near(whole(ground), Math.PI * 400, 0.002 * Math.PI * 400);
      for (const [layer, radii] of [
        [ground, [20]],
        [ring, [19.4, 20.6]],
      ] as const)
        for (const [x, y] of outlinesOf(layer.marks).flat()) {
          const radius = Math.hypot(x - 50, y - 40);
          near(Math.min(...radii.map((wanted) => Math.abs(radius - wanted))), 0, 0.001, 'on the circle');
        }
    }
    // The line is 1.2 wide: 2π·20·1.2 of area, and 55 % of that in dashes.
    near(whole(circle(false)[1]), 2 * Math.PI * 20 * 1.2, 0.5);
    near(whole(circle(true)[1]), 0.55 * 2 * Math.PI * 20 * 1.2, 0.5);
    // A dash every 5.5, as near to that as goes around: 125.66 / 5.5 is about 23.
    const dashes = outlinesOf(circle(true)[1].marks);
    assert.equal(dashes.length, 23);
    const middles = dashes.map((dash) => dash.reduce(([sx, sy], [x, y]) => [sx + x - 50, sy + y - 40], [0, 0]));
    const turns = middles.map(([x, y]) => (Math.atan2(y, x) / (2 * Math.PI) + 1) % 1);
    turns.forEach((turn, i) => near(turn, (i + 0.275) / 23, 0.0005, 'the middle of a dash'));
  });

  it('all of it is moved by the left edge of the drawing', () => {
    const [layer] = layersOf(line([0, 5, 10, 5]), -7);
    assert.deepEqual([...new Set(outlinesOf(layer.marks).flat().map(([x]) => x))].sort(), [17, 7]); // prettier-ignore
    const ring = layersOf({ kind: 'circle', at: { x: 0, y: 40 }, radius: 5, dashed: false }, -7)[0];
    near(Math.min(...outlinesOf(ring.marks).flat().map(([x]) => x)), 2, 0.001); // prettier-ignore
    const text: Shape = { kind: 'text', at: { x: 3, y: 0 }, anchor: 'start', centred: false, size: 10, runs: [{ text: 'a' }] }; // prettier-ignore
    assert.deepEqual(layersOf(text, -7)[0].marks.map((mark) => mark.kind === 'bar' && mark.x), [10]); // prettier-ignore
  });

  it('a text is set on its line or in the middle of it, from its place or around it, with indices small', () => {
    const bars = (anchor: 'start' | 'middle', centred: boolean) => {
      const runs = [{ text: 'ab' }, { text: '12', script: 'sub' as const }, { text: '3', script: 'sup' as const }];
      const [{ marks, colour, opacity }] = layersOf({ kind: 'text', at: { x: 50, y: 30 }, anchor, centred, size: 10, runs }); // prettier-ignore
      assert.deepEqual([colour, opacity], [[0x1f, 0x1f, 0x1f], 1]);
      return marks.map((mark) => {
        assert.ok(mark.kind === 'bar');
        // Its left edge, its width, and its base line.
        return [mark.x, mark.width, mark.y + mark.height].map((x) => Number(x.toFixed(6)));
      });
    };
    // Two letters of 10, then three of 6.8: 40.4 in all. Indices are 2.2 lower, exponents 3.8 higher.
    assert.deepEqual(bars('start', false), [[50, 20, 30], [70, 13.6, 32.2], [83.6, 6.8, 26.2]]); // prettier-ignore
    assert.deepEqual(bars('middle', false), [[29.8, 20, 30], [49.8, 13.6, 32.2], [63.4, 6.8, 26.2]]); // prettier-ignore
    // Digits are about 0.68 of the size high, so their middle is 0.34 above their line.
    assert.deepEqual(bars('middle', true), [[29.8, 20, 33.4], [49.8, 13.6, 35.6], [63.4, 6.8, 29.6]]); // prettier-ignore
  });

  it('nothing in a text is a command of TeX, and only letters are italic', () => {
    asked.length = 0;
    const runs = [{ text: '⋮' }, { text: 'n', italic: true }, { text: 'n' }, { text: 'a_1', italic: true }, { text: '\\x{y}$' }]; // prettier-ignore
    layersOf({ kind: 'text', at: { x: 0, y: 0 }, anchor: 'start', centred: false, size: 10, runs });
    assert.deepEqual(asked, ['\\vdots', '\\mathit{n}', '\\text{n}', '\\text{a_1}', '\\text{x\\{y\\}\\$}']);
  });
});
