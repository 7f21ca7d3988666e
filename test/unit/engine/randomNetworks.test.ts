// Random networks against an independent differentiation (dual.ts).
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Network, Objective, Sample } from '../../../src/network/network';
import { columnOf } from '../../../src/network/sampleColumn';
import { finish } from '../../../src/steps/steps';
import { checkGradient } from '../../../src/engine/check/gradientCheck';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { Backward, EntryRef } from '../../../src/engine/trace';
import { losses } from '../readBack/textbook';
import { dualActivations, dualLosses, dualObjective } from './dual';
import { batch, lossObjective, network, numbers, randomRows, type LayerPlan } from './networks';

const RUNS = Number(process.env.NNET_FUZZ ?? 150);
const names = Object.keys(dualActivations);

interface Case {
  readonly net: Network;
  readonly sample: Sample;
  readonly objective: Exclude<Objective, { kind: 'none' }>;
}

interface Plan {
  readonly sizes: readonly number[];
  readonly m: number;
  readonly affine: number;
  readonly act: number;
  readonly mixed: boolean;
  readonly objective: string;
  readonly mean: boolean;
  readonly seed: number;
}

const plans: fc.Arbitrary<Plan> = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 6 }),
  m: fc.integer({ min: 1, max: 6 }),
  affine: fc.integer({ min: 0, max: 31 }),
  act: fc.nat(names.length - 1),
  mixed: fc.boolean(),
  objective: fc.constantFrom('output', ...Object.keys(dualLosses), 'softmax', 'softmax sse'),
  mean: fc.boolean(),
  seed: fc.nat(2 ** 31),
});

function build(plan: Plan): Case {
  const { sizes, m, objective } = plan;
  const next = numbers(plan.seed);
  const layers: LayerPlan[] = sizes.slice(1).map((n, i) => {
    const last = i === sizes.length - 2;
    let act: string | string[] = plan.mixed
      ? Array.from({ length: n }, () => names[Math.floor(((next() + 1) / 2) * names.length) % names.length])
      : names[(plan.act + i) % names.length];
    if (last && objective.startsWith('softmax')) act = 'softmax';
    // An entropy needs outputs in (0, 1).
    if (last && Object.hasOwn(losses, objective) && losses[objective].ofProbabilities) act = 'sigmoid';
    const scale = 1.5 / Math.sqrt(sizes[i]);
    return {
      W: randomRows(n, sizes[i], next, scale),
      b: (plan.affine >> i) & 1 ? randomRows(1, n, next)[0] : null,
      act,
    };
  });
  const outputs = sizes[sizes.length - 1];
  const Y = randomRows(outputs, m, next).map((row) => row.map((t) => (t + 1) / 2));
  const reduction = plan.mean ? 'mean' : 'sum';
  const chosen: Case['objective'] =
    objective === 'output'
      ? { kind: 'output', index: 1 + (plan.seed % outputs) }
      : lossObjective(
          objective === 'softmax' ? 'cross_entropy' : objective === 'softmax sse' ? 'sse' : objective,
          reduction,
        );
  return { net: network(layers, chosen), sample: batch(randomRows(sizes[0], m, next, 2), Y), objective: chosen };
}

/** Every entry of ∇W, ∇b and ∇X, with the largest of its own matrix. */
function* entriesOf(
  { sizes, layers }: Network,
  backward: Backward,
): Generator<{ entry: EntryRef; value: number; largest: number }> {
  const part = function* (quantity: EntryRef['quantity'], layer: number, data: Float64Array, cols: number) {
    const largest = data.reduce((a, x) => Math.max(a, Math.abs(x)), 0);
    for (let i = 0; i < data.length; i++) {
      yield { entry: { quantity, layer, row: Math.floor(i / cols), column: i % cols }, value: data[i], largest };
    }
  };
  for (const { index, affine } of layers) {
    yield* part('W', index, backward.gradW[index - 1].toMatrix().data, sizes[index - 1]);
    if (affine) yield* part('b', index, backward.gradb[index - 1]!.data, 1);
  }
  yield* part('X', 0, backward.gradX.data, backward.gradX.cols);
}

