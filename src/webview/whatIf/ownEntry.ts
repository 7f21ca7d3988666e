import type { EntryRef, SourceTarget } from '../../panel/protocol';
import { readMark } from '../mark';

type Mark = HTMLElement | SVGElement;
export type EntryTarget = SourceTarget & { readonly entry: { readonly row: number; readonly column: number } };

const CHANGEABLE: readonly SourceTarget['quantity'][] = ['W', 'b', 'X', 'target', 'rate'];

/** The number of the text that a mark shows, so that another can be tried in its place; null if it shows none. */
export function numberOf(mark: Mark | null): EntryTarget | null {
  if (mark === null || mark.dataset['q'] !== undefined) return null;
  const target = readMark(mark.dataset['t'] ?? '');
  if (target?.entry === undefined || !CHANGEABLE.includes(target.quantity)) return null;
  return { ...target, entry: target.entry };
}

/** The entry of the page that a mark shows: of a result, or a number of the text. */
export function entryOf(mark: Mark | null): EntryRef | null {
  const result = /^(\w+)\.(\d+)\.(\d+)\.(\d+)$/.exec(mark?.dataset['q'] ?? '');
  if (result !== null) {
    const [, quantity, layer, row, column] = result;
    return {
      quantity: quantity as EntryRef['quantity'],
      layer: Number(layer),
      row: Number(row),
      column: Number(column),
    };
  }
  const target = mark === null ? null : readMark(mark.dataset['t'] ?? '');
  if (target?.entry === undefined) return null;
  const { quantity, layer, entry } = target;
  if (quantity === 'V' || quantity === 'v' || quantity === 'loss') return null;
  return { quantity, layer, row: entry.row, column: entry.column };
}

/** Whether an entry is a number of the text, not a result. */
export function isOfText({ quantity }: EntryRef): boolean {
  return ['W', 'b', 'X', 'target', 'rate'].includes(quantity);
}

/** Where an entry of the page is in the text, or what it belongs to: that of ∇W where W is; null if it is not there. */
export function targetOfEntry({ quantity, layer, row, column }: EntryRef): SourceTarget | null {
  const entry = { row, column };
  switch (quantity) {
    case 'W':
    case 'b':
    case 'X':
    case 'target':
    case 'rate':
      return { quantity, layer, entry };
    case 'gradW':
    case 'nextW':
      return { quantity: 'W', layer, entry };
    case 'gradb':
    case 'nextb':
      return { quantity: 'b', layer, entry };
    case 'gradX':
      return { quantity: 'X', layer: 0, entry };
    default:
      return { quantity: 'Sigma', layer };
  }
}

/** The short name of a number: w¹₂₃, b²₁, x₁, y₂, η. */
export function shortName({ quantity, layer, entry: { row, column } }: EntryTarget): string {
  const [r, c] = [row + 1, column + 1];
  const both = r > 9 || c > 9 ? `${lower(r)},${lower(c)}` : lower(r) + lower(c);
  switch (quantity) {
    case 'W':
      return `w${upper(layer)}${both}`;
    case 'b':
      return `b${upper(layer)}${lower(r)}`;
    case 'X':
      return column === 0 ? `x${lower(r)}` : `x${both}`;
    case 'target':
      return column === 0 ? `y${lower(r)}` : `y${both}`;
    default:
      return 'η';
  }
}

function lower(n: number): string {
  return String(n).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
}

function upper(n: number): string {
  return String(n).replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]);
}
