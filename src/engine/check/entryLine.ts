import { columnSteps, matrix, type Matrix } from '../../network/matrix';
import { columnOf } from '../../network/sampleColumn';
import type { CheckPart } from './entrySample';
import type { Kernels } from '../kernels';
import { Neighbourhood } from './neighbourhood';
import type { Differentiated } from '../objective';
import { Portion } from '../../steps/portion';
import type { Steps } from '../../steps/steps';
import { largestSteps } from '../finite';
import type { Forward } from '../trace';

/** How many entries make a step. */
const AT_ONCE = 1 << 18;

/** The first step moves the pre-activations by about this much; by this part of them where they are large. */
const FIRST_MOVE = 1 / 4;
const FIRST_PART = 2 ** -20;

/** The exponent of the largest first step. */
const LARGEST_STEP = 1000;

/** The objective as a function of how far one entry is moved, and the first step; Infinity if it moves nothing. */
export interface Line {
  readonly g: (h: number) => Steps<number>;
  readonly h: number;
}

/** The lines through the point along which the entries (row, column) of one W_i, b_i or X are moved. */
export function linesThrough(
  part: Pick<CheckPart, 'quantity' | 'layer'>,
  forward: Forward,
  objective: Differentiated,
  around: Neighbourhood,
  kernels: Kernels,
): (row: number, column: number) => Steps<Line> {
  switch (part.quantity) {
    case 'W': {
      // N_i changes in one row, by h times a row of Σ_{i-1}.
      const previous = part.layer > 1 ? forward.layers[part.layer - 2].Sigma : forward.sample.X;
      return (row, column) => alongRow(around, part.layer, row, rowOf(previous, column));
    }
    case 'b': {
      const ones = new Float64Array(forward.sample.X.cols).fill(1);
      return (row) => alongRow(around, part.layer, row, ones);
    }
    case 'X': {
      // One column changes, N_1 by h times a column of W_1: the others need not be looked at.
      const near = new Map<number, Neighbourhood>();
      const W = forward.network.layers[0].weights!;
      return function* (row, column) {
        let own = near.get(column);
        if (own === undefined) {
          own = new Neighbourhood(yield* atColumn(forward, column), objective, kernels);
          near.set(column, own);
        }
        return yield* alongColumn(own, yield* columnSteps(W, row));
      };
    }
  }
}

function* alongRow(around: Neighbourhood, layer: number, row: number, direction: Float64Array): Steps<Line> {
  const dN = new Float64Array(direction.length);
  const g = function* (h: number): Steps<number> {
    yield* scale(direction, h, dN);
    return yield* around.afterRow(layer, row, dN);
  };
  const { N } = around.at(layer);
  return { g, h: yield* firstStep(direction, rowOf(N, row)) };
}

function* alongColumn(around: Neighbourhood, direction: Matrix): Steps<Line> {
  const dN = matrix(direction.rows, 1);
  const g = function* (h: number): Steps<number> {
    yield* scale(direction.data, h, dN.data);
    return yield* around.afterLayer(1, dN);
  };
  return { g, h: yield* firstStep(direction.data, around.at(1).N.data) };
}

/** out = h·a. */
function* scale(a: Float64Array, h: number, out: Float64Array): Steps<void> {
  for (let i = 0; i < a.length; i++) {
    out[i] = h * a[i];
    if (i % AT_ONCE === AT_ONCE - 1) yield i / a.length;
  }
}

/** A power of two, so that steps and their halves are exact; Infinity if the direction is 0. Twice a step is a double too. */
function* firstStep(direction: Float64Array, N: Float64Array): Steps<number> {
  const largest = yield* largestSteps(direction);
  if (largest === 0) return Infinity;
  const move = Math.max(FIRST_MOVE, FIRST_PART * (yield* largestSteps(N)));
  return 2 ** Math.min(Math.floor(Math.log2(move / largest)), LARGEST_STEP);
}

function rowOf(a: Matrix, r: number): Float64Array {
  return a.data.subarray(r * a.cols, (r + 1) * a.cols);
}

/** The forward values of column c alone. */
function* atColumn(forward: Forward, c: number): Steps<Forward> {
  const { sample } = forward;
  // A column of its own is at hand already.
  if (sample.X.cols === 1) return { ...forward, sample: sample.column ? sample : columnOf(sample, 1) };
  const take = (a: Matrix) => columnSteps(a, c);
  const layers: Forward['layers'][number][] = [];
  const portion = new Portion(AT_ONCE);
  for (const { N, Sigma, dSigma } of forward.layers) {
    layers.push({ N: yield* take(N), Sigma: yield* take(Sigma), dSigma: dSigma && (yield* take(dSigma)) });
    if (portion.fills(N.rows)) yield layers.length / forward.layers.length;
  }
  return { ...forward, sample: columnOf(sample, c + 1), layers, output: yield* take(forward.output) };
}
