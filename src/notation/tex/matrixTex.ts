import type { Rational } from '../../functions/numbers/rational';
import type { Entries } from '../formula/entries';
import { FULL, shownPart } from './elision';
import { fractionTex, isReadable } from './fractionTex';
import type { Digits } from '../../numbers/numberLayout';
import { numbersTex, type NumbersTex } from '../../numbers/numberText';
import { alignedAtPoint, roomAfterDots } from './pointAlignment';
import { FEW_LINES, type TexStyle } from './texStyle';
import type { NumbersOf } from './writtenNumbers';

/** How a matrix is to be written. */
export interface MatrixLook {
  readonly digits: Digits;
  /** The name of its elisions; see `shownPart`. */
  readonly key: string;
  /** What the reader has opened. */
  readonly expanded: ReadonlySet<string>;
  /** The attribute of entry (r, c), from 0, e.g. `t=W.2.0.1`; null if a click on it means nothing. */
  readonly attribute: (r: number, c: number) => string | null;
  /** What the matrix is the value of; null or absent if that has no name. */
  readonly of?: NumbersOf | null;
}

/** A matrix as TeX. */
export interface MatrixTex {
  readonly tex: string;
  /** Whether it can stand after an operator without parentheses; a negative number cannot. */
  readonly atomic: boolean;
  /** A rough width, for breaking lines. */
  readonly widthInEm: number;
}

/** Room between two rows of fractions. */
const FRACTION_GAP = '[0.4em]';

/**
 * A matrix with all its entries, or beyond 12 × 12, or where the style has no room for it, with its first and last rows and
 * columns and dots between them; a 1 × 1 matrix is written as the number it is. Only the entries that are shown are made.
 */
export function matrixTex(value: Entries, look: MatrixLook, style: TexStyle): MatrixTex {
  const full = { rows: Math.min(FULL, style.matrixRows), cols: FULL };
  let shown = shownPart(value, look.key, look.expanded, full);
  let numbers = shownCells(value, look.digits, shown.rows.indices, shown.columns.indices);
  let width = widthOf(numbers.cells, shown.columns.indices.length);
  if (width > style.matrixInEm) {
    shown = shownPart(value, look.key, look.expanded, { ...full, cols: FEW_LINES });
    numbers = shownCells(value, look.digits, shown.rows.indices, shown.columns.indices);
    width = widthOf(numbers.cells, shown.columns.indices.length);
  }
  const { exponent, cells, fractions } = numbers;
  const [rows, columns] = [shown.rows.indices, shown.columns.indices];
  if (look.of) {
    const [r, c] = [rows.filter((row) => row !== null), columns.filter((column) => column !== null)];
    const elided = r.length < rows.length || c.length < columns.length;
    style.numbers?.({ of: look.of, rows: r, columns: c, elided, cells, exponent });
  }
  const factor = exponent === 0 ? '' : `10^{${exponent}}`;
  const entry = (r: number, c: number, cell: string) => {
    const attribute = look.attribute(r, c);
    return attribute === null ? cell : style.data(attribute, cell);
  };
  if (value.rows === 1 && value.cols === 1) {
    const number = cells[0];
    return {
      tex: entry(0, 0, number),
      atomic: !number.startsWith('-') && !number.includes('times'),
      widthInEm: printedLength(number) * 0.5,
    };
  }
  const shownColumns = columns.filter((c) => c !== null);
  const aligned = alignedAtPoint(cells, shownColumns.length);
  const room = (c: number) => {
    const at = shownColumns.indexOf(c);
    return roomAfterDots(aligned.filter((_, i) => i % shownColumns.length === at));
  };
  let next = 0;
  const dots = (tex: string, opens: string | null) => (opens === null ? tex : style.data(`expand=${opens}`, tex));
  const both = shown.rows.more === null && shown.columns.more === null ? null : look.key;
  const lines = rows.map((r) =>
    columns
      .map((c) => {
        if (r === null) return c === null ? dots('\\ddots', both) : dots('\\vdots', shown.rows.more) + room(c);
        return c === null ? dots('\\cdots', shown.columns.more) : entry(r, c, aligned[next++]);
      })
      .join(' & '),
  );
  return {
    tex:
      (factor === '' ? '' : `${factor} `) +
      style.matrix(columns.length, lines, fractions ? FRACTION_GAP : '', value.formal),
    atomic: true,
    // Lines keep their distance from the brackets too.
    widthInEm: width + (factor === '' ? 0 : 2) + (value.formal === undefined ? 0 : 1),
  };
}

/** A rough width of so many columns. */
function widthOf(cells: readonly string[], columns: number): number {
  const longest = cells.reduce((length, cell) => Math.max(length, printedLength(cell)), 0);
  return columns * (longest * 0.5 + 1);
}

/** The entries that are shown, row by row: fractions, if they are wanted and all can be read, or decimals. */
function shownCells(
  value: Entries,
  digits: Digits,
  rows: readonly (number | null)[],
  columns: readonly (number | null)[],
): NumbersTex & { readonly fractions: boolean } {
  const shown = <T>(entry: (r: number, c: number) => T): readonly T[] => {
    const entries: T[] = [];
    for (const r of rows) if (r !== null) for (const c of columns) if (c !== null) entries.push(entry(r, c));
    return entries;
  };
  if (digits.kind === 'fractions' && value.exact !== undefined) {
    const exact: readonly Rational[] = shown(value.exact);
    if (exact.every(isReadable)) {
      return { exponent: 0, cells: exact.map(fractionTex), fractions: exact.some(({ d }) => d !== 1n) };
    }
  }
  return {
    ...numbersTex(
      shown((r, c) => value.entry(r, c)),
      digits,
      columns.filter((c) => c !== null).length,
    ),
    fractions: false,
  };
}

/** The number of characters that a cell takes in print. */
function printedLength(cell: string): number {
  if (!cell.includes('\\')) return cell.length;
  // A fraction is as wide as the longer of its two halves, in smaller type.
  const fraction = /^(-?)\\tfrac\{(\d+)\}\{(\d+)\}$/.exec(cell);
  if (fraction !== null) return fraction[1].length + Math.max(fraction[2].length, fraction[3].length);
  return cell.replace(/\\[a-z]+|[{}^]/g, ' ').length;
}
