// Outlines as polygons: paths and clipping by hand.
import assert from 'node:assert/strict';
import { clipped, polygonsOf, type Point } from '../../../../src/authoring/picture/polygon';

const still = { a: 1, d: 1, e: 0, f: 0 };
const near = (found: readonly Point[], wanted: readonly Point[]) => {
  assert.equal(found.length, wanted.length);
  found.forEach(([x, y], i) => assert.ok(Math.hypot(x - wanted[i][0], y - wanted[i][1]) < 1e-9, `${i}: ${x} ${y}`));
};

describe('outlines as polygons', () => {
  it('lines go from point to point, also several of one command, and each M begins anew', () => {
    const [first, second, ...others] = polygonsOf('M1 2L3 4 5 6H7V8ZM-1-.5L2 3Z', still);
    near(first, [[1, 2], [3, 4], [5, 6], [7, 6], [7, 8]]); // prettier-ignore
    near(second, [[-1, -0.5], [2, 3]]); // prettier-ignore
    assert.equal(others.length, 0);
    assert.deepEqual(polygonsOf('', still), []);
  });

  it('curves are on their Bézier curve, from where the last one ended', () => {
    const eighths = Array.from({ length: 8 }, (_, i) => (i + 1) / 8);
    // (1 − t)²·A + 2·(1 − t)·t·B + t²·C, and the same of degree 3.
    const quadratic = (a: number, b: number, c: number, t: number) => (1 - t) ** 2 * a + 2 * (1 - t) * t * b + t * t * c; // prettier-ignore
    const cubic = (a: number, b: number, c: number, d: number, t: number) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * d; // prettier-ignore
    near(polygonsOf('M0 0Q50 100 100 0 150 -100 200 0Z', still)[0], [
      [0, 0],
      ...eighths.map((t): Point => [100 * t, quadratic(0, 100, 0, t)]),
      ...eighths.map((t): Point => [100 + 100 * t, quadratic(0, -100, 0, t)]),
    ]);
    near(polygonsOf('M10 0C10 6 20 6 20 12Z', still)[0], [
      [10, 0],
      ...eighths.map((t): Point => [cubic(10, 10, 20, 20, t), cubic(0, 6, 6, 12, t)]),
    ]);
  });

  it('all of it is placed: stretched, then moved', () => {
    near(polygonsOf('M1 2L3 4H5V6Z', { a: 2, d: -1, e: 10, f: 100 })[0], [[12, 98], [16, 96], [20, 96], [20, 94]]); // prettier-ignore
  });

  it('what is outside of a box is cut off along its sides', () => {
    const square: readonly Point[] = [[0, 0], [10, 0], [10, 10], [0, 10]]; // prettier-ignore
    const area = (points: readonly Point[]) =>
      points.reduce((sum, [x, y], i) => {
        const [nextX, nextY] = points[(i + 1) % points.length];
        return sum + (x * nextY - nextX * y) / 2;
      }, 0);
    assert.deepEqual(clipped(square, [-1, -1, 11, 11]), square);
    assert.equal(area(clipped(square, [2, 3, 7, 5])), 10);
    assert.equal(area(clipped(square, [5, -5, 20, 20])), 50);
    assert.equal(area(clipped(square, [-5, -5, 5, 20])), 50);
    assert.equal(area(clipped(square, [-5, 4, 20, 20])), 60);
    assert.equal(area(clipped(square, [-5, -5, 20, 4])), 40);
    assert.deepEqual(clipped(square, [20, 20, 30, 30]), []);
    // A triangle whose tip is cut: 50 less a small one of a quarter of it.
    assert.equal(area(clipped([[0, 0], [10, 0], [0, 10]], [-1, -1, 20, 5])), 37.5); // prettier-ignore
  });
});
