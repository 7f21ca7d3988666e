import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Trace } from '../../../../src/engine/trace';
import { traceNetwork } from '../../../../src/engine/traceNetwork';
import { type Matrix } from '../../../../src/network/matrix';
import type { Network } from '../../../../src/network/network';
import {
  gradientPaths,
  pathsFormula,
  type GradientPaths,
  type PathsBy,
} from '../../../../src/notation/entry/gradientPaths';
import { quantitiesOf } from '../../../../src/notation/formula/quantities';
import { finish } from '../../../../src/steps/steps';
import { network, rows } from '../networks';
import { build, plans, RUNS, TIMEOUT } from '../randomNetworks';

const at = ({ data, cols }: Matrix, r: number, c: number) => data[r * cols + c];

function pathsOf(trace: Trace, by: PathsBy, layer: number, r: number, c: number, most?: number): GradientPaths {
  const q = quantitiesOf(trace.forward.network, trace);
  return finish(gradientPaths(pathsFormula(q, by, layer), r, c, most))!;
}

/**
 * The products of all paths to ∂/∂w of layer `layer`, entry (r, c), by going from neuron to neuron through the numbers of
 * the trace: nothing of the formulas is used.
 */
function productsByHand({ forward, backward }: Trace, layer: number, r: number, c: number): number[] {
  const { network: net, sample, layers } = forward;
  const k = net.layers.length;
  const m = sample.X.cols;
  const softmax = layers[k - 1].dSigma === null;
  const products: number[] = [];
  const fromDelta = quantitiesOf(net, { ...({ forward, backward } as Trace) }).beginsWithDelta;
  for (let s = 0; s < m; s++) {
    const input = layer === 1 ? at(sample.X, c, s) : at(layers[layer - 2].Sigma, c, s);
    // From the pre-activation of neuron `to` in layer i backward.
    const back = (i: number, to: number, product: number): void => {
      if (i === layer) {
        if (to === r) products.push(product * input);
        return;
      }
      for (let from = 0; from < net.sizes[i - 1]; from++) {
        const weight = at(net.layers[i - 1].weights!, to, from);
        back(i - 1, from, product * weight * at(layers[i - 2].dSigma!, from, s));
      }
    };
    const P = layers[k - 1].Sigma;
    for (let j = 0; j < net.sizes[k]; j++) {
      if (fromDelta) {
        back(k, j, at(backward!.Delta[k - 1], j, s));
        continue;
      }
      if (backward!.objective.kind === 'output' && j !== backward!.objective.index - 1) continue;
      const g = at(backward!.seed, j, s);
      if (!softmax) back(k, j, g * at(layers[k - 1].dSigma!, j, s));
      else
        for (let n = 0; n < net.sizes[k]; n++)
          back(k, n, g * ((j === n ? at(P, j, s) : 0) - at(P, j, s) * at(P, n, s)));
    }
  }
  return products;
}

/** ∂/∂w by central differences of the objective. */
function byDifferences(net: Network, layer: number, r: number, c: number): number {
  const value = (h: number) => {
    const weights = net.layers[layer - 1].weights!;
    const data = Float64Array.from(weights.data);
    data[r * weights.cols + c] += h;
    const layers = net.layers.map((one, i) => (i === layer - 1 ? { ...one, weights: { ...weights, data } } : one));
    return traceNetwork({ ...net, layers }, net.samples[0]).backward!.value;
  };
  const h = 1e-5;
  return (8 * (value(h) - value(-h)) - (value(2 * h) - value(-2 * h))) / (12 * h);
}

/** Few enough neurons to go every way by hand. */
const sizes = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 6 });

const largestFirst = (products: readonly number[]) =>
  products.filter((x) => x !== 0).sort((a, b) => Math.abs(b) - Math.abs(a));

