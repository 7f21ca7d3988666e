import type { Quantities } from '../formula/quantities';
import type { QuantitySymbol } from '../formula/symbol';
import { entryTex, letterTex, type LetterStyle } from '../tex/letters';
import { objectiveTex } from '../tex/symbolTex';

/** A row or column: from 0, or a letter. */
export type Index = number | string;

/** An entry in these letters, in the paper's w^1_{23}; of a batch every entry has its sample. */
export function entryNameTex(
  symbol: QuantitySymbol,
  row: Index,
  column: Index,
  q: Pick<Quantities, 'columns'>,
  style: LetterStyle,
): string {
  const both = pair(row, column);
  const one = q.columns === 1 ? written(row) : both;
  const layer = 'layer' in symbol && typeof symbol.layer === 'number' ? symbol.layer : 0;
  switch (symbol.name) {
    case 'W':
      return entryTex(style, 'W', layer, both);
    case 'b':
      return entryTex(style, 'b', layer, written(row));
    case 'N':
    case 'dSigma':
    case 'Delta':
      return entryTex(style, symbol.name, layer, one);
    case 'Sigma':
      return entryTex(style, layer === 0 ? 'X' : 'Sigma', layer, one);
    case 'Y':
      return entryTex(style, 'Y', 0, one);
    case 'updated':
      return entryTex(style, symbol.of, layer, symbol.of === 'W' ? both : written(row), { updated: true });
    case 'gradient': {
      if (symbol.by === 'N') return entryTex(style, 'Delta', layer, one);
      const by: QuantitySymbol =
        symbol.by === 'X' ? { name: 'Sigma', layer: 0 } : { name: symbol.by, layer: symbol.layer };
      return `\\partial ${objectiveTex(symbol.objective)} / \\partial ${entryNameTex(by, row, column, q, style)}`;
    }
    default:
      return otherNameTex(symbol, one, both, style);
  }
}

/** What is no layer's quantity, or has no entries with a name of their own. */
function otherNameTex(symbol: QuantitySymbol, one: string, both: string, style: LetterStyle): string {
  switch (symbol.name) {
    case 'rate':
      return '\\eta';
    case 'reciprocal':
      return `\\tfrac{1}{${symbol.of}}`;
    case 'lossGradient':
      return `(\\nabla L)_{${one}}`;
    case 'indicator':
      return `(${symbol.columns === 1 ? 'e' : 'E'}_{${symbol.output}})_{${one}}`;
    case 'Jacobian':
      return `(${letterTex(style, 'matrix', 'Jacobian', symbol.layer)})_{${both}}`;
    case 'mask':
      return `(${letterTex(style, 'matrix', 'mask', symbol.layer)})_{${both}}`;
    default:
      return '1';
  }
}

/** Two indices, with a comma where digits would run together. */
function pair(row: Index, column: Index): string {
  const [r, c] = [written(row), written(column)];
  return [r, c].some((index) => index.length > 1) ? `${r},${c}` : `${r}${c}`;
}

function written(index: Index): string {
  return typeof index === 'number' ? String(index + 1) : index;
}
