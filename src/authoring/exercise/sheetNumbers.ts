import type { Matrix } from '../../network/matrix';
import type { Network } from '../../network/network';
import type { Digits } from '../../numbers/numberLayout';
import type { NumberLook } from '../../notation/tex/quantityTex';
import { inFractions, shortFraction } from './sheetFractions';

/** How many significant digits results are printed with, and rounded to where they are used as printed. */
export const DIGITS = 4;

/** Numbers of the text with more significant digits than these are too long for a sheet. */
export const LONGEST = 6;

/**
 * Numbers that are rounded already are written with all the digits that they have, and no zero behind them; matrices that
 * have fractions (`sheetQuantities`) as those.
 */
export const asTheyAre: Digits = { kind: 'fractions', count: LONGEST, unpadded: true };

/** How the matrices of a sheet are written. */
export function sheetLook(id: string): NumberLook {
  return { digits: asTheyAre, id, expanded: new Set(), shapes: false };
}

/** A result with as many digits as are printed. */
export function printed(x: number): number {
  return Number.isFinite(x) ? Number(x.toPrecision(DIGITS)) : x;
}

/** The matrix with the numbers that are printed. */
export function asPrinted(A: Matrix): Matrix {
  return { rows: A.rows, cols: A.cols, data: A.data.map(printed) };
}

/** A number in ASCII as any program reads it: a hyphen, a point, no plus sign, no zero at its end, no shared power of ten. */
export function plainNumber(x: number): string {
  return `${Number(x.toPrecision(LONGEST))}`.replace('e+', 'e');
}

/**
 * The network as the sheet prints it: numbers with too many digits that are no short fractions are rounded, and the answers
 * belong to those.
 */
export function networkOnSheet(network: Network): Network {
  const short = <M extends Matrix | null>(A: M): M =>
    A && (inFractions(A) === null ? { ...A, data: A.data.map(shortNumber) } : A);
  return {
    ...network,
    layers: network.layers.map((layer) => ({ ...layer, weights: short(layer.weights), bias: short(layer.bias) })),
    samples: network.samples.map((sample) => ({ ...sample, X: short(sample.X), target: short(sample.target) })),
    rate: network.rate === null || shortFraction(network.rate) ? network.rate : shortNumber(network.rate),
  };
}

function shortNumber(x: number): number {
  return Number(x.toPrecision(LONGEST)) === x ? x : Number(x.toPrecision(DIGITS));
}
