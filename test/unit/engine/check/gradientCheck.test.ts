import assert from 'node:assert/strict';
import type { Network, Sample } from '../../../../src/network/network';
import { finish, type Steps } from '../../../../src/steps/steps';
import { checkParts } from '../../../../src/engine/check/entrySample';
import { checkGradient, type CheckOptions } from '../../../../src/engine/check/gradientCheck';
import { slopeAtZero } from '../../../../src/engine/check/slope';
import { traceNetwork } from '../../../../src/engine/traceNetwork';
import type { GradientCheck, Trace } from '../../../../src/engine/trace';
import { activation, builtIn, batch, input, lossObjective, network, numbers, randomRows } from '../networks';

function check(
  net: Network,
  sample: Sample,
  options?: CheckOptions,
  change: (t: Trace) => Pick<Trace, 'forward' | 'backward'> = (t) => t,
): GradientCheck {
  const trace = traceNetwork(net, sample);
  return finish(checkGradient(net, sample, trace.backward!.objective, change(trace), options));
}

const name = ({ quantity, layer, row, column }: GradientCheck['leftOut'][number]) =>
  `${quantity}${layer}[${row},${column}]`;

describe('the check against central differences', () => {
  it('smooth small networks agree to about 1e-10', () => {
    const next = numbers(4);
    for (const act of ['tanh', 'sigmoid', 'softplus', 'gaussian', 'sin']) {
      for (const m of [1, 3]) {
        const net = network(
          [
            { W: randomRows(4, 3, next), b: randomRows(1, 4, next)[0], act },
            { W: randomRows(2, 4, next), b: randomRows(1, 2, next)[0], act: 'tanh' },
          ],
          lossObjective('half_sse', 'mean'),
        );
        const result = check(net, batch(randomRows(3, m, next), randomRows(2, m, next)));
        assert.ok(result.maxRelativeError < 1e-9, `${act}: ${result.maxRelativeError}`);
        assert.deepEqual(result.leftOut, []);
        assert.equal(result.total, 12 + 4 + 8 + 2 + 3 * m);
        assert.deepEqual(
          result.parts.map(({ quantity, layer }) => `${quantity}${layer}`),
          ['W1', 'b1', 'W2', 'b2', 'X0'],
        );
      }
    }
  });

  it('softmax with cross-entropy, far from the target too', () => {
    const net = network(
      [
        {
          W: [
            [3, 1],
            [-20, 1],
            [0, 30],
          ],
          b: [1, 2, 3],
          act: 'softmax',
        },
      ],
      lossObjective('cross_entropy'),
    );
    const result = check(net, input([1, -1], [0, 1, 0]));
    assert.ok(result.maxRelativeError < 1e-9, `${result.maxRelativeError}`);
    // p₃ = e⁻³⁰ ≈ 10⁻¹³, and ∂/∂x₂ = 1 − 1 + 30·10⁻¹³: beside L = 22 no more than rounding.
    assert.deepEqual(result.leftOut.map(name), ['W1[2,0]', 'W1[2,1]', 'b1[2,0]', 'X0[1,0]']);
    assert.ok(result.leftOut.every(({ why }) => why === 'tooSmall'));
    assert.deepEqual([result.compared, result.total], [7, 11]);
  });

  it('a loss whose terms cancel: what their rounding does to a difference is no error of the gradient', () => {
    // Of both columns L is about ln 2, with different signs: as large is what is rounded, but their sum is 10⁻¹⁴.
    const net = network([{ W: [[1e-7], [0]], act: 'softmax' }], lossObjective('cross_entropy'));
    const { maxRelativeError } = check(
      net,
      batch(
        [[1, 2]],
        [
          [0.5, -0.5],
          [0.5, -0.5],
        ],
      ),
    );
    assert.ok(maxRelativeError < 1e-7, String(maxRelativeError));
  });

  it('steps fit the size of what is moved', () => {
    const net = network([
      { W: [[1e-6, 2e-6]], act: 'tanh' },
      { W: [[1e5]], act: 'tanh' },
      { W: [[1e3]], b: [1e-3], act: 'sigmoid' },
    ]);
    const sharp = check(net, input([1, 2]));
    assert.ok(sharp.maxRelativeError < 1e-8, JSON.stringify(sharp.worst));
    const wide = check(network([{ W: [[1e-9, 1e-9]], act: 'sin' }]), input([1e8, 1e9]));
    assert.ok(wide.maxRelativeError < 1e-9, JSON.stringify(wide.worst));
    // A quarter beside 10¹⁰⁰ is nothing.
    for (const size of [1e8, 1e30, 1e100, 1e153]) {
      const far = check(network([{ W: [[1]], act: 'identity' }], lossObjective('sse')), input([size], [1]));
      assert.deepEqual(far.leftOut, [], `${size}`);
      assert.ok(far.maxRelativeError < 1e-8, JSON.stringify(far.worst));
    }
  });

  it('an exact kink: the entries that move it are unreliable, the others still agree', () => {
    const net = network([
      {
        W: [
          [1, -1],
          [1, 1],
        ],
        act: ['relu', 'tanh'],
      },
      { W: [[1, 1]], act: 'identity' },
    ]);
    const result = check(net, input([1, 1]));
    assert.deepEqual(result.leftOut.map(name), ['W1[0,0]', 'W1[0,1]', 'X0[0,0]', 'X0[1,0]']);
    assert.ok(result.maxRelativeError < 1e-10);
    assert.deepEqual([result.compared, result.sampled, result.total], [4, 8, 8]);
    assert.ok(result.leftOut.every(({ why }) => why === 'kink'));
  });

  it('a kink near the point is stepped around', () => {
    for (const distance of [1e-2, 1e-4, 1e-5]) {
      const net = network([{ W: [[1, 1]], act: 'relu' }]);
      const result = check(net, input([1, -1 + distance]));
      assert.deepEqual(result.leftOut, []);
      assert.ok(result.maxRelativeError < 1e-7, `${distance}: ${result.maxRelativeError}`);
    }
  });

  it('a known kink is not crossed, however near: the entries are right, or left out', () => {
    // f = (10¹²·σ(w·x) − ½)²/2 at w = 1.
    const at = (act: string, x: number) => {
      const net = network(
        [
          { W: [[1]], act },
          { W: [[1e12]], act: 'identity' },
        ],
        lossObjective('half_sse'),
      );
      return check(net, input([x], [0.5]));
    };
    for (const [act, x] of [
      ['abs', -1e-12],
      ['abs', 3e-9],
      ['relu', 1e-12],
      ['leaky_relu', -1e-15],
      ['hard_tanh', 0.9999],
      ['step', -1e-9],
    ] as const) {
      const result = at(act, x);
      assert.deepEqual(result.leftOut, [], `${act} at ${x}`);
      assert.ok(result.maxRelativeError < 1e-6, `${act} at ${x}: ${JSON.stringify(result.worst)}`);
    }
    // Between them and the kink there is no room for numbers with enough digits.
    for (const [act, x] of [
      ['hard_tanh', 1 - 1e-12],
      ['hard_sigmoid', 3 - 1e-12],
    ] as const) {
      const result = at(act, x);
      assert.deepEqual(result.leftOut.map((entry) => [name(entry), entry.why]), [['W1[0,0]', 'unsettled'], ['X0[0,0]', 'unsettled']]); // prettier-ignore
      assert.ok(result.maxRelativeError < 1e-6, `${act} at ${x}: ${JSON.stringify(result.worst)}`);
    }
  });

  it('beside a kink, small entries are not measured by the rounding of small steps', () => {
    // f = 1000·tanh(1) + w·leaky_relu(x): near the kink only small steps count, of which f leaves few digits.
    for (let exponent = 3; exponent <= 9; exponent++) {
      for (let i = 1; i <= 40; i++) {
        const x = -i * 10 ** -exponent;
        const net = network([
          { W: [[1, 0], [0, 1]], act: ['tanh', 'leaky_relu'] },
          { W: [[1000, 1e-3]], act: 'identity' },
        ]); // prettier-ignore
        const result = check(net, input([1, x]));
        assert.ok(result.maxRelativeError < 1e-6, `${x}: ${JSON.stringify(result.worst)}`);
      }
    }
  });

  it('a kink of the loss is not crossed', () => {
    for (const x of [3e-9, -1e-12]) {
      const result = check(network([{ W: [[1]], act: 'identity' }], lossObjective('l1')), input([x], [0]));
      assert.deepEqual(result.leftOut, []);
      assert.ok(result.maxRelativeError < 1e-6, JSON.stringify(result.worst));
    }
  });

  it('a jump does not settle', () => {
    const net = network([{ W: [[1]], act: 'step' }]);
    assert.deepEqual(check(net, input([0])).leftOut.map(name), ['X0[0,0]']);
    assert.deepEqual(check(network([{ W: [[0]], act: 'step' }]), input([1])).leftOut.map(name), ['W1[0,0]']);
    assert.deepEqual(check(net, input([1])).leftOut, []);
  });

  it('the edge of a domain: smaller steps stay inside it', () => {
    const log = activation('ln', Math.log, (x) => 1 / x);
    const result = check(network([{ W: [[1e-3]], act: log }]), input([1]));
    assert.deepEqual(result.leftOut, []);
    assert.ok(result.maxRelativeError < 1e-9, `${result.maxRelativeError}`);
  });

  it('an exact kink near the edge of a domain', () => {
    const partial = activation('partial', (x) => (x < -0.01 ? NaN : Math.abs(x)), Math.sign);
    const result = check(network([{ W: [[1, 1]], act: partial }]), input([1, -1]));
    assert.equal(result.leftOut.length, 4);
  });

  it('overflow is unreliable, and does not throw', () => {
    const net = network([
      { W: [[1000]], act: 'exp' },
      { W: [[1]], act: 'identity' },
    ]);
    const result = check(net, input([1]));
    assert.equal(result.leftOut.length, 3);
    assert.equal(result.maxRelativeError, 0);
    assert.equal(result.worst, null);
  });

  it('finds a wrong derivative, and where', () => {
    const wrong = activation('tanh', Math.tanh, (x) => 1 - Math.tanh(x));
    const net = network([
      { W: [[0.5, 0.25]], act: wrong },
      { W: [[1]], act: 'identity' },
    ]);
    const result = check(net, input([1, 2]));
    assert.ok(result.maxRelativeError > 0.1);
    assert.equal(result.worst!.layer === 1 || result.worst!.quantity === 'X', true);
    const second = result.parts.find((p) => p.quantity === 'W' && p.layer === 2)!;
    assert.ok(second.maxRelativeError < 1e-10);
  });

  it('finds a wrong bias, a wrong ∇X, and an entry that is NaN', () => {
    const net = network([
      {
        W: [
          [1, 2],
          [3, 4],
        ],
        b: [0.1, 0.2],
        act: 'tanh',
      },
      { W: [[1, -1]], b: [0], act: 'sigmoid' },
    ]);
    const X = input([0.1, 0.2]);
    const bias = check(net, X, {}, ({ forward, backward }) => {
      const gradb = backward!.gradb.map((b) => b && { ...b, data: b.data.map((x) => -x) });
      return { forward, backward: { ...backward!, gradX: backward!.gradX, gradb } };
    });
    assert.equal(bias.worst!.quantity, 'b');
    assert.ok(Math.abs(bias.maxRelativeError - 2) < 1e-12);
    const nan = check(net, X, {}, ({ forward, backward }) => {
      const gradX = { ...backward!.gradX, data: new Float64Array([NaN, backward!.gradX.data[1]]) };
      return { forward, backward: { ...backward!, gradX } };
    });
    assert.equal(nan.maxRelativeError, Infinity);
    assert.equal(nan.worst!.quantity, 'X');
  });

  describe('in a large network', () => {
    const next = numbers(8);
    const net = network(
      [
        { W: randomRows(60, 50, next, 0.2), b: randomRows(1, 60, next)[0], act: 'tanh' },
        { W: randomRows(4, 60, next, 0.2), b: randomRows(1, 4, next)[0], act: 'softmax' },
      ],
      lossObjective('cross_entropy'),
    );
    const sample = batch(randomRows(50, 3, next), [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);

    it('takes a sample within the budget, spread over all parts, the same each time', () => {
      const result = check(net, sample, { maxEntries: 100 });
      assert.equal(result.compared, 100);
      assert.equal(result.total, 3000 + 60 + 240 + 4 + 150);
      assert.deepEqual(
        result.parts.map((p) => p.compared),
        [24, 24, 24, 4, 24],
      );
      assert.deepEqual(
        result.parts.map((p) => p.total),
        [3000, 60, 240, 4, 150],
      );
      assert.deepEqual(check(net, sample, { maxEntries: 100 }), result);
      assert.ok(result.maxRelativeError < 1e-9);
    });

    it('always looks at the largest entry', () => {
      const column = input(
        Array.from({ length: 50 }, (_, i) => Math.sin(i)),
        [0, 0, 1, 0],
      );
      const trace = traceNetwork(net, column);
      const { gradW } = trace.backward!;
      const whole = gradW[0].toMatrix();
      const largest = whole.data.reduce((best, x, i) => (Math.abs(x) > Math.abs(whole.data[best]) ? i : best), 0);
      const result = check(net, column, { maxEntries: 15 }, ({ forward, backward }) => {
        const entry = (r: number, c: number) => gradW[0].entry(r, c) * (r * 50 + c === largest ? 1.01 : 1);
        const broken = { ...gradW[0], rows: 60, cols: 50, entry, toMatrix: () => whole };
        return { forward, backward: { ...backward!, gradX: backward!.gradX, gradW: [broken, gradW[1]] } };
      });
      assert.equal(result.worst!.row * 50 + result.worst!.column, largest);
      assert.ok(result.maxRelativeError > 5e-3);
    });

    it('can be abandoned, and says how far it is', () => {
      const trace = traceNetwork(net, sample);
      const progress = [...checkGradient(net, sample, trace.backward!.objective, trace)];
      assert.ok(progress.length > 3, `${progress.length} places`);
      assert.deepEqual(
        progress,
        [...progress].sort((a, b) => a - b),
      );
    });
  });

  it('denormal entries are equal or left out as too small, not wrong', () => {
    for (const x of [5e-324, 1e-320, 3e-310, 1e-307]) {
      for (const [W, sample] of [
        [2, x],
        [x, 1],
      ]) {
        // prettier-ignore
        for (const act of ['sigmoid', 'softplus', 'tanh', 'exp']) {
          const result = check(network([{ W: [[W]], act }]), input([sample]));
          assert.ok(result.maxRelativeError < 1e-9, `${act} at ${W}, ${sample}: ${result.maxRelativeError}`);
          assert.ok(result.compared >= 1);
          assert.ok(result.leftOut.every(({ why }) => why === 'tooSmall'));
        }
      }
    }
  });

  it('counts what was compared, chosen and left out, in every part and in all', () => {
    const net = network([
      { W: [[1, 0], [1, 1]], act: ['relu', 'tanh'] }, // prettier-ignore
      { W: [[1, 1]], act: 'identity' },
    ]);
    const result = check(net, batch([[0, 1], [1, 2]])); // prettier-ignore
    // In column 1 neuron 1 is at relu(0): the entries of its row move it over the kink, but for w₁₂, which meets x₂.
    const counts = result.parts.map((p) => [p.quantity, p.compared, p.sampled, p.total]);
    assert.deepEqual(counts, [['W', 3, 4, 4], ['W', 2, 2, 2], ['X', 3, 4, 4]]); // prettier-ignore
    assert.deepEqual(
      result.leftOut.map((entry) => `${name(entry)} ${entry.why}`),
      ['W1[0,1] kink', 'X0[0,0] kink'],
    );
    assert.deepEqual([result.compared, result.sampled, result.total, result.columns], [8, 10, 10, 2]);
  });

  describe('in a deep network', () => {
    const deep = (depth: number) =>
      network(Array.from({ length: depth }, () => ({ W: [[0.6, 0.4], [-0.4, 0.6]], b: [0.1, -0.1], act: 'tanh' }))); // prettier-ignore

    it('the cost of a check does not grow with the depth', () => {
      for (const depth of [100, 1000, 5000, 10_000]) {
        const net = deep(depth);
        const { backward } = traceNetwork(net, input([0.5, 0.25]));
        const parts = finish(checkParts(net, backward!, 1, 2000));
        const taken = parts.filter(({ entries }) => entries.length > 0);
        // In multiplications: at 8 steps an entry no more than the budget.
        const cost = taken.reduce((sum, { stepCost, entries }) => sum + 8 * stepCost * entries.length, 0);
        assert.ok(cost < 3.1e8, `${depth}: ${cost}`);
        assert.equal(parts.length, 2 * depth + 1);
        const names = taken.map(({ quantity, layer }) => `${quantity}${layer}`);
        for (const part of ['W1', `W${depth}`, 'X0']) assert.ok(names.includes(part), `${depth}: no ${part}`);
        const layers = taken.map(({ layer }) => layer);
        const quarters = new Set(layers.map((layer) => Math.min(3, Math.floor((4 * layer) / depth))));
        assert.equal(quarters.size, 4, `${depth}: ${layers.join(' ')}`);
      }
    }).timeout(20_000);

    it('says what it sampled, and can be abandoned', () => {
      const net = deep(1000);
      const trace = traceNetwork(net, input([0.5, 0.25]));
      const steps = checkGradient(net, input([0.5, 0.25]), trace.backward!.objective, trace);
      let places = 0;
      let step = steps.next();
      for (; step.done !== true; step = steps.next()) places++;
      const { compared, sampled, total, leftOut } = step.value;
      assert.equal(total, 1000 * 6 + 2);
      assert.ok(sampled > 20 && sampled < total);
      assert.equal(compared, sampled - leftOut.length);
      assert.ok(places > 50, `${places} places`);
    }).timeout(20_000);
  });

  it('a trace without a gradient cannot be checked', () => {
    const net = network([{ W: [[1]], act: builtIn('tanh') }], { kind: 'none' });
    const trace = traceNetwork(net, input([1]));
    assert.throws(() => finish(checkGradient(net, input([1]), { kind: 'output', index: 1 }, trace)), /no gradient/);
  });
});

describe('a slope found from values', () => {
  function slope(g: (h: number) => number): number {
    const inSteps = function* (h: number): Steps<number> {
      yield 0;
      return g(h);
    };
    return finish(slopeAtZero(inSteps, 0.5, 1e-6)).value;
  }
  it('is not that of far jumps that give one and the same quotient at first', () => {
    assert.equal(
      slope((h) => (Math.abs(h) < 0.06 ? 0 : 2 * h)),
      0,
    );
    assert.equal(
      slope((h) => (Math.abs(h) < 0.01 ? 5 * h : 2 * h)),
      5,
    );
  });
  it('is right where the function is smooth', () => {
    assert.ok(Math.abs(slope(Math.sin) - 1) < 1e-11);
    assert.ok(Math.abs(slope((h) => Math.expm1(3 * h)) - 3) < 1e-10);
  });
});
