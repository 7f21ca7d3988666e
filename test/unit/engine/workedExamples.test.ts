// Published examples, numbers and sources in fixtures/workedExamples.json.
import assert from 'node:assert/strict';
import type { Matrix } from '../../../src/network/matrix';
import type { Network, Sample } from '../../../src/network/network';
import { finish } from '../../../src/steps/steps';
import { checkGradient } from '../../../src/engine/check/gradientCheck';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { updatedLayer } from '../../../src/engine/updated';
import file from './fixtures/workedExamples.json';
import { input, lossObjective, network } from './networks';

type Values = number | null | readonly Values[];

interface Quantities {
  readonly N?: Values;
  readonly Sigma?: Values;
  readonly f?: Values;
  readonly loss?: Values;
  readonly delta?: Values;
  readonly gradW?: Values;
  readonly gradB?: Values;
  readonly gradX?: Values;
}

interface Example {
  readonly id: string;
  readonly layers: readonly { weights: number[][]; bias: number[] | null; activation: string }[];
  readonly input: number[];
  readonly target: number[] | null;
  readonly loss: string | null;
  readonly tolerance: number;
  readonly expected: Quantities;
  readonly computed: Quantities;
  readonly afterOneStep?: { learningRate: number; loss: number; publishedLoss: number; weights: number[][][] };
}

const examples = file.examples as unknown as readonly Example[];

function build(example: Example): { net: Network; sample: Sample } {
  const objective = example.loss === null ? ({ kind: 'output', index: 1 } as const) : lossObjective(example.loss);
  const plans = example.layers.map(({ weights, bias, activation }) => ({ W: weights, b: bias, act: activation }));
  return { net: network(plans, objective), sample: input(example.input, example.target) };
}

const columnValues = (a: Matrix | null): Values => a && Array.from(a.data);
const rowValues = (a: Matrix): Values =>
  Array.from({ length: a.rows }, (_, r) => Array.from(a.data.subarray(r * a.cols, (r + 1) * a.cols)));

function quantities(net: Network, sample: Sample): Quantities {
  const { forward, backward } = traceNetwork(net, sample);
  assert.ok(backward);
  return {
    N: forward.layers.map(({ N }) => columnValues(N)),
    Sigma: forward.layers.map(({ Sigma }) => columnValues(Sigma)),
    f: columnValues(forward.output),
    loss: net.objective.kind === 'loss' ? backward.value : null,
    delta: backward.Delta.map(columnValues),
    gradW: backward.gradW.map((g) => rowValues(g.toMatrix())),
    gradB: backward.gradb.map(columnValues),
    gradX: columnValues(backward.gradX),
  };
}

/** Compares nested numbers; null is not published. A column of one may be written as a number. Counts the numbers. */
function agree(
  actual: Values | undefined,
  expected: Values,
  close: (a: number, e: number) => boolean,
  path: string,
): number {
  if (expected === null) return 0;
  if (typeof expected === 'number') {
    const a = Array.isArray(actual) && actual.length === 1 ? (actual[0] as Values) : actual;
    assert.ok(typeof a === 'number' && close(a, expected), `${path}: ${String(a)}, expected ${expected}`);
    return 1;
  }
  assert.ok(Array.isArray(actual) && actual.length === expected.length, `${path}: another length`);
  return expected.reduce((n: number, e, i) => n + agree(actual[i] as Values, e, close, `${path}[${i}]`), 0);
}

describe('published examples', () => {
  assert.equal(examples.length, 6);
  for (const example of examples) {
    it(`${example.id}: as published`, () => {
      const { net, sample } = build(example);
      const actual = quantities(net, sample);
      let compared = 0;
      for (const [name, expected] of Object.entries(example.expected)) {
        const close = (a: number, e: number) => Math.abs(a - e) <= example.tolerance;
        compared += agree(actual[name as keyof Quantities], expected as Values, close, name);
      }
      assert.ok(compared >= 5, `only ${compared} numbers were compared`);
    });

    it(`${example.id}: to 1e-12`, () => {
      const { net, sample } = build(example);
      const actual = quantities(net, sample);
      const close = (a: number, e: number) => Math.abs(a - e) <= 1e-12 * Math.max(1, Math.abs(e));
      let compared = 0;
      for (const [name, expected] of Object.entries(example.computed)) {
        compared += agree(actual[name as keyof Quantities], expected as Values, close, name);
      }
      assert.ok(compared >= 8, `only ${compared} numbers were compared`);
    });

    it(`${example.id}: against central differences`, () => {
      const { net, sample } = build(example);
      const trace = traceNetwork(net, sample);
      const check = finish(checkGradient(net, sample, trace.backward!.objective, trace));
      assert.ok(check.maxRelativeError < 1e-10, `${check.maxRelativeError}`);
      assert.equal(check.sampled, check.total);
      assert.deepEqual(check.leftOut, []);
    });
  }

  it("Mazur's example after one step: all gradients at one point, not the published mixture", () => {
    const mazur = examples.find((e) => e.id === 'mazur-2015')!;
    const { net, sample } = build(mazur);
    const after = mazur.afterOneStep!;
    const { backward } = traceNetwork(net, sample);
    const layers = net.layers.map((layer, i) => {
      const { W } = updatedLayer(layer, backward!, after.learningRate);
      agree(rowValues(W), after.weights[i], (a, e) => Math.abs(a - e) <= 1e-15, `W_${i + 1}`);
      return { ...layer, weights: W };
    });
    const { value } = traceNetwork({ ...net, layers }, sample).backward!;
    assert.ok(Math.abs(value - 0.29102777369359933) <= 1e-15, `${value}`);
    assert.ok(Math.abs(value - after.publishedLoss) > 1e-7);
  });

  it('a step moves the biases too, where there are any', () => {
    const { net, sample } = build(examples.find((e) => e.id === 'mazur-2015')!);
    const { backward } = traceNetwork(net, sample);
    const { b } = updatedLayer(net.layers[1], backward!, 0.5);
    agree(
      columnValues(b),
      [0.6 - 0.5 * 0.13849856162855698, 0.6 + 0.5 * 0.03809823651655623],
      (x, e) => Math.abs(x - e) < 1e-15,
      'b_2',
    );
    const homogeneous = network([{ W: [[1, 2]], act: 'tanh' }]);
    const trace = traceNetwork(homogeneous, input([1, 1]));
    assert.equal(updatedLayer(homogeneous.layers[0], trace.backward!, 1).b, null);
  });
});
