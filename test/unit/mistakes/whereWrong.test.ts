// Which rows, columns or entries of a matrix are wrong, in words: one, two, all, and more than are named.
import assert from 'node:assert/strict';
import { say } from '../../../src/message/message';
import { whereWrong } from '../../../src/mistakes/whereWrong';
import type { QuantityRef } from '../../../src/mistakes/quantity';
import type { WrittenMatrix } from '../../../src/mistakes/writtenMatrix';

type Rows = readonly (readonly number[])[];

const matrix = (rows: Rows) => ({ rows: rows.length, cols: rows[0].length, data: Float64Array.from(rows.flat()) });

/** What is said of a matrix whose entries that differ from the right ones are wrong. */
function said(right: Rows, written: Rows, quantity: QuantityRef['quantity'] = 'N'): readonly string[] {
  const [R, V] = [matrix(right), matrix(written)];
  const states = [...R.data].map((x, i) => (x === V.data[i] ? 'right' : 'wrong')) as Parameters<typeof whereWrong>[3];
  const of = { quantity, layer: 2 } as QuantityRef;
  return whereWrong(of, R, { values: V } as unknown as WrittenMatrix, states).map((one) => say(one));
}

const right = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]; // prettier-ignore
/** The right ones with 50 added at places from 1. */
const wrongAt = (...places: readonly (readonly [number, number])[]) =>
  right.map((row, r) => row.map((x, c) => x + (places.some(([i, j]) => i === r + 1 && j === c + 1) ? 50 : 0)));
const rows = (...indices: number[]) => wrongAt(...indices.flatMap((r) => [1, 2, 3].map((c) => [r, c] as const)));
const columns = (...indices: number[]) => wrongAt(...indices.flatMap((c) => [1, 2, 3].map((r) => [r, c] as const)));

describe('where a matrix is wrong', () => {
  it('whole rows and columns, one or several', () => {
    assert.deepEqual(said(right, rows(2)), ['Row 2 is wrong; the rest is correct.']);
    assert.deepEqual(said(right, rows(1, 3)), ['Rows 1, 3 are wrong; the rest is correct.']);
    assert.deepEqual(said(right, columns(3)), ['Column 3 is wrong; the rest is correct.']);
    assert.deepEqual(said(right, columns(1, 2)), ['Columns 1, 2 are wrong; the rest is correct.']);
    // All of it is wrong: that is said elsewhere.
    assert.deepEqual(said(right, rows(1, 2, 3)), []);
  });

  it('a row of a gradient by W comes from Δ, a column from what goes into the layer', () => {
    assert.deepEqual(said(right, rows(2), 'gradW'), [
      'Row 2 is wrong; the rest is correct.',
      'A row of ∇W₂ is an entry of Δ₂ times Σ₁ᵀ, so check Δ₂.',
    ]);
    assert.deepEqual(said(right, columns(2, 3), 'gradW'), [
      'Columns 2, 3 are wrong; the rest is correct.',
      'A column of ∇W₂ is Δ₂ times an entry of Σ₁, so check Σ₁.',
    ]);
  });

  it('entries, in the order of reading, and no more than six of them', () => {
    assert.deepEqual(said(right, wrongAt([3, 1], [1, 2])), ['Wrong entries (row, column): (1, 2), (3, 1).']);
    const six = [[1, 1], [1, 2], [2, 2], [2, 3], [3, 1], [3, 3]] as const; // prettier-ignore
    const list = '(1, 1), (1, 2), (2, 2), (2, 3), (3, 1), (3, 3)';
    assert.deepEqual(said(right, wrongAt(...six)), [`Wrong entries (row, column): ${list}.`]);
    assert.deepEqual(said(right, wrongAt(...six, [1, 3])), [
      'Wrong entries (row, column): (1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (3, 1), ….',
    ]);
    // Four wrong ones in a square are neither rows nor columns.
    assert.match(said(right, wrongAt([1, 1], [1, 2], [2, 1], [2, 2]))[0], /^Wrong entries/);
    // In a vector rows and entries are the same.
    assert.deepEqual(said([[1], [2]], [[1], [3]]), ['Wrong entries (row, column): (2, 1).']);
    assert.deepEqual(said([[1, 2]], [[5, 2]]), ['Wrong entries (row, column): (1, 1).']);
  });

  it('more than six rows or columns are not all named', () => {
    const tall = Array.from({ length: 8 }, (_, r) => [r + 1, r + 2]);
    const off = (count: number) => tall.map((row, r) => (r < count ? row.map((x) => x + 90) : row));
    assert.deepEqual(said(tall, off(6)), ['Rows 1, 2, 3, 4, 5, 6 are wrong; the rest is correct.']);
    assert.deepEqual(said(tall, off(7)), ['Rows 1, 2, 3, 4, 5, 6, … are wrong; the rest is correct.']);
  });

  it('only the sign, to about three digits', () => {
    assert.deepEqual(said([[1, 2]], [[1, -2]]), ['Only the sign is wrong: (1, 2).']);
    assert.deepEqual(said([[1, 200]], [[1, -200.9]]), ['Only the sign is wrong: (1, 2).']);
    assert.deepEqual(said([[1, 200]], [[1, -201.1]]), ['Wrong entries (row, column): (1, 2).']);
    assert.deepEqual(said([[1, 2]], [[1, 0]]), ['Wrong entries (row, column): (1, 2).']);
  });
});
