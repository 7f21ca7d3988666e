import assert from 'node:assert/strict';
import { builtinActivation } from '../../../../src/functions/builtin/activations';
import { inEnglish } from '../../../../src/message/message';
import { activationName } from '../../../../src/service/describe/shapes';
import { indices, isSmall, matrixSummary, table } from '../../../../src/service/hover/hoverMatrix';
import { besideEachOther, gridOf, matrixText } from '../../../../src/service/hover/matrixText';
import { column } from '../../../../src/network/matrix';
import { rows } from '../../engine/networks';

describe('matrixText', () => {
  it('aligns columns on the point and puts the name beside the middle row', () => {
    assert.deepEqual(matrixText('W₁', gridOf(rows([[0.15, -2], [25, 0.125], [1e-9, 3]]))), [
      '     ⎡ 0.15  -2    ⎤',
      'W₁ = ⎢25      0.125⎥',
      '     ⎣ 1e-9   3    ⎦',
    ]); // prettier-ignore
  });

  it('writes one row in plain brackets', () => {
    assert.deepEqual(matrixText('X', gridOf(rows([[1, 2.5]]))), ['X = [1  2.5]']);
  });

  it('shows the corners of a large matrix, and asks for no other entry', () => {
    const asked = new Set<string>();
    const lines = matrixText('W', {
      rows: 1000,
      cols: 1000,
      entry: (r, c) => {
        asked.add(`${r} ${c}`);
        return r + c;
      },
    });
    assert.equal(lines.length, 12);
    assert.equal(lines[0], '    ⎡  0     1     2     3     4  ⋯   998   999⎤');
    assert.match(lines[8], /⋮/);
    assert.match(lines[11], /999 {2}1000 {2}1001 {2}1002 {2}1003 {2}⋯ {2}1997 {2}1998⎦$/);
    assert.equal(asked.size, 11 * 7);
  });

  it('shows twelve rows and eight columns whole', () => {
    assert.equal(
      matrixText('W', { rows: 12, cols: 8, entry: () => 1 })
        .join('')
        .includes('⋮'),
      false,
    );
    assert.equal(
      matrixText('W', { rows: 12, cols: 8, entry: () => 1 })
        .join('')
        .includes('⋯'),
      false,
    );
  });
});

describe('the limits of a matrix in a hover', () => {
  it('of 13 rows shows the first eight and the last three, and of nine columns the first five and the last two', () => {
    const all = (rows: number, cols: number) => matrixText('W', { rows, cols, entry: (r, c) => 10 * (r + 1) + c });
    assert.equal(all(12, 1).length, 12);
    assert.deepEqual(all(13, 1).map((line) => /\d+|⋮/.exec(line)![0]), ['10', '20', '30', '40', '50', '60', '70', '80', '⋮', '110', '120', '130']); // prettier-ignore
    assert.deepEqual(all(1, 8), ['W = [10  11  12  13  14  15  16  17]']);
    assert.deepEqual(all(1, 9), ['W = [10  11  12  13  14  ⋯  17  18]']);
  });

  it('puts matrices side by side up to 110 characters on a page, and up to 56 in a hover', () => {
    const line = (length: number) => ['x'.repeat(length)];
    assert.deepEqual(
      [57, 58].map((length) => besideEachOther([line(50), line(length)]).length),
      [1, 2],
    );
    const one = rows([[1]]);
    // `A…A = [1]`
    const hover = (characters: number) => table([20, characters - 29].map((n) => ({ head: 'A'.repeat(n - 6), matrix: one }))); // prettier-ignore
    assert.deepEqual(
      [56, 57].map((characters) => hover(characters + 6).split('\n').length - 2),
      [1, 2],
    );
  });

  it('lists 8 × 8 entries, and looks at two million for their norm', () => {
    const sized = (rows: number, cols: number) => ({ rows, cols, data: new Float64Array(rows * cols) });
    assert.deepEqual([[8, 8], [9, 1], [1, 9]].map(([r, c]) => isSmall(sized(r, c))), [true, false, false]); // prettier-ignore
    assert.equal(matrixSummary(sized(2_000_000, 1), inEnglish), 'norm 0, entries from 0 to 0');
    assert.equal(matrixSummary(sized(2_000_001, 1), inEnglish), '2000001 entries');
  });

  it('writes indices of one digit together', () => {
    assert.deepEqual([[9, 9], [10, 1], [1, 10]].map(([r, c]) => indices(r, c)), ['99', '10,1', '1,10']); // prettier-ignore
  });

  it('names 24 different activations of a layer', () => {
    const named = (count: number) => {
      const activations = Array.from({ length: count }, (_, i) => builtinActivation(i % 2 === 0 ? 'tanh' : 'relu')!);
      return activationName({ kind: 'coordinatewise', uniform: null, activations });
    };
    assert.equal(named(24), new Array(12).fill('tanh, relu').join(', '));
    assert.equal(named(25), `${named(24)}, …`);
  });
});

describe('besideEachOther', () => {
  const tall = matrixText('A', gridOf(column([1, 2, 3])));
  it('puts blocks side by side', () => {
    assert.deepEqual(besideEachOther([tall, matrixText('B', gridOf(column([4])))]), [
      '    ⎡1⎤   B = [4]',
      'A = ⎢2⎥',
      '    ⎣3⎦',
    ]);
    assert.deepEqual(besideEachOther([matrixText('B', gridOf(column([4]))), tall]), [
      'B = [4]       ⎡1⎤',
      '          A = ⎢2⎥',
      '              ⎣3⎦',
    ]);
  });

  it('starts anew below where the line would be too long', () => {
    const wide = ['x'.repeat(60)];
    assert.deepEqual(besideEachOther([wide, wide, wide]), [...wide, ...wide, ...wide]);
    assert.deepEqual(besideEachOther([]), []);
  });
});
