import assert from 'node:assert/strict';
import fc from 'fast-check';
import { entriesOf } from '../../../../src/notation/formula/entries';
import { matrixPicture, rangeOfCell, shownEntry } from '../../../../src/page/heatMap/matrixPicture';
import { finish } from '../../../../src/steps/steps';

function picture(rows: number, cols: number, data: readonly number[]) {
  return finish(matrixPicture(entriesOf({ rows, cols, data: Float64Array.from(data) })));
}

/** The levels as numbers, −127 … 127; null where an entry is not finite. */
function levels(text: string): (number | null)[] {
  return Array.from(text, (c) => (c.charCodeAt(0) === 0x100 ? null : c.charCodeAt(0) - 0x100 - 128));
}

describe('matrixPicture', () => {
  it('has a cell for each entry of a small matrix, in proportion to the largest magnitude', () => {
    const { grid, levels: cells, magnitude } = picture(2, 3, [1, -2, 0, 0.5, 2, -1]);
    assert.deepEqual(grid, { rows: 2, cols: 3 });
    assert.equal(magnitude, 2);
    assert.deepEqual(levels(cells), [64, -127, 0, 32, 127, -63]);
  });

  it('says the figures of [3 −4; 0 0]', () => {
    const made = picture(2, 2, [3, -4, 0, 0]);
    assert.deepEqual([made.least, made.greatest, made.norm, made.zeros, made.notFinite], [-4, 3, 5, 2, 0]);
    assert.deepEqual(made.largest, [
      { row: 0, column: 1, value: -4 },
      { row: 0, column: 0, value: 3 },
    ]);
  });

  it('has a norm where the squares overflow or vanish', () => {
    assert.ok(Math.abs(picture(1, 2, [3e200, 4e200]).norm / 5e200 - 1) < 1e-15);
    assert.ok(Math.abs(picture(1, 2, [3e-200, -4e-200]).norm / 5e-200 - 1) < 1e-15);
    assert.equal(picture(1, 2, [0, 0]).norm, 0);
  });

  it('counts every finite entry once, also from −1e308 to 1e308', () => {
    const { histogram } = picture(1, 4, [-1e308, 0, 1e308, 1e308]);
    assert.equal(histogram[0], 1);
    assert.equal(histogram.at(-1), 2);
    assert.equal(
      histogram.reduce((a, b) => a + b),
      4,
    );
  });

  it('has the largest magnitude of each of 8 × 6 rectangles, with their rows and columns', () => {
    // 16 × 12: each rectangle is 2 × 2, its entries 1, −(10 r + c + 2), 0, 1 for the rectangle in row r, column c.
    const entry = (row: number, column: number) => {
      const [r, c] = [row >> 1, column >> 1];
      if (row % 2 === 0) return column % 2 === 0 ? 1 : -(10 * r + c + 2);
      return column % 2 === 0 ? 0 : 1;
    };
    const data = Array.from({ length: 16 * 12 }, (_, i) => entry(Math.floor(i / 12), i % 12));
    const { blocks } = picture(16, 12, data);
    assert.deepEqual(blocks.rows.slice(0, 2), [
      { from: 0, to: 2 },
      { from: 2, to: 4 },
    ]);
    assert.deepEqual([blocks.rows.length, blocks.columns.length], [8, 6]);
    assert.deepEqual(blocks.columns.at(-1), { from: 10, to: 12 });
    assert.deepEqual(blocks.values[0], [-2, -3, -4, -5, -6, -7]);
    assert.deepEqual(blocks.values[7], [-72, -73, -74, -75, -76, -77]);
  });

  it('has rectangles that cover a matrix of more entries than cells, and says where an entry is not finite', () => {
    const [rows, cols] = [1000, 1300];
    const data = new Float64Array(rows * cols);
    data[999 * cols + 1299] = 5;
    data[0] = NaN;
    const { blocks } = picture(rows, cols, [...data]);
    assert.deepEqual([blocks.rows[0].from, blocks.rows.at(-1)!.to], [0, 1000]);
    assert.deepEqual([blocks.columns[0].from, blocks.columns.at(-1)!.to], [0, 1300]);
    blocks.rows.slice(1).forEach(({ from }, i) => assert.equal(from, blocks.rows[i].to));
    assert.equal(blocks.values[7][5], 5);
    assert.ok(Number.isNaN(blocks.values[0][0]));
    assert.equal(blocks.values[3][3], 0);
  });

  it('shows what is not finite, and leaves it out of the figures', () => {
    const made = picture(1, 4, [NaN, Infinity, -1, 2]);
    assert.deepEqual(levels(made.levels), [null, null, -63, 127]);
    assert.deepEqual([made.notFinite, made.least, made.greatest], [2, -1, 2]);
  });

  it('hides no entry of a large matrix: one spike among zeros is seen, in its cell', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(1299), fc.boolean(), (row, column, negative) => {
        const [rows, cols] = [1000, 1300];
        const data = new Float64Array(rows * cols);
        data[row * cols + column] = negative ? -3 : 3;
        const entries = entriesOf({ rows, cols, data });
        const { grid, levels: text, largest } = finish(matrixPicture(entries));
        assert.deepEqual(largest, [{ row, column, value: negative ? -3 : 3 }]);
        const cells = levels(text);
        const at = cells.findIndex((level) => level !== 0);
        assert.equal(cells[at], negative ? -127 : 127);
        assert.equal(cells.filter((level) => level !== 0).length, 1);
        const range = rangeOfCell(entries, Math.floor(at / grid.cols), at % grid.cols);
        assert.deepEqual(shownEntry(entries, range), { row, column, value: negative ? -3 : 3 });
      }),
      { numRuns: 5 },
    );
  });

  it('parts a matrix of any shape into its cells without a gap', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (rows, cols) => {
        const shape = { rows, cols };
        const end = { rows: Math.min(rows, 160), cols: Math.min(cols, 256) };
        let next = 0;
        for (let r = 0; r < end.rows; r++) {
          const { from, to } = rangeOfCell(shape, r, 0).rows;
          assert.equal(from, next);
          assert.ok(to > from);
          next = to;
        }
        assert.equal(next, rows);
        assert.equal(rangeOfCell(shape, 0, end.cols - 1).columns.to, cols);
      }),
    );
  });
});
