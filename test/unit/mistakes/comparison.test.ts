import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matrixOf, quantitiesOf, type QuantityRef } from '../../../src/mistakes/quantity';
import { compare, type Comparison } from '../../../src/mistakes/comparison';
import type { WrittenMatrix } from '../../../src/mistakes/writtenMatrix';
import { finish } from '../../../src/steps/steps';
import type { Slip } from '../../../src/mistakes/slip';
import { slipsFor } from '../../../src/mistakes/knownSlips';
import type { Trace } from '../../../src/engine/trace';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { matrix, type Matrix } from '../../../src/network/matrix';
import { build, plans, RUNS, TIMEOUT } from '../notation/randomNetworks';
import { batch, input, lossObjective, network, numbers, randomRows } from '../engine/networks';

/** A matrix as someone writes it with so many significant digits. */
function written(a: Matrix, digits: number): WrittenMatrix {
  const texts = Array.from(a.data, (x) => (x === 0 ? '0' : x.toExponential(digits - 1)));
  const unit = (text: string) => (text === '0' ? 0 : 10 ** (Number(text.split('e')[1]) - digits + 1));
  return {
    values: matrix(a.rows, a.cols, Float64Array.from(texts, Number)),
    units: matrix(a.rows, a.cols, Float64Array.from(texts, unit)),
  };
}

function compared(numbersWritten: WrittenMatrix, claim: QuantityRef, trace: Trace): Comparison {
  return finish(compare(numbersWritten, claim, trace)) ?? assert.fail('nothing to compare with');
}

/** The slips that are named, each alone. */
function slipsOf(a: Matrix, wanted: QuantityRef, trace: Trace, digits = 6): readonly Slip[] {
  const { explanations } = compared(written(a, digits), wanted, trace);
  return explanations.flatMap((one) => (one.kind === 'slips' && one.slips.length === 1 ? one.slips : []));
}

const gradW = (layer: number): QuantityRef => ({ quantity: 'gradW', layer });

/** The result of the first slip of a kind. */
function made(kind: Slip['kind'], claim: QuantityRef, trace: Trace): Matrix {
  for (const { slip, value } of slipsFor(claim, trace)) if (slip.kind === kind) return value;
  return assert.fail(`no ${kind}`);
}

/** Mazur's network: its published mistake is to take the hidden gradients with the updated output weights. */
function mazur() {
  const net = {
    ...network(
      [
        { W: [[0.15, 0.2], [0.25, 0.3]], b: [0.35, 0.35], act: 'sigmoid' }, // prettier-ignore
        { W: [[0.4, 0.45], [0.5, 0.55]], b: [0.6, 0.6], act: 'sigmoid' }, // prettier-ignore
      ],
      lossObjective('half_sse'),
    ),
    rate: 0.5,
  };
  return { net, trace: traceNetwork(net, input([0.05, 0.1], [0.01, 0.99])) };
}

