// A broken entry of a matrix is told once, and what follows it is read: the next entries, their faults and their number.
import assert from 'node:assert/strict';
import { parse } from '../../../../src/language/syntax/parser';
import { assertErrors } from '../parsing';
import { fixture } from '../fixture';

/** Texts with their faults marked, and how many entries each row is taken to have. */
const cases: readonly (readonly [string, readonly number[]])[] = [
  ['W = [1 2‹unexpected-token|:|›3 4 5]', [4]],
  ['W = [1 2‹unexpected-token|:|›3 ‹bad-number|1.2.3|› 5; 6 7]', [4, 2]],
  ['W = [a‹unexpected-token|?|›b c, d‹unexpected-token|?|›e f]', [4]],
  ['W = [a‹unexpected-token|?|›(b c) d, e]', [3]],
  ['W = [a‹unexpected-token|?|›[b c] d, e; f]', [2, 1]],
  ['W = [1 2*‹unexpected-token|?|› 3, 4; 5 6 7]', [3, 3]],
  ['W = [‹bad-number|1.2.3|›+4 5; 6 7]', [2, 2]],
  ['W = [1 2‹unexpected-token|?|›\n4 5 6]', [2, 3]],
  ['W = [‹unexpected-token|x>0|› 1 ‹unexpected-token|(x>0)|›; 5 6 7]', [3, 3]],
];

describe('a broken entry', () => {
  for (const [marked, lengths] of cases) {
    it(marked, () => {
      assertErrors(marked);
      const [statement] = parse(fixture(marked).text).statements;
      assert.ok('value' in statement && statement.value !== null);
      const { value } = statement;
      assert.ok(typeof value === 'object' && 'rowLengths' in value);
      assert.deepEqual([...value.rowLengths], lengths);
    });
  }
});
