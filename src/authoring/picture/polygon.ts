import type { Placement } from './mark';

export type Point = readonly [number, number];
export type Polygon = readonly Point[];

/** Curves become this many lines: glyphs are small. */
const PIECES = 8;

/** The closed outlines of a path, whose commands are absolute M, L, H, V, Q, C and Z, with lines for curves. */
export function polygonsOf(path: string, at: Placement): readonly Polygon[] {
  const polygons: Point[][] = [];
  let current: Point[] = [];
  for (const [, command, list] of path.matchAll(/([MLHVQCZ])([^A-Za-z]*)/g)) {
    const numbers = list.match(/-?(?:\d+\.?\d*|\.\d+)/g)?.map(Number) ?? [];
    if (command === 'M') polygons.push((current = []));
    for (const points of segmentsOf(command, numbers, current.at(-1), at)) {
      if (points.length === 1) current.push(points[0]);
      else for (let i = 1; i <= PIECES; i++) current.push(onCurve(points, i / PIECES));
    }
  }
  return polygons;
}

/** The segments of one command: one point for a line, all its points for a curve. */
function segmentsOf(
  command: string,
  numbers: readonly number[],
  last: Point | undefined,
  { a, d, e, f }: Placement,
): readonly (readonly Point[])[] {
  if (command === 'H') return numbers.map((x) => [[a * x + e, last![1]]]);
  if (command === 'V') return numbers.map((y) => [[last![0], d * y + f]]);
  const each = { M: 1, L: 1, Q: 2, C: 3 }[command] ?? 0;
  const segments: Point[][] = [];
  let before = last;
  for (let i = 0; each > 0 && i < numbers.length; i += 2 * each) {
    const points = Array.from({ length: each }, (_, k): Point => {
      return [a * numbers[i + 2 * k] + e, d * numbers[i + 2 * k + 1] + f];
    });
    segments.push(each === 1 ? points : [before!, ...points]);
    before = points[each - 1];
  }
  return segments;
}

/** The point of a Bézier curve, by de Casteljau. */
function onCurve(points: readonly Point[], t: number): Point {
  if (points.length === 1) return points[0];
  const closer = points.slice(1).map(([x, y], i): Point => between(points[i], [x, y], t));
  return onCurve(closer, t);
}

function between([x1, y1]: Point, [x2, y2]: Point, t: number): Point {
  return [x1 + t * (x2 - x1), y1 + t * (y2 - y1)];
}

/** What of a polygon lies in a box, by Sutherland and Hodgman. */
export function clipped(polygon: Polygon, [left, top, right, low]: readonly [number, number, number, number]): Polygon {
  const sides = [
    ([x]: Point) => x - left,
    ([x]: Point) => right - x,
    ([, y]: Point) => y - top,
    ([, y]: Point) => low - y,
  ];
  return sides.reduce((rest, inside) => cut(rest, inside), polygon);
}

function cut(polygon: Polygon, inside: (point: Point) => number): Polygon {
  return polygon.flatMap((point, i) => {
    const before = polygon[(i + polygon.length - 1) % polygon.length];
    const [here, there] = [inside(point), inside(before)];
    const crossing = here < 0 !== there < 0 ? [between(before, point, there / (there - here))] : [];
    return here < 0 ? crossing : [...crossing, point];
  });
}
