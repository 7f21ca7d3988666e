import { message, type Message } from '../message/message';
import { subscript } from '../message/subscript';
import type { Network } from '../network/network';
import { note } from './pageBlocks';
import type { Block } from './page';

/** What the lines in the matrices of a network in homogeneous form part (§3); null for any other network. */
export function formalNeuronsMessage({ formalInput, layers }: Network): Message | null {
  if (!formalInput) return null;
  return layers.length === 1
    ? message('X ends in a formal 1, so the last column of W₁, behind the line, is the bias.')
    : message(
        'X ends in a formal 1, and the last neuron of every hidden layer is a formal one that hands it on. The last column of every W, behind the line, is the bias; the last row [0 … 0 1], below the line, is frozen.',
      );
}

/** What the last row of ∇_{W_r} is for a formal neuron: numbers, but no part of the gradient by the parameters. */
export function frozenNote(id: string, r: number): Block {
  return note(
    id,
    'info',
    message(
      'The row below the line belongs to the frozen row of W{0}, which is no parameter: its entries are what the formula gives there, but no step uses them. In a step the mask M{0} puts zeros in their place.',
      subscript(r),
    ),
  );
}

/** What the last column of ∇_{W_r} is where the layer was written without a bias. */
export function unbiasedNote(id: string, r: number): Block {
  return note(
    id,
    'info',
    message(
      'The layer is written without a bias, so the zeros behind the line in W{0} are no parameters either, and a step leaves them as they are.',
      subscript(r),
    ),
  );
}
