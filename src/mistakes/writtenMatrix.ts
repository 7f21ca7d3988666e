import { matrix, type Matrix } from '../network/matrix';
import { Portion } from '../steps/portion';
import type { Steps } from '../steps/steps';

/** So many entries are read in some milliseconds. */
const ENTRIES_AT_ONCE = 5000;

/** Numbers as someone wrote them, with the unit of the last place of each: 0.0001 for 0.0088, 0 for an exact number. */
export interface WrittenMatrix {
  readonly values: Matrix;
  /** Of the same shape. */
  readonly units: Matrix;
}

/** The numbers of a table with the unit of their last written place: 0 for whole numbers and fractions. */
export function* writtenMatrix(table: readonly (readonly string[])[]): Steps<WrittenMatrix> {
  const [rows, cols] = [table.length, table[0].length];
  const values = new Float64Array(rows * cols);
  const units = new Float64Array(rows * cols);
  const portion = new Portion(ENTRIES_AT_ONCE);
  let at = 0;
  for (const row of table) {
    for (const entry of row) {
      if (portion.fills()) yield at / values.length;
      values[at] = valueOf(entry);
      units[at++] = unitOf(entry);
    }
  }
  return { values: matrix(rows, cols, values), units: matrix(rows, cols, units) };
}

/** The value of an entry: decimals and square roots, multiplied by `*` and divided by `/`. */
function valueOf(entry: string): number {
  const [top, ...below] = entry.replace(/^-/, '').split('/').map(productOf);
  const value = below.reduce((quotient, divisor) => quotient / divisor, top);
  return entry.startsWith('-') ? -value : value;
}

function productOf(factors: string): number {
  return factors.split('*').reduce((product, factor) => {
    const root = /^sqrt\((.*)\)$/.exec(factor);
    return product * (root === null ? Number(factor) : Math.sqrt(Number(root[1])));
  }, 1);
}

/** The unit of the last written place, times what the written number is multiplied with. */
function unitOf(entry: string): number {
  const written = /^-?((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)(.*)$/i.exec(entry);
  if (written === null) return 0;
  const [, number, rest] = written;
  const [, decimals, power] = /^\d*(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(number)!;
  if (power === undefined && (decimals ?? '') === '') return 0;
  return 10 ** (Number(power ?? 0) - (decimals ?? '').length) * valueOf(`1${rest}`);
}
