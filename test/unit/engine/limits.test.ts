// What the engine still works out, and what it does not any more: each limit at n and at n + 1.
import assert from 'node:assert/strict';
import { exactEntries } from '../../../src/engine/exact/exactProduct';
import { isExactAffordable } from '../../../src/engine/exact/exactTrace';
import { isHessianQuick } from '../../../src/engine/hessianVector';
import { lostDigitsSteps } from '../../../src/engine/flaws/lostDigits';
import type { Trace } from '../../../src/engine/trace';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { finish } from '../../../src/steps/steps';
import { batch, input, network } from './networks';

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

  it('lost digits of ∇X, of the ∇W of a batch and of a step are looked for in 65 536 products', () => {
    const times = (x: number, n: number) => new Array<number>(n).fill(x);
    const lost = (...of: Parameters<typeof traceNetwork>) => finish(lostDigitsSteps(traceNetwork(...of))).map(({ quantity }) => quantity); // prettier-ignore
    // 0.1 + 0.2 − 0.3, in doubles not 0.
    const gradX = (n: number) => lost(network([{ W: [0.1, 0.2, -0.3, 0].map((w) => times(w, n)), act: 'identity' }, { W: [[1, 1, 1, 1]], act: 'identity' }]), input(times(1, n))); // prettier-ignore
    assert.deepEqual([16_384, 16_385].map((n) => gradX(n).includes('gradX')), [true, false]); // prettier-ignore
    const gradW = (m: number) => lost(network([{ W: [[1]], act: 'identity' }]), batch([[0.1, 0.2, -0.3, ...times(0, m - 3)]])); // prettier-ignore
    assert.deepEqual([65_536, 65_537].map((m) => gradW(m).includes('gradW')), [true, false]); // prettier-ignore
    // 0.3 − 0.1·3 in each entry.
    const step = (n: number) => lost({ ...network([{ W: [times(0.3, n)], act: 'identity' }]), rate: 0.1 }, input(times(3, n))); // prettier-ignore
    assert.deepEqual([65_536, 65_537].map((n) => step(n).includes('updatedW')), [true, false]); // prettier-ignore
  });
});
