import assert from 'node:assert/strict';
import type { Network } from '../../../src/network/network';
import { scalarKernels } from '../../../src/engine/scalarKernels';
import { forward, forwardSteps } from '../../../src/engine/forward';
import { activation, batch, input, network, numbers, randomRows, rows } from './networks';

describe('forward', () => {
  it('reports every pre-activation that is exactly at a kink, and only those', () => {
    const net = network([
      {
        W: [
          [1, -1],
          [1, 1],
          [2, 0],
        ],
        act: ['relu', 'relu', 'tanh'],
      },
      { W: [[1, 1, 1]], act: 'identity' },
    ]);
    const { kinks, layers } = forward(
      net,
      batch([
        [1, 3, 0],
        [1, 3, 2],
      ]),
    );
    assert.deepEqual(kinks, [
      { layer: 1, neuron: 0, column: 0 },
      { layer: 1, neuron: 0, column: 1 },
    ]);
    assert.deepEqual(Array.from(layers[0].dSigma!.data.subarray(0, 3)), [0, 0, 0]);
    assert.equal(forward(net, batch([[1], [2]])).kinks.length, 0);
  });

  it('says where the first value is not finite', () => {
    const net = network([
      { W: [[1], [1000]], act: ['identity', 'exp'] },
      { W: [[1, 0]], act: 'identity' },
    ]);
    assert.equal(forward(net, input([0.1])).notFinite, null);
    assert.deepEqual(forward(net, input([1])).notFinite, { layer: 1, quantity: 'Sigma', neuron: 1, column: 0 });
    const huge = network([
      {
        W: [
          [1, 1],
          [1e308, 1e308],
        ],
        act: 'tanh',
      },
    ]);
    assert.deepEqual(
      forward(
        huge,
        batch([
          [1, 10],
          [1, 10],
        ]),
      ).notFinite,
      {
        layer: 1,
        quantity: 'N',
        neuron: 1,
        column: 0,
      },
    );
    const root = network([{ W: [[1]], act: activation('sqrt', Math.sqrt, (x) => 1 / (2 * Math.sqrt(x))) }]);
    assert.deepEqual(forward(root, input([0])).notFinite, { layer: 1, quantity: 'dSigma', neuron: 0, column: 0 });
  });

  it('softmax does not overflow at logits of a thousand, and has no Σ′', () => {
    const net = network([{ W: [[1000], [1001], [-1000]], act: 'softmax' }]);
    const { layers, notFinite } = forward(net, input([1]));
    const e = Math.exp(-1);
    const expected = [e / (1 + e), 1 / (1 + e), 0];
    layers[0].Sigma.data.forEach((p, i) => assert.ok(Math.abs(p - expected[i]) < 1e-16));
    assert.equal(layers[0].dSigma, null);
    assert.equal(notFinite, null);
    const all = forward(net, batch([[1, 0.5, -3]])).output;
    for (const c of [0, 1, 2]) {
      assert.ok(Math.abs(all.data[c] + all.data[3 + c] + all.data[6 + c] - 1) < 1e-15);
    }
  });

  it('a batch is its columns', () => {
    const next = numbers(5);
    const net = network([
      { W: randomRows(7, 4, next), b: randomRows(1, 7, next)[0], act: 'tanh' },
      { W: randomRows(3, 7, next), act: 'softmax' },
    ]);
    const X = randomRows(4, 6, next);
    const together = forward(net, batch(X));
    for (let c = 0; c < 6; c++) {
      const alone = forward(net, input(X.map((row) => row[c])));
      for (let r = 0; r < 3; r++) {
        assert.ok(Math.abs(together.output.data[r * 6 + c] - alone.output.data[r]) < 1e-15);
      }
    }
  });

  describe('at the border', () => {
    const net = network([
      {
        W: [
          [1, 2],
          [3, 4],
        ],
        b: [1, 2],
        act: 'tanh',
      },
      { W: [[1, 2]], act: 'identity' },
    ]);
    const X = input([1, 2]);
    const withLayer = (change: object): Network => ({
      ...net,
      layers: [{ ...net.layers[0], ...change }, net.layers[1]],
    });
    const cases: [string, () => unknown, RegExp][] = [
      ['an X of another length', () => forward(net, input([1, 2, 3])), /X is 3 × 1, but must be 2 × 1/],
      ['one number for two inputs', () => forward(net, input([1])), /X is 1 × 1/],
      ['an X without columns', () => forward(net, { ...X, X: rows([[], []]) }), /no column/],
      [
        'a row instead of a matrix',
        () => forward(withLayer({ weights: rows([[1, 2]]) }), X),
        /W_1 is 1 × 2, but must be 2 × 2/,
      ],
      ['a bias of one number', () => forward(withLayer({ bias: rows([[1]]) }), X), /b_1 is 1 × 1, but must be 2 × 1/],
      ['a bias as a row', () => forward(withLayer({ bias: rows([[1, 2]]) }), X), /b_1 is 1 × 2/],
      ['weights to come', () => forward(withLayer({ weights: null }), X), /W_1 has no numbers/],
      ['a bias to come', () => forward(withLayer({ bias: null }), X), /b_1 has no numbers/],
      ['a bias of a homogeneous layer', () => forward(withLayer({ affine: false }), X), /homogeneous/],
      ['sizes that do not chain', () => forward({ ...net, sizes: [2, 3, 1] }, X), /Layer 1 maps 2 → 2/],
      ['sizes of another number', () => forward({ ...net, sizes: [2, 1] }, X), /need 3 sizes/],
      ['no layer', () => forward({ ...net, layers: [], sizes: [2] }, X), /at least one layer/],
      [
        'an activation too few',
        () => forward(withLayer({ activation: { kind: 'coordinatewise', activations: [], uniform: null } }), X),
        /0 activations for the 2 neurons/,
      ],
    ];
    for (const [name, run, message] of cases) {
      it(`${name} is an error, not a broadcast`, () => {
        assert.throws(run, (e) => e instanceof RangeError && message.test(e.message));
      });
    }
  });

  it('in steps: rising progress, places to stop in a large layer, the same values', () => {
    const next = numbers(3);
    const net = network([
      { W: randomRows(300, 40, next, 0.1), act: 'tanh' },
      { W: randomRows(2, 300, next, 0.1), act: 'identity' },
    ]);
    const X = batch(randomRows(40, 1000, next));
    const progress: number[] = [];
    const steps = forwardSteps(net, X, { kernels: scalarKernels });
    let step = steps.next();
    for (; step.done !== true; step = steps.next()) progress.push(step.value);
    assert.ok(progress.length >= 4, `${progress.length} places`);
    assert.deepEqual(
      progress,
      [...progress].sort((a, b) => a - b),
    );
    assert.ok(progress[0] > 0 && progress[progress.length - 1] < 1);
    const columns = [0, 999].map((c) =>
      forward(net, input(Array.from({ length: 40 }, (_, r) => X.X.data[r * 1000 + c]))),
    );
    assert.ok(Math.abs(columns[1].output.data[1] - step.value.output.data[1999]) < 1e-13);
    assert.ok(Math.abs(columns[0].output.data[0] - step.value.output.data[0]) < 1e-13);
  });
});
