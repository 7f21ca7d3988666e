import { quantities, type Message } from './message';

/** A number as the index of a quantity in a message. */
export function layerIndex(index: number): Message {
  return quantities(subscript(index));
}

/** A number as an index: 12 is ₁₂. */
export function subscript(index: number): string {
  return String(index).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
}
