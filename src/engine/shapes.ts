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
  for (let i = 0; i < layers.length; i++) checkLayer(layers[i], i + 1, sizes[i], sizes[i + 1]);
  if (sample.X.cols < 1) throw new RangeError(`${sample.name} has no column.`);
  if (!fits(sample.X, sizes[0], sample.X.cols)) throw misfit(sample.name, sample.X, sizes[0], sample.X.cols);
}

/**
 * The target Y of a sample, n_k × m as the output.
 * @throws RangeError if it is missing or of another shape.
 */
export function checkedTarget(sample: Sample, output: Matrix): Matrix {
  const { target, name } = sample;
  if (target === null) throw new RangeError(`A loss needs a target for ${name}.`);
  if (!fits(target, output.rows, output.cols)) {
    throw misfit(`the target of ${name}`, target, output.rows, output.cols);
  }
  return target;
}

function checkLayer(layer: Layer, index: number, inputSize: number, size: number): void {
  const { weights, bias, affine, activation } = layer;
  if (layer.inputSize !== inputSize || layer.size !== size) {
    throw new RangeError(
      `Layer ${index} maps ${layer.inputSize} → ${layer.size}, the sizes say ${inputSize} → ${size}.`,
    );
  }
  if (weights === null) throw new RangeError(`W_${index} has no numbers.`);
  if (!fits(weights, size, inputSize)) throw misfit(`W_${index}`, weights, size, inputSize);
  if (affine && bias === null) throw new RangeError(`b_${index} has no numbers.`);
  if (!affine && bias !== null) throw new RangeError(`Layer ${index} is homogeneous and cannot have a b_${index}.`);
  if (bias !== null && !fits(bias, size, 1)) throw misfit(`b_${index}`, bias, size, 1);
  if (activation.kind === 'coordinatewise' && activation.activations.length !== size) {
    throw new RangeError(
      `Σ_${index} has ${activation.activations.length} activations for the ${size} neurons of layer ${index}.`,
    );
  }
}

function fits(a: Matrix, rows: number, cols: number): boolean {
  return a.rows === rows && a.cols === cols && a.data.length === rows * cols;
}

function misfit(name: string, a: Matrix, rows: number, cols: number): RangeError {
  return new RangeError(`${name} is ${a.rows} × ${a.cols}, but must be ${rows} × ${cols}.`);
}