describe('∂f/∂w as the sum over all paths', () => {
  it('lists every path with its product, for all kinds of networks, batches and softmax', () => {
    fc.assert(
      fc.property(plans({ sizes }), fc.nat(), (plan, pick) => {
        const { net, trace } = build(plan);
        const layer = 1 + (pick % net.layers.length);
        const [r, c] = [(pick >> 3) % net.sizes[layer], (pick >> 6) % net.sizes[layer - 1]];
        const expected = productsByHand(trace, layer, r, c);
        const { count, notZero, largest, sum, rest } = pathsOf(trace, 'W', layer, r, c, Infinity);
        const wanted = largestFirst(expected);
        const scale = Math.max(...expected.map(Math.abs), Number.MIN_VALUE);
        assert.equal(count, expected.length);
        assert.equal(notZero, wanted.length);
        assert.equal(largest.length, wanted.length);
        largest.forEach(({ product, factors }, i) => {
          assert.ok(Math.abs(Math.abs(product) - Math.abs(wanted[i])) <= 1e-12 * scale, `path ${i}`);
          const all = factors.reduce((one, factor) => one * factor, 1);
          assert.ok(Math.abs(product - all) <= 1e-12 * scale, 'the product of its factors');
        });
        const total = expected.reduce((a, b) => a + b, 0);
        const rounding = 1e-13 * expected.reduce((a, b) => a + Math.abs(b), 0);
        assert.ok(Math.abs(sum - total) <= rounding, `${sum} instead of ${total}`);
        assert.ok(Math.abs(sum - trace.backward!.gradW[layer - 1].entry(r, c)) <= rounding + 1e-300);
        assert.equal(rest, 0);
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);

  it('adds up to what differences of f find', () => {
    fc.assert(
      fc.property(plans({ columns: 2 }), fc.nat(), (plan, pick) => {
        const { net, trace } = build(plan);
        const layer = 1 + (pick % net.layers.length);
        const [r, c] = [(pick >> 3) % net.sizes[layer], (pick >> 6) % net.sizes[layer - 1]];
        const { sum } = pathsOf(trace, 'W', layer, r, c);
        const slope = byDifferences(net, layer, r, c);
        const scale = Math.max(Math.abs(slope), Math.abs(trace.backward!.value), 1e-3);
        assert.ok(Math.abs(sum - slope) <= 1e-6 * scale, `${sum} instead of ${slope}`);
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);

  it('keeps the largest, whatever the limit, and sums the others', () => {
    fc.assert(
      fc.property(plans({ sizes }), fc.integer({ min: 0, max: 12 }), (plan, most) => {
        const { net, trace } = build(plan);
        const layer = net.layers.length > 1 ? net.layers.length - 1 : 1;
        const all = pathsOf(trace, 'W', layer, 0, 0, Infinity);
        const { largest, sum, rest, count } = pathsOf(trace, 'W', layer, 0, 0, most);
        assert.deepEqual(
          largest.map(({ product }) => Math.abs(product)),
          all.largest.slice(0, most).map(({ product }) => Math.abs(product)),
        );
        assert.deepEqual([sum, count], [all.sum, all.count]);
        const others = all.largest.slice(most).reduce((one, { product }) => one + product, 0);
        const scale = all.largest.reduce((one, { product }) => one + Math.abs(product), 0);
        assert.ok(Math.abs(rest - others) <= 1e-13 * scale, `${rest} instead of ${others}`);
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);

  it('finds ∂f/∂b, ∂f/∂x, ∂f/∂n and ∂f/∂σ too', () => {
    fc.assert(
      fc.property(plans(), fc.nat(), (plan, pick) => {
        const { net, trace } = build({ ...plan, affine: 63 });
        const { backward } = trace;
        const k = net.layers.length;
        const s = pick % plan.columns;
        for (let i = 1; i <= k; i++) {
          const r = pick % net.sizes[i];
          const close = (found: number, wanted: number, what: string) =>
            assert.ok(
              Math.abs(found - wanted) <= 1e-10 * Math.max(1, Math.abs(wanted)),
              `${what}: ${found}, ${wanted}`,
            );
          close(pathsOf(trace, 'b', i, r, 0).sum, at(backward!.gradb[i - 1]!, r, 0), 'b');
          close(pathsOf(trace, 'N', i, r, s).sum, at(backward!.Delta[i - 1], r, s), 'N');
          // ∂f/∂σ = Σ_j w_jr δ_j of the layer after it; at the end ∇L, or the indicator.
          const next = backward!.Delta[i] as Matrix | undefined;
          const W = net.layers.at(i)?.weights;
          const wanted =
            next === undefined
              ? at(backward!.seed, r, s)
              : Array.from({ length: next.rows }, (_, j) => at(W!, j, r) * at(next, j, s)).reduce((a, b) => a + b, 0);
          close(pathsOf(trace, 'Sigma', i, r, s).sum, wanted, 'Σ');
        }
        const x = pick % net.sizes[0];
        assert.ok(Math.abs(pathsOf(trace, 'X', 0, x, s).sum - at(backward!.gradX, x, s)) <= 1e-10);
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);

  // f = 3·relu(2x) + 5·relu(−x) at x = 2: one path through the first neuron, 3·1·2; the second is off.
  it('counts paths with a factor 0, but does not list them', () => {
    const net = network(
      [
        { activation: 'relu', inputSize: 1, size: 2, weights: rows([2], [-1]) },
        { activation: 'identity', inputSize: 2, size: 1, weights: rows([3, 5]) },
      ],
      { samples: [{ name: 'X', kind: 'input', X: rows([2]), target: null }] },
    );
    const { count, notZero, largest, sum } = pathsOf(traceNetwork(net, net.samples[0]), 'X', 0, 0, 0);
    assert.deepEqual({ count, notZero, sum }, { count: 2, notZero: 1, sum: 6 });
    // Σ′2 = 1, w = 3, Σ′1 = 1, w = 2, through output 1, neuron 1, input 1.
    assert.deepEqual(largest, [{ sample: 0, neurons: [0, 0, 0], factors: [1, 3, 1, 2], product: 6 }]);
  });

  it('goes through no more than it can', () => {
    const n = 3300;
    const data = new Float64Array(n * n).fill(0.01);
    const wide = (inputSize: number, size: number) => ({
      activation: 'tanh',
      inputSize,
      size,
      weights: { rows: size, cols: inputSize, data: data.subarray(0, size * inputSize) },
    });
    const net = network([wide(1, n), wide(n, n), wide(n, n), wide(n, n), wide(n, 1)], {
      samples: [{ name: 'X', kind: 'input', X: rows([2]), target: null }],
    });
    const trace = traceNetwork(net, net.samples[0]);
    const paths = (layer: number) => finish(gradientPaths(pathsFormula(quantitiesOf(net, trace), 'W', layer), 0, 0));
    assert.equal(paths(1), null);
    assert.equal(paths(3)!.count, n);
  }).timeout(60_000);
});
