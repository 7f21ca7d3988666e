import type { ExerciseItem } from '../../language/meaning/exercises';
import { message, type Message } from '../../message/message';
import type { Shape } from '../../network/matrix';

/** Which entry is meant, from 1, as the text writes it: one index in a vector; none where all of it is asked. */
export function indicesOf({ entry, item }: ExerciseItem): readonly number[] {
  if (entry === null) return [];
  return item.entry?.column === null ? [entry.row] : [entry.row, entry.column];
}

/** The same for each entry of what is asked, row by row; a single number needs none. */
export function allIndices({ quantity }: ExerciseItem, { rows, cols }: Shape): readonly (readonly number[])[] {
  if (rows * cols === 1) return [[]];
  const isVector = cols === 1 && !quantity.endsWith('W');
  return Array.from({ length: rows * cols }, (_, i) => {
    const row = Math.floor(i / cols) + 1;
    return isVector ? [row] : [row, (i % cols) + 1];
  });
}

/** The letter of a matrix with the indices of an entry. */
export function entryTex(tex: string, indices: readonly number[]): string {
  return indices.length === 0 ? tex : `\\left( ${tex} \\right)_{${indices.join(',')}}`;
}

export function entryLabel(label: Message, indices: readonly number[]): Message {
  if (indices.length === 0) return label;
  const [row, column] = indices;
  if (indices.length === 1) return message('{0}, entry {1}', label, row);
  return message('{0}, entry [{1}, {2}]', label, row, column);
}
