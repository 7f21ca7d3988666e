import { message, type Message } from '../../message/message';
import { layerIndex } from '../../message/subscript';
import type { Network } from '../../network/network';
import { note } from '../pageBlocks';
import type { Block } from '../page';

/** What the lines in the matrices of a network in homogeneous form part (§3); null for any other network. */
export function formalNeuronsMessage({ formalInput, layers }: Network): Message | null {
  if (!formalInput) return null;
  return layers.length === 1
    ? message('X ends in a formal 1, so the last column of W₁, right of the line, is the bias.')
    : message(
        'X ends in a formal 1, and the last neuron of every hidden layer is a formal neuron that passes it on. The last column of each W, right of the line, is the bias; the last row [0 … 0 1], below the line, is frozen.',
      );
}

/** What the last row of ∇_{W_r} is for a formal neuron: numbers, but no part of the gradient by the parameters. */
export function frozenNote(id: string, r: number): Block {
  return note(
    id,
    'info',
    message(
      'The row below the line belongs to the frozen row of W{0}, which is not a parameter. The formula gives its entries, but no step uses them: the mask M{0} sets them to zero.',
      layerIndex(r),
    ),
  );
}

/** What the last column of ∇_{W_r} is where the layer was written without a bias. */
export function unbiasedNote(id: string, r: number): Block {
  return note(
    id,
    'info',
    message(
      'The layer was written without a bias, so the zeros right of the line in W{0} are not parameters either, and a step leaves them unchanged.',
      layerIndex(r),
    ),
  );
}
