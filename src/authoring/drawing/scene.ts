import { message, say, type Message, type Translate } from '../../message/message';
import type { Line, Point } from '../../page/drawing/drawingLayout';
import { LABEL_SIZE } from '../../page/drawing/drawingLayout';
import { textWidth } from '../../page/drawing/textWidth';
import type { DrawingBlock, DrawingSymbols } from '../../page/page';

/** What the colours of the edges show. */
export type EdgeColours = 'weight' | 'gradient';

export interface DrawingLook {
  readonly colours: EdgeColours;
  readonly translate: Translate;
}

/** A piece of text in one style; `n` and the letters of the paper are italic, indices lowered. */
export interface Run {
  readonly text: string;
  readonly italic?: boolean;
  readonly script?: 'sub' | 'sup';
}

export type Shape =
  | {
      readonly kind: 'line';
      readonly line: Line;
      readonly tone: 'positive' | 'negative' | 'quiet';
      readonly width: number;
      readonly opacity: number;
      readonly dashed: boolean;
    }
  | { readonly kind: 'circle'; readonly at: Point; readonly radius: number; readonly dashed: boolean }
  | {
      readonly kind: 'text';
      readonly at: Point;
      readonly anchor: 'middle' | 'start';
      /** Whether the point is the middle of the letters, not their base line. */
      readonly centred: boolean;
      readonly size: number;
      readonly runs: readonly Run[];
    };

/** A drawing as shapes, in pixels, the later ones over the earlier: what every picture format writes. */
export interface Scene {
  /** The left edge; below 0 where the legend is wider than the drawing. */
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** More edges than this are drawn thinner. */
const MANY_EDGES = 400;
const SYMBOL_SIZE = 19;
const LEGEND_HEIGHT = 26;
const SAMPLE = 26;

export function drawingScene(block: DrawingBlock, { colours, translate }: DrawingLook): Scene {
  const { layout, columns, edges } = block;
  const quantity = edges.some(({ gradient }) => gradient !== null) ? colours : 'weight';
  const shapes: Shape[] = [];
  for (const { biasLines } of layout.columns) {
    const opacity = biasLines.length > 5 ? 0.3 : 0.7;
    for (const line of biasLines) shapes.push({ kind: 'line', line, tone: 'quiet', width: 0.8, opacity, dashed: true });
  }
  for (const edge of edges) shapes.push(edgeShape(edge.line, edge[quantity], edges.length));
  columns.forEach((_, i) => shapes.push(...columnShapes(block, i)));
  const known = edges.some((edge) => edge[quantity] !== null);
  const legend = known ? legendShapes(quantity, layout, translate) : { shapes: [], width: 0 };
  const width = Math.max(layout.width, legend.width);
  return {
    x: (layout.width - width) / 2,
    width,
    height: layout.height + (known ? LEGEND_HEIGHT : 0),
    shapes: [...shapes, ...legend.shapes],
  };
}

function edgeShape(line: Line, number: DrawingBlock['edges'][number]['weight'], count: number): Shape {
  const share = number?.share ?? 0.15;
  return {
    kind: 'line',
    line,
    tone: number === null ? 'quiet' : number.value < 0 ? 'negative' : 'positive',
    width: 0.5 + (count > MANY_EDGES ? 1.5 : 3.5) * share,
    opacity: 0.35 + 0.65 * share,
    dashed: false,
  };
}

function columnShapes({ columns, layout, symbols }: DrawingBlock, i: number): Shape[] {
  const column = columns[i];
  const { radius, headY, nameY, footY, activationY } = layout;
  const { x, neurons, ellipsis, bias, name, activation } = layout.columns[i];
  const { layer } = column;
  const at = (y: number): Point => ({ x, y });
  const shapes: Shape[] = [
    text(at(headY), SYMBOL_SIZE, symbolRuns(layer === 0 ? symbols.input : symbols.activations, layer, symbols)),
  ];
  if (layer > 0) {
    const middle = { x: (x + layout.columns[i - 1].x) / 2, y: headY };
    shapes.push(text(middle, SYMBOL_SIZE, symbolRuns('W', layer, symbols)));
  }
  if (name !== null) shapes.push(text(at(nameY), LABEL_SIZE, [{ text: name, italic: true }]));
  neurons.forEach((place, p) => {
    const formal = column.formal && column.shown[p] === column.size - 1;
    shapes.push({ kind: 'circle', at: place, radius, dashed: formal });
    const value = column.values?.[p];
    if (value !== undefined) shapes.push(fitted(place, radius, value.short));
  });
  if (ellipsis !== null) shapes.push(text(ellipsis, 24, [{ text: '⋮' }], true));
  if (bias !== null) {
    shapes.push({ kind: 'circle', at: bias, radius: radius * 0.8, dashed: true }, fitted(bias, radius, '+1'));
  }
  shapes.push(text(at(footY), LABEL_SIZE, [{ text: 'n', italic: true }, { text: ` = ${column.size}` }]));
  if (activation !== null) shapes.push(text(at(activationY), LABEL_SIZE, [{ text: activation }]));
  return shapes;
}

/** X, Σ_i or W_i over the drawing. */
function symbolRuns(letter: string, layer: number, { index }: DrawingSymbols): readonly Run[] {
  const base: Run = letter === 'Σ' ? { text: letter } : { text: letter, italic: true };
  if (layer === 0) return [base];
  return [base, index === 'below' ? { text: String(layer), script: 'sub' } : { text: `[${layer}]`, script: 'sup' }];
}

function text(at: Point, size: number, runs: readonly Run[], centred = false): Shape {
  return { kind: 'text', at, anchor: 'middle', centred, size, runs };
}

/** A text in a circle, small enough to stay inside. */
function fitted(at: Point, radius: number, value: string): Shape {
  return text(at, Math.min(12.5, (3.1 * radius) / value.length), [{ text: value }], true);
}

const names: Readonly<Record<EdgeColours, Message>> = {
  weight: message('weights'),
  gradient: message('gradient'),
};

/** What the edges show, and the colours of the signs, in one line under the drawing. */
function legendShapes(
  quantity: EdgeColours,
  layout: DrawingBlock['layout'],
  translate: Translate,
): { readonly shapes: readonly Shape[]; readonly width: number } {
  const y = layout.height + 8;
  const words = [
    say(names[quantity], translate),
    say(message('positive'), translate),
    say(message('negative'), translate),
  ];
  const widths = words.map((word) => textWidth(word, LABEL_SIZE));
  const gaps = [24, SAMPLE + 6, 20, SAMPLE + 6];
  const whole = widths.reduce((sum, width) => sum + width, 0) + gaps[0] + gaps[1] + gaps[2] + gaps[3];
  let x = (layout.width - whole) / 2;
  const word = (i: number): Shape => {
    const made: Shape = {
      kind: 'text',
      at: { x, y },
      anchor: 'start',
      centred: true,
      size: LABEL_SIZE,
      runs: [{ text: words[i] }],
    };
    x += widths[i];
    return made;
  };
  const sample = (tone: 'positive' | 'negative'): Shape => {
    const line = { x1: x, y1: y, x2: x + SAMPLE, y2: y };
    x += SAMPLE + 6;
    return { kind: 'line', line, tone, width: 2.5, opacity: 1, dashed: false };
  };
  const shapes: Shape[] = [word(0)];
  x += 24;
  shapes.push(sample('positive'), word(1));
  x += 20;
  shapes.push(sample('negative'), word(2));
  return { shapes, width: whole + 2 * 10 };
}
