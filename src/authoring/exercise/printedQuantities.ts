import type { Trace } from '../../engine/trace';
import { activated, derivativeAt, seedOf } from '../../mistakes/wrongPass';
import { column, type Matrix } from '../../network/matrix';
import { entriesOf, softmaxJacobian, toMatrix, type Entries } from '../../notation/formula/entries';
import { evaluate } from '../../notation/formula/evaluation';
import type { Quantities } from '../../notation/formula/quantities';
import type { QuantitySymbol } from '../../notation/formula/symbol';
import { formulaOf, isComputed, symbolKey, symbolsIn } from './askedSymbol';
import { sheetQuantities } from './sheetFractions';
import { asPrinted, printed } from './sheetNumbers';

/** How the answers of a key are computed. */
export const roundings = ['full', 'printed'] as const;

/**
 * `full`: intermediate results are kept in full. `printed`: every printed result is rounded and used as printed. Either way
 * the numbers that the sheet gives are used as they are printed.
 */
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
  const exact = sheetQuantities(trace.forward.network, trace);
  const shown = new Map<string, Entries | null>();
  const q = withValues(exact, (symbol) => {
    return remembered(shown, symbolKey(symbol), () => {
      const value = given.get(symbolKey(symbol)) ?? unrounded(symbol);
      return value && entriesOf(asPrinted(value));
    });
  });
  const kept = new Map<string, Entries | null>();
  const full = withValues(exact, (symbol) => {
    return remembered(kept, symbolKey(symbol), () => {
      const value = given.get(symbolKey(symbol));
      if (value !== undefined) return entriesOf(value);
      return restsOnGiven(symbol) ? computed(symbol, full) : exact.factor(symbol).value;
    });
  });
  const computed = (symbol: QuantitySymbol, from: Quantities): Entries => {
    // The formula names what it gives, which is not known yet.
    const own = symbolKey(symbol);
    const others = { ...from, factor: (one: QuantitySymbol) => (symbolKey(one) === own ? exact : from).factor(one) };
    return entriesOf(resultOf(symbol, others, trace));
  };
  const unrounded = (symbol: QuantitySymbol): Matrix | null => {
    if (exact.factor(symbol).value === null) return null;
    return toMatrix(rounding === 'full' ? full.factor(symbol).value! : computed(symbol, q));
  };
  const resting = new Map<string, boolean>();
  const restsOnGiven = (symbol: QuantitySymbol): boolean => {
    if (given.size === 0 || !isComputed(symbol)) return false;
    const key = symbolKey(symbol);
    return remembered(resting, key, () => given.has(key) || directlyFrom(symbol, exact, trace).some(restsOnGiven));
  };
  const isExact = rounding === 'full' && !restsOnGiven({ name: 'Sigma', layer: q.last });
  return { ...q, loss: lossOf(rounding === 'full' ? full : q, trace, isExact), isComputed };
}

function withValues(exact: Quantities, valueOf: (symbol: QuantitySymbol) => Entries | null): Quantities {
  return {
    ...exact,
    factor: (symbol) => {
      const factor = exact.factor(symbol);
      return isComputed(symbol) ? { ...factor, value: valueOf(symbol) } : factor;
    },
  };
}

function remembered<T>(known: Map<string, T>, key: string, make: () => T): T {
  if (!known.has(key)) known.set(key, make());
  return known.get(key)!;
}

/** What is needed to work a quantity out. */
export function directlyFrom(symbol: QuantitySymbol, q: Quantities, trace: Trace): readonly QuantitySymbol[] {
  const formula = formulaOf(symbol, q, trace);
  return formula === null ? [{ name: 'Sigma', layer: q.last }] : symbolsIn(formula.right);
}

/** A result from those before it, before it is rounded itself. */
function resultOf(symbol: QuantitySymbol, q: Quantities, trace: Trace): Matrix {
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

/** @param isExact whether the output is that of the trace, whose loss is kept as it is. */
function lossOf(q: Quantities, { forward, backward }: Trace, isExact: boolean): number | null {
  if (backward?.objective.kind !== 'loss') return null;
  if (isExact) return printed(backward.value);
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
