import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ROW_BLOCK } from '../../../src/engine/kernels';
import { partsOf } from '../../../src/engine/parts';

const size = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 }));

describe('parts of a product', () => {
  it('follow one another from the first row to the last and begin at multiples of the block', () => {
    fc.assert(
      fc.property(size, size, size, (n, p, m) => {
        let next = 0;
        for (const { from, to } of partsOf(n, p, m)) {
          assert.equal(from, next);
          assert.equal(from % ROW_BLOCK, 0);
          assert.ok(to > from);
          next = to;
        }
        assert.equal(next, n);
      }),
    );
  });

  it('a small product is one part, a large one several', () => {
    assert.equal(partsOf(100, 100, 10).length, 1);
    assert.ok(partsOf(4096, 4096, 1).length > 2);
    assert.ok(partsOf(64, 4096, 4096).length === 8);
  });
});
