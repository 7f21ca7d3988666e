import type { LayerIndex, QuantitySymbol } from '../formula/symbol';

/** What a click on the symbol goes to, as page.ts writes it (`W.2`), or null. */
export function targetOf(symbol: QuantitySymbol): string | null {
  switch (symbol.name) {
    case 'W':
    case 'b':
      return place(symbol.name, symbol.layer);
    case 'updated':
      return place(symbol.of, symbol.layer);
    case 'N':
    case 'Sigma':
    case 'dSigma':
    case 'diagonal':
    case 'Jacobian':
    case 'Delta':
      return place('Sigma', symbol.layer);
    case 'column':
      return symbol.of === 'lossGradient' ? 'loss.0' : place('Sigma', symbol.layer);
    case 'row':
      return place(rowParameter(symbol.of) ?? 'Sigma', symbol.layer);
    case 'gradient':
      return place(symbol.by === 'W' || symbol.by === 'b' ? symbol.by : 'Sigma', symbol.layer);
    case 'Y':
      return 'target.0';
    case 'lossGradient':
      return 'loss.0';
    case 'rate':
    case 'indicator':
    case 'ones':
    case 'mask':
    case 'reciprocal':
    case 'start':
    case 'local':
      return null;
    case 'along':
      return alongTarget(symbol);
  }
}

/** A direction where it is written; what the R-operator gives, at what it is the change of. */
function alongTarget({ of, layer }: Extract<QuantitySymbol, { name: 'along' }>): string | null {
  switch (of) {
    case 'V':
    case 'v':
      return place(of, layer);
    case 'HV':
      return place('W', layer);
    case 'Hv':
      return place('b', layer);
    case 'RSeed':
    case 'd2Loss':
      return 'loss.0';
    default:
      return place('Sigma', layer);
  }
}

/** The parameter that a row, or the gradient by it, belongs to. */
function rowParameter(of: Extract<QuantitySymbol, { name: 'row' }>['of']): 'W' | 'b' | null {
  if (of === 'W' || of === 'transposedW' || of === 'gradW') return 'W';
  return of === 'b' ? 'b' : null;
}

function place(quantity: 'W' | 'b' | 'V' | 'v' | 'Sigma', layer: LayerIndex): string | null {
  if (typeof layer !== 'number') return null;
  return layer === 0 ? 'X.0' : `${quantity}.${layer}`;
}

/** The same for entry c, from 0, of a row of a parameter. */
function rowEntryTarget({ of, layer, index }: Extract<QuantitySymbol, { name: 'row' }>, c: number): string | null {
  const parameter = rowParameter(of);
  const target = parameter === null ? null : place(parameter, layer);
  if (target === null || index === 'i') return null;
  return of === 'transposedW' ? `${target}.${c}.${index - 1}` : `${target}.${index - 1}.${c}`;
}

/** What a click on entry (r, c), from 0, of the matrix that stands for the symbol goes to, or null. */
export function entryTarget(symbol: QuantitySymbol, transposed: boolean, r: number, c: number): string | null {
  if (symbol.name === 'column') {
    // Column s of X is a part of what is written; of the others nothing is.
    if (symbol.of !== 'Sigma' || symbol.layer !== 0 || symbol.index === 's') return null;
    return `X.0.${transposed ? c : r}.${symbol.index - 1}`;
  }
  if (symbol.name === 'row') return rowEntryTarget(symbol, transposed ? r : c);
  const parameter =
    symbol.name === 'W' ||
    symbol.name === 'b' ||
    symbol.name === 'updated' ||
    symbol.name === 'Y' ||
    (symbol.name === 'along' && ['V', 'v', 'HV', 'Hv'].includes(symbol.of)) ||
    (symbol.name === 'gradient' && symbol.by !== 'Sigma' && symbol.by !== 'N') ||
    (symbol.name === 'Sigma' && symbol.layer === 0);
  const target = parameter ? targetOf(symbol) : null;
  if (target === null) return null;
  return transposed ? `${target}.${c}.${r}` : `${target}.${r}.${c}`;
}
