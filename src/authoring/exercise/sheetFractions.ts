import type { Trace } from '../../engine/trace';
import { rational, type Rational } from '../../functions/numbers/rational';
import type { ExactMatrix } from '../../network/exactNetwork';
import type { Matrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import { toMatrix, withExact } from '../../notation/formula/entries';
import { quantitiesOf, type Quantities } from '../../notation/formula/quantities';
import { isComputed, symbolKey } from './askedSymbol';

/** The largest denominator of a short fraction, and the decimals of a short decimal. */
export const LARGEST_DENOMINATOR = 20;
export const MOST_DECIMALS = 3;
/** From here on a numerator is no part of a short fraction. */
const LARGEST = 1e6;

/** The short fraction to which the double is nearest; null where there is none. */
export function shortFraction(x: number): Rational | null {
  if (!(Math.abs(x) < LARGEST)) return null;
  for (let d = 1; d <= LARGEST_DENOMINATOR; d++) {
    const n = Math.round(x * d);
    if (n / d === x) return rational(BigInt(n), BigInt(d));
  }
  const d = 10 ** MOST_DECIMALS;
  const n = Math.round(x * d);
  return n / d === x ? rational(BigInt(n), BigInt(d)) : null;
}

/** The matrix in fractions, if its entries are short ones and some of them no short decimals; else null. */
export function inFractions({ rows, cols, data }: Matrix): ExactMatrix | null {
  if (data.every((x) => Number(x.toPrecision(6)) === x)) return null;
  const fractions: Rational[] = [];
  for (const x of data) {
    const fraction = shortFraction(x);
    if (fraction === null) return null;
    fractions.push(fraction);
  }
  return { rows, cols, data: fractions };
}

/** The quantities of the network on a sheet; its matrices have their fractions beside them where they are printed so. */
export function sheetQuantities(network: Network, trace: Trace | null): Quantities {
  const q = quantitiesOf(network, trace);
  const known = new Map<string, ExactMatrix | null>();
  return {
    ...q,
    factor: (symbol) => {
      const factor = q.factor(symbol);
      const { value } = factor;
      if (value === null || isComputed(symbol)) return factor;
      const key = symbolKey(symbol);
      if (!known.has(key)) known.set(key, inFractions(toMatrix(value)));
      return { ...factor, value: withExact(value, known.get(key)!) };
    },
  };
}
