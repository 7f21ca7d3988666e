import { message, quantities, type Message } from '../../message/message';
import { subscript } from '../../message/subscript';
import type { Shape } from '../../network/matrix';
import type { Entries } from '../../notation/formula/entries';
import type { Quantities } from '../../notation/formula/quantities';
import { wordsNumber } from '../../numbers/numberText';
import type { Digits } from '../../numbers/numberLayout';
import type { Steps } from '../../steps/steps';
import { symbolOf, type EntryRef } from '../../notation/entry/entryRef';
import type { HeatMapBlock, SourceTarget } from '../page';
import { gridOf, matrixPicture, rangeOfCell, shownEntry, type CellRange, type MatrixPicture } from './matrixPicture';

type BlocksOfPicture = NonNullable<HeatMapBlock['picture']>['blocks'];

/** What has a heat map where it is large: X, W_i and the gradient with respect to W_i. */
export interface PicturedMatrix {
  readonly quantity: 'X' | 'W' | 'gradW';
  /** From 1; 0 for X. */
  readonly layer: number;
}

/** The pictures that are made already, by the id of their block. */
export type Pictures = ReadonlyMap<string, MatrixPicture>;

/** From so many rows or columns on a matrix is shown as a picture too. */
const LARGE = 50;

/** Whether a matrix has so many rows or columns that only a picture shows it; a single row or column does not fill one. */
export function isPictured({ rows, cols }: Shape): boolean {
  return Math.max(rows, cols) >= LARGE && Math.min(rows, cols) > 1;
}

export function idOfPicture({ quantity, layer }: PicturedMatrix): string {
  const section = quantity === 'gradW' ? 'gradient' : 'forward';
  return layer === 0 ? `${section}.X.picture` : `${section}.${layer}.picture`;
}

/** The matrix that a block with this id shows; null if it shows none. */
export function picturedBy(id: string): PicturedMatrix | null {
  const found = /^(forward|gradient)\.(X|[1-9]\d*)\.picture$/.exec(id);
  if (found === null) return null;
  const [, section, of] = found;
  if (of === 'X') return section === 'forward' ? { quantity: 'X', layer: 0 } : null;
  return { quantity: section === 'forward' ? 'W' : 'gradW', layer: Number(of) };
}

/** The pictures of all large matrices among these. */
export function* picturesOf(matrices: readonly PicturedMatrix[], q: Quantities): Steps<Pictures> {
  const pictures = new Map<string, MatrixPicture>();
  for (const matrix of matrices) {
    const entries = entriesOf(matrix, q);
    if (entries !== null) pictures.set(idOfPicture(matrix), yield* matrixPicture(entries));
  }
  return pictures;
}

/** The block of a matrix; null if it is not large or has no numbers. Its picture may come later. */
export function heatMapBlock(
  matrix: PicturedMatrix,
  q: Quantities,
  digits: Digits,
  pictures: Pictures,
): HeatMapBlock | null {
  const entries = entriesOf(matrix, q);
  if (entries === null) return null;
  const { rows, cols } = entries;
  const id = idOfPicture(matrix);
  const picture = pictures.get(id) ?? null;
  const name = nameOf(matrix);
  return {
    kind: 'heatMap',
    id,
    label: labelOf(matrix, rows, cols),
    layer: matrix.layer === 0 ? undefined : matrix.layer,
    picture: picture && {
      rows: picture.grid.rows,
      columns: picture.grid.cols,
      levels: picture.levels,
      magnitude: wordsNumber(picture.magnitude, digits),
      least: wordsNumber(picture.least, digits),
      greatest: wordsNumber(picture.greatest, digits),
      histogram: picture.histogram,
      summary: summaryOf(name, picture, rows * cols, digits),
      largest: picture.largest.map(({ row, column, value }) => ({
        text: message('row {0}, column {1}: {2}', row + 1, column + 1, wordsNumber(value, digits)),
        target: targetOf(matrix, row, column),
      })),
      blocks: blocksOf(picture, digits),
    },
  };
}

function blocksOf({ blocks: { rows, columns, values } }: MatrixPicture, digits: Digits): BlocksOfPicture {
  const range = ({ from, to }: { readonly from: number; readonly to: number }) =>
    to - from === 1 ? String(to) : `${from + 1}–${to}`;
  return {
    rows: rows.map(range),
    columns: columns.map(range),
    values: values.map((row) => row.map((value) => wordsNumber(value, digits))),
  };
}

/** A cell of a heat map, row and column from 0, and the id of its block. */
export interface HeatMapCell {
  readonly id: string;
  readonly row: number;
  readonly column: number;
}

/** The entry that a cell shows; of a cell for several the largest, and which they are. null if there is no such cell. */
export function entryOfCell(
  { id, row, column }: HeatMapCell,
  q: Quantities,
): { readonly entry: EntryRef; readonly note: Message | null } | null {
  const matrix = picturedBy(id);
  const entries = matrix && entriesOf(matrix, q);
  if (matrix === null || entries === null) return null;
  const grid = gridOf(entries);
  if (row >= grid.rows || column >= grid.cols) return null;
  const { rows, columns } = rangeOfCell(entries, row, column);
  const shown = shownEntry(entries, { rows, columns });
  return { entry: { ...matrix, row: shown.row, column: shown.column }, note: rangeNote({ rows, columns }) };
}

/** Of which entries a cell shows the largest; null if it stands for one. */
function rangeNote({ rows, columns }: CellRange): Message | null {
  const one = ({ from, to }: CellRange['rows']) => to - from === 1;
  const [top, bottom, left, right] = [rows.from + 1, rows.to, columns.from + 1, columns.to];
  if (one(rows) && one(columns)) return null;
  if (one(rows)) return message('It is the largest of row {0}, columns {1}–{2}.', top, left, right);
  if (one(columns)) return message('It is the largest of column {0}, rows {1}–{2}.', left, top, bottom);
  return message('It is the largest of rows {0}–{1} and columns {2}–{3}.', top, bottom, left, right);
}

function entriesOf({ quantity, layer }: PicturedMatrix, q: Quantities): Entries | null {
  const last = q.last;
  if (typeof last !== 'number' || layer > last) return null;
  const { value } = q.factor(symbolOf(quantity, layer, q));
  return value !== null && isPictured(value) ? value : null;
}

function nameOf({ quantity, layer }: PicturedMatrix): Message {
  if (quantity === 'X') return quantities('X');
  return quantities(quantity === 'W' ? `W${subscript(layer)}` : `∇W${subscript(layer)}`);
}

function labelOf(matrix: PicturedMatrix, rows: number, cols: number): Message {
  return message('{0} as a picture, {1} × {2}', nameOf(matrix), rows, cols);
}

/** A gradient's entry is that of a weight, and goes where it is written. */
function targetOf({ quantity, layer }: PicturedMatrix, row: number, column: number): SourceTarget {
  return { quantity: quantity === 'X' ? 'X' : 'W', layer, entry: { row, column } };
}

function summaryOf(name: Message, picture: MatrixPicture, count: number, digits: Digits): readonly Message[] {
  const summary = [
    message(
      '{0}: smallest entry {1}, largest {2}, norm {3}. Zeros: {4} of {5}.',
      name,
      wordsNumber(picture.least, digits),
      wordsNumber(picture.greatest, digits),
      wordsNumber(picture.norm, digits),
      picture.zeros,
      count,
    ),
  ];
  if (picture.notFinite === 1) summary.push(message('One entry is not finite.'));
  else if (picture.notFinite > 1) summary.push(message('{0} entries are not finite.', picture.notFinite));
  return summary;
}
