import type { Quantities } from '../formula/quantities';
import type { QuantitySymbol } from '../formula/symbol';

/** An entry of a quantity of the page, from 0. */
export interface EntryRef {
  readonly quantity: EntryQuantity;
  /** From 1; 0 for X, the target and the rate. */
  readonly layer: number;
  readonly row: number;
  readonly column: number;
}

export const entryQuantities = [
  'W',
  'b',
  'X',
  'target',
  'rate',
  'N',
  'Sigma',
  'dSigma',
  'Delta',
  'gradW',
  'gradb',
  'gradX',
  'gradSigma',
  'nextW',
  'nextb',
] as const;
export type EntryQuantity = (typeof entryQuantities)[number];

/** The value of an entry in the formulas; null if there is no such entry. */
export function valueAt({ quantity, layer, row, column }: EntryRef, q: Quantities): number | null {
  const ofNetwork = quantity === 'X' || quantity === 'gradX' || quantity === 'target' || quantity === 'rate';
  if (typeof q.last === 'number' && (layer > q.last || (layer < 1 && !ofNetwork))) return null;
  const value = q.factor(symbolOf(quantity, layer, q)).value;
  return value === null || row >= value.rows || column >= value.cols ? null : value.entry(row, column);
}

/** The quantity as a symbol of formulas. */
export function symbolOf(quantity: EntryQuantity, layer: number, { objective }: Quantities): QuantitySymbol {
  switch (quantity) {
    case 'W':
    case 'b':
    case 'N':
    case 'Sigma':
    case 'dSigma':
    case 'Delta':
      return { name: quantity, layer };
    case 'X':
      return { name: 'Sigma', layer: 0 };
    case 'target':
      return { name: 'Y' };
    case 'rate':
      return { name: 'rate' };
    case 'gradW':
      return { name: 'gradient', by: 'W', layer, objective };
    case 'gradb':
      return { name: 'gradient', by: 'b', layer, objective };
    case 'gradSigma':
      return { name: 'gradient', by: 'Sigma', layer, objective };
    case 'gradX':
      return { name: 'gradient', by: 'X', layer: 0, objective };
    case 'nextW':
    case 'nextb':
      return { name: 'updated', of: quantity === 'nextW' ? 'W' : 'b', layer };
  }
}

/** The derivative by an entry that has one. */
export function derivativeOf(ref: EntryRef): EntryRef | null {
  const derivatives = { W: 'gradW', b: 'gradb', X: 'gradX', N: 'Delta', Sigma: 'gradSigma' } as const;
  const { quantity } = ref;
  return quantity in derivatives ? { ...ref, quantity: derivatives[quantity as keyof typeof derivatives] } : null;
}

/** What the entry is after a step of the rate. */
export function nextOf(ref: EntryRef): EntryRef | null {
  if (ref.quantity !== 'W' && ref.quantity !== 'b') return null;
  return { ...ref, quantity: ref.quantity === 'W' ? 'nextW' : 'nextb' };
}

/** By what an entry is the derivative, or by what the one of the entry is: whose paths are summed. */
export function pathsByOf({ quantity }: EntryRef): 'W' | 'b' | 'X' | 'N' | 'Sigma' | null {
  switch (quantity) {
    case 'W':
    case 'gradW':
      return 'W';
    case 'b':
    case 'gradb':
      return 'b';
    case 'X':
    case 'gradX':
      return 'X';
    case 'N':
    case 'Delta':
      return 'N';
    case 'Sigma':
    case 'gradSigma':
      return 'Sigma';
    default:
      return null;
  }
}
