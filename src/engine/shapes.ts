import type { Matrix } from '../network/matrix';
import type { Layer, Network, Sample } from '../network/network';

/**
 * The border of the engine: checks that a network has all its numbers and that every shape fits, W_i: n_i × n_{i-1},
 * b_i: n_i × 1, n_i activations, X: n_0 × m. Inside, no product looks at a shape again and none broadcasts.
 * @throws RangeError that names the first matrix that does not fit.
 */
export function checkShapes(network: Network, sample: Sample): void {
  const { layers, sizes } = network;
  if (layers.length === 0) throw new RangeError('A network function needs at least one layer.');
  if (sizes.length !== layers.length + 1) {
    throw new RangeError(`${layers.length} layers need ${layers.length + 1} sizes, not ${sizes.length}.`);
  }
  layers.forEach((layer, i) => checkLayer(layer, i + 1, sizes[i], sizes[i + 1]));
  if (sample.X.cols < 1) throw new RangeError(`${sample.name} has no column.`);
  checkMatrix(sample.X, sample.name, sizes[0], sample.X.cols);
}

/**
 * The target Y of a sample, n_k × m as the output.
 * @throws RangeError if it is missing or of another shape.
 */
export function checkedTarget(sample: Sample, output: Matrix): Matrix {
  if (sample.target === null) throw new RangeError(`A loss needs a target for ${sample.name}.`);
  checkMatrix(sample.target, `the target of ${sample.name}`, output.rows, output.cols);
  return sample.target;
}

function checkLayer(layer: Layer, index: number, inputSize: number, size: number): void {
  if (layer.inputSize !== inputSize || layer.size !== size) {
    throw new RangeError(
      `Layer ${index} maps ${layer.inputSize} → ${layer.size}, the sizes say ${inputSize} → ${size}.`,
    );
  }
  if (layer.weights === null) throw new RangeError(`W_${index} has no numbers.`);
  checkMatrix(layer.weights, `W_${index}`, size, inputSize);
  if (layer.affine) {
    if (layer.bias === null) throw new RangeError(`b_${index} has no numbers.`);
    checkMatrix(layer.bias, `b_${index}`, size, 1);
  } else if (layer.bias !== null) {
    throw new RangeError(`Layer ${index} is homogeneous and cannot have a b_${index}.`);
  }
  if (layer.activation.kind === 'coordinatewise' && layer.activation.activations.length !== size) {
    throw new RangeError(
      `Σ_${index} has ${layer.activation.activations.length} activations for the ${size} neurons of layer ${index}.`,
    );
  }
}

function checkMatrix(a: Matrix, name: string, rows: number, cols: number): void {
  if (a.rows !== rows || a.cols !== cols || a.data.length !== rows * cols) {
    throw new RangeError(`${name} is ${a.rows} × ${a.cols}, but must be ${rows} × ${cols}.`);
  }
}
