import type { Rational } from '../functions/numbers/rational';
import type { ExactMatrix, ExactNetwork } from './exactNetwork';
import type { Matrix } from './matrix';
import type { Network } from './network';

/** One number of a network: an entry (from 0) of W_i, b_i, X or the target, or the rate. */
export interface NetworkEntry {
  readonly quantity: 'W' | 'b' | 'X' | 'target' | 'rate';
  /** From 1; 0 for X, the target and the rate. */
  readonly layer: number;
  /** The sample, for X and the target. */
  readonly sample: string | null;
  readonly row: number;
  readonly column: number;
}

/** The matrix that an entry is in; null if there is none, or it does not reach so far. */
export function matrixWith(network: Network, { quantity, layer, sample, row, column }: NetworkEntry): Matrix | null {
  const found = matrixAt(network, quantity, layer, sample);
  return found !== null && row < found.rows && column < found.cols ? found : null;
}

function matrixAt(
  { layers, samples }: Network,
  quantity: NetworkEntry['quantity'],
  layer: number,
  sample: string | null,
): Matrix | null {
  switch (quantity) {
    case 'W':
      return layers[layer - 1]?.weights ?? null;
    case 'b':
      return layers[layer - 1]?.bias ?? null;
    case 'X':
      return samples.find(({ name }) => name === sample)?.X ?? null;
    case 'target':
      return samples.find(({ name }) => name === sample)?.target ?? null;
    case 'rate':
      return null;
  }
}

/** The number; null if the network does not have it. */
export function numberAt(network: Network, entry: NetworkEntry): number | null {
  if (entry.quantity === 'rate') return network.rate;
  const matrix = matrixWith(network, entry);
  return matrix === null ? null : matrix.data[entry.row * matrix.cols + entry.column];
}

/** The same network with another number in one place; nothing of the first is changed. */
export function withNumber(network: Network, entry: NetworkEntry, value: number): Network {
  const { quantity, layer, sample } = entry;
  if (quantity === 'rate') return { ...network, rate: value };
  const found = matrixWith(network, entry);
  if (found === null) return network;
  const data = found.data.slice();
  data[entry.row * found.cols + entry.column] = value;
  const changed = { ...found, data };
  if (quantity === 'W' || quantity === 'b') {
    const of = quantity === 'W' ? 'weights' : 'bias';
    return { ...network, layers: network.layers.map((one) => (one.index === layer ? { ...one, [of]: changed } : one)) };
  }
  const of = quantity === 'X' ? 'X' : 'target';
  return { ...network, samples: network.samples.map((one) => (one.name === sample ? { ...one, [of]: changed } : one)) };
}

/** The same for the fractions beside the network; null where the number is none. */
export function withExactNumber(
  exact: ExactNetwork,
  { samples }: Network,
  { quantity, layer, sample, row, column }: NetworkEntry,
  value: Rational | null,
): ExactNetwork {
  if (quantity === 'rate') return { ...exact, rate: value };
  const changed = (found: ExactMatrix | null): ExactMatrix | null =>
    found === null || value === null
      ? null
      : { ...found, data: found.data.map((old, i) => (i === row * found.cols + column ? value : old)) };
  if (quantity === 'W' || quantity === 'b') {
    const of = quantity === 'W' ? 'weights' : 'bias';
    return {
      ...exact,
      layers: exact.layers.map((one, i) => (i === layer - 1 ? { ...one, [of]: changed(one[of]) } : one)),
    };
  }
  const of = quantity === 'X' ? 'X' : 'target';
  const at = samples.findIndex(({ name }) => name === sample);
  return { ...exact, samples: exact.samples.map((one, i) => (i === at ? { ...one, [of]: changed(one[of]) } : one)) };
}
