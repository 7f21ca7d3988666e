import type { Run, Scene, Shape } from '../drawing/scene';
import { within, type Mark } from './mark';
import type { Outline } from './outline';
import type { Layer } from './raster';

/** The colours of a drawing on paper, as numbers from 0 to 255. */
const COLOURS = {
  positive: [0x1a, 0x6f, 0xcc],
  negative: [0xb3, 0x6b, 0x00],
  quiet: [0x76, 0x76, 0x76],
  text: [0x1f, 0x1f, 0x1f],
  ground: [0xff, 0xff, 0xff],
} as const;

const STROKE = 1.2;

/** A drawing as layers of filled outlines, the later ones over the earlier, in its own pixels from (0, 0). */
export function drawingLayers({ x, shapes }: Scene, outline: (tex: string) => Outline): readonly Layer[] {
  return shapes.flatMap((shape) => shapeLayers(shape, -x, outline));
}

function shapeLayers(shape: Shape, shift: number, outline: (tex: string) => Outline): readonly Layer[] {
  switch (shape.kind) {
    case 'line': {
      const { line, tone, width, opacity, dashed } = shape;
      const ends = [line.x1 + shift, line.y1, line.x2 + shift, line.y2] as const;
      return [{ marks: [path(linePath(ends, width, dashed ? 3 : Infinity))], colour: COLOURS[tone], opacity }];
    }
    case 'circle': {
      const { at, radius, dashed } = shape;
      const [x, y] = [at.x + shift, at.y];
      const pieces = dashed ? Math.round((2 * Math.PI * radius) / 5.5) : 1;
      return [
        { marks: [path(ringPath(x, y, radius, 0, 1))], colour: COLOURS.ground, opacity: 1 },
        {
          marks: [path(ringPath(x, y, radius + STROKE / 2, radius - STROKE / 2, pieces))],
          colour: COLOURS.text,
          opacity: 1,
        },
      ];
    }
    case 'text':
      return [{ marks: textMarks(shape, shift, outline), colour: COLOURS.text, opacity: 1 }];
  }
}

function path(d: string): Mark {
  return { kind: 'path', path: d, at: { a: 1, d: 1, e: 0, f: 0 } };
}

/** A line as thin boxes, each `dash` long with as much room after it. */
function linePath([x1, y1, x2, y2]: readonly [number, number, number, number], width: number, dash: number): string {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length === 0) return '';
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const [nx, ny] = [(-uy * width) / 2, (ux * width) / 2];
  const boxes: string[] = [];
  for (let from = 0; from < length; from += 2 * dash) {
    const to = Math.min(length, from + dash);
    const [ax, ay, bx, by] = [x1 + ux * from, y1 + uy * from, x1 + ux * to, y1 + uy * to];
    boxes.push(polygon([[ax + nx, ay + ny], [bx + nx, by + ny], [bx - nx, by - ny], [ax - nx, ay - ny]])); // prettier-ignore
  }
  return boxes.join('');
}

/** Lines that a whole circle becomes. */
const SIDES = 96;

/** What is between two circles: all of it, or so many dashes. */
function ringPath(x: number, y: number, outer: number, inner: number, pieces: number): string {
  const on = (radius: number, turn: number): readonly [number, number] => {
    return [x + radius * Math.cos(2 * Math.PI * turn), y + radius * Math.sin(2 * Math.PI * turn)];
  };
  const arc = (radius: number, from: number, to: number) => {
    const count = Math.max(2, Math.ceil(SIDES * (to - from)));
    return Array.from({ length: count + 1 }, (_, i) => on(radius, from + ((to - from) * i) / count));
  };
  if (pieces === 1) return polygon(arc(outer, 0, 1)) + (inner > 0 ? polygon(arc(inner, 0, 1).reverse()) : '');
  return Array.from({ length: pieces }, (_, i) => {
    const [from, to] = [i / pieces, (i + 0.55) / pieces];
    return polygon([...arc(outer, from, to), ...arc(inner, from, to).reverse()]);
  }).join('');
}

function polygon(points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`).join('L')}Z`;
}

function textMarks(
  { at, anchor, centred, size, runs }: Extract<Shape, { kind: 'text' }>,
  shift: number,
  outline: (tex: string) => Outline,
): readonly Mark[] {
  const set = runs.map((run) => {
    const scale = ((run.script === undefined ? 1 : 0.68) * size) / 1000;
    const drawn = outline(runTex(run));
    const drop = run.script === 'sub' ? 0.22 * size : run.script === 'sup' ? -0.38 * size : 0;
    return { drawn, scale, drop, width: drawn.width * scale };
  });
  const whole = set.reduce((sum, { width }) => sum + width, 0);
  let x = at.x + shift - (anchor === 'middle' ? whole / 2 : 0);
  const line = centred ? at.y + 0.34 * size : at.y;
  return set.flatMap(({ drawn, scale, drop, width }) => {
    const left = x;
    x += width;
    return drawn.marks.map((mark) => placed(mark, scale, left, line + drop - drawn.baseline * scale));
  });
}

/** A mark so much larger, and moved. */
function placed(mark: Mark, scale: number, x: number, y: number): Mark {
  switch (mark.kind) {
    case 'path':
      return { ...mark, at: within({ a: scale, d: scale, e: x, f: y }, mark.at) };
    case 'bar':
      return {
        kind: 'bar',
        x: scale * mark.x + x,
        y: scale * mark.y + y,
        width: scale * mark.width,
        height: scale * mark.height,
      };
    case 'letter':
      return { ...mark, size: scale * mark.size, x: scale * mark.x + x, y: scale * mark.y + y };
  }
}

/** A run as TeX: its letters are text, so nothing in it can be a command. */
function runTex({ text, italic }: Run): string {
  if (text === '⋮') return '\\vdots';
  if (italic && /^[A-Za-z]+$/.test(text)) return `\\mathit{${text}}`;
  return `\\text{${text.replaceAll('\\', '').replace(/[{}$]/g, '\\$&')}}`;
}