describe('a written matrix against the right one', function () {
  this.timeout(TIMEOUT);

  /** Any claim of any random network. */
  const cases = fc.record({ plan: plans(), which: fc.nat(), digits: fc.integer({ min: 3, max: 10 }) });
  const claimOf = (trace: Trace, which: number): QuantityRef => {
    const claims = quantitiesOf(trace);
    return claims[which % claims.length];
  };

  it('is compared with that of one sample alone for each of the first 50', () => {
    const alone = (samples: number) => {
      const net = network([{ W: [[0.5]], act: 'tanh' }]);
      const trace = traceNetwork(net, batch([Array.from({ length: samples }, (_, i) => i + 1)]));
      return [...slipsFor(gradW(1), trace)].flatMap(({ slip }) => (slip.kind === 'oneColumn' ? [slip.column] : []));
    };
    const to50 = Array.from({ length: 50 }, (_, i) => i + 1);
    assert.deepEqual([alone(49), alone(50), alone(51)], [to50.slice(0, 49), to50, to50]);
  });

  it('agrees if it is rounded to three digits or more', () => {
    fc.assert(
      fc.property(cases, ({ plan, which, digits }) => {
        const { trace } = build(plan);
        const claim = claimOf(trace, which);
        const { states, explanations } = compared(written(matrixOf(claim, trace)!, digits), claim, trace);
        assert.ok(states!.every((state) => state === 'equal'));
        assert.deepEqual(explanations, []);
      }),
      { numRuns: RUNS },
    );
  });

  it('tells which entry is wrong', () => {
    fc.assert(
      fc.property(cases, fc.nat(), ({ plan, which, digits }, at) => {
        const { trace } = build(plan);
        const claim = claimOf(trace, which);
        const right = matrixOf(claim, trace)!;
        const i = at % right.data.length;
        const wrong = { ...right, data: right.data.map((x, j) => (j === i ? x + Math.abs(x) + 0.1 : x)) };
        const { states } = compared(written(wrong, digits), claim, trace);
        assert.deepEqual(
          states!.map((state) => state === 'wrong'),
          states!.map((_, j) => j === i),
        );
      }),
      { numRuns: RUNS },
    );
  });

  it('is recognised as what Mazur published: the updated output weights', () => {
    const { net, trace } = mazur();
    const wrong = made('updatedWeights', gradW(1), trace);
    assert.deepEqual(slipsOf(wrong, gradW(1), trace), [{ kind: 'updatedWeights' }]);
    // With it, one step leads to his published error.
    const { gradW: right } = trace.backward!;
    const step = (W: Matrix, G: Matrix) => ({ ...W, data: W.data.map((w, i) => w - 0.5 * G.data[i]) });
    const [first, second] = net.layers;
    const after = {
      ...net,
      layers: [
        { ...first, weights: step(first.weights!, wrong) },
        { ...second, weights: step(second.weights!, right[1].toMatrix()) },
      ],
    };
    const value = traceNetwork(after, trace.forward.sample).backward!.value;
    assert.equal(value.toFixed(9), '0.291027924');
  });

  it('is recognised as the braces of (3) read as parentheses where that is well-shaped: 1-3-3-1', () => {
    const next = numbers(7);
    const W = (n: number, m: number) => randomRows(n, m, next);
    const net = network([
      { W: W(3, 1), act: 'tanh' },
      { W: W(3, 3), act: 'sigmoid' },
      { W: W(1, 3), act: 'tanh' },
    ]);
    const trace = traceNetwork(net, input([0.7]));
    const wrong = made('parentheses', gradW(1), trace);
    assert.deepEqual(slipsOf(wrong, gradW(1), trace), [{ kind: 'parentheses' }]);
  });

  it('names single slips as they are', () => {
    const next = numbers(3);
    const net = {
      ...network(
        [
          { W: randomRows(3, 2, next), b: [0.1, -0.2, 0.3], act: 'tanh' },
          { W: randomRows(3, 3, next), b: [0.2, 0.1, 0.4], act: 'sigmoid' },
          { W: randomRows(3, 3, next), b: [0, 0.5, 0.1], act: 'sigmoid' },
        ],
        lossObjective('mse', 'mean'),
      ),
      rate: 0.3,
    };
    const trace = traceNetwork(net, batch(randomRows(2, 2, next), randomRows(3, 2, next)));
    const kinds: Slip['kind'][] = [
      'transposed', 'negated', 'noDerivative', 'sumNotMean', 'updatedWeights', 'untransposed', 'noSeed',
      'preActivation', 'derivativeOfValues', 'noBias', 'nextPoint', 'timesRate', 'oneColumn', 'withBias', 'other',
    ]; // prettier-ignore
    for (const kind of kinds) {
      assert.ok(
        slipsOf(made(kind, gradW(2), trace), gradW(2), trace).some((slip) => slip.kind === kind),
        kind,
      );
    }
    const right = trace.backward!.gradW[1].toMatrix();
    const seven = { ...right, data: right.data.map((x) => 7 * x) };
    assert.deepEqual(slipsOf(seven, gradW(2), trace), [{ kind: 'multiple', factor: 7 }]);
  });

  it('names no factor where one entry is wrong: five others are correct', () => {
    const trace = traceNetwork(
      network([{ W: [[0.4, -0.2, 0.7], [0.1, 0.9, -0.3]], act: 'tanh' }], lossObjective('half_sse')), // prettier-ignore
      input([0.31, -0.72, 0.55], [0.2, 0.4]),
    );
    const right = trace.backward!.gradW[0].toMatrix();
    for (let i = 0; i < 6; i++) {
      const wrong = { ...right, data: right.data.map((x, j) => (i === j ? 1.003 * x : x)) };
      for (const digits of [3, 4, 5]) assert.deepEqual(slipsOf(wrong, gradW(1), trace, digits), []);
    }
  });

  it('names both slips where two give the same numbers: half, and η = 0.5 times', () => {
    const { trace } = mazur();
    const right = trace.backward!.gradW[1].toMatrix();
    const half = { ...right, data: right.data.map((x) => x / 2) };
    assert.deepEqual(slipsOf(half, gradW(2), trace, 4), [{ kind: 'half' }, { kind: 'timesRate', negative: false }]);
  });

  it('says nothing of numbers that have no digits to tell by', () => {
    const { trace } = mazur();
    const zeros = { values: matrix(2, 2), units: matrix(2, 2, new Float64Array(4).fill(0.1)) };
    assert.deepEqual(compared(zeros, gradW(2), trace).explanations, []);
  });

  it('reads a row as a column where a column is expected', () => {
    const { trace } = mazur();
    const b = trace.backward!.gradb[0]!;
    const row = written(matrix(1, 2, Float64Array.from(b.data)), 4);
    const { states } = compared(row, { quantity: 'gradb', layer: 1 }, trace);
    assert.deepEqual(states, ['equal', 'equal']);
  });

  it('is close if only the last digit differs', () => {
    const { trace } = mazur();
    const right = trace.backward!.gradW[1].toMatrix();
    const text = written(right, 4);
    text.values.data[0] += text.units.data[0];
    assert.deepEqual(compared(text, gradW(2), trace).states, ['close', 'equal', 'equal', 'equal']);
  });

  it('is close only where rounding on the way made another number, and equal in the other entries', () => {
    // N₁ = (0.345678, 2) rounded to two digits is (0.35, 2): Σ₁ = N₁, so W₂·Σ₁ is (0.35, 2), and not (0.345678, 2).
    const trace = traceNetwork(
      network([
        { W: [[0.345678], [2]], act: 'identity' }, // prettier-ignore
        { W: [[1, 0], [0, 1]], act: 'identity' }, // prettier-ignore
      ]),
      input([1]),
    );
    const text = { values: matrix(2, 1, Float64Array.of(0.35, 2)), units: matrix(2, 1, Float64Array.of(1e-6, 1e-6)) };
    const { states, explanations } = compared(text, { quantity: 'N', layer: 2 }, trace);
    assert.deepEqual(
      explanations.map((one) => one.kind),
      ['rounding'],
    );
    assert.deepEqual(states, ['close', 'equal']);
  });
});
