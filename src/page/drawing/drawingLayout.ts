import { shortened, textWidth } from './textWidth';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A line, from rim to rim of two circles. */
export interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** What the layout has to know of a column of neurons. */
export interface LaidOutColumn {
  readonly shown: readonly number[];
  readonly elidedAfter: number | null;
  readonly affine: boolean;
  readonly name: string | null;
  readonly activation: string | null;
}

export interface ColumnLayout {
  readonly x: number;
  /** The shown neurons, by position in `shown`. */
  readonly neurons: readonly Point[];
  /** The ⋮ of the elided ones. */
  readonly ellipsis: Point | null;
  /** The formal neuron that carries the next layer's bias. */
  readonly bias: Point | null;
  /** From that formal neuron to the neurons of the next column. */
  readonly biasLines: readonly Line[];
  /** The layer's name over the column and its activation under it, shortened where the next column begins. */
  readonly name: string | null;
  readonly activation: string | null;
}

/** Where everything of a drawing is, in pixels: for the page and for every export. */
export interface DrawingLayout {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** The base lines of the symbols and names over the columns, and of sizes and activations under them. */
  readonly headY: number;
  readonly nameY: number;
  readonly footY: number;
  readonly activationY: number;
  readonly columns: readonly ColumnLayout[];
}

/** The type size of names, sizes and activations. */
export const LABEL_SIZE = 14;

const MARGIN = 60;
const HEAD = 52;
const FOOT = 50;
/** Between the labels of neighbouring columns. */
const GAP = 14;
/** Columns do not move farther apart than this for the sake of a label. */
const WIDEST_LABEL = 240;

/** Places neurons in columns, centred on a common line, with room for the ellipsis and the formal neuron below. */
export function layOutDrawing(columns: readonly LaidOutColumn[]): DrawingLayout {
  const slots = columns.map(({ shown, elidedAfter }) => shown.length + (elidedAfter === null ? 0 : 1));
  const most = Math.max(...slots);
  const [pitch, radius] = most <= 8 ? [54, 19] : [42, 15];
  const anyBias = columns.some(({ affine }) => affine);
  const labels = columns.map(({ name, activation }) => ({ name: fitting(name), activation: fitting(activation) }));
  const widths = labels.map(({ name, activation }) => Math.max(widthOf(name), widthOf(activation)));
  const xs = positions(widths, columnPitch(columns.length, most));
  const middle = HEAD + (most * pitch) / 2;
  const bottom = HEAD + most * pitch + (anyBias ? pitch : 0);
  const laid = columns.map((column, i) => {
    const top = middle - (slots[i] * pitch) / 2 + pitch / 2;
    const at = (slot: number): Point => ({ x: xs[i], y: top + slot * pitch });
    const { elidedAfter } = column;
    return {
      x: xs[i],
      neurons: column.shown.map((_, p) => at(elidedAfter !== null && p > elidedAfter ? p + 1 : p)),
      ellipsis: elidedAfter === null ? null : at(elidedAfter + 1),
      bias: columns[i + 1]?.affine ? at(slots[i]) : null,
      ...labels[i],
    };
  });
  return {
    width: xs.at(-1)! + Math.max(MARGIN, widths.at(-1)! / 2 + GAP),
    height: bottom + FOOT,
    radius,
    headY: 18,
    nameY: 37,
    footY: bottom + 20,
    activationY: bottom + 38,
    columns: laid.map((column, i) => {
      const { bias } = column;
      return { ...column, biasLines: bias === null ? [] : laid[i + 1].neurons.map((to) => between(bias, to, radius)) };
    }),
  };
}

/** The line between the rims of two circles of this radius, to hundredths. */
export function between(a: Point, b: Point, radius: number): Line {
  const length = Math.hypot(b.x - a.x, b.y - a.y);
  const dx = ((b.x - a.x) / length) * radius;
  const dy = ((b.y - a.y) / length) * radius;
  return { x1: hundredths(a.x + dx), y1: hundredths(a.y + dy), x2: hundredths(b.x - dx), y2: hundredths(b.y - dy) };
}

function hundredths(x: number): number {
  return Math.round(x * 100) / 100;
}

/** Wider where many edges cross. */
function columnPitch(columns: number, most: number): number {
  return Math.max(120, Math.min(most <= 4 ? 170 : 220, 900 / columns));
}

/** The columns from left to right, farther apart where labels need it. */
function positions(widths: readonly number[], pitch: number): readonly number[] {
  const xs = [Math.max(MARGIN, widths[0] / 2 + GAP)];
  for (let i = 1; i < widths.length; i++) {
    xs.push(xs[i - 1] + Math.max(pitch, (widths[i - 1] + widths[i]) / 2 + GAP));
  }
  return xs;
}

function fitting(label: string | null): string | null {
  return label === null ? null : shortened(label, LABEL_SIZE, WIDEST_LABEL);
}

function widthOf(label: string | null): number {
  return label === null ? 0 : textWidth(label, LABEL_SIZE);
}