describe('random networks', function () {
  this.timeout(0);

  it('value and gradient agree with dual numbers to 1e-10', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { net, sample, objective } = build(plan);
        const backward = traceNetwork(net, sample).backward!;
        for (const { entry, value, largest } of entriesOf(net, backward)) {
          const dual = dualObjective(net, sample, objective, entry);
          const size = Math.max(1e-3 * largest, Math.abs(value), Math.abs(dual.b));
          assert.ok(
            Math.abs(value - dual.b) <= 1e-10 * size,
            `${JSON.stringify(entry)}: ${value}, dual numbers say ${dual.b}`,
          );
          assert.ok(Math.abs(backward.value - dual.a) <= 1e-12 * Math.max(1, Math.abs(dual.a)));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('values and gradients of the columns of a batch add up to those of the batch', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { net, sample } = build(plan);
        const whole = traceNetwork(net, sample).backward!;
        const shares = Array.from({ length: plan.m }, (_, s) => traceNetwork(net, columnOf(sample, s + 1)).backward!);
        const assertSum = (parts: readonly number[], wanted: number, what: string) => {
          const size = parts.reduce((sum, x) => sum + Math.abs(x), Math.abs(wanted));
          const sum = parts.reduce((a, b) => a + b, 0);
          assert.ok(Math.abs(sum - wanted) <= 1e-12 * size, `${what}: ${sum} instead of ${wanted}`);
        };
        assertSum(
          shares.map(({ value }) => value),
          whole.value,
          'value',
        );
        for (const { entry, value } of entriesOf(net, whole)) {
          const { quantity, layer, row, column } = entry;
          const at = ({ gradW, gradb, gradX }: Backward, s: number) =>
            quantity === 'W'
              ? gradW[layer - 1].entry(row, column)
              : quantity === 'b'
                ? gradb[layer - 1]!.data[row]
                : s === column
                  ? gradX.data[row]
                  : 0;
          assertSum(shares.map(at), value, JSON.stringify(entry));
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('the check finds no error in the share of one column', () => {
    fc.assert(
      fc.property(plans, fc.nat(), (plan, which) => {
        const { net, sample, objective } = build(plan);
        const one = columnOf(sample, 1 + (which % plan.m));
        const check = finish(checkGradient(net, one, objective, traceNetwork(net, one)));
        assert.ok(check.maxRelativeError < 1e-7, JSON.stringify(check.worst));
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });

  it('the check finds no error in a right gradient', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { net, sample, objective } = build(plan);
        const check = finish(checkGradient(net, sample, objective, traceNetwork(net, sample)));
        assert.ok(check.maxRelativeError < 1e-7, JSON.stringify(check.worst));
        assert.equal(check.sampled, check.total);
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });

  it('the check finds an entry that is wrong by a thousandth', () => {
    fc.assert(
      fc.property(plans, fc.nat(), (plan, which) => {
        const { net, sample, objective } = build(plan);
        const trace = traceNetwork(net, sample);
        const { backward } = trace;
        const layer = which % net.layers.length;
        const right = backward!.gradW[layer];
        const [r, c] = [which % right.rows, which % right.cols];
        const entry = (i: number, j: number) => right.entry(i, j) * (i === r && j === c ? 1.001 : 1);
        const before = finish(checkGradient(net, sample, objective, trace));
        fc.pre(Math.abs(right.entry(r, c)) > 1e-2 && Math.abs(backward!.value) < 100 && before.leftOut.length === 0);
        const wrong = {
          ...trace,
          backward: {
            ...backward!,
            gradX: backward!.gradX,
            gradW: backward!.gradW.map((g, i) =>
              i === layer ? { ...g, rows: g.rows, cols: g.cols, entry, toMatrix: () => g.toMatrix() } : g,
            ),
          },
        };
        const check = finish(checkGradient(net, sample, objective, wrong));
        assert.ok(check.maxRelativeError > 5e-4, `${check.maxRelativeError}`);
        const { quantity, layer: found, row, column } = check.worst!;
        assert.deepEqual({ quantity, found, row, column }, { quantity: 'W', found: layer + 1, row: r, column: c });
      }),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});
