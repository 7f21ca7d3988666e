import type { Network } from '../../network/network';
import type { Matrix } from '../../network/matrix';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { largest } from '../finite';
import { costOfValue } from '../parts';
import type { Backward, EntryRef } from '../trace';

/** The entries of one W_i, b_i or X, and those of them that are to be checked. */
export interface CheckPart {
  readonly quantity: EntryRef['quantity'];
  readonly layer: number;
  readonly rows: number;
  readonly cols: number;
  /** Multiplications for one step of the difference quotient of one entry. */
  readonly stepCost: number;
  /** Positions row · cols + column, ascending. */
  readonly entries: readonly number[];
}

/** Multiplications that a whole check may cost: about half a second. */
const WORK = 3e8;
/** What a value of the objective costs, whatever the sizes, in multiplications. */
const OVERHEAD = 1000;
/** What a layer costs beside its multiplications. */
const LAYER = 300;
/** Values of the objective that one step of a difference quotient takes. */
const VALUES_A_STEP = 2;
/** Steps that the difference quotient of one entry usually takes. */
const STEPS_AN_ENTRY = 8;
/** Multiples of this, modulo 1, lie evenly however many are taken, and follow neither rows nor columns. */
const GOLDEN = 0.6180339887498949;
/** Entries that are looked at in one step. */
const AT_ONCE = 1 << 19;
/** Parts that are chosen from in one step. */
const PARTS_AT_ONCE = 256;
/** A σ takes about as long as this many multiplications. */
const ACTIVATION = 32;

type Shape = Omit<CheckPart, 'entries'>;

/**
 * Which entries to check: all of them, or, in a large network, at most `maxEntries` (and fewer where each is expensive),
 * spread over every W_i, b_i and X: where the factors of the gradient are largest and smallest, the first and the last
 * entry, and for the rest evenly strewn ones. A deep network has one entry in some of its W_i and b_i only, spread from
 * the first layer to the last. The same for the same network, whenever it is asked.
 */
export function* checkParts(network: Network, backward: Backward, m: number, maxEntries: number): Steps<CheckPart[]> {
  const shapes = shapesOf(network, backward, m);
  const most = Math.max(maxEntries, 1);
  const least = shapes.reduce((sum, { stepCost }) => sum + STEPS_AN_ENTRY * stepCost, 0);
  if (least > WORK || shapes.length > most) {
    const chosen = spread(shapes, most);
    return yield* chosenParts(shapes, (i) => (chosen.has(i) ? 1 : 0), backward);
  }
  const limits = shapes.map((shape) => {
    const affordable = Math.floor(WORK / shapes.length / (STEPS_AN_ENTRY * shape.stepCost));
    return Math.min(shape.rows * shape.cols, Math.max(affordable, 1));
  });
  const counts = share(limits, most);
  return yield* chosenParts(shapes, (i) => counts[i], backward);
}

function* chosenParts(
  shapes: readonly Shape[],
  count: (part: number) => number,
  backward: Backward,
): Steps<CheckPart[]> {
  const parts: CheckPart[] = [];
  const portion = new Portion(PARTS_AT_ONCE);
  for (const [i, shape] of shapes.entries()) {
    parts.push({ ...shape, entries: count(i) === 0 ? [] : yield* choose(shape, count(i), backward) });
    if (portion.fills()) yield i / shapes.length;
  }
  return parts;
}

