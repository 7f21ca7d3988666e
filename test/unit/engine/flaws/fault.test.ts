import assert from 'node:assert/strict';
import fc from 'fast-check';
import { traceNetwork } from '../../../../src/engine/traceNetwork';
import { updatedLayer } from '../../../../src/engine/updated';
import type { Fault, Trace } from '../../../../src/engine/trace';
import { faultSteps } from '../../../../src/engine/flaws/fault';
import { isOrdinary } from '../../../../src/engine/flaws/ordinary';
import { underflowSteps } from '../../../../src/engine/flaws/underflow';
import type { Network, Sample } from '../../../../src/network/network';
import { finish } from '../../../../src/steps/steps';
import '../../seed';
import { firstFault, objectives, type Plan } from './firstFault';
import { activation, batch, builtIn, input, lossObjective, network } from '../networks';

const roots = {
  ln: activation('ln', Math.log, (x) => 1 / x),
  sqrt: activation('sqrt', Math.sqrt, (x) => 0.5 / Math.sqrt(x), [0]),
};

function place(fault: Fault | null): string | null {
  return fault && `${fault.quantity} ${fault.layer} (${fault.row}, ${fault.column})`;
}

function faultOf(net: Network, sample: Sample): string | null {
  return place(traceNetwork(net, sample).fault);
}

function identity(size: number, loss: string, rate: number | null = null): Network {
  const W = Array.from({ length: size }, (_, r) => Array.from({ length: size }, (__, c) => (r === c ? 1 : 0)));
  return { ...network([{ W, act: 'identity' }], lossObjective(loss)), rate };
}

