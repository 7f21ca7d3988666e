// Pictures in pixels: how much of each pixel is covered, against the area of the outline that is cut to the pixel.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Mark } from '../../../../src/authoring/picture/mark';
import { painted, raster } from '../../../../src/authoring/picture/raster';

type Point = readonly [number, number];

const WIDTH = 7;
const HEIGHT = 5;

/** What is left of an outline on one side of a line x = at or y = at. */
function cut(outline: readonly Point[], axis: 0 | 1, at: number, side: 1 | -1): Point[] {
  const inside = (p: Point) => side * (p[axis] - at) >= 0;
  return outline.flatMap((p, i): Point[] => {
    const next = outline[(i + 1) % outline.length];
    const share = (at - p[axis]) / (next[axis] - p[axis]);
    const edge: Point[] = inside(p) === inside(next) ? [] : [[p[0] + share * (next[0] - p[0]), p[1] + share * (next[1] - p[1])]]; // prettier-ignore
    return inside(p) ? [p, ...edge] : edge;
  });
}

/** By Gauss; clockwise or not. */
function area(outline: readonly Point[]): number {
  return Math.abs(
    outline.reduce((sum, [x, y], i) => {
      const [nextX, nextY] = outline[(i + 1) % outline.length];
      return sum + (x * nextY - nextX * y) / 2;
    }, 0),
  );
}

function coverageOf(outline: readonly Point[], row: number, column: number): number {
  let left = cut(outline, 0, column, 1);
  left = cut(left, 0, column + 1, -1);
  left = cut(left, 1, row, 1);
  return Math.min(1, area(cut(left, 1, row + 1, -1)));
}

const path = (outline: readonly Point[]): Mark => ({
  kind: 'path',
  path: `M${outline.map(([x, y]) => `${x} ${y}`).join('L')}Z`,
  at: { a: 1, d: 1, e: 0, f: 0 },
});
const bar = (x: number, y: number, width: number, height: number): Mark => ({ kind: 'bar', x, y, width, height });

function assertCovered(outline: readonly Point[]): void {
  const { coverage } = raster({ width: WIDTH, height: HEIGHT, marks: [path(outline)] }, 1);
  for (let row = 0; row < HEIGHT; row++) {
    for (let column = 0; column < WIDTH; column++) {
      const expected = 255 * coverageOf(outline, row, column);
      const found = coverage[row * WIDTH + column];
      if (!(Math.abs(found - expected) <= 0.51)) assert.fail(`${found} instead of ${expected} in ${row} ${column} of ${JSON.stringify(outline)}`); // prettier-ignore
    }
  }
}

describe('a picture in pixels', () => {
  it('is covered by the share of each pixel that is inside the outline, also where that reaches beyond the picture', () => {
    const place = fc.oneof(
      fc.integer({ min: -2, max: 9 }),
      fc.integer({ min: -300, max: 1000 }).map((x) => x / 100),
    );
    const point = fc.tuple(place, place);
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 3 }), (triangle) => assertCovered(triangle)),
      { numRuns: 300 },
    );
    for (const outline of [
      [
        [0, 0],
        [7, 0],
        [7, 5],
        [0, 5],
      ],
      [
        [-1, -1],
        [9, -1],
        [9, 9],
        [-1, 9],
      ],
      [
        [0.25, 0.5],
        [0.75, 0.5],
        [0.75, 0.75],
        [0.25, 0.75],
      ],
      [
        [3, 0],
        [6, 2.5],
        [3, 5],
        [0, 2.5],
      ],
      [
        [6.5, 4.5],
        [7, 4.5],
        [7, 5],
        [6.5, 5],
      ],
    ] as Point[][])
      // prettier-ignore
      assertCovered(outline);
  });

  it('has its pixels row by row, so many to a unit, and no fewer than it needs', () => {
    const { width, height, coverage } = raster({ width: 1.5, height: 1, marks: [bar(0.5, 0, 0.5, 0.5), bar(1.25, 0.5, 0.25, 0.5)] }, 2); // prettier-ignore
    assert.deepEqual([width, height], [3, 2]);
    assert.deepEqual([...coverage], [0, 255, 0, 0, 0, 128]);
    const cut = raster({ width: 1.2, height: 0.4, marks: [] }, 2);
    assert.deepEqual([cut.width, cut.height, cut.coverage.length], [3, 1, 3]);
  });

  it('has what two marks leave free of a pixel, each its share of the other', () => {
    // 1 − ½·¾ = 5/8 of 255.
    const { coverage } = raster({ width: 1, height: 1, marks: [bar(0, 0, 0.5, 1), bar(0, 0, 1, 0.25)] }, 1);
    assert.ok(Math.abs(coverage[0] - 159.4) <= 1, String(coverage[0]));
  });

  it('has a box in the place of a letter that no font has', () => {
    const { coverage } = raster({ width: 20, height: 20, marks: [{ kind: 'letter', text: '層', size: 20, x: 2, y: 16 }] }, 1); // prettier-ignore
    const at = (x: number, y: number) => coverage[20 * y + x];
    // From 0.05 of its size right of x to 0.55, and up to 0.65 of it, 1 thick; empty inside.
    assert.deepEqual([at(3, 10), at(12, 10), at(8, 3), at(8, 15)], [255, 255, 255, 255]);
    assert.deepEqual([at(2, 10), at(13, 10), at(8, 2), at(8, 16), at(8, 10), at(5, 5)], [0, 0, 0, 0, 0, 0]);
  });

  it('in colours is white, and each layer over those before it, with what is below seen through', () => {
    const layer = (colour: readonly [number, number, number], opacity: number, ...marks: Mark[]) => ({ colour, opacity, marks }); // prettier-ignore
    const { width, height, pixels } = painted(3, 1, [layer([255, 0, 0], 1, bar(0, 0, 2, 1)), layer([0, 0, 255], 0.5, bar(1, 0, 2, 1))], 1); // prettier-ignore
    assert.deepEqual([width, height], [3, 1]);
    const expected = [255, 0, 0, 127.5, 0, 127.5, 127.5, 127.5, 255];
    pixels.forEach((x, i) => assert.ok(Math.abs(x - expected[i]) <= 0.51, `${i}: ${x}`));
    const half = painted(1, 1, [layer([0, 100, 200], 1, bar(0, 0, 0.5, 1))], 1).pixels;
    assert.ok(
      [127.5, 177.5, 227.5].every((x, i) => Math.abs(half[i] - x) <= 1),
      String(half),
    );
    assert.deepEqual([...painted(1, 1, [], 2).pixels], new Array(12).fill(255));
  });
});
