import {
  columnEntries,
  constantEntries,
  diagonalEntries,
  entrywiseEntries,
  entriesOf,
  rowEntries,
  toMatrix,
  transposedEntries,
  unitEntries,
  type Entries,
} from './entries';
import { ONE } from '../../functions/numbers/rational';
import type { Factor } from './formula';
import { multiply } from './product';
import { shifted, type DerivedSymbol, type LayerIndex, type QuantitySymbol } from './symbol';

/** What derived quantities are made of. */
export interface Sources {
  /** k. */
  readonly last: LayerIndex;
  /** m. */
  readonly columns: number;
  /** ∇L or e_j; null where f itself, with one output, is differentiated. */
  readonly front: QuantitySymbol | null;
  readonly lastDerivative: 'dSigma' | 'Jacobian';
  readonly factor: (symbol: QuantitySymbol) => Factor;
}

/** Whether the symbol's matrix is a part of another's, or is made of others. */
export function isDerived(symbol: QuantitySymbol): symbol is DerivedSymbol {
  return symbol.name === 'column' || symbol.name === 'start' || symbol.name === 'row' || symbol.name === 'local';
}

/** A derived quantity as a factor: views of what it is made of. */
export function derivedFactor(symbol: DerivedSymbol, sources: Sources): Factor {
  const value = valueOf(symbol, sources);
  const shape = value === null ? shapeOf(symbol, sources) : { rows: value.rows, cols: value.cols };
  return { kind: 'factor', symbol, transposed: false, shape, value };
}

function valueOf(symbol: DerivedSymbol, sources: Sources): Entries | null {
  switch (symbol.name) {
    case 'column':
      return columnValue(symbol, sources);
    case 'start':
      return startValue(symbol, sources);
    case 'row':
      return rowValue(symbol, sources);
    case 'local':
      return localValue(symbol, sources);
  }
}

function columnValue(symbol: Extract<DerivedSymbol, { name: 'column' }>, { factor }: Sources): Entries | null {
  const { of, layer, index } = symbol;
  if (index === 's') return null;
  const columnOf = (whole: Entries | null) => whole && columnEntries(whole, index - 1);
  switch (of) {
    case 'diagonal': {
      const column = columnOf(factor({ name: 'dSigma', layer }).value);
      return column && diagonalEntries(column);
    }
    case 'lossGradient':
      return columnOf(factor({ name: of }).value);
    default:
      return columnOf(factor({ name: of, layer }).value);
  }
}

function startValue({ of }: Extract<DerivedSymbol, { name: 'start' }>, { columns, factor, ...at }: Sources) {
  const outputs = factor({ name: 'Sigma', layer: at.last }).shape?.rows ?? 1;
  if (of === 'W') return unitEntries(outputs);
  return at.front === null ? { ...constantEntries(1, columns, 1), exact: () => ONE } : factor(at.front).value;
}

function rowValue(symbol: Extract<DerivedSymbol, { name: 'row' }>, { factor }: Sources): Entries | null {
  const { of, layer, index, objective } = symbol;
  if (index === 'i') return null;
  const rowOf = (whole: Entries | null) => whole && rowEntries(whole, index - 1);
  switch (of) {
    case 'transposedW': {
      const W = factor({ name: 'W', layer }).value;
      return rowOf(W && transposedEntries(W));
    }
    case 'gradW':
    case 'gradSigma':
      return rowOf(factor({ name: 'gradient', by: of === 'gradW' ? 'W' : 'Sigma', layer, objective }).value);
    default:
      return rowOf(factor({ name: of, layer }).value);
  }
}

function localValue(symbol: Extract<DerivedSymbol, { name: 'local' }>, sources: Sources): Entries | null {
  const { of, layer, index } = symbol;
  const { factor } = sources;
  if (index === 'i') return null;
  const row = (a: Entries | null) => a && rowEntries(a, index - 1);
  switch (of) {
    case 'product':
    case 'neuron': {
      const Sigma = factor({ name: 'Sigma', layer: shifted(layer, -1) }).value;
      if (Sigma === null || of === 'product') return Sigma && transposedEntries(Sigma);
      const derivative = row(factor({ name: 'dSigma', layer }).value);
      return derivative && entrywiseEntries(derivative, transposedEntries(Sigma));
    }
    case 'next layer': {
      const next = shifted(layer, 1);
      const W = factor({ name: 'W', layer: next }).value;
      if (W === null) return null;
      const column = columnEntries(W, index - 1);
      if (next === sources.last && sources.lastDerivative === 'Jacobian') {
        const J = factor({ name: 'Jacobian', layer: next }).value;
        return J && entriesOf(multiply('·', toMatrix(J), toMatrix(column)));
      }
      const derivative = factor({ name: 'dSigma', layer: next }).value;
      return derivative && entrywiseEntries(derivative, column);
    }
  }
}

/** The shape where there are no numbers to take it from. */
function shapeOf(symbol: DerivedSymbol, { factor, columns, ...at }: Sources): Factor['shape'] {
  const rowsOf = (layer: LayerIndex) => factor({ name: 'Sigma', layer }).shape!.rows;
  const { layer } = symbol;
  switch (symbol.name) {
    case 'column':
      return symbol.of === 'diagonal'
        ? { rows: rowsOf(layer), cols: rowsOf(layer) }
        : { rows: symbol.of === 'lossGradient' ? rowsOf(at.last) : rowsOf(layer), cols: 1 };
    case 'start':
      return { rows: rowsOf(at.last), cols: symbol.of === 'W' ? rowsOf(at.last) : columns };
    case 'row':
      switch (symbol.of) {
        case 'W':
        case 'gradW':
          return { rows: 1, cols: rowsOf(shifted(layer, -1)) };
        case 'transposedW':
        case 'Jacobian':
          return { rows: 1, cols: rowsOf(layer) };
        case 'b':
          return { rows: 1, cols: 1 };
        default:
          return { rows: 1, cols: columns };
      }
    case 'local':
      return symbol.of === 'next layer'
        ? { rows: rowsOf(shifted(layer, 1)), cols: 1 }
        : { rows: 1, cols: rowsOf(shifted(layer, -1)) };
  }
}
