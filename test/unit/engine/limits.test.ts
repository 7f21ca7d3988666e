// What the engine still works out, and what it does not any more: each limit at n and at n + 1.
import assert from 'node:assert/strict';
import { exactEntries } from '../../../src/engine/exact/exactProduct';
import { isExactAffordable } from '../../../src/engine/exact/exactTrace';
import { isHessianQuick } from '../../../src/engine/hessianVector';
import type { Trace } from '../../../src/engine/trace';

/** As much of a trace as the limits look at. */
const traceOf = (
  samples: number,
  ...layers: readonly (readonly [size: number, inputSize: number, affine: boolean])[]
) =>
  ({
    forward: {
      network: { layers: layers.map(([size, inputSize, affine]) => ({ size, inputSize, affine })) },
      sample: { X: { rows: 1, cols: samples } },
    },
  }) as unknown as Trace;

describe('The limits of the engine', () => {
  it('5000 multiplications are made in fractions, the biases of all layers and samples among them', () => {
    const isAffordable = (...of: Parameters<typeof traceOf>) => isExactAffordable(traceOf(...of));
    assert.deepEqual([isAffordable(10, [20, 24, true]), isAffordable(1, [1, 5000, true])], [true, false]);
    assert.deepEqual([isAffordable(2, [25, 49, false], [25, 49, true]), isAffordable(2, [25, 49, false], [25, 50, true])], [true, false]); // prettier-ignore
  });

  it('numbers up to 10^80 are kept as fractions', () => {
    const isKept = (n: bigint, d: bigint) => exactEntries(1, 1, () => ({ n, d })) !== null;
    const long = 10n ** 80n;
    for (const n of [long, -long]) assert.deepEqual([isKept(n, 1n), isKept(n + (n > 0n ? 1n : -1n), 1n)], [true, false]); // prettier-ignore
    assert.deepEqual([isKept(1n, long), isKept(1n, long + 1n)], [true, false]);
  });

  it('the Hessian times a vector is there for 3 000 000 parameters times samples', () => {
    const isQuick = (...of: Parameters<typeof traceOf>) => isHessianQuick(traceOf(...of));
    assert.deepEqual([isQuick(10, [300, 999, true]), isQuick(1, [3_000_001, 1, false])], [true, false]);
  });

  it('and in a hover for as many as are asked for', () => {
    assert.deepEqual([100_000, 100_001].map((size) => isHessianQuick(traceOf(1, [size, 1, false]), 100_000)), [true, false]); // prettier-ignore
  });
});
