import type { Alphabet, SourceTarget } from '../panel/protocol';
import type { PageWords } from '../panel/protocol/pageWords';
import { sideOf } from './elision';
import { fill } from './reader';

const QUANTITIES: readonly string[] = [
  'W',
  'b',
  'V',
  'v',
  'Sigma',
  'X',
  'target',
  'loss',
  'rate',
] satisfies SourceTarget['quantity'][];
const PAPER: Readonly<Record<SourceTarget['quantity'], string>> = {
  W: 'W',
  b: 'b',
  V: 'V',
  v: 'v',
  Sigma: 'Σ',
  X: 'X',
  target: 'Y',
  loss: 'L',
  rate: 'η',
};
const SYMBOLS: Readonly<Record<Alphabet, typeof PAPER>> = {
  paper: PAPER,
  course: { ...PAPER, Sigma: 'a', X: 'x', target: 'y' },
};

/** Reads a mark of a formula, `W.2` or with an entry `W.2.0.1`; null if it is none. */
export function readMark(mark: string): SourceTarget | null {
  const [quantity, layer, row, column, ...more] = mark.split('.');
  if (quantity === undefined || !QUANTITIES.includes(quantity) || more.length > 0) return null;
  const numbers = [layer, row, column].filter((part) => part !== undefined).map(Number);
  if (numbers.some((n) => !Number.isInteger(n) || n < 0)) return null;
  const target = { quantity: quantity as SourceTarget['quantity'], layer: numbers[0] };
  if (numbers.length === 1) return target;
  return numbers.length === 3 ? { ...target, entry: { row: numbers[1], column: numbers[2] } } : null;
}

/** The mark of a target, as formulas carry it. */
export function writeMark({ quantity, layer, entry }: SourceTarget): string {
  return entry ? `${quantity}.${layer}.${entry.row}.${entry.column}` : `${quantity}.${layer}`;
}

/** What a target is called: `W₂, row 1, column 2`, or `W[2], row 1, column 2`. */
export function nameOfTarget({ quantity, layer, entry }: SourceTarget, letters: Alphabet, words: PageWords): string {
  const index = letters === 'paper' ? subscript(layer) : `[${layer}]`;
  const symbol = SYMBOLS[letters][quantity] + (layer > 0 ? index : '');
  if (!entry) return symbol;
  return quantity === 'W' || quantity === 'V'
    ? fill(words.placeEntry, symbol, entry.row + 1, entry.column + 1)
    : fill(words.placeRow, symbol, entry.row + 1);
}

/** What dots open. */
export function nameOfElision(elision: string, words: PageWords): string {
  switch (sideOf(elision)) {
    case 'rows':
      return words.showRows;
    case 'columns':
      return words.showColumns;
    case 'all':
      return words.showAll;
  }
}

function subscript(n: number): string {
  return String(n).replace(/\d/g, (digit) => String.fromCharCode(0x2080 + Number(digit)));
}
