import type { Trace } from '../../engine/trace';
import { activated, derivativeAt, seedOf } from '../../mistakes/wrongPass';
import { column, type Matrix } from '../../network/matrix';
import { entriesOf, softmaxJacobian, toMatrix, type Entries } from '../../notation/formula/entries';
import { evaluate } from '../../notation/formula/evaluation';
import { quantitiesOf, type Quantities } from '../../notation/formula/quantities';
import type { QuantitySymbol } from '../../notation/formula/symbol';
import { formulaOf, symbolKey } from './askedSymbol';
import { asPrinted, printed } from './sheetNumbers';

/** How the answers of a key are computed. */
export const roundings = ['full', 'printed'] as const;

/** `full`: intermediate results are kept in full. `printed`: every printed result is rounded and used as printed. */
export type Rounding = (typeof roundings)[number];

/** The quantities of a sheet with the numbers that its key prints. */
export interface PrintedQuantities extends Quantities {
  /** L as it is printed; null without a loss. */
  readonly loss: number | null;
  /** Whether a symbol is worked out, and not read off the sheet. */
  readonly isComputed: (symbol: QuantitySymbol) => boolean;
}

/**
 * The quantities with printed numbers.
 * @param given what the sheet gives, by `symbolKey`: it is used as it is printed.
 */
export function printedQuantities(
  trace: Trace,
  rounding: Rounding,
  given: ReadonlyMap<string, Matrix>,
): PrintedQuantities {
  const exact = quantitiesOf(trace.forward.network, trace);
  const known = new Map<string, Entries | null>();
  const valueOf = (symbol: QuantitySymbol): Entries | null => {
    const key = symbolKey(symbol);
    let value = known.get(key);
    if (value === undefined) {
      const shown = given.get(key);
      value = shown === undefined ? computed(symbol) : entriesOf(shown);
      known.set(key, value);
    }
    return value;
  };
  const computed = (symbol: QuantitySymbol): Entries | null => {
    const full = exact.factor(symbol).value;
    if (full === null) return null;
    // The formula names what it gives, which is not known yet.
    const own = symbolKey(symbol);
    const others = { ...q, factor: (one: QuantitySymbol) => (symbolKey(one) === own ? exact : q).factor(one) };
    const value = rounding === 'full' ? toMatrix(full) : fromPrinted(symbol, others, trace);
    return entriesOf(asPrinted(value));
  };
  const q: Quantities = {
    ...exact,
    factor: (symbol) => {
      const factor = exact.factor(symbol);
      return isComputed(symbol) ? { ...factor, value: valueOf(symbol) } : factor;
    },
  };
  return { ...q, loss: lossOf(q, trace, rounding), isComputed };
}

function isComputed(symbol: QuantitySymbol): boolean {
  switch (symbol.name) {
    case 'Sigma':
      return symbol.layer !== 0;
    case 'N':
    case 'dSigma':
    case 'Delta':
    case 'lossGradient':
    case 'Jacobian':
    case 'gradient':
    case 'updated':
      return true;
    default:
      return false;
  }
}

/** A result from the printed ones, before it is rounded itself. */
function fromPrinted(symbol: QuantitySymbol, q: Quantities, trace: Trace): Matrix {
  const { network } = trace.forward;
  const valueOf = (of: QuantitySymbol) => toMatrix(q.factor(of).value!);
  switch (symbol.name) {
    case 'Sigma':
      return activated(network.layers[(symbol.layer as number) - 1], valueOf({ name: 'N', layer: symbol.layer }));
    case 'dSigma':
      return derivativeAt(network.layers[(symbol.layer as number) - 1], valueOf({ name: 'N', layer: symbol.layer }))!;
    case 'lossGradient': {
      const { objective } = trace.backward!;
      if (objective.kind !== 'loss') throw new RangeError('Without a loss there is no ∇L.');
      return seedOf({ ...trace.forward, output: valueOf({ name: 'Sigma', layer: q.last }) }, objective);
    }
    case 'Jacobian':
      return toMatrix(softmaxJacobian(q.factor({ name: 'Sigma', layer: symbol.layer }).value!));
    default:
      return evaluate(formulaOf(symbol, q, trace)!).value!;
  }
}

function lossOf(q: Quantities, { forward, backward }: Trace, rounding: Rounding): number | null {
  if (backward?.objective.kind !== 'loss') return null;
  if (rounding === 'full') return printed(backward.value);
  const { loss, reduction } = backward.objective;
  const target = forward.sample.target!;
  const output = toMatrix(q.factor({ name: 'Sigma', layer: q.last }).value!);
  const share = (reduction === 'mean' ? target.cols : 1) * (loss.meanOverCoordinates ? target.rows : 1);
  return printed(output.data.reduce((sum, y, i) => sum + loss.value(y, target.data[i]), 0) / share);
}

/** The numbers of what is asked: a matrix, or L as 1 × 1. */
export function numbersOf(symbol: QuantitySymbol | null, q: Quantities, loss: number | null): Matrix | null {
  if (symbol === null) return loss === null ? null : column([loss]);
  const { value } = q.factor(symbol);
  return value === null ? null : toMatrix(value);
}
