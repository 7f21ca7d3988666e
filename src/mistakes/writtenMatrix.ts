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

function valueOf(entry: string): number {
  const [numerator, denominator] = entry.split('/');
  return denominator === undefined ? Number(numerator) : Number(numerator) / Number(denominator);
}

function unitOf(entry: string): number {
  const [, decimals, power] = /^-?\d*(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(entry) ?? [];
  if (power === undefined && (decimals ?? '') === '') return 0;
  return 10 ** (Number(power ?? 0) - (decimals ?? '').length);
}
