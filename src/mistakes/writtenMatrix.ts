import { matrix, type Matrix } from '../network/matrix';

/** Numbers as someone wrote them, with the unit of the last place of each: 0.0001 for 0.0088, 0 for an exact number. */
export interface WrittenMatrix {
  readonly values: Matrix;
  /** Of the same shape. */
  readonly units: Matrix;
}

/** The numbers of a table with the unit of their last written place: 0 for whole numbers and fractions. */
export function writtenMatrix(table: readonly (readonly string[])[]): WrittenMatrix {
  const entries = table.flat();
  const [rows, cols] = [table.length, table[0].length];
  return {
    values: matrix(rows, cols, Float64Array.from(entries, valueOf)),
    units: matrix(rows, cols, Float64Array.from(entries, unitOf)),
  };
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
