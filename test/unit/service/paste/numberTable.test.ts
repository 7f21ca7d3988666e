// Why a text is no matrix, word by word.
import assert from 'node:assert/strict';
import { say } from '../../../../src/message/message';
import {
  isRefusal,
  notANumber,
  otherSize,
  rectangular,
  tableOf,
  transposed,
  unread,
  withGrouped,
  type NumberTable,
  type Refusal,
} from '../../../../src/service/paste/numberTable';
import { finish } from '../../../../src/steps/steps';

function why(read: NumberTable | Refusal): string {
  assert.ok(isRefusal(read), JSON.stringify(read));
  return say(read.refusal);
}

const forty = 'a2345678 b2345678 c2345678 d2345678 e234';

describe('a table of numbers', () => {
  it('has rows of one length', () => {
    for (const table of [[['1']], [['1', '2']], [['1', '2'], ['3', '4']]]) assert.equal(rectangular(table), table); // prettier-ignore
    assert.equal(
      why(rectangular([['1', '2', '3'], ['4', '5', '6'], ['7', '8'], ['9']])), // prettier-ignore
      'Row 3 has length 2 and the first row 3: all rows need the same length.',
    );
    assert.equal(
      why(rectangular([['1'], ['2', '3']])),
      'Row 2 has length 2 and the first row 1: all rows need the same length.',
    );
    for (const nothing of [[], [[]], [[], []]])
      assert.equal(why(rectangular(nothing)), 'There are no numbers in this text.');
  });

  it('is read cell by cell, row by row', () => {
    assert.deepEqual(finish(tableOf([['1', ' −2 '], ['+3e2', '1/2']])), [['1', '-2'], ['3e2', '1/2']]); // prettier-ignore
    assert.deepEqual(finish(tableOf([['3/1', '0/2', '-1.5/0.5']])), [['3/1', '0/2', '-1.5/0.5']]);
    assert.equal(why(finish(tableOf([['1', '1/0']]))), 'Couldn’t read “1/0” as a number.');
    assert.equal(why(finish(tableOf([['1', '2'], ['x', '']]))), 'Couldn’t read “x” as a number.'); // prettier-ignore
    assert.match(why(finish(tableOf([['1'], ['2', '3']]))), /^Row 2 has length 2/);
  });

  it('is turned, and has other numbers in some places', () => {
    const table = [['1', '2', '3'], ['4', '5', '6']]; // prettier-ignore
    assert.deepEqual(transposed(table), [['1', '4'], ['2', '5'], ['3', '6']]); // prettier-ignore
    assert.deepEqual(withGrouped(table, new Map([[0, 'a'], [2, 'b'], [3, 'c']])), [['a', '2', 'b'], ['c', '5', '6']]); // prettier-ignore
    assert.equal(withGrouped(table, new Map()), table);
  });

  it('has no cell that is no number, each told with its text', () => {
    const cells: readonly (readonly [string, string])[] = [
      ['', 'An entry is empty. Write 0 if it is zero.'],
      ['  ', 'An entry is empty. Write 0 if it is zero.'],
      ['−inf', '−inf is among the entries, and every entry of a matrix must be finite.'],
      ['NaN', 'NaN is among the entries, and every entry of a matrix must be finite.'],
      ['n/a', '“n/a” is a missing value. Fill it in.'],
      ['#REF!', '“#REF!” is a missing value. Fill it in.'],
      ['1+2j', '“1+2j” is a complex number. Entries must be real.'],
      ['2i', '“2i” is a complex number. Entries must be real.'],
      ['12,5 %', '“12,5 %” may mean the number or a hundredth of it. Write it without the sign.'],
      ['False', '“False” is not a number. Write 1 and 0.'],
      ['истина', '“истина” is not a number. Write 1 and 0.'],
      [' a \n b ', 'Couldn’t read “a b” as a number.'],
      [forty, `Couldn’t read “${forty}” as a number.`],
      [`${forty}5`, `Couldn’t read “${forty}…” as a number.`],
    ];
    for (const [cell, said] of cells) assert.equal(why(notANumber(cell)), said);
    for (const dots of ['...', '..', '…', '⋯', '⋮', '⋱'])
      assert.match(why(notANumber(dots)), /^This printout is shortened by “\.\.\.”\./);
  });

  it('has nothing beside it, and the size that is said of it', () => {
    assert.equal(why(unread(' x \r\n y')), 'Couldn’t read “x y”. Paste the matrix alone.');
    assert.equal(
      why(otherSize('3×2', [['1', '2'], ['3', '4']])), // prettier-ignore
      'The text says 3×2, but the matrix is 2 × 2: part of it is missing.',
    );
    assert.match(why(otherSize('[2][3]', [['1', '2', '3']])), /says \[2\]\[3\], but the matrix is 1 × 3:/);
  });
});
