import { columnAt, matrix, type Matrix } from '../network/matrix';
import { columnOf } from '../network/sampleColumn';
import type { CheckPart } from './entrySample';
import type { Kernels } from './kernels';
import { Neighbourhood } from './neighbourhood';
import type { Differentiated } from './objective';
import type { Forward } from './trace';

/** The first step moves the pre-activations by about this much. */
const FIRST_MOVE = 1 / 4;

/** The exponent of the largest first step. */
const LARGEST_STEP = 1000;

/** The objective as a function of how far one entry is moved, and the first step; Infinity if it moves nothing. */
export interface Line {
  readonly g: (h: number) => number;
  readonly h: number;
}

/** The lines through the point along which the entries (row, column) of one W_i, b_i or X are moved. */
export function linesThrough(
  part: Pick<CheckPart, 'quantity' | 'layer'>,
  forward: Forward,
  objective: Differentiated,
  around: Neighbourhood,
  kernels: Kernels,
): (row: number, column: number) => Line {
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
      return (row, column) => {
        let own = near.get(column);
        if (own === undefined) {
          own = new Neighbourhood(atColumn(forward, column), objective, kernels);
          near.set(column, own);
        }
        return alongColumn(own, columnAt(W, row));
      };
    }
  }
}

function alongRow(around: Neighbourhood, layer: number, row: number, direction: Float64Array): Line {
  const dN = new Float64Array(direction.length);
  const g = (h: number) => {
    for (let c = 0; c < dN.length; c++) dN[c] = h * direction[c];
    return around.afterRow(layer, row, dN);
  };
  return { g, h: firstStep(direction) };
}

function alongColumn(around: Neighbourhood, direction: Matrix): Line {
  const dN = matrix(direction.rows, 1);
  const g = (h: number) => {
    for (let r = 0; r < dN.rows; r++) dN.data[r] = h * direction.data[r];
    return around.afterLayer(1, dN);
  };
  return { g, h: firstStep(direction.data) };
}

/** A power of two, so that steps and their halves are exact; Infinity if the direction is 0. Twice a step is a double too. */
function firstStep(direction: Float64Array): number {
  let largest = 0;
  for (const x of direction) largest = Math.max(largest, Math.abs(x));
  return largest === 0 ? Infinity : 2 ** Math.min(Math.floor(Math.log2(FIRST_MOVE / largest)), LARGEST_STEP);
}

function rowOf(a: Matrix, r: number): Float64Array {
  return a.data.subarray(r * a.cols, (r + 1) * a.cols);
}

/** The forward values of column c alone. */
function atColumn(forward: Forward, c: number): Forward {
  const { sample } = forward;
  const take = (a: Matrix) => columnAt(a, c);
  return {
    ...forward,
    // A column of its own is at hand already.
    sample: sample.column ? sample : columnOf(sample, c + 1),
    layers: forward.layers.map(({ N, Sigma, dSigma }) => ({
      N: take(N),
      Sigma: take(Sigma),
      dSigma: dSigma && take(dSigma),
    })),
    output: take(forward.output),
  };
}
