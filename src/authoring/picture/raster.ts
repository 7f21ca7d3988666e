import { within, type Mark, type Picture } from './mark';
import { polygonsOf, type Polygon } from './polygon';

/** How much of each pixel is covered, 0 … 255, row by row. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly coverage: Uint8Array;
}

/** The picture in pixels, with smooth edges; so many pixels are one unit. */
export function raster({ width, height, marks }: Picture, scale: number): Raster {
  const [w, h] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  const coverage = new Uint8Array(w * h);
  for (const mark of marks) {
    new Area(outlinesOf(mark, scale), w, h).forEach(w, (at, covered) => {
      coverage[at] = 255 - Math.round(((255 - coverage[at]) * (255 - covered)) / 255);
    });
  }
  return { width: w, height: h, coverage };
}

/** Marks of one colour, red, green and blue from 0 to 255, through which what is below may be seen. */
export interface Layer {
  readonly marks: readonly Mark[];
  readonly colour: readonly [number, number, number];
  readonly opacity: number;
}

/** Red, green and blue of each pixel, row by row. */
export interface ColourRaster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Layers on white, each over those before it; so many pixels are one unit. */
export function painted(width: number, height: number, layers: readonly Layer[], scale: number): ColourRaster {
  const [w, h] = [Math.ceil(width * scale), Math.ceil(height * scale)];
  const pixels = new Uint8Array(3 * w * h).fill(255);
  for (const { marks, colour, opacity } of layers) {
    for (const mark of marks) {
      new Area(outlinesOf(mark, scale), w, h).forEach(w, (at, covered) => {
        const share = (covered * opacity) / 255;
        for (let i = 0; i < 3; i++) pixels[3 * at + i] += Math.round((colour[i] - pixels[3 * at + i]) * share);
      });
    }
  }
  return { width: w, height: h, pixels };
}

/** The closed outlines of a mark in pixels. */
function outlinesOf(mark: Mark, scale: number): readonly Polygon[] {
  switch (mark.kind) {
    case 'path':
      return polygonsOf(mark.path, within({ a: scale, d: scale, e: 0, f: 0 }, mark.at));
    case 'bar': {
      const [x1, y1, x2, y2] = [mark.x, mark.y, mark.x + mark.width, mark.y + mark.height].map((x) => x * scale);
      return [box(x1, y1, x2, y2)];
    }
    case 'letter': {
      // No font at hand has it: an empty box, as programs draw for a letter that they cannot show.
      const size = mark.size * scale;
      const [x, y, line] = [mark.x * scale, mark.y * scale, size * 0.05];
      const inner = box(x + 2 * line, y - size * 0.65 + line, x + size * 0.55 - line, y - line);
      return [box(x + line, y - size * 0.65, x + size * 0.55, y), [...inner].reverse()];
    }
  }
}

function box(x1: number, y1: number, x2: number, y2: number): Polygon {
  return [[x1, y1], [x2, y1], [x2, y2], [x1, y2]]; // prettier-ignore
}

/**
 * The pixels of some outlines: each line adds to every pixel that it crosses how much area lies right of it, with the sign
 * of its direction; summed from the left, that is what the outlines enclose.
 */
class Area {
  private readonly left: number;
  private readonly top: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly sums: Float32Array;

  constructor(outlines: readonly Polygon[], width: number, height: number) {
    let [left, top, right, low] = [width, height, 0, 0];
    for (const [x, y] of outlines.flat()) {
      left = Math.min(left, Math.floor(x));
      right = Math.max(right, Math.ceil(x));
      top = Math.min(top, Math.floor(y));
      low = Math.max(low, Math.ceil(y));
    }
    this.left = Math.max(0, left);
    this.top = Math.max(0, top);
    this.columns = Math.max(0, Math.min(width, right) - this.left);
    this.rows = Math.max(0, Math.min(height, low) - this.top);
    this.sums = new Float32Array((this.columns + 2) * this.rows);
    for (const outline of outlines) {
      outline.forEach(([x, y], i) => {
        const [nextX, nextY] = outline[(i + 1) % outline.length];
        this.line(x - this.left, y - this.top, nextX - this.left, nextY - this.top);
      });
    }
  }

  /** Each pixel that is covered, by its place in rows of this width, and how much of it, 1 … 255. */
  forEach(width: number, each: (at: number, covered: number) => void): void {
    for (let row = 0; row < this.rows; row++) {
      let sum = 0;
      for (let column = 0; column < this.columns; column++) {
        sum += this.sums[row * (this.columns + 2) + column];
        const covered = Math.round(255 * Math.min(1, Math.abs(sum)));
        if (covered > 0) each((row + this.top) * width + column + this.left, covered);
      }
    }
  }

  private line(x1: number, y1: number, x2: number, y2: number): void {
    if (y1 === y2) return;
    const sign = y1 < y2 ? 1 : -1;
    const [topX, topY, lowX, lowY] = y1 < y2 ? [x1, y1, x2, y2] : [x2, y2, x1, y1];
    const slope = (lowX - topX) / (lowY - topY);
    const end = Math.min(this.rows, Math.ceil(lowY));
    for (let row = Math.max(0, Math.floor(topY)); row < end; row++) {
      const [from, to] = [Math.max(topY, row), Math.min(lowY, row + 1)];
      if (to <= from) continue;
      this.row(row, topX + slope * (from - topY), topX + slope * (to - topY), sign * (to - from));
    }
  }

  /** A piece of a line inside one row, `height` of it high. */
  private row(row: number, x1: number, x2: number, height: number): void {
    // Beyond an edge of the picture a line counts as if it went along that edge.
    const { columns } = this;
    const edge = x1 * x2 < 0 ? 0 : (x1 - columns) * (x2 - columns) < 0 ? columns : null;
    if (edge !== null) {
      const before = ((edge - x1) / (x2 - x1)) * height;
      this.row(row, x1, edge, before);
      this.row(row, edge, x2, height - before);
      return;
    }
    const [left, right] = [Math.min(x1, x2), Math.max(x1, x2)].map((x) => Math.min(this.columns, Math.max(0, x)));
    const base = row * (this.columns + 2);
    const width = right - left;
    let covered = 0;
    for (let column = Math.floor(left); column <= Math.floor(right); column++) {
      // Of the piece, the share that has been passed at the right edge of this pixel, and the area right of it in the pixel.
      const [a, b] = [Math.max(left, column), Math.min(right, column + 1)];
      const share = width === 0 ? 1 : Math.max(0, b - a) / width;
      const area = height * share * (column + 1 - (a + b) / 2);
      this.sums[base + column] += area + covered;
      covered = height * share - area;
      if (column === Math.floor(right)) this.sums[base + column + 1] += covered;
    }
  }
}