/** Every W_i, b_i and X with what one step of the difference quotient of one of its entries costs. */
function shapesOf({ layers, sizes }: Network, { objective }: Backward, m: number): Shape[] {
  const k = layers.length;
  const lossCost = objective.kind === 'loss' ? costOfValue(objective.loss) : 1;
  // What Σ_i costs a neuron.
  const sigma = layers.map(({ activation }) => {
    if (activation.kind === 'softmax') return ACTIVATION;
    const { uniform, activations } = activation;
    if (uniform !== null) return ACTIVATION * costOfValue(uniform);
    return (ACTIVATION * activations.reduce((sum, one) => sum + costOfValue(one), 0)) / activations.length;
  });
  // What everything behind N_i costs once all of Σ_i has changed, in one column.
  const behind = new Float64Array(k + 2);
  behind[k] = lossCost > 1 ? ACTIVATION * lossCost * sizes[k] : 0;
  for (let i = k - 1; i >= 1; i--) {
    behind[i] = behind[i + 1] + sizes[i + 1] * sizes[i] + sigma[i] * sizes[i + 1] + LAYER;
  }
  const cost = (perColumn: number, columns: number) => (OVERHEAD + perColumn * columns) * VALUES_A_STEP;
  const shapes: Shape[] = [];
  for (const { index: i, size, inputSize, affine } of layers) {
    // A change of one neuron meets one column of the next W; from there on everything changes.
    const next = i < k ? sizes[i + 1] * (1 + sigma[i]) + LAYER + behind[i + 1] : behind[k];
    const own = sigma[i - 1] > ACTIVATION ? sigma[i - 1] : 0;
    const stepCost = cost(size + own + next, m);
    shapes.push({ quantity: 'W', layer: i, rows: size, cols: inputSize, stepCost });
    if (affine) shapes.push({ quantity: 'b', layer: i, rows: size, cols: 1, stepCost });
  }
  const stepCost = cost(sizes[1] * (1 + sigma[0]) + behind[1], 1);
  shapes.push({ quantity: 'X', layer: 0, rows: sizes[0], cols: m, stepCost });
  return shapes;
}

/** At most `most` of the parts, as many as can be paid, evenly spread; the last layer's W and X at any rate. */
function spread(shapes: readonly Shape[], most: number): ReadonlySet<number> {
  const last = shapes.length - 1;
  const chosen = new Set<number>();
  let spent = 0;
  const add = (i: number): boolean => {
    if (chosen.has(i)) return true;
    spent += STEPS_AN_ENTRY * shapes[i].stepCost;
    if ((spent > WORK && chosen.size >= 2) || chosen.size >= most) return false;
    chosen.add(i);
    return true;
  };
  const lastWeights = shapes.findLastIndex(({ quantity }) => quantity === 'W');
  if (!add(lastWeights) || !add(last) || !add(0)) return chosen;
  for (let i = 1; chosen.size < shapes.length; i++) {
    if (!add(Math.floor(((i * GOLDEN) % 1) * shapes.length))) break;
  }
  return chosen;
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

function* choose(shape: Shape, count: number, backward: Backward): Steps<number[]> {
  const total = shape.rows * shape.cols;
  if (count >= total) return Array.from({ length: total }, (_, i) => i);
  const chosen = new Set<number>();
  const add = (position: number) => {
    if (chosen.size < count) chosen.add(position);
  };
  for (const position of yield* extremes(shape, backward)) add(position);
  add(0);
  add(total - 1);
  for (let i = 1; chosen.size < count; i++) add(Math.floor(((i * GOLDEN) % 1) * total));
  return [...chosen].sort((a, b) => a - b);
}

/** Positions of large and small entries of the gradient, by the norms of its factors: exactly the extremes if m = 1. */
function* extremes(shape: Shape, backward: Backward): Steps<number[]> {
  if (shape.quantity === 'X')
    return yield* extremeIndices((backward.inputGradient ? yield* backward.inputGradient() : backward.gradX).data);
  if (shape.quantity === 'b') return yield* extremeIndices(backward.gradb[shape.layer - 1]!.data);
  const { Delta, SigmaPrevious } = backward.gradW[shape.layer - 1];
  const [largestRow, smallestRow] = yield* extremeIndices(yield* rowNorms(Delta));
  const [largestColumn, smallestColumn] = yield* extremeIndices(yield* rowNorms(SigmaPrevious));
  return [largestRow * shape.cols + largestColumn, smallestRow * shape.cols + smallestColumn];
}

/** Where |a| is largest and where it is smallest. */
function* extremeIndices(a: Float64Array): Steps<[largest: number, smallest: number]> {
  let largest = 0;
  let smallest = 0;
  for (let i = 1; i < a.length; i++) {
    if (Math.abs(a[i]) > Math.abs(a[largest])) largest = i;
    if (Math.abs(a[i]) < Math.abs(a[smallest])) smallest = i;
    if (i % AT_ONCE === AT_ONCE - 1) yield i / a.length;
  }
  return [largest, smallest];
}

function* rowNorms(a: Matrix): Steps<Float64Array> {
  const norms = new Float64Array(a.rows);
  const portion = new Portion(AT_ONCE);
  for (let r = 0; r < a.rows; r++) {
    norms[r] = largest(a.data, r * a.cols, (r + 1) * a.cols);
    if (portion.fills(a.cols)) yield r / a.rows;
  }
  return norms;
}
