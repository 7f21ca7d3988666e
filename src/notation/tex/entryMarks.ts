import type { QuantitySymbol } from '../formula/symbol';
import { entryTarget } from './symbolTarget';

/**
 * The attributes of entry (r, c), from 0, of the matrix that stands for the symbol: `t=W.2.0.1`, what a click goes to in
 * the text, and `q=gradW.2.0.1`, which entry of a result it is. null if neither is known.
 */
export function entryAttribute(symbol: QuantitySymbol, transposed: boolean, r: number, c: number): string | null {
  const target = entryTarget(symbol, transposed, r, c);
  const result = resultName(symbol);
  const entry = transposed ? `${c}.${r}` : `${r}.${c}`;
  const parts = [...(target === null ? [] : [`t=${target}`]), ...(result === null ? [] : [`q=${result}.${entry}`])];
  return parts.length === 0 ? null : parts.join(',');
}

/** The result that a symbol is, with its layer: `Delta.2`; null for parameters, and for what is no result of a network. */
function resultName(symbol: QuantitySymbol): string | null {
  if (!('layer' in symbol) || typeof symbol.layer !== 'number') return null;
  const { layer } = symbol;
  switch (symbol.name) {
    case 'N':
    case 'dSigma':
    case 'Delta':
      return `${symbol.name}.${layer}`;
    case 'Sigma':
      return layer === 0 ? null : `Sigma.${layer}`;
    case 'gradient':
      if (symbol.by === 'N') return `Delta.${layer}`;
      return `grad${symbol.by}.${layer}`;
    case 'updated':
      return `next${symbol.of}.${layer}`;
    default:
      return null;
  }
}
