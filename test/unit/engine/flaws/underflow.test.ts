import assert from 'node:assert/strict';
import { isNeverZero } from '../../../../src/engine/flaws/underflow';
import type { Loss } from '../../../../src/functions/builtin/loss';
import { builtinLoss } from '../../../../src/functions/builtin/losses';

/** t·ln(t/y), which is 0 where the output is its target, and nowhere else. */
const divergence: Loss = {
  ...builtinLoss('cross_entropy')!,
  name: 'divergence',
  value: (y, t) => (t === 0 ? 0 : t * Math.log(t / y)),
};

describe('A loss of an output between 0 and 1', () => {
  const table: readonly (readonly [loss: Loss, target: number, expected: boolean])[] = [
    // −t·ln y is 0 at y = 1 only, and all over for t = 0.
    [builtinLoss('cross_entropy')!, 1, true],
    [builtinLoss('cross_entropy')!, 0.3, true],
    [builtinLoss('cross_entropy')!, 0, false],
    // −ln y, −ln(1 − y), or at least the entropy of t.
    [builtinLoss('binary_cross_entropy')!, 1, true],
    [builtinLoss('binary_cross_entropy')!, 0, true],
    [builtinLoss('binary_cross_entropy')!, 0.3, true],
    [divergence, 0.3, false],
    [divergence, 1, true],
    [divergence, 0, false],
  ];
  for (const [loss, target, expected] of table)
    it(`${loss.name} ${expected ? 'is never 0' : 'can be 0'} with the target ${target}`, () =>
      assert.equal(isNeverZero(loss, target), expected));
});
