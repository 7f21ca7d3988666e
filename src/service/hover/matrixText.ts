import type { Matrix } from '../../network/matrix';
import { numberText } from '../../numbers/numberText';

/** A matrix whose entries are made when asked for; row and column from 0. */
export interface Grid {
  readonly rows: number;
  readonly cols: number;
  entry(row: number, column: number): number;
}

/** The entries of a matrix as a grid. */
export function gridOf(a: Matrix): Grid {
  return { rows: a.rows, cols: a.cols, entry: (r, c) => a.data[r * a.cols + c] };
}

/** So many rows or columns are shown whole; of more, the first and the last ones. */
const ROWS = { whole: 12, first: 8, last: 3 };
const COLUMNS = { whole: 8, first: 5, last: 2 };
/** Matrices stand side by side up to this many characters, where there is a whole page for them. */
const WIDTH = 110;
/** Between two matrices side by side. */
export const GAP = '   ';

/** `symbol = ⎡…⎤` as lines of equal length, columns aligned on the point; of a large matrix the corners. */
export function matrixText(symbol: string, grid: Grid): string[] {
  const rows = shown(grid.rows, ROWS);
  const columns = shown(grid.cols, COLUMNS).map((c) =>
    aligned(rows.map((r) => (r === null ? '⋮' : c === null ? '⋯' : numberText(grid.entry(r, c))))),
  );
  const body = rows.map((_, i) => bracketed(i, rows.length, columns.map((column) => column[i]).join('  ')));
  const middle = (rows.length - 1) >> 1;
  const name = `${symbol} = `;
  return body.map((line, i) => (i === middle ? name : ' '.repeat(name.length)) + line);
}

/** Puts blocks of lines of equal length beside each other, tops level; a block that would be too far right starts anew below. */
export function besideEachOther(blocks: readonly string[][], width = WIDTH): string[] {
  const bands: string[][] = [];
  for (const block of blocks) {
    const band = bands.at(-1);
    if (band === undefined || band[0].length + GAP.length + block[0].length > width) bands.push([...block]);
    else append(band, block);
  }
  return bands.flatMap((band) => band.map((line) => line.trimEnd()));
}

function append(band: string[], block: readonly string[]): void {
  const width = band[0].length;
  while (band.length < block.length) band.push(' '.repeat(width));
  for (let i = 0; i < band.length; i++) band[i] += GAP + (block[i] ?? ' '.repeat(block[0].length));
}

/** The indices to show, from 0; null where some are left out. */
function shown(count: number, limits: typeof ROWS): (number | null)[] {
  const all = Array.from({ length: count <= limits.whole ? count : limits.first }, (_, i) => i);
  if (count <= limits.whole) return all;
  return [...all, null, ...Array.from({ length: limits.last }, (_, i) => count - limits.last + i)];
}

/** Pads texts to one length with the decimal points under each other. */
function aligned(texts: readonly string[]): string[] {
  const split = texts.map((text) => {
    const end = text.search(/[.e]/);
    return end < 0 ? { before: text, after: '' } : { before: text.slice(0, end), after: text.slice(end) };
  });
  const left = Math.max(...split.map((s) => s.before.length));
  const right = Math.max(...split.map((s) => s.after.length));
  return split.map((s) => s.before.padStart(left) + s.after.padEnd(right));
}

function bracketed(line: number, lines: number, content: string): string {
  if (lines === 1) return `[${content}]`;
  const [open, close] = line === 0 ? '⎡⎤' : line === lines - 1 ? '⎣⎦' : '⎢⎥';
  return `${open}${content}${close}`;
}
