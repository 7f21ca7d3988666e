import type { Network } from '../network/network';
import type { Matrix } from '../network/matrix';
import type { Backward, EntryRef } from './trace';

/** The entries of one W_i, b_i or X, and those of them that are to be checked. */
export interface CheckPart {
  readonly quantity: EntryRef['quantity'];
  readonly layer: number;
  readonly rows: number;
  readonly cols: number;
  /** Positions row · cols + column, ascending. */
  readonly entries: readonly number[];
}

/** Multiplications that a whole check may cost: about half a second. */
const WORK = 3e8;
/** What a value of the objective costs, whatever the sizes, in multiplications. */
const OVERHEAD = 1000;
/** Values of the objective that one step of a difference quotient takes. */
const VALUES_A_STEP = 2;
/** Steps that the difference quotient of one entry usually takes. */
const STEPS_AN_ENTRY = 6;
/** A σ takes about as long as this many multiplications. */
const ACTIVATION = 32;

/**
 * Which entries to check: all of them, or, in a large network, at most `maxEntries` (and fewer where each is expensive),
 * spread over every W_i, b_i and X: where the factors of the gradient are largest and smallest, the first and the last
 * entry, and for the rest evenly strewn ones. The same for the same network, whenever it is asked.
 */
export function checkParts(network: Network, backward: Backward, m: number, maxEntries: number): CheckPart[] {
  const { layers, sizes } = network;
  const shapes: Omit<CheckPart, 'entries'>[] = [];
  for (const { index, size, inputSize, affine } of layers) {
    shapes.push({ quantity: 'W', layer: index, rows: size, cols: inputSize });
    if (affine) shapes.push({ quantity: 'b', layer: index, rows: size, cols: 1 });
  }
  shapes.push({ quantity: 'X', layer: 0, rows: sizes[0], cols: m });

  const limits = shapes.map((shape) => {
    const affordable = Math.floor(
      WORK / shapes.length / (STEPS_AN_ENTRY * costOfStep(network, shape.quantity, shape.layer, m)),
    );
    return Math.min(shape.rows * shape.cols, Math.max(affordable, 1));
  });
  const counts = share(limits, Math.max(maxEntries, shapes.length));
  return shapes.map((shape, i) => ({ ...shape, entries: choose(shape, counts[i], backward) }));
}

/** Multiplications for one step of the difference quotient of one entry. */
export function costOfStep(network: Network, quantity: EntryRef['quantity'], layer: number, m: number): number {
  const { sizes } = network;
  const columns = quantity === 'X' ? 1 : m;
  const i = Math.max(layer, 1);
  let cost = sizes[i] + (sizes[i + 1] ?? 0);
  for (let j = i + 1; j < sizes.length; j++) {
    // A change of one neuron meets one column of the next W; from there on everything changes.
    cost += (j > i + 1 || quantity === 'X' ? sizes[j] * sizes[j - 1] : 0) + ACTIVATION * sizes[j];
  }
  return (OVERHEAD + cost * columns) * VALUES_A_STEP;
}

/** Shares `budget` among parts that need at most `limits`, evenly, and what small parts leave goes to the others. */
function share(limits: readonly number[], budget: number): number[] {
  const counts = new Array<number>(limits.length).fill(0);
  const order = limits.map((_, i) => i).sort((a, b) => limits[a] - limits[b]);
  let left = budget;
  order.forEach((part, position) => {
    counts[part] = Math.min(limits[part], Math.floor(left / (order.length - position)));
    left -= counts[part];
  });
  return counts;
}

function choose(shape: Omit<CheckPart, 'entries'>, count: number, backward: Backward): number[] {
  const total = shape.rows * shape.cols;
  if (count >= total) return Array.from({ length: total }, (_, i) => i);
  const chosen = new Set<number>();
  const add = (position: number) => {
    if (chosen.size < count) chosen.add(position);
  };
  for (const position of extremes(shape, backward)) add(position);
  add(0);
  add(total - 1);
  // Multiples of the golden ratio, modulo 1, lie evenly however many are taken, and follow neither rows nor columns.
  for (let i = 1; chosen.size < count; i++) add(Math.floor(((i * 0.6180339887498949) % 1) * total));
  return [...chosen].sort((a, b) => a - b);
}

/** Positions of large and small entries of the gradient, by the norms of its factors: exactly the extremes if m = 1. */
function extremes(shape: Omit<CheckPart, 'entries'>, backward: Backward): number[] {
  if (shape.quantity === 'X') return extremeIndices(backward.gradX.data);
  if (shape.quantity === 'b') return extremeIndices(backward.gradb[shape.layer - 1]!.data);
  const { Delta, SigmaPrevious } = backward.gradW[shape.layer - 1];
  const [largestRow, smallestRow] = extremeIndices(rowNorms(Delta));
  const [largestColumn, smallestColumn] = extremeIndices(rowNorms(SigmaPrevious));
  return [largestRow * shape.cols + largestColumn, smallestRow * shape.cols + smallestColumn];
}

/** Where |a| is largest and where it is smallest. */
function extremeIndices(a: Float64Array): [largest: number, smallest: number] {
  let largest = 0;
  let smallest = 0;
  for (let i = 1; i < a.length; i++) {
    if (Math.abs(a[i]) > Math.abs(a[largest])) largest = i;
    if (Math.abs(a[i]) < Math.abs(a[smallest])) smallest = i;
  }
  return [largest, smallest];
}

function rowNorms(a: Matrix): Float64Array {
  const norms = new Float64Array(a.rows);
  for (let r = 0; r < a.rows; r++) {
    for (let c = 0; c < a.cols; c++) norms[r] = Math.max(norms[r], Math.abs(a.data[r * a.cols + c]));
  }
  return norms;
}
