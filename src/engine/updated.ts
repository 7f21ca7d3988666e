import { matrix, type Matrix } from '../network/matrix';
import { frozenPart, isFrozen } from '../network/homogeneous';
import type { Layer } from '../network/network';
import type { Backward } from './trace';

/**
 * A step against the gradient from layer i: W_i − η∇_{W_i}, n_i × n_{i-1}, and b_i − η∇_{b_i}, n_i × 1. What is
 * frozen in homogeneous form (§3) is no parameter and stays.
 */
export interface UpdatedLayer {
  readonly W: Matrix;
  /** null for a homogeneous layer. */
  readonly b: Matrix | null;
}

/** The entries of a matrix, each made when it is asked for; rows and columns from 0. */
type Entry = (row: number, column: number) => number;

/**
 * W_i − η∇_{W_i} or b_i − η∇_{b_i}, entry by entry; what is frozen keeps its value.
 * @returns null if the layer has no such numbers.
 */
export function updatedEntry(layer: Layer, of: 'W' | 'b', gradient: { entry: Entry }, rate: number): Entry | null {
  const old = of === 'W' ? layer.weights : layer.bias;
  if (old === null) return null;
  const frozen = of === 'W' && frozenPart(layer) !== null;
  return (r, c) => {
    const before = old.data[r * old.cols + c];
    return frozen && isFrozen(layer, r, c) ? before : before - rate * gradient.entry(r, c);
  };
}

/**
 * One step of gradient descent, layer by layer made when it is asked for. All gradients are those of the one point that
 * was traced: no layer sees another's new weights.
 * @throws RangeError if the layer has no numbers.
 */
export function updatedLayer(layer: Layer, backward: Backward, rate: number): UpdatedLayer {
  if (layer.weights === null) throw new RangeError(`W_${layer.index} has no numbers.`);
  const gradb = backward.gradb[layer.index - 1];
  return {
    W: filled(layer.weights, updatedEntry(layer, 'W', entriesOf(backward.gradW[layer.index - 1].toMatrix()), rate)!),
    b: layer.bias && gradb && filled(layer.bias, updatedEntry(layer, 'b', entriesOf(gradb), rate)!),
  };
}

function entriesOf({ data, cols }: Matrix): { entry: Entry } {
  return { entry: (r, c) => data[r * cols + c] };
}

function filled({ rows, cols }: Matrix, entry: Entry): Matrix {
  const out = matrix(rows, cols);
  for (let r = 0; r < rows; r++) for (let c = 0; c < cols; c++) out.data[r * cols + c] = entry(r, c);
  return out;
}
