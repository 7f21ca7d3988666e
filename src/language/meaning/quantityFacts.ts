import type { LayerActivation } from '../../functions/builtin/activation';
import type { Loss } from '../../functions/builtin/loss';
import { message, type Message } from '../../message/message';
import type { AskedQuantity, QuantityOfLayer } from '../syntax/quantityWord';

/** What of the network decides which quantities there are. */
export interface QuantityFacts {
  /** n_0 … n_k; null where unknown. */
  readonly sizes: readonly (number | null)[];
  /** Of each layer, whether it has a bias, whether it is softmax, and its functions, null where they are unknown. */
  readonly layers: readonly {
    readonly affine: boolean;
    readonly softmax: boolean;
    readonly activation: LayerActivation | null;
  }[];
  readonly objective: 'loss' | 'output' | null;
  /** null without one, and where it is not known. */
  readonly loss: Loss | null;
  readonly hasRate: boolean;
  /** The columns of the first input; null where there is none. */
  readonly columns: number | null;
}

/** Why the network has no such quantity; null if it has. */
export function absence({ quantity, layer }: QuantityOfLayer, { layers }: QuantityFacts): Message | null {
  if (layer === null) return null;
  if (layer < 1 || layer > layers.length) {
    return message('There is no layer {0}: the network has {1}.', layer, layers.length);
  }
  const { affine, softmax } = layers[layer - 1];
  if (quantity === 'dSigma' && softmax) {
    return message('Layer {0} is softmax, which has a Jacobian in the place of Σ′.', layer);
  }
  const ofBias = quantity === 'gradb' || quantity === 'nextb';
  return ofBias && !affine ? message('Layer {0} has no b.', layer) : null;
}

/** What the text lacks for a quantity of the network; null if nothing. */
export function lack(quantity: AskedQuantity, { objective, hasRate, sizes }: QuantityFacts): Message | null {
  if (quantity.startsWith('next') && !hasRate) {
    return message('Without a rate there is no updated W or b. Add rate = ….');
  }
  const ofGradient = !['N', 'Sigma', 'dSigma', 'f', 'L'].includes(quantity);
  if (ofGradient && objective === null && (sizes.at(-1) ?? 1) > 1) {
    return message('There is nothing to differentiate here: add a loss or an output.');
  }
  if (quantity === 'L' && objective !== 'loss') {
    return message('Without a loss there is no L. Add a loss, or ask for f.');
  }
  return null;
}

/** Rows and columns; null where unknown. */
export function shapeOf(
  { quantity, layer }: QuantityOfLayer,
  { sizes, columns }: QuantityFacts,
): readonly [number | null, number | null] {
  const rows = layer === null ? sizes.at(-1)! : sizes[layer];
  switch (quantity) {
    case 'gradW':
    case 'nextW':
      return [rows, sizes[layer! - 1]];
    case 'gradb':
    case 'nextb':
      return [rows, 1];
    case 'L':
      return [1, 1];
    case 'gradX':
      return [sizes[0], columns];
    default:
      return [rows, columns];
  }
}
