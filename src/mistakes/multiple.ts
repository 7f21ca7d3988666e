import type { Matrix } from '../network/matrix';
import { countedUnit } from './entryStates';
import { bitsExplained, MARGIN } from './evidence';
import { times } from './products';
import type { Slip } from './slip';
import type { WrittenMatrix } from './writtenMatrix';

/** Numerators and denominators of the factors that are tried before one with many digits. */
const SIMPLE = 20;

/**
 * The factor that makes the correct matrix the written one. All entries must allow one factor, within their written
 * digits, and must tell more of it than the one entry from which it is taken; null if there is none.
 */
export function multipleOf(written: WrittenMatrix, right: Matrix): Slip | null {
  const { values, units } = written;
  let low = -Infinity;
  let high = Infinity;
  for (let i = 0; i < right.data.length; i++) {
    const half = countedUnit(values.data[i], units.data[i]) / 2 + 1e-9 * Math.abs(values.data[i]);
    if (right.data[i] === 0) {
      if (Math.abs(values.data[i]) > half) return null;
      continue;
    }
    const ends = [(values.data[i] - half) / right.data[i], (values.data[i] + half) / right.data[i]];
    low = Math.max(low, Math.min(...ends));
    high = Math.min(high, Math.max(...ends));
  }
  if (low > high || !Number.isFinite(low + high) || (low <= 0 && high >= 0)) return null;
  const factor = simplest(low, high);
  const value = times(factor, right);
  const each = Array.from(right.data, (_, i) => {
    const only = { values: at(values, i), units: at(units, i) };
    return bitsExplained(only, at(value, i), at(right, i), (_i, unit) => unit / 2);
  });
  const bits = each.reduce((sum, x) => sum + x, 0);
  // The factor itself is taken from the entry that says most of it.
  return bits - Math.max(...each) > MARGIN + 3 ? { kind: 'multiple', factor } : null;
}

function at(A: Matrix, i: number): Matrix {
  return { rows: 1, cols: 1, data: A.data.subarray(i, i + 1) };
}

/** A fraction of small numbers between the two, otherwise the middle. */
function simplest(low: number, high: number): number {
  for (let q = 1; q <= SIMPLE; q++) {
    const p = Math.ceil(low * q);
    if (p !== 0 && p <= high * q && Math.abs(p) <= SIMPLE) return p / q;
  }
  return (low + high) / 2;
}
