import assert from 'node:assert/strict';
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
