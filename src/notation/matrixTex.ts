import type { Rational } from '../network/rational';
import type { Entries } from './entries';
import { fractionTex, isReadable } from './fractionTex';
import { formatNumbers, type Digits, type FormattedNumbers } from './numberFormat';
import type { TexStyle } from './texStyle';

/** How a matrix is to be written. */
export interface MatrixLook {
  readonly digits: Digits;
  /** What the page sends back when the reader opens an elision of this matrix. */
  readonly key: string;
  /** Whether the reader has opened it. */
  readonly expanded: boolean;
  /** The attribute of entry (r, c), from 0, e.g. `t=W.2.0.1`; null if a click on it means nothing. */
  readonly attribute: (r: number, c: number) => string | null;
}

/** A matrix as TeX. */
export interface MatrixTex {
  readonly tex: string;
  /** Whether it can stand after an operator without parentheses; a negative number cannot. */
  readonly atomic: boolean;
  /** A rough width, for breaking lines. */
  readonly widthInEm: number;
}

/** Rows or columns up to which a matrix is written in full. */
const FULL = 12;
/** The same once the reader has opened it; KaTeX takes 78 ms for a 50 × 50 matrix. */
const FULL_WHEN_EXPANDED = 50;

/** Room between two rows of fractions. */
const FRACTION_GAP = '[0.4em]';

/** The indices shown of n, null where some are left out: the first few and the last. */
export function shownIndices(n: number, expanded: boolean): readonly (number | null)[] {
  const full = expanded ? FULL_WHEN_EXPANDED : FULL;
  const count = (length: number, from: number) => Array.from({ length }, (_, i) => from + i);
  if (n <= full) return count(n, 0);
  return expanded ? [...count(full - 4, 0), null, ...count(3, n - 3)] : [...count(3, 0), null, n - 1];
}

/**
 * A matrix with all its entries, or beyond 12 × 12 with its first and last rows and columns and dots between them; a
 * 1 × 1 matrix is written as the number it is. Only the entries that are shown are made.
 */
export function matrixTex(value: Entries, look: MatrixLook, style: TexStyle): MatrixTex {
  const rows = shownIndices(value.rows, look.expanded);
  const columns = shownIndices(value.cols, look.expanded);
  const { exponent, cells, fractions } = shownCells(value, look.digits, rows, columns);
  const factor = exponent === 0 ? '' : `10^{${exponent}}`;
  const entry = (r: number, c: number, cell: string) => {
    const attribute = look.attribute(r, c);
    return attribute === null ? cell : style.data(attribute, cell);
  };
  if (value.rows === 1 && value.cols === 1) {
    const number = exponent === 0 ? cells[0] : `${cells[0]} \\times ${factor}`;
    return {
      tex: entry(0, 0, number),
      atomic: !number.startsWith('-') && !number.includes('times'),
      widthInEm: printedLength(number) * 0.5,
    };
  }
  let next = 0;
  const dots = (tex: string) => style.data(`expand=${look.key}`, tex);
  const lines = rows.map((r) =>
    columns
      .map((c) => {
        if (r === null) return dots(c === null ? '\\ddots' : '\\vdots');
        return c === null ? dots('\\cdots') : entry(r, c, cells[next++]);
      })
      .join(' & '),
  );
  const longest = cells.reduce((length, cell) => Math.max(length, printedLength(cell)), 0);
  return {
    tex: (factor === '' ? '' : `${factor} `) + style.matrix(columns.length, lines, fractions ? FRACTION_GAP : ''),
    atomic: true,
    widthInEm: columns.length * (longest * 0.5 + 1) + (factor === '' ? 0 : 2),
  };
}

/** The entries that are shown, row by row: fractions, if they are wanted and all can be read, or decimals. */
function shownCells(
  value: Entries,
  digits: Digits,
  rows: readonly (number | null)[],
  columns: readonly (number | null)[],
): FormattedNumbers & { readonly fractions: boolean } {
  const shown = <T>(entry: (r: number, c: number) => T): readonly T[] =>
    rows.flatMap((r) => (r === null ? [] : columns.flatMap((c) => (c === null ? [] : [entry(r, c)]))));
  if (digits.kind === 'fractions' && value.exact !== undefined) {
    const exact: readonly Rational[] = shown(value.exact);
    if (exact.every(isReadable)) {
      return { exponent: 0, cells: exact.map(fractionTex), fractions: exact.some(({ d }) => d !== 1n) };
    }
  }
  return {
    ...formatNumbers(
      shown((r, c) => value.entry(r, c)),
      digits,
    ),
    fractions: false,
  };
}

/** The number of characters that a cell takes in print. */
function printedLength(cell: string): number {
  // A fraction is as wide as the longer of its two halves, in smaller type.
  const fraction = /^(-?)\\tfrac\{(\d+)\}\{(\d+)\}$/.exec(cell);
  if (fraction !== null) return fraction[1].length + Math.max(fraction[2].length, fraction[3].length);
  return cell.replace(/\\[a-z]+|[{}^]/g, ' ').length;
}
