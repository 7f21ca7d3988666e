import type { DrawingBlock } from '../panel/protocol';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface ColumnLayout {
  readonly x: number;
  /** The shown neurons, by position in `shown`. */
  readonly neurons: readonly Point[];
  /** Where ⋮ stands for the elided ones. */
  readonly ellipsis: Point | null;
  /** The formal neuron that carries the next layer's bias. */
  readonly bias: Point | null;
}

export interface DrawingLayout {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  /** Where the names over and the words under the columns begin. */
  readonly headY: number;
  readonly footY: number;
  readonly columns: readonly ColumnLayout[];
}

const MARGIN = 60;
const HEAD = 52;
const FOOT = 50;

/** Places neurons in columns, centred on a common line, with room for the ellipsis and the formal neuron below. */
export function layOutDrawing({ columns }: DrawingBlock): DrawingLayout {
  const slots = columns.map(({ shown, elidedAfter }) => shown.length + (elidedAfter === null ? 0 : 1));
  const most = Math.max(...slots);
  const [pitch, radius] = most <= 8 ? [54, 19] : [42, 15];
  const anyBias = columns.some(({ affine }) => affine);
  const width = 2 * MARGIN + (columns.length - 1) * columnPitch(columns.length, most);
  const middle = HEAD + (most * pitch) / 2;
  const bottom = HEAD + most * pitch + (anyBias ? pitch : 0);
  return {
    width,
    height: bottom + FOOT,
    radius,
    headY: 18,
    footY: bottom + 20,
    columns: columns.map((column, i) => {
      const x = MARGIN + i * columnPitch(columns.length, most);
      const top = middle - (slots[i] * pitch) / 2 + pitch / 2;
      const at = (slot: number): Point => ({ x, y: top + slot * pitch });
      const { elidedAfter } = column;
      return {
        x,
        neurons: column.shown.map((_, p) => at(elidedAfter !== null && p > elidedAfter ? p + 1 : p)),
        ellipsis: elidedAfter === null ? null : at(elidedAfter + 1),
        bias: columns[i + 1]?.affine ? at(slots[i]) : null,
      };
    }),
  };
}

/** Wider where many edges cross. */
function columnPitch(columns: number, most: number): number {
  return Math.max(120, Math.min(most <= 4 ? 170 : 220, 900 / columns));
}
