import type { Trace } from '../../engine/trace';
import { message, type Message } from '../../message/message';
import { numberTex, spokenNumber } from '../../numbers/numberText';
import { spokenSymbol } from '../../notation/spoken/spokenSymbol';
import type { Alphabet } from '../../notation/letters/alphabet';
import { entryTex } from '../../notation/tex/letters';
import { objectiveTex } from '../../notation/tex/symbolTex';
import type { PageChoices } from '../pageChoices';
import { type Quantities, quantitiesOf } from '../../notation/formula/quantities';
import type { QuantitySymbol } from '../../notation/formula/symbol';

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
  'nextW',
  'nextb',
] as const;
export type EntryQuantity = (typeof entryQuantities)[number];

/** What an entry is, line by line, and the same to be said. */
export interface EntryView {
  readonly lines: readonly { readonly tex: string; readonly spoken: Message }[];
}

/** The name of an entry, its value, the derivative by it, and what a step of the rate makes of it; null if it is not there. */
export function entryView(
  ref: EntryRef,
  trace: Trace,
  { digits, letters }: Pick<PageChoices, 'digits' | 'letters'>,
): EntryView | null {
  const q = quantitiesOf(trace.forward.network, trace);
  const value = valueAt(ref, q);
  if (value === null) return null;
  const name = entryName(ref, q, letters);
  const number = (x: number) => numberTex(x, digits);
  const lines = [
    {
      tex: `${name} = ${number(value)}`,
      spoken: message('{0} is {1}', spokenName(ref, q), spokenNumber(value, digits)),
    },
  ];
  const derivative = derivativeOf(ref);
  const slope = derivative === null || trace.backward === null ? null : valueAt(derivative, q);
  if (derivative !== null && slope !== null) {
    const spoken = message('the derivative by it is {0}', spokenNumber(slope, digits));
    lines.push({ tex: `${entryName(derivative, q, letters)} = ${number(slope)}`, spoken });
  }
  const next = nextOf(ref);
  const after = next === null ? null : valueAt(next, q);
  const { rate } = trace.forward.network;
  if (next !== null && after !== null && rate !== null) {
    lines.push({
      tex: `${name} - \\eta \\, ${entryName(derivative!, q, letters)} = ${number(after)}`,
      spoken: message('a step of rate {0} makes it {1}', spokenNumber(rate, digits), spokenNumber(after, digits)),
    });
  }
  return { lines };
}

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
    case 'gradb':
      return { name: 'gradient', by: quantity === 'gradW' ? 'W' : 'b', layer, objective };
    case 'gradX':
      return { name: 'gradient', by: 'X', layer: 0, objective };
    case 'nextW':
    case 'nextb':
      return { name: 'updated', of: quantity === 'nextW' ? 'W' : 'b', layer };
  }
}

/** An entry in these letters, in the paper's w^1_{23}; of a batch every entry has its sample. */
function entryName({ quantity, layer, row, column }: EntryRef, q: Quantities, alphabet: Alphabet): string {
  const [r, c] = [row + 1, column + 1];
  const both = r > 9 || c > 9 ? `${r},${c}` : `${r}${c}`;
  const one = q.columns === 1 ? String(r) : both;
  const by = (name: string) => `\\partial ${objectiveTex(q.objective)} / \\partial ${name}`;
  switch (quantity) {
    case 'W':
      return entryTex(alphabet, 'W', layer, both);
    case 'b':
      return entryTex(alphabet, 'b', layer, String(r));
    case 'rate':
      return '\\eta';
    case 'target':
      return entryTex(alphabet, 'Y', layer, one);
    case 'X':
    case 'N':
    case 'Sigma':
    case 'dSigma':
    case 'Delta':
      return entryTex(alphabet, quantity, layer, one);
    case 'gradW':
      return by(entryTex(alphabet, 'W', layer, both));
    case 'gradb':
      return by(entryTex(alphabet, 'b', layer, String(r)));
    case 'gradX':
      return by(entryTex(alphabet, 'X', layer, one));
    case 'nextW':
      return entryTex(alphabet, 'W', layer, both, { updated: true });
    case 'nextb':
      return entryTex(alphabet, 'b', layer, String(r), { updated: true });
  }
}

function spokenName({ quantity, layer, row, column }: EntryRef, q: Quantities): Message {
  return message('{0}, row {1}, column {2}', spokenSymbol(symbolOf(quantity, layer, q)), row + 1, column + 1);
}

/** The derivative by an entry that has one. */
function derivativeOf(ref: EntryRef): EntryRef | null {
  switch (ref.quantity) {
    case 'W':
    case 'b':
      return { ...ref, quantity: ref.quantity === 'W' ? 'gradW' : 'gradb' };
    case 'X':
      return { ...ref, quantity: 'gradX' };
    case 'N':
      return { ...ref, quantity: 'Delta' };
    default:
      return null;
  }
}

function nextOf(ref: EntryRef): EntryRef | null {
  if (ref.quantity !== 'W' && ref.quantity !== 'b') return null;
  return { ...ref, quantity: ref.quantity === 'W' ? 'nextW' : 'nextb' };
}
