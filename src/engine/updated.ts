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

/**
 * One step of gradient descent, layer by layer made when it is asked for. All gradients are those of the one point that
 * was traced: no layer sees another's new weights.
 * @throws RangeError if the layer has no numbers.
 */
export function updatedLayer(layer: Layer, backward: Backward, rate: number): UpdatedLayer {
  if (layer.weights === null) throw new RangeError(`W_${layer.index} has no numbers.`);
  const gradient = backward.gradb[layer.index - 1];
  const W = minus(layer.weights, rate, backward.gradW[layer.index - 1].toMatrix());
  if (frozenPart(layer) !== null) {
    for (let i = 0; i < W.data.length; i++) {
      if (isFrozen(layer, Math.floor(i / W.cols), i % W.cols)) W.data[i] = layer.weights.data[i];
    }
  }
  return {
    W,
    b: layer.bias !== null && gradient !== null ? minus(layer.bias, rate, gradient) : null,
  };
}

/** A − ηG, of one shape. */
function minus(A: Matrix, rate: number, G: Matrix): Matrix {
  const out = matrix(A.rows, A.cols);
  for (let i = 0; i < out.data.length; i++) out.data[i] = A.data[i] - rate * G.data[i];
  return out;
}
