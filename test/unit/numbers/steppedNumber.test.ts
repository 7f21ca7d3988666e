import assert from 'node:assert/strict';
import { isSteppable, steppedNumber } from '../../../src/numbers/steppedNumber';

/** Written by hand: a number, steps, and what becomes of it, in the text and in the page if that differs. */
const cases: readonly (readonly [string, number, string, string?])[] = [
  ['0.15', 1, '0.16'],
  ['0.15', -20, '-0.05'],
  ['0.20', 10, '0.30'],
  ['-0.01', 1, '0.00'],
  ['.5', 1, '.6'],
  ['.5', -12, '-.7'],
  ['9.99', 1, '10.00'],
  ['1', 1, '2', '1.1'],
  ['-1', 1, '0', '-0.9'],
  ['0', -3, '-3', '-0.3'],
  ['784', 1, '785'],
  ['12345', 1, '12445'],
  ['0.149780716', 1, '0.150780716'],
  ['1.5e-3', 2, '1.7e-3'],
  ['2E4', 1, '3E4', '2.1E4'],
  ['1/3', 1, '2/3'],
  ['-1/3', 2, '1/3'],
  ['3 / 7', -4, '-1 / 7'],
  ['\u22120.5', 1, '-0.4'],
  ['+2.5', 1, '2.6'],
  ['0.0000', 1, '0.0001'],
];

describe('a number that is stepped', () => {
  for (const [text, steps, expected, finer] of cases) {
    it(`${text} by ${steps} is ${expected}`, () => {
      assert.ok(isSteppable(text));
      assert.equal(steppedNumber(text, steps), expected);
      assert.equal(steppedNumber(text, steps, 'tenth'), finer ?? expected);
    });
  }

  it('is no other text', () => {
    for (const text of ['', '.', '-', 'e5', '1e', 'pi', '1/x', '0.5/3', '1 2', '2*3', 'NaN']) {
      assert.ok(!isSteppable(text), text);
    }
  });
});
