import type { Message } from '../../message/message';
import type { EntryQuantity } from '../../notation/entry/entryRef';
import type { Digits } from '../../numbers/numberLayout';
import type { Look } from '../../notation/look';

/** How what is said of an entry is written. */
export interface EntryChoices extends Look {
  readonly digits: Digits;
}

/** How an entry comes about: an equation, and the summands that are too many for it. */
export interface EntryWork {
  readonly about: 'product' | 'paths';
  readonly heading: Message;
  /** In letters, in numbers, and its value: the lines of an equation; null where there is none. */
  readonly tex: string | null;
  readonly table: EntryTable | null;
  readonly notes: readonly Message[];
}

/** Products that are summed, each with its factors. */
export interface EntryTable {
  /** What the first column is. */
  readonly index: Message;
  /** The factors in letters, and the same to be said. */
  readonly head: readonly { readonly tex: string; readonly spoken: Message }[];
  readonly rows: readonly {
    readonly index: Message;
    readonly factors: readonly string[];
    readonly product: string;
  }[];
  /** How many are not listed, and what they come to. */
  readonly rest: { readonly text: Message; readonly sum: string } | null;
  readonly sum: string;
}

/** So many products are listed. */
export const MOST_ROWS = 100;

/** A row or a column of a quantity of the page, from 0. */
export interface SourceLine {
  readonly quantity: EntryQuantity;
  readonly layer: number;
  readonly of: 'row' | 'column';
  readonly index: number;
}
