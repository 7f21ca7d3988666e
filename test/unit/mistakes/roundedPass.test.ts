// What comes out with rounded intermediate results, against the textbook computation that rounds as on paper.
import assert from 'node:assert/strict';
import { quantitiesOf, type QuantityRef } from '../../../src/mistakes/quantity';
import { roundedResults, type RoundedResult } from '../../../src/mistakes/roundedPass';
import type { Rounding } from '../../../src/mistakes/slip';
import { random, randomExercise, traceOf } from './exercises';
import { onPaper, type Exercise, type Wrong } from './textbook';

const KINDS = ['N', 'Sigma', 'dSigma', 'Delta'] as const;

/** 1-2-2-1 with both activations whose slopes come from Σ, and two samples. */
const exercise: Exercise = {
  sizes: [2, 2, 2, 1],
  W: [[[0.15, 0.2], [0.25, -0.3]], [[0.4, 0.45], [-0.5, 0.55]], [[0.7, -0.85]]], // prettier-ignore
  b: [[0.35, 0.11], null, [0.6]],
  act: ['tanh', 'sigmoid', 'tanh'],
  loss: 'half_sse',
  mean: true,
  rate: 0.5,
  X: [[0.55, 0.31], [0.17, -1.23]], // prettier-ignore
  Y: [[0.51, 0.99]],
};

function results(e: Exercise, q: QuantityRef, likely = 3): RoundedResult[] {
  return [...roundedResults(q, traceOf(e), likely)];
}

/** The computation of `q` on paper that rounds so on the way, not N or Σ itself; with these habits. */
function rounding(q: QuantityRef, { quantity, layer, digits, style }: Rounding, habits: Wrong = {}): Wrong {
  return {
    ...habits,
    round: (x, kind, i) => {
      if ((quantity !== 'all' && quantity !== kind) || (layer !== 'all' && layer !== i)) return x;
      if (kind !== 'Delta' && kind === q.quantity && i === q.layer) return x;
      return Number(style === 'decimals' ? x.toFixed(digits) : x.toPrecision(digits));
    },
  };
}

const HABITS: readonly Wrong[] = [{}, { roundProduct: true }, { slopesFromValues: true }, { slopesFromValues: true, roundProduct: true }]; // prettier-ignore

function isSame(A: readonly (readonly number[])[], data: ArrayLike<number>): boolean {
  return A.flat().every((x, i) => Math.abs(x - data[i]) <= 1e-9 * (1 + Math.abs(x)));
}

describe('a matrix from rounded intermediate results', () => {
  it('is tried with all of them rounded first, then with one kind in all layers and in each, the likely digits first', () => {
    for (const [likely, digits] of [
      [2, [2, 3, 4, 5, 6]],
      [4, [4, 3, 5, 2, 6]],
      [6, [6, 5, 4, 3, 2]],
      [9, [6, 5, 4, 3, 2]],
    ] as const) {
      // prettier-ignore
      const seen: Rounding[] = [];
      for (const { rounding: one } of results(exercise, { quantity: 'N', layer: 3 }, likely)) seen.push(one);
      const styles = digits.flatMap((n) => [`${n} significant`, `${n} decimals`]);
      const kinds = KINDS.flatMap((kind) => ['all', 3, 2, 1].map((layer) => `${kind} ${layer}`));
      assert.deepEqual(
        seen.map((one) => `${one.quantity} ${one.layer} ${one.digits} ${one.style}`),
        [
          ...styles.map((style) => `all all ${style}`),
          ...styles.flatMap((style) => kinds.map((kind) => `${kind} ${style}`)),
        ],
      );
      assert.ok(seen.every(({ exact }) => exact));
    }
  });

  it('is what comes out on paper, whatever is rounded and in whatever way, for every quantity', () => {
    for (const q of quantitiesOf(traceOf(exercise))) assertOnPaper(exercise, q);
  });

  it('also in other networks', () => {
    const next = random(77);
    for (let n = 0; n < 6; n++) {
      const e = randomExercise(next);
      const all = quantitiesOf(traceOf(e));
      assertOnPaper(e, all[Math.floor(next() * all.length)]);
    }
  });

  it('has the 1/m of a mean taken last too: as the sum over m', () => {
    const sum = { ...exercise, mean: false };
    for (const q of quantitiesOf(traceOf(exercise)).filter(({ quantity }) => quantity.startsWith('grad'))) {
      for (const one of allOf('all', exercise, q)) {
        const halves = onPaper(sum, q.quantity, q.layer, rounding(q, one.rounding))!.map((row) =>
          row.map((x) => x / 2),
        );
        assert.ok(one.values.some((value) => isSame(halves, value)), JSON.stringify([q, one.rounding])); // prettier-ignore
      }
    }
  });

  it('is tried in no way that makes no difference: how often each rounding comes', () => {
    const times = (e: Exercise, q: QuantityRef, quantity: Rounding['quantity']) =>
      allOf(quantity, e, q)[0].values.length;
    const W1: QuantityRef = { quantity: 'gradW', layer: 1 };
    const Delta1: QuantityRef = { quantity: 'Delta', layer: 1 };
    const N3: QuantityRef = { quantity: 'N', layer: 3 };
    const sum = { ...exercise, mean: false };
    const alone = { ...exercise, X: [[0.55], [0.17]], Y: [[0.51]] };
    // Slopes from Σ or not, Wᵀ·Δ rounded or not, the mean last or not.
    for (const [e, q, kind, expected] of [
      [exercise, W1, 'all', 8],
      [exercise, W1, 'N', 2],
      [exercise, W1, 'Sigma', 2],
      [exercise, W1, 'dSigma', 1],
      [exercise, W1, 'Delta', 4],
      [exercise, Delta1, 'all', 4],
      [exercise, Delta1, 'Delta', 2],
      [exercise, N3, 'all', 1],
      [exercise, { quantity: 'Sigma', layer: 3 }, 'all', 1],
      [sum, W1, 'all', 4],
      [alone, W1, 'all', 4],
    ] as const)
      assert.equal(times(e, q, kind), expected, `${q.quantity} ${kind}`);
  });
});

/** The values of each rounding of this quantity. */
function allOf(quantity: Rounding['quantity'], e: Exercise, q: QuantityRef) {
  const found = new Map<string, { rounding: Rounding; values: Float64Array[] }>();
  for (const { rounding: one, value } of results(e, q)) {
    if (one.quantity !== quantity) continue;
    const name = JSON.stringify(one);
    if (!found.has(name)) found.set(name, { rounding: one, values: [] });
    found.get(name)!.values.push(value.data);
  }
  return [...found.values()];
}

/** Each way of the paper is among the results, and each result, without the mean last, is one of them. */
function assertOnPaper(e: Exercise, q: QuantityRef): void {
  for (const kind of ['all', ...KINDS] as const) {
    for (const { rounding: one, values } of allOf(kind, e, q)) {
      const ways = HABITS.map((habits) => onPaper(e, q.quantity, q.layer, rounding(q, one, habits))!);
      const what = JSON.stringify([q, one, e]);
      if (kind === 'all') for (const way of ways) assert.ok(values.some((value) => isSame(way, value)), what); // prettier-ignore
      assert.ok(isSame(ways[0], values[0]), what);
      assert.ok(values.filter((value) => !ways.some((way) => isSame(way, value))).length <= values.length / 2, what);
    }
  }
}
