import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ROW_BLOCK } from '../../../src/engine/kernels';
import { rowsAtATime } from '../../../src/engine/parts';
import { scalarKernels } from '../../../src/engine/scalarKernels';

const size = fc.integer({ min: 1, max: 100_000 });

describe('parts of a product', () => {
  it('begin at multiples of the block', () => {
    fc.assert(
      fc.property(size, size, (p, m) => {
        const rows = rowsAtATime(p, m, scalarKernels);
        assert.equal(rows % ROW_BLOCK, 0);
        assert.ok(rows > 0);
      }),
    );
  });

  it('a small product is one part, a large one several', () => {
    assert.ok(rowsAtATime(100, 10, scalarKernels) > 1000);
    assert.ok(rowsAtATime(4096, 1, scalarKernels) < 4096 / 2);
    assert.equal(rowsAtATime(4096, 4096, scalarKernels), ROW_BLOCK);
  });
});
