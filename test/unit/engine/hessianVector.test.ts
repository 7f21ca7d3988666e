import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hessianVector } from '../../../src/engine/hessianVector';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { matrix, type Matrix } from '../../../src/network/matrix';
import type { Layer, Network } from '../../../src/network/network';
import { input, lossObjective, network } from './networks';
import { build, numbers, plans, randomMatrix, RUNS, TIMEOUT } from '../notation/randomNetworks';

function moved(net: Network, h: number): Network {
  const plus = (a: Matrix | null, d: Matrix | null | undefined): Matrix | null =>
    a === null || !d
      ? a
      : matrix(
          a.rows,
          a.cols,
          a.data.map((x, i) => x + h * d.data[i]),
        );
  const layers = net.layers.map((layer): Layer => ({
    ...layer,
    weights: plus(layer.weights, layer.direction?.W),
    bias: plus(layer.bias, layer.direction?.b),
  }));
  return { ...net, layers };
}

describe('the Hessian times a direction', () => {
  // t·p·(1 − p) with 40 digits of Python's decimal.
  for (const [w, expected] of [
    [-40, 1.27450627658749e-18],
    [-400, 5.745508790142017e-175],
    [-800, 0],
    [40, 1.27450627658749e-18],
  ])
    it(`has its digits after a saturated sigmoid, too: at ${w}`, () => {
      const net = network([{ W: [[w]], act: 'sigmoid' }], lossObjective('cross_entropy'));
      const layers = net.layers.map((layer): Layer => ({
        ...layer,
        direction: { W: matrix(1, 1, Float64Array.of(1)), b: null },
      }));
      const trace = traceNetwork({ ...net, layers }, input([1], [0.3]));
      const HV = hessianVector(trace)!.layers[0].HV.data[0];
      assert.ok(Math.abs(HV - expected) <= 1e-13 * expected, String(HV));
    });

  // By central differences with 120 digits and more of Python's mpmath, along V = [1; 2; 4].
  for (const [of, w, target, expected] of [
    ['cross_entropy', [60, 0, -20], [0.25, 0.5, 0.25], [-8.75651081684e-27, 8.7565107627e-27, 5.41455416354e-35]],
    ['cross_entropy', [2, 1, 0.5], [0.25, 0.5, 0.25], [-0.409775683679, 0.0804758481047, 0.329299835574]],
    ['cross_entropy', [300, 0, 299], [1, 0, 0], [-0.589835799724, 7.27043141771e-132, 0.589835799724]],
    [
      'binary_cross_entropy',
      [60, 0, -20],
      [0.25, 0.5, 0.25],
      [-1.97021493514e-26, 3.09173042091e-9, -3.09173042091e-9],
    ],
    ['binary_cross_entropy', [2, 1, 0.5], [0.25, 0.5, 0.25], [-0.858148423, 0.446474162685, 0.411674260314]],
    ['binary_cross_entropy', [300, 0, 299], [1, 0, 0], [-1.17967159945, -2.9670707971e-131, 1.17967159945]],
    ['binary_cross_entropy', [40, 0, 0], [0, 1, 0], [-4.67318968082e-17, 0.5, -0.5]],
    ['output 1', [60, 0, -20], null, [8.75651081684e-27, -8.7565107627e-27, -5.41455416354e-35]],
    ['output 1', [2, 1, 0.5], null, [0.105338346229, 0.0441683075667, -0.149506653796]],
    ['output 1', [300, 0, 299], null, [0.272573243019, 1.688416087e-131, -0.272573243019]],
  ] as const)
    it(`has its digits after a saturated softmax, too: of ${of} at ${w.join(', ')}`, () => {
      const objective = target === null ? ({ kind: 'output', index: 1 } as const) : lossObjective(of);
      const net = network([{ W: w.map((x) => [x]), act: 'softmax' }], objective);
      const layers = net.layers.map((layer): Layer => ({
        ...layer,
        direction: { W: matrix(3, 1, Float64Array.of(1, 2, 4)), b: null },
      }));
      const trace = traceNetwork({ ...net, layers }, input([1], target === null ? undefined : [...target]));
      const HV = hessianVector(trace)!.layers[0].HV.data;
      expected.forEach((x, i) => assert.ok(Math.abs(HV[i] - x) <= 1e-11 * Math.abs(x), `${i}: ${HV[i]}, not ${x}`));
    });

  // (1 − t)/(1 − p)² and its product with RΣ, at 1 − p = 1/(1 + e⁴⁰), t = 1/4.
  for (const act of ['softmax', 'sigmoid'])
    it(`knows how ∇L changes where an output of ${act} is rounded to 1`, () => {
      const net = network([{ W: [[40], [0]], act }], lossObjective('binary_cross_entropy'));
      const layers = net.layers.map((layer): Layer => ({
        ...layer,
        direction: { W: matrix(2, 1, Float64Array.of(1, 0)), b: null },
      }));
      const { d2Loss, RSeed } = hessianVector(traceNetwork({ ...net, layers }, input([1], [0.25, 1])))!;
      const close = (x: number, wanted: number) => assert.ok(Math.abs(x - wanted) <= 1e-13 * wanted, `${x}`);
      close(d2Loss!.data[0], 0.75 * (1 + Math.exp(40)) ** 2);
      close(RSeed.data[0], 0.75 * Math.exp(40) + 0.25 * Math.exp(-40));
    });

  it('is what the gradient changes by along it, for every activation, loss and batch', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net, trace } = build(plan);
        const next = numbers((plan.seed % 99_991) + 1);
        const layers = net.layers.map((layer): Layer => ({
          ...layer,
          direction: {
            W: randomMatrix(layer.size, layer.inputSize, next),
            b: layer.affine ? randomMatrix(layer.size, 1, next) : null,
          },
        }));
        const along: Network = { ...net, layers };
        const [sample] = net.samples;
        const gradients = (h: number) => traceNetwork(moved(along, h), sample).backward!;
        const found = hessianVector(traceNetwork(along, sample))!;
        // Two steps, extrapolated; where a kink lies between them nothing can be said.
        const quotient = (h: number, of: (b: ReturnType<typeof gradients>) => Float64Array) => {
          const [a, b] = [of(gradients(h)), of(gradients(-h))];
          return a.map((x, i) => (x - b[i]) / (2 * h));
        };
        const compare = (exact: Float64Array, of: (b: ReturnType<typeof gradients>) => Float64Array, what: string) => {
          const [coarse, fine] = [quotient(2e-4, of), quotient(1e-4, of)];
          const size = Math.max(1, ...exact.map(Math.abs));
          const steady = coarse.every((x, i) => Math.abs(x - fine[i]) < 1e-4 * size);
          if (!steady) return;
          exact.forEach((x, i) => {
            const wanted = (4 * fine[i] - coarse[i]) / 3;
            assert.ok(Math.abs(x - wanted) <= 1e-5 * size, `${what}: ${x} instead of ${wanted}`);
          });
        };
        net.layers.forEach((layer, i) => {
          compare(found.layers[i].HV.data, (b) => b.gradW[i].toMatrix().data, `(HV)_${i + 1}`);
          if (layer.affine) compare(found.layers[i].Hv!.data, (b) => b.gradb[i]!.data, `(Hv)_${i + 1}`);
        });
        assert.ok(trace.backward !== null);
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);

  it('is symmetric: U·HV = V·HU', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net } = build(plan);
        const next = numbers((plan.seed % 99_989) + 1);
        const direction = () =>
          net.layers.map((layer) => ({
            W: randomMatrix(layer.size, layer.inputSize, next),
            b: layer.affine ? randomMatrix(layer.size, 1, next) : null,
          }));
        const [U, V] = [direction(), direction()];
        const product = (of: typeof U) =>
          hessianVector(
            traceNetwork({ ...net, layers: net.layers.map((l, i) => ({ ...l, direction: of[i] })) }, net.samples[0]),
          )!;
        const dot = (d: typeof U, { layers }: ReturnType<typeof product>) => {
          let sum = 0;
          let size = 0;
          layers.forEach(({ HV, Hv }, i) => {
            HV.data.forEach((x, e) => ((sum += x * d[i].W.data[e]), (size += Math.abs(x * d[i].W.data[e]))));
            Hv?.data.forEach((x, e) => ((sum += x * d[i].b!.data[e]), (size += Math.abs(x * d[i].b!.data[e]))));
          });
          return { sum, size };
        };
        const [a, b] = [dot(U, product(V)), dot(V, product(U))];
        assert.ok(Math.abs(a.sum - b.sum) <= 1e-11 * Math.max(a.size, b.size, 1e-300), `${a.sum} and ${b.sum}`);
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);
});