describe('the first quantity without a finite value', () => {
  it('a loss out of its domain, at the output and its target', () => {
    assert.equal(faultOf(identity(2, 'cross_entropy'), input([-0.5, 1], [1, 0])), 'lossTerm 1 (0, 0)');
    assert.equal(faultOf(identity(2, 'cross_entropy'), input([0.5, 0], [1, 1])), 'lossTerm 1 (1, 0)');
    assert.equal(faultOf(identity(2, 'cross_entropy'), input([0.5, 0], [1, 0])), null);
    assert.equal(faultOf(identity(1, 'binary_cross_entropy'), input([1], [0])), 'lossTerm 1 (0, 0)');
    assert.equal(faultOf(identity(1, 'binary_cross_entropy'), input([1], [1])), null);
    const two = batch([[0.5, 0.25, -1]], [[1, 1, 1]]);
    assert.equal(faultOf(identity(1, 'cross_entropy'), two), 'lossTerm 1 (0, 2)');
  });

  it('a loss that overflows, and one whose mean does not', () => {
    assert.equal(faultOf(identity(1, 'half_sse'), input([1e200], [0])), 'lossTerm 1 (0, 0)');
    assert.equal(faultOf(identity(2, 'sse'), input([1e154, 1e154], [0, 0])), 'value 1 (0, 0)');
    const mean = traceNetwork(identity(2, 'mse'), input([1e154, 1e154], [0, 0]));
    assert.equal(mean.fault, null);
    // (10³⁰⁸ + 10³⁰⁸)/2, of which the sum is no double.
    assert.ok(Math.abs(mean.backward!.value / 1e308 - 1) < 1e-15);
  });

  it('a sum over a batch, Δ, ∇W, ∇b, ∇X and a step', () => {
    const net = (W: number[][], act = 'identity', b?: number[]) => network([{ W, act, ...(b && { b }) }]);
    assert.equal(faultOf(net([[1]]), batch([[1.5e308, 1.5e308]])), 'value 1 (0, 0)');
    const deep = network([
      { W: [[1e-200]], act: 'identity' },
      { W: [[1e200]], act: 'identity' },
      { W: [[1e200]], act: 'tanh' },
      { W: [[1]], act: 'identity' },
    ]);
    // tanh 0 = 0 and tanh′ 0 = 1: Δ₂ = 10²⁰⁰, Δ₁ = 10⁴⁰⁰.
    assert.equal(faultOf(deep, input([0])), 'Delta 1 (0, 0)');
    const wide = network([
      { W: [[1, 0]], act: 'identity' },
      { W: [[1e10]], act: 'tanh' },
    ]);
    // ∇W₁ = 10¹⁰·[0 10³⁰⁰], and with 10³⁰⁵ too large.
    assert.equal(faultOf(wide, input([0, 1e290])), null);
    assert.equal(faultOf(wide, input([0, 1e305])), 'gradW 1 (0, 1)');
    const biased = network([
      { W: [[0]], b: [0], act: 'identity' },
      { W: [[1.2e308]], act: 'tanh' },
    ]);
    assert.equal(faultOf(biased, batch([[1e-10, 1e-10]])), 'gradb 1 (0, 0)');
    const backwards = network([
      { W: [[0, 1e200]], act: 'identity' },
      { W: [[1e200]], act: 'tanh' },
    ]);
    assert.equal(faultOf(backwards, input([1, 0])), 'gradX 0 (1, 0)');
    const step = { ...network([{ W: [[1, 1]], act: 'identity' }]), rate: 1e300 };
    assert.equal(faultOf(step, input([1, 1e20])), 'updatedW 1 (0, 1)');
  });

  it('no slope where there is no convention: a root at 0 is one fault and no kink', () => {
    const { forward, fault } = traceNetwork(network([{ W: [[1]], act: roots.sqrt }]), input([0]));
    assert.deepEqual(forward.kinks, []);
    assert.equal(place(fault), 'dSigma 1 (0, 0)');
  });

  it('is none where the stable form has a value: softmax and sigmoid that underflow', () => {
    const logits = { W: [[1], [-1]], act: 'softmax' };
    for (const loss of ['cross_entropy', 'binary_cross_entropy']) {
      const { backward, fault } = traceNetwork(network([logits], lossObjective(loss)), input([1000], [0, 1]));
      assert.equal(fault, null, loss);
      // p₁ − p₂ = 2000 logits apart: L = 2000, and once more for 1 − p₁.
      assert.equal(backward!.value, loss === 'cross_entropy' ? 2000 : 4000);
    }
    for (const loss of ['cross_entropy', 'binary_cross_entropy']) {
      const net = network([{ W: [[1]], act: 'sigmoid' }], lossObjective(loss));
      const { backward, fault } = traceNetwork(net, input([-1000], [1]));
      assert.equal(fault, null, loss);
      assert.deepEqual([backward!.value, backward!.Delta[0].data[0]], [1000, -1]);
    }
  });

  const magnitude = fc
    .tuple(
      fc.oneof(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -62, max: 62 })),
      fc.double({ min: 1, max: 9.5, noNaN: true }),
      fc.boolean(),
    )
    .map(([power, x, negative]) => (negative ? -x : x) * 10 ** power);
  const entry = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: -24, max: 24 }).map((x) => x / 8) },
    { weight: 1, arbitrary: fc.double({ min: -3, max: 3, noNaN: true }) },
    { weight: 2, arbitrary: magnitude },
    { weight: 1, arbitrary: fc.constant(0) },
  );
  const rows = (n: number, m: number) =>
    fc.array(fc.array(entry, { minLength: m, maxLength: m }), { minLength: n, maxLength: n });
  const hidden = ['identity', 'relu', 'square', 'exp', 'tanh', 'softplus', 'cos', 'ln', 'sqrt'];

  const plans: fc.Arbitrary<Plan> = fc
    .record({
      sizes: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 }),
      m: fc.integer({ min: 1, max: 3 }),
      loss: fc.constantFrom(...objectives),
      mean: fc.boolean(),
      rate: fc.oneof(fc.constant(null), fc.constant(0.5), magnitude.map(Math.abs)),
    })
    .chain(({ sizes, m, ...rest }) =>
      fc.record({
        layers: fc.tuple(
          ...sizes.slice(1).map((size, i) =>
            fc.record({
              W: rows(size, sizes[i]),
              b: fc.oneof(
                fc.constant(null),
                rows(1, size).map(([b]) => b),
              ),
              act: fc.constantFrom(...hidden),
            }),
          ),
        ),
        X: rows(sizes[0], m),
        Y: rows(sizes[sizes.length - 1], m),
        loss: fc.constant(rest.loss),
        mean: fc.constant(rest.mean),
        rate: fc.constant(rest.rate),
      }),
    );

  it('is that of an independent computation, and without one every number is finite', () => {
    let [faults, ordinary] = [0, 0];
    const seen = new Set<string>();
    fc.assert(
      fc.property(plans, (plan) => {
        const expected = firstFault(plan);
        fc.pre(expected !== 'ambiguous');
        const named = (act: string) => (act === 'ln' || act === 'sqrt' ? roots[act] : builtIn(act));
        const net: Network = {
          ...network(
            plan.layers.map(({ W, b, act }) => ({ W, b, act: named(act) })),
            plan.loss === 'output'
              ? { kind: 'output', index: 1 }
              : lossObjective(plan.loss, plan.mean ? 'mean' : 'sum'),
          ),
          rate: plan.rate,
        };
        const trace = traceNetwork(net, batch(plan.X, plan.loss === 'output' ? null : plan.Y));
        assert.equal(place(trace.fault), expected);
        if (isOrdinary(trace)) {
          ordinary++;
          assert.equal(finish(faultSteps(trace)), null);
          assert.deepEqual(finish(underflowSteps(trace)), []);
        }
        if (expected === null) assertFinite(net, trace);
        else {
          faults++;
          seen.add(expected.split(' ')[0]);
        }
      }),
      { numRuns: Number(process.env.NNET_FUZZ ?? 2000) },
    );
    if (process.env.NNET_FUZZ !== undefined) return;
    assert.ok(faults > 200 && faults < 1900, `${faults} faults`);
    assert.ok(ordinary > 50 && ordinary < 1000, `${ordinary} traces without a doubt`);
    // The examples above have the rest.
    for (const quantity of ['N', 'Sigma', 'dSigma', 'lossTerm', 'Delta', 'gradW'])
      assert.ok(seen.has(quantity), quantity);
  }).timeout(process.env.NNET_FUZZ === undefined ? 60_000 : 0);
});

function assertFinite(net: Network, { forward, backward }: Trace): void {
  const all = forward.layers.flatMap(({ N, Sigma, dSigma }) => [N, Sigma, dSigma!]);
  if (backward !== null) {
    all.push(backward.seed, backward.gradX, ...backward.Delta, ...backward.gradW.map((g) => g.toMatrix()));
    for (const layer of net.layers) {
      const gradb = backward.gradb[layer.index - 1];
      if (gradb !== null) all.push(gradb);
      if (net.rate === null) continue;
      const { W, b } = updatedLayer(layer, backward, net.rate);
      all.push(W, ...(b === null ? [] : [b]));
    }
    assert.ok(Number.isFinite(backward.value));
  }
  for (const { data } of all) assert.ok(data.every(Number.isFinite));
}
