import { message, type Message } from '../message/message';
import { layerIndex } from '../message/subscript';
import type { Matrix } from '../network/matrix';
import type { EntryState } from './entryStates';
import type { QuantityRef } from './quantity';
import { quantityWord } from './quantityName';
import type { WrittenMatrix } from './writtenMatrix';

/** Wrong entries that are named one by one. */
const NAMED = 6;

/** Which rows, columns or entries are wrong, where nothing explains them all, and what they have in common. */
export function whereWrong(
  wanted: QuantityRef,
  right: Matrix,
  written: WrittenMatrix,
  states: readonly EntryState[],
): readonly Message[] {
  const { rows, cols } = right;
  const wrong = states.flatMap((state, i) => (state === 'wrong' ? [i] : []));
  const wrongRows = [...new Set(wrong.map((i) => Math.floor(i / cols)))];
  const wrongColumns = [...new Set(wrong.map((i) => i % cols))].sort((a, b) => a - b);
  if (wrong.every((i) => written.values.data[i] !== 0 && statesEqual(-written.values.data[i], right.data[i]))) {
    return [message('Only the sign is wrong: {0}.', entryList(wrong, cols))];
  }
  const all = wrong.length === wrongRows.length * wrongColumns.length;
  if (all && wrongColumns.length === cols && cols > 1 && wrongRows.length < rows) {
    return [
      wholeRows(wrongRows),
      ...(wanted.quantity === 'gradW'
        ? [message('A row of {0} is an entry of Δ{1} times {2}ᵀ, so check Δ{1}.', ...productOf(wanted))]
        : []),
    ];
  }
  if (all && wrongRows.length === rows && rows > 1 && wrongColumns.length < cols) {
    return [
      wholeColumns(wrongColumns),
      ...(wanted.quantity === 'gradW'
        ? [message('A column of {0} is Δ{1} times an entry of {2}, so check {2}.', ...productOf(wanted))]
        : []),
    ];
  }
  return wrong.length < states.length ? [message('Wrong entries (row, column): {0}.', entryList(wrong, cols))] : [];
}

/** Equal to about three digits: another error would be larger. */
function statesEqual(a: number, b: number): boolean {
  return Math.abs(a - b) <= 5e-3 * Math.abs(b);
}

function productOf({ layer }: QuantityRef): [Message, Message, Message] {
  const values = quantityWord({ quantity: 'Sigma', layer: layer - 1 });
  return [quantityWord({ quantity: 'gradW', layer }), layerIndex(layer), values];
}

function list(indices: readonly number[]): string {
  const named = indices.slice(0, NAMED).map((i) => String(i + 1));
  return named.join(', ') + (indices.length > NAMED ? ', …' : '');
}

function entryList(wrong: readonly number[], cols: number): string {
  const named = wrong.slice(0, NAMED).map((i) => `(${Math.floor(i / cols) + 1}, ${(i % cols) + 1})`);
  return named.join(', ') + (wrong.length > NAMED ? ', …' : '');
}

function wholeRows(rows: readonly number[]): Message {
  return rows.length === 1
    ? message('Row {0} is wrong; the rest is correct.', rows[0] + 1)
    : message('Rows {0} are wrong; the rest is correct.', list(rows));
}

function wholeColumns(columns: readonly number[]): Message {
  return columns.length === 1
    ? message('Column {0} is wrong; the rest is correct.', columns[0] + 1)
    : message('Columns {0} are wrong; the rest is correct.', list(columns));
}
