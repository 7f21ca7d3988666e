import type { Span } from '../formula/evaluation';
import type { Chain, Term } from '../formula/formula';
import type { QuantitySymbol } from '../formula/symbol';

/** What numbers are the value of: a term; a product of terms of a chain; an entry (from 0); the objective. */
export type NumbersOf =
  | Term
  | { readonly kind: 'product'; readonly chain: Chain; readonly span: Span }
  | { readonly kind: 'entry'; readonly symbol: QuantitySymbol; readonly row: number; readonly column: number }
  | { readonly kind: 'objective' };

/** The numbers of a matrix as they were written into a formula. */
export interface WrittenNumbers {
  readonly of: NumbersOf;
  /** The rows and the columns that are shown, from 0. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Whether rows or columns were left out. */
  readonly elided: boolean;
  /** Row by row, as TeX, each times 10^exponent. */
  readonly cells: readonly string[];
  readonly exponent: number;
}

/** A style, as far as it asks for numbers. */
interface Asked {
  readonly numbers?: (written: WrittenNumbers) => void;
}

/** A single number, after whoever asks for numbers was told of it. */
export function toldNumber({ numbers }: Asked, of: NumbersOf, tex: string): string {
  numbers?.({ of, rows: [0], columns: [0], elided: false, cells: [tex], exponent: 0 });
  return tex;
}
