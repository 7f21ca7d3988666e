import assert from 'node:assert/strict';
import { finish } from '../../../src/steps/steps';
import { backward, backwardSteps } from '../../../src/engine/backward';
import { forward } from '../../../src/engine/forward';
import { chooseOutput } from '../../../src/engine/objective';
import { traceNetwork, traceSteps } from '../../../src/engine/traceNetwork';
import { activation, builtIn, batch, input, lossObjective, network, numbers, randomRows } from './networks';

function close(actual: number, expected: number, relative = 1e-14): void {
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), `${actual}, expected ${expected}`);
}

describe('backward', () => {
  it('a dead ReLU stops the gradient: zeros, and no NaN', () => {
    const net = network([
      { W: [[1], [-1]], act: 'relu' },
      { W: [[2, 3]], act: 'identity' },
    ]);
    const { gradW, gradX, value } = backward(forward(net, input([2])), { kind: 'output', index: 1 });
    assert.equal(value, 4);
    assert.deepEqual(Array.from(gradW[0].toMatrix().data), [4, 0]);
    assert.deepEqual(Array.from(gradW[1].toMatrix().data), [2, 0]);
    assert.deepEqual(Array.from(gradX.data), [2]);
  });

  it('the factored gradient is the whole one, entry by entry to the bit', () => {
    const next = numbers(11);
    for (const m of [1, 7]) {
      const net = network([
        { W: randomRows(9, 5, next), b: randomRows(1, 9, next)[0], act: 'tanh' },
        { W: randomRows(3, 9, next), b: randomRows(1, 3, next)[0], act: 'sigmoid' },
      ]);
      const result = backward(forward(net, batch(randomRows(5, m, next))), { kind: 'output', index: 2 });
      for (const [i, gradient] of result.gradW.entries()) {
        const whole = gradient.toMatrix();
        assert.deepEqual([whole.rows, whole.cols], [gradient.rows, gradient.cols]);
        assert.deepEqual([gradient.rows, gradient.cols], [net.sizes[i + 1], net.sizes[i]]);
        for (let r = 0; r < whole.rows; r++) {
          for (let c = 0; c < whole.cols; c++) assert.equal(gradient.entry(r, c), whole.data[r * whole.cols + c]);
        }
      }
      assert.throws(() => result.gradW[0].entry(9, 0), RangeError);
      assert.throws(() => result.gradW[0].entry(0, 5), RangeError);
    }
  });

  it('an entry beyond the other outputs: an infinite Σ′ there does not reach the chosen one', () => {
    const root = activation('sqrt', Math.sqrt, (x) => 1 / (2 * Math.sqrt(x)));
    const net = network([{ W: [[2], [0]], act: 'identity' }]);
    const layer = net.layers[0];
    const mixed = {
      ...net,
      layers: [
        {
          ...layer,
          activation: { kind: 'coordinatewise' as const, activations: [builtIn('tanh'), root], uniform: null },
        },
      ],
    };
    const result = backward(forward(mixed, input([1])), { kind: 'output', index: 1 });
    assert.deepEqual(Array.from(result.gradW[0].toMatrix().data), [builtIn('tanh').derivative(2), 0]);
  });

  it("sum and mean, mse's own mean over the outputs: the factor is inside Δ", () => {
    const next = numbers(2);
    const net = network([{ W: randomRows(2, 3, next), b: [0.5, -0.5], act: 'tanh' }]);
    const at = forward(net, batch(randomRows(3, 4, next), randomRows(2, 4, next)));
    const sum = backward(at, lossObjective('sse', 'sum'));
    const mean = backward(at, lossObjective('sse', 'mean'));
    const mse = backward(at, lossObjective('mse', 'mean'));
    const mseSum = backward(at, lossObjective('mse', 'sum'));
    close(mean.value, sum.value / 4);
    close(mse.value, sum.value / 8);
    close(mseSum.value, sum.value / 2);
    sum.Delta[0].data.forEach((d, i) => {
      close(mean.Delta[0].data[i], d / 4);
      close(mse.Delta[0].data[i], d / 8);
      close(mean.seed.data[i], sum.seed.data[i] / 4);
    });
    for (const r of [0, 1]) {
      const row = Array.from(mean.Delta[0].data.subarray(4 * r, 4 * r + 4));
      close(
        mean.gradb[0]!.data[r],
        row.reduce((a, b) => a + b),
      );
    }
  });

  it('f over a batch is its sum', () => {
    const net = network([{ W: [[1, 2]], act: 'square' }]);
    const result = backward(
      forward(
        net,
        batch([
          [1, 0],
          [0, 1],
        ]),
      ),
      { kind: 'output', index: 1 },
    );
    assert.equal(result.value, 5);
    assert.deepEqual(Array.from(result.gradW[0].toMatrix().data), [2, 4]);
    assert.deepEqual(Array.from(result.gradX.data), [2, 4, 4, 8]);
  });

  it('the loss is added up accurately', () => {
    const m = 10001;
    const X = [Array.from({ length: m }, (_, i) => (i === 0 ? 1e16 : 1))];
    const net = network([{ W: [[1]], act: 'identity' }]);
    assert.equal(backward(forward(net, batch(X)), { kind: 'output', index: 1 }).value, 1e16 + 10000);
    const zero = [new Array<number>(m).fill(0)];
    assert.equal(backward(forward(net, batch(X, zero)), lossObjective('l1')).value, 1e16 + 10000);
  });

  it('reports outputs at which the loss has a kink', () => {
    const net = network([{ W: [[1], [2]], act: 'identity' }]);
    const at = forward(
      net,
      batch(
        [[1, 2]],
        [
          [1, 0],
          [3, 4],
        ],
      ),
    );
    assert.deepEqual(backward(at, lossObjective('l1')).lossKinks, [
      { output: 0, column: 0 },
      { output: 1, column: 1 },
    ]);
    assert.deepEqual(backward(at, lossObjective('sse')).lossKinks, []);
  });

  describe('softmax with cross-entropy from N_k', () => {
    it('does not overflow at logits of a thousand', () => {
      const net = network([{ W: [[1000], [-1000], [0]], act: 'softmax' }]);
      const at = (t: number[]) => backward(forward(net, input([1], t)), lossObjective('cross_entropy'));
      assert.equal(at([0, 1, 0]).value, 2000);
      assert.deepEqual(Array.from(at([0, 1, 0]).Delta[0].data), [1, -1, 0]);
      assert.equal(at([1, 0, 0]).value, 0);
      assert.equal(at([0, 0, 1]).value, 1000);
      assert.equal(at([0, 1, 0]).fused, 'softmax-cross-entropy');
    });

    it('keeps all digits where p is nearly the target', () => {
      const net = network([{ W: [[40], [0]], act: 'softmax' }]);
      const { value, Delta } = backward(forward(net, input([1], [1, 0])), lossObjective('cross_entropy'));
      const q = Math.exp(-40);
      close(value, q, 1e-15);
      close(Delta[0].data[0], -q, 1e-15);
      close(Delta[0].data[1], q, 1e-15);
    });

    it('any target: Δ = p·ΣY − Y', () => {
      const next = numbers(9);
      const net = network([{ W: randomRows(4, 2, next), b: randomRows(1, 4, next)[0], act: 'softmax' }]);
      for (const target of [
        [0.25, 0.25, 0.25, 0.25],
        [2, 0, 1, 0.5],
        [0, 0, 0, 0],
        [-1, 0.5, 0, 0],
      ]) {
        const at = forward(net, input([0.3, -0.7], target));
        const { value, Delta } = backward(at, lossObjective('cross_entropy'));
        const sum = target.reduce((a, b) => a + b);
        const p = at.output.data;
        target.forEach((t, i) => assert.ok(Math.abs(Delta[0].data[i] - (p[i] * sum - t)) < 1e-15));
        const plain = target.reduce((a, t, i) => a - t * Math.log(p[i]), 0);
        assert.ok(Math.abs(value - plain) < 1e-14);
      }
    });

    it('another loss goes through the Jacobian', () => {
      const net = network([{ W: [[1], [2]], act: 'softmax' }]);
      const at = forward(net, input([1], [1, 0]));
      const { Delta, fused } = backward(at, lossObjective('half_sse'));
      const p = at.output.data[0];
      assert.equal(fused, null);
      close(Delta[0].data[0], p * (1 - p) * (p - 1) - p * (1 - p) * (1 - p), 1e-14);
      close(Delta[0].data[1], -Delta[0].data[0], 1e-14);
    });
  });

  describe('sigmoid with binary cross-entropy from N_k', () => {
    it('is right at ±800', () => {
      const net = network([{ W: [[1]], act: 'sigmoid' }]);
      const at = (x: number, t: number) =>
        backward(forward(net, input([x], [t])), lossObjective('binary_cross_entropy'));
      assert.equal(at(800, 0).value, 800);
      assert.equal(at(800, 0).Delta[0].data[0], 1);
      assert.equal(at(-800, 1).value, 800);
      assert.equal(at(-800, 1).Delta[0].data[0], -1);
      assert.equal(at(800, 1).value, 0);
      assert.equal(at(-800, 0).Delta[0].data[0], 0);
      assert.equal(at(40, 1).fused, 'sigmoid-binary-cross-entropy');
      close(at(40, 1).value, Math.exp(-40), 1e-15);
      close(at(40, 1).Delta[0].data[0], -Math.exp(-40), 1e-15);
      close(at(-40, 0.5).value, 20, 1e-15);
    });

    it("not for the author's own sigmoid, whose derivative may be another", () => {
      const { loop: _, ...own } = { ...builtIn('sigmoid'), custom: true };
      const net = network([{ W: [[1]], act: own }]);
      assert.equal(backward(forward(net, input([1], [1])), lossObjective('binary_cross_entropy')).fused, null);
      const mixed = network([{ W: [[1], [1]], act: ['sigmoid', 'tanh'] }]);
      const result = backward(forward(mixed, input([1], [1, 1])), lossObjective('binary_cross_entropy'));
      assert.equal(result.fused, null);
    });
  });

  it('an output that does not exist, a target that is missing or does not fit', () => {
    const net = network([{ W: [[1], [2]], act: 'identity' }]);
    const at = (target: number[] | null) => forward(net, input([1], target));
    for (const index of [0, 3, 1.5]) {
      assert.throws(() => backward(at(null), { kind: 'output', index }), /There is no output/);
    }
    assert.throws(() => backward(at(null), lossObjective('sse')), /needs a target/);
    assert.throws(() => backward(at([1]), lossObjective('sse')), /target of X is 1 × 1, but must be 2 × 1/);
    const pair = forward(net, { ...batch([[1, 2]]), target: at([1, 2]).sample.target });
    assert.throws(() => backward(pair, lossObjective('sse')), /must be 2 × 2/);
    assert.deepEqual(chooseOutput(net, 2), { kind: 'output', index: 2 });
  });
});

