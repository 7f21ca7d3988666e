import type { LayerIndex, QuantitySymbol } from '../formula/symbol';

/** What a click on the symbol goes to, as page.ts writes it (`W.2`), or null. */
export function targetOf(symbol: QuantitySymbol): string | null {
  const target = targets[symbol.name] as (symbol: QuantitySymbol) => string | null;
  return target(symbol);
}

type Named<Name extends QuantitySymbol['name']> = QuantitySymbol & { readonly name: Name };

const ofParameter = ({ name, layer }: Named<'W' | 'b'>) => place(name, layer);
const ofActivations = ({ layer }: Named<'N' | 'Sigma' | 'dSigma' | 'diagonal' | 'Jacobian' | 'Delta'>) =>
  place('Sigma', layer);
const nowhere = () => null;

const targets: { readonly [Name in QuantitySymbol['name']]: (symbol: Named<Name>) => string | null } = {
  W: ofParameter,
  b: ofParameter,
  updated: ({ of, layer }) => place(of, layer),
  N: ofActivations,
  Sigma: ofActivations,
  dSigma: ofActivations,
  diagonal: ofActivations,
  Jacobian: ofActivations,
  Delta: ofActivations,
  column: ({ of, layer }) => (of === 'lossGradient' ? 'loss.0' : place('Sigma', layer)),
  row: ({ of, layer }) => place(rowParameter(of) ?? 'Sigma', layer),
  gradient: ({ by, layer }) => place(by === 'W' || by === 'b' ? by : 'Sigma', layer),
  Y: () => 'target.0',
  lossGradient: () => 'loss.0',
  rate: () => 'rate.0',
  indicator: nowhere,
  ones: nowhere,
  mask: nowhere,
  reciprocal: nowhere,
  start: nowhere,
  local: nowhere,
  along: (symbol) => alongTarget(symbol),
};

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
  const target = isWritten(symbol) ? targetOf(symbol) : null;
  if (target === null) return null;
  return transposed ? `${target}.${c}.${r}` : `${target}.${r}.${c}`;
}

/** Whether the entries of the matrix are in the text, or belong to some that are. */
function isWritten(symbol: QuantitySymbol): boolean {
  switch (symbol.name) {
    case 'W':
    case 'b':
    case 'updated':
    case 'Y':
    case 'rate':
      return true;
    case 'along':
      return ['V', 'v', 'HV', 'Hv'].includes(symbol.of);
    case 'gradient':
      return symbol.by !== 'Sigma' && symbol.by !== 'N';
    case 'Sigma':
      return symbol.layer === 0;
    default:
      return false;
  }
}
