import type { AskedRef } from './quantity';
import type { OtherQuantity } from './slip';
import { quantities, type Message } from '../message/message';
import { subscript } from '../message/subscript';

/** The same as a part of a message, which may write it in other letters. */
export function quantityWord(ref: AskedRef | OtherQuantity): Message {
  return quantities(quantityName(ref));
}

/** A quantity in running text: ∇W₁, Δ₂, Σ′₃; Σ₀ is X. */
export function quantityName({ quantity, layer }: AskedRef | OtherQuantity): string {
  const index = subscript(layer);
  switch (quantity) {
    case 'gradW':
      return `∇W${index}`;
    case 'gradb':
      return `∇b${index}`;
    case 'gradX':
      return '∇X';
    case 'Delta':
      return `Δ${index}`;
    case 'N':
      return `N${index}`;
    case 'Sigma':
      return layer === 0 ? 'X' : `Σ${index}`;
    case 'W':
      return `W${index}`;
    case 'updatedW':
      return `W${index} − η∇W${index}`;
    case 'dSigma':
      return `Σ′${index}`;
    case 'L':
      return 'L';
    case 'seed':
      return '∇L';
  }
}