describe('traceNetwork', () => {
  const net = network([{ W: [[1], [2]], act: 'tanh' }], { kind: 'none' });

  it('without an objective, or a loss without a target: forward values only', () => {
    assert.equal(traceNetwork(net, input([1])).backward, null);
    assert.equal(traceNetwork(net, input([1]), lossObjective('sse')).backward, null);
    assert.notEqual(traceNetwork(net, input([1], [0, 0]), lossObjective('sse')).backward, null);
    assert.notEqual(traceNetwork(net, input([1]), chooseOutput(net, 2)).backward, null);
  });

  it('pauses before each product of a very long layer', () => {
    const size = 100_000;
    const wide = network([
      { W: Array.from({ length: size }, () => [1]), act: 'identity' },
      { W: [new Array<number>(size).fill(1)], act: 'identity' },
    ]);
    const steps = backwardSteps(forward(wide, input([1])), chooseOutput(wide, 1));
    let pauses = 0;
    for (let step = steps.next(); step.done !== true; step = steps.next()) pauses++;
    // Before W₂ᵀ·Δ₂, and before it is multiplied by Σ′₁.
    assert.ok(pauses >= 2, `${pauses} pauses`);
  });

  it('in steps: progress from 0 to 1, and it can be abandoned', () => {
    const next = numbers(1);
    const deep = network(Array.from({ length: 6 }, () => ({ W: randomRows(3, 3, next), act: 'tanh' })));
    const steps = traceSteps(deep, input([1, 2, 3]));
    const progress: number[] = [];
    for (const at of steps) progress.push(at);
    assert.ok(progress.length >= 8);
    assert.deepEqual(
      progress,
      [...progress].sort((a, b) => a - b),
    );
    assert.ok(progress.every((p) => p > 0 && p < 1));
    const abandoned = traceSteps(deep, input([1, 2, 3]));
    abandoned.next();
    abandoned.return(traceNetwork(deep, input([1, 2, 3])));
    assert.equal(abandoned.next().done, true);
    assert.equal(finish(traceSteps(deep, input([1, 2, 3]))).backward!.Delta.length, 6);
  });
});
