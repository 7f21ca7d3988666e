import type { Activation, LayerActivation } from '../functions/builtin/activation';
import { builtinActivation } from '../functions/builtin/activations';
import { matrix, type Matrix } from './matrix';
import type { Layer, Network, Sample } from './network';

/**
 * §3 of the paper: a network with biases and its homogeneous form, in which X ends in 1 and layer i < k has a last,
 * formal neuron that hands this 1 on. Its row [0 … 0 1] of W_i is frozen: it is no parameter.
 */

/** What of a W_i is no parameter. */
export interface Frozen {
  /** The last row: that of a formal neuron. */
  readonly row: boolean;
  /** The last column: the zeros in the place of a bias that the layer does not have. */
  readonly column: boolean;
}

/** What of W_i is frozen; null for nothing. */
export function frozenPart({ formal, unbiased }: Layer): Frozen | null {
  return formal || unbiased ? { row: formal === true, column: unbiased === true } : null;
}

/** Whether entry (row, column), from 0, of W_i is no parameter. */
export function isFrozen({ formal, unbiased, size, inputSize }: Layer, row: number, column: number): boolean {
  return (formal === true && row === size - 1) || (unbiased === true && column === inputSize - 1);
}

/** Whether the network has a homogeneous form other than itself. */
export function hasHomogeneousForm(network: Network): boolean {
  return network.layers.some((layer) => layer.affine);
}

/**
 * Whether a network can be read as an affine one: homogeneous, every column of every X ends in 1 (a), for i < k the last
 * row of W_i is [0 … 0 1] (b) and the last σ of Σ_i has σ(1) = 1, as the identity does (c), and something is left besides
 * the formal neurons.
 */
export function hasAffineForm({ layers, samples, sizes }: Network): boolean {
  const k = layers.length;
  return (
    layers.every((layer) => !layer.affine && layer.weights !== null) &&
    sizes.slice(0, k).every((size) => size > 1) &&
    (k > 1 || samples.length > 0) &&
    samples.every(({ X }) => X.data.subarray(X.data.length - X.cols).every((x) => x === 1)) &&
    layers.slice(0, -1).every(({ weights, activation }) => isUnitRow(weights!) && handsOneOn(activation))
  );
}

/**
 * The network with its formal neurons said to be such, if §3 recognises it as an affine one (k ≥ 2); else as it is. For
 * k = 1 the conditions say no more than that X ends in 1, which happens by chance.
 */
export function withFormalNeurons(network: Network): Network {
  if (network.layers.length < 2 || !hasAffineForm(network)) return network;
  const k = network.layers.length;
  const layers = network.layers.map((layer) => (layer.index < k ? { ...layer, formal: true as const } : layer));
  return { ...network, layers, formalInput: true };
}

/**
 * The homogeneous form: X̃ = [X; 1], W̃_i = [W_i b_i; 0 … 0 1] and a last identity in Σ_i for i < k, W̃_k = [W_k b_k].
 * A layer without a bias has zeros in its place, which are frozen.
 */
export function toHomogeneous(network: Network): Network {
  const k = network.layers.length;
  const layers = network.layers.map((layer): Layer => {
    const formal = layer.index < k;
    const size = layer.size + (formal ? 1 : 0);
    // A direction is one of the parameters as they are written.
    const { direction: _, ...written } = layer;
    const { activation, bias } = layer;
    return {
      ...written,
      inputSize: layer.inputSize + 1,
      size,
      activation: formal ? withIdentity(activation) : activation,
      weights: layer.weights && (!layer.affine || bias) ? augmented(layer.weights, bias, size) : null,
      affine: false,
      bias: null,
      ...(formal ? { formal: true as const } : {}),
      ...(layer.affine ? {} : { unbiased: true as const }),
    };
  });
  return {
    ...network,
    sizes: network.sizes.map((size, i) => (i < k ? size + 1 : size)),
    layers,
    samples: network.samples.map((sample) => homogeneousSample(sample)),
    formalInput: true,
  };
}

/** The same sample with a last row of ones. */
function homogeneousSample(sample: Sample): Sample {
  const { rows, cols, data } = sample.X;
  const X = matrix(rows + 1, cols);
  X.data.set(data);
  X.data.fill(1, rows * cols);
  return { ...sample, X };
}

/**
 * The affine form: what `toHomogeneous` is undone by.
 * @throws RangeError if the network has none (see `hasAffineForm`).
 */
export function toAffine(network: Network): Network {
  if (!hasAffineForm(network)) throw new RangeError('The network has no affine form.');
  const k = network.layers.length;
  const layers = network.layers.map((layer): Layer => {
    const W = layer.weights!;
    const size = layer.size - (layer.index < k ? 1 : 0);
    const { formal: _, unbiased: __, direction: ___, ...rest } = layer;
    return {
      ...rest,
      inputSize: layer.inputSize - 1,
      size,
      activation: firstOf(layer.activation, size),
      weights: block(W, size, 0, W.cols - 1),
      affine: true,
      bias: block(W, size, W.cols - 1, 1),
    };
  });
  const { formalInput: _, ...rest } = network;
  return {
    ...rest,
    sizes: network.sizes.map((size, i) => (i < k ? size - 1 : size)),
    layers,
    samples: network.samples.map((sample) => ({ ...sample, X: block(sample.X, sample.X.rows - 1, 0, sample.X.cols) })),
  };
}

/** Σ_i with an identity more; it shares the object of the layer's own identities. */
function withIdentity(activation: LayerActivation): LayerActivation {
  if (activation.kind === 'softmax') return activation;
  const { activations } = activation;
  return coordinatewise([...activations, activations.find(isIdentity) ?? builtinActivation('identity')!]);
}

function firstOf(activation: LayerActivation, size: number): LayerActivation {
  if (activation.kind === 'softmax') return activation;
  return coordinatewise(activation.activations.slice(0, size));
}

function coordinatewise(activations: readonly Activation[]): LayerActivation {
  const [first] = activations;
  return { kind: 'coordinatewise', activations, uniform: activations.every((a) => a === first) ? first : null };
}

/** [W b; 0 … 0 1] with as many rows as the layer then has. */
function augmented(W: Matrix, b: Matrix | null, rows: number): Matrix {
  const out = matrix(rows, W.cols + 1);
  for (let r = 0; r < W.rows; r++) {
    out.data.set(W.data.subarray(r * W.cols, (r + 1) * W.cols), r * out.cols);
    out.data[(r + 1) * out.cols - 1] = b === null ? 0 : b.data[r];
  }
  if (rows > W.rows) out.data[out.data.length - 1] = 1;
  return out;
}

/** The first rows of A, of the columns from `from` on so many. */
function block(A: Matrix, rows: number, from: number, cols: number): Matrix {
  const out = matrix(rows, cols);
  for (let r = 0; r < rows; r++) out.data.set(A.data.subarray(r * A.cols + from, r * A.cols + from + cols), r * cols);
  return out;
}

function isUnitRow(W: Matrix): boolean {
  const row = W.data.subarray(W.data.length - W.cols);
  return row.every((w, c) => w === (c === W.cols - 1 ? 1 : 0));
}

/** Whether the last σ of the layer takes 1 to 1: the identity, relu, x², … */
function handsOneOn(activation: LayerActivation): boolean {
  return (
    activation.kind === 'coordinatewise' && activation.activations[activation.activations.length - 1].value(1) === 1
  );
}

/** The built-in one, and with its own derivative. */
export function isIdentity({ name, custom: own }: Activation): boolean {
  return !own && (name === 'identity' || name === 'linear');
}
