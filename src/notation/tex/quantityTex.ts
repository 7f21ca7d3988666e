import type { Entries } from '../formula/entries';
import { matrixTex, type MatrixTex } from './matrixTex';
import type { Digits } from '../../numbers/numberLayout';
import type { QuantitySymbol } from '../formula/symbol';
import { entryAttribute } from './entryMarks';
import type { TexStyle } from './texStyle';
import type { NumbersOf } from './writtenNumbers';

/** How numbers are written into a formula. */
export interface NumberLook {
  readonly digits: Digits;
  /** The block's id; the key of an elided matrix is this and the matrix's own name. */
  readonly id: string;
  /** Keys of elisions that the reader has opened. */
  readonly expanded: ReadonlySet<string>;
  /** Whether every letter has its shape under it. */
  readonly shapes: boolean;
}

/** The numbers of a quantity, or of a product that has no letter; each entry of a parameter or of the input carries what a click on it goes to. */
export function matrixOf(
  symbol: QuantitySymbol | null,
  transposed: boolean,
  value: Entries,
  look: NumberLook,
  style: TexStyle,
  of: NumbersOf | null = symbol && { kind: 'factor', symbol, transposed, shape: value, value },
): MatrixTex {
  const key = `${look.id}:${symbol === null ? 'result' : keyOf(symbol)}`;
  return matrixTex(
    value,
    {
      digits: look.digits,
      key,
      expanded: look.expanded,
      of,
      attribute: (r, c) => (symbol === null ? null : entryAttribute(symbol, transposed, r, c)),
    },
    style,
  );
}

/** A name for the key of an elision; it contains neither commas nor braces, which \htmlData could not carry. */
function keyOf(symbol: QuantitySymbol): string {
  const layer = 'layer' in symbol && typeof symbol.layer === 'number' ? `.${symbol.layer}` : '';
  if (symbol.name === 'column') return `${symbol.of}${layer}.${symbol.index}`;
  if (symbol.name === 'row' || symbol.name === 'local')
    return `${symbol.name}.${symbol.of.replace(' ', '.')}${layer}.${symbol.index}`;
  if (symbol.name === 'along') return `along.${symbol.of}${layer}`;
  if (symbol.name === 'start') return `start.${symbol.of}`;
  const by = symbol.name === 'gradient' ? `.${symbol.by}` : symbol.name === 'updated' ? `.${symbol.of}` : '';
  return `${symbol.name}${by}${layer}`;
}
