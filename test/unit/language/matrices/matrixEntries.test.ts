import assert from 'node:assert/strict';
import fc from 'fast-check';
import { entryAt, entryRange, entryRanges } from '../../../../src/language/matrices/matrixEntries';
import { parse } from '../../../../src/language/syntax/parser';
import type { MatrixLiteral, Spec } from '../../../../src/language/syntax/tree';

function literalOf(text: string): { spec: Spec; literal: MatrixLiteral } {
  const spec = parse(text);
  const statement = spec.statements[0];
  assert.ok(statement.kind === 'weights' || statement.kind === 'bias');
  assert.equal(statement.value?.kind, 'literal');
  return { spec, literal: statement.value };
}

/** The texts of all entries, row by row, each found by `entryRange` and found again by `entryAt`. */
function entries(text: string): string[][] {
  const { spec, literal } = literalOf(text);
  const inOrder = [...entryRanges(text, literal)];
  return Array.from(literal.rowLengths, (length, row) =>
    Array.from({ length }, (_, column) => {
      const range = entryRange(spec, literal, row, column);
      for (const offset of [range.start, range.end - 1, range.end]) {
        assert.deepEqual(entryAt(spec, literal, offset), { row, column }, `offset ${offset} of ${text}`);
      }
      assert.deepEqual({ ...inOrder.shift() }, { ...range });
      return text.slice(range.start, range.end);
    }),
  );
}

describe('where the entries of a literal are', () => {
  it('plain numbers', () => {
    assert.deepEqual(entries('W = [1 -2; 3, +.5]'), [['1', '-2'], ['3', '+.5']]); // prettier-ignore
    assert.deepEqual(entries('W = [ # 7 8\n 1\n\n−2.e1 # 9\n]'), [['1'], ['−2.e1']]);
    assert.deepEqual(entries('W = [[1, 2],\n [3, 4]]'), [['1', '2'], ['3', '4']]); // prettier-ignore
    assert.deepEqual(entries('b = [1 ... # 5\n 2 …\n 3; - 4]'), [['1', '2', '3'], ['- 4']]);
  });

  it('expressions', () => {
    assert.deepEqual(entries('W = [a -1/2; f(1, 2) (3)]'), [['a', '-1/2'], ['f(1, 2)', '(3)']]); // prettier-ignore
  });

  it('malformed entries', () => {
    assert.deepEqual(entries('W = [1 2x 3]'), [['1', '2x', '3']]);
    assert.deepEqual(entries('W = [1 2'), [['1', '2']]);
  });

  it('nothing between entries, in comments and outside', () => {
    const text = 'W = [1  # 2 3\n   4 , 5]';
    const { spec, literal } = literalOf(text);
    for (const offset of [0, 4, 7, 10, 12, 15, 20, text.length]) {
      assert.equal(entryAt(spec, literal, offset), null, `offset ${offset}`);
    }
  });

  it('no entry that is not there', () => {
    const { spec, literal } = literalOf('W = [1 2; 3]');
    for (const [row, column] of [
      [0, 2],
      [1, 1],
      [2, 0],
      [-1, 0],
      [0, -1],
    ]) {
      // prettier-ignore
      assert.throws(() => entryRange(spec, literal, row, column), RangeError);
    }
  });

  it('of many, past the checkpoints', () => {
    const rows = Array.from({ length: 60 }, (_, r) =>
      Array.from({ length: 37 }, (_, c) => String((r * 37 + c) / 8 - 99)),
    );
    assert.deepEqual(entries(`W = [${rows.map((row) => row.join(' ')).join('\n# 1 2 3\n')}]`), rows);
    const exactly = Array.from({ length: 512 }, (_, i) => String(i));
    assert.deepEqual(entries(`W = [${exactly.join(' ')}]`), [exactly]);
  });

  it('however they are written', () => {
    const number = fc.constantFrom('1', '-2', '.5', '3.', '1e-3', '+7', '−8', 'x', '-y', '(1 + 2)', '2*3', '4 - 5');
    const gap = fc.constantFrom(' ', ', ', ',', '  ,\t', ' # 1 2\n', ' ...\n');
    fc.assert(
      fc.property(fc.array(fc.tuple(number, gap), { minLength: 1, maxLength: 600 }), (items) => {
        const text = `b = [${items.map(([n, g]) => n + g).join('')}]`;
        assert.deepEqual(entries(text), [items.map(([n]) => n)]);
      }),
      { numRuns: Number(process.env['NNET_FUZZ'] ?? 50) / 10 },
    );
  });
});
