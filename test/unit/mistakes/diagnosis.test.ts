// The slips that students make, made on purpose in a textbook computation, must be named; correct answers must not be
// blamed, whether they were rounded at the end or at every intermediate result.
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { LossName } from '../../../src/functions/builtin/losses';
import { finish } from '../../../src/steps/steps';
import { compare, type Comparison } from '../../../src/mistakes/comparison';
import { matrixOf, type QuantityRef } from '../../../src/mistakes/quantity';
import type { Slip } from '../../../src/mistakes/slip';
import { assertSame, mazur, pick, quantitiesIn, random, randomExercise, traceOf, writtenRows } from './exercises';
import { type ActName, type Exercise, lossesOnPaper, onPaper, type Rows, type Wrong } from './textbook';

const FUZZ = process.env.NNET_FUZZ;
const losses = Object.keys(lossesOnPaper) as LossName[];
/** Networks of the campaign. */
const NETWORKS = Number(FUZZ ?? 12);
/** Pairs of slips that are tried in each network. */
const PAIRS = 8;
/** Another campaign each time with NNET_FUZZ. */
const SEED = FUZZ === undefined ? 20261128 : Math.floor(Math.random() * 2 ** 31);

interface KnownSlip {
  readonly wrong: Wrong;
  readonly slip: Slip;
}

const FORMULAS: readonly { text: string; of: readonly ActName[]; by: (x: number, s: number) => number }[] = [
  { text: '1 − Σ', of: ['tanh', 'sigmoid'], by: (_, s) => 1 - s },
  { text: 'Σ ∘ (1 − Σ)', of: ['tanh', 'relu', 'softplus'], by: (_, s) => s * (1 - s) },
  { text: '1 − Σ ∘ Σ', of: ['sigmoid', 'relu', 'softplus'], by: (_, s) => 1 - s * s },
  { text: 'N ∘ (1 − N)', of: ['sigmoid'], by: (x) => x * (1 - x) },
  { text: '1 − N ∘ N', of: ['tanh'], by: (x) => 1 - x * x },
  { text: 'relu′(N)', of: ['sigmoid', 'tanh', 'softplus'], by: (x) => (x > 0 ? 1 : 0) },
];

/** Every slip that can be made on the way to this quantity, written out and not taken from the code under test. */
function slipsIn(e: Exercise, { quantity, layer: r }: QuantityRef): KnownSlip[] {
  const k = e.act.length;
  const m = e.X[0].length;
  const out: KnownSlip[] = [{ wrong: { sign: true }, slip: { kind: 'negated' } }];
  // A row is read as a column where a column is expected.
  if ((quantity !== 'gradb' && quantity !== 'gradW' && m > 1) || (quantity === 'gradW' && e.sizes[r - 1] > 1))
    out.push({ wrong: { transposed: true }, slip: { kind: 'transposed' } });
  const add = (slip: Slip, wrong: Wrong) => out.push({ slip, wrong });
  const forward = quantity === 'N' || quantity === 'Sigma';
  const last = forward ? r : k;
  const biased = e.b.slice(0, last).filter((b) => b !== null).length;
  if (biased > 0) add({ kind: 'noBias', layer: 'all' }, { noBias: 'all' });
  for (let i = 1; i <= last; i++) {
    if (biased > 1 && e.b[i - 1] !== null) add({ kind: 'noBias', layer: i }, { noBias: i });
    if (quantity === 'N' && i === r) continue;
    if (e.act[i - 1] !== 'identity') add({ kind: 'noActivation', layer: i }, { noActivation: i });
    for (const name of ['sigmoid', 'tanh', 'relu'] as const) {
      if (e.act[i - 1] === name || e.act[i - 1] === 'softmax') continue;
      add({ kind: 'otherActivation', layer: i, used: name }, { otherActivation: { layer: i, name } });
    }
  }
  if (forward) {
    add({ kind: 'untransposed' }, { forwardTransposed: r });
    return out;
  }
  const first = Math.max(r, 1);
  const path = Array.from({ length: k - first + 1 }, (_, i) => first + i);
  for (const layer of path) add({ kind: 'noDerivative', layer }, { noDerivative: [layer] });
  if (path.length > 1) add({ kind: 'noDerivative', layer: 'all' }, { noDerivative: path });
  for (const { text, of, by } of FORMULAS) {
    const concerned = path.filter((i) => of.includes(e.act[i - 1]));
    const derivative = (layers: readonly number[]): Wrong => ({ derivative: { layers, of: of[0], by } });
    for (const layer of concerned) add({ kind: 'otherDerivative', layer, used: text }, derivative([layer]));
    if (concerned.length > 1) add({ kind: 'otherDerivative', layer: 'all', used: text }, derivative(concerned));
  }
  if (path.some((i) => e.act[i - 1] !== 'softmax') && e.act[k - 1] !== 'softmax') {
    add({ kind: 'derivativeOfValues' }, { derivativeOfValues: true });
  }
  const softmax = e.act[k - 1] === 'softmax';
  if (softmax) add({ kind: 'softmaxDiagonal', layer: k }, { softmaxDiagonal: true });
  if (lossesOnPaper[e.loss].last === e.act[k - 1]) {
    add({ kind: 'derivativeTwice', layer: k, diagonal: false }, { derivativeTwice: 'jacobian' });
    if (softmax) add({ kind: 'derivativeTwice', layer: k, diagonal: true }, { derivativeTwice: 'diagonal' });
  }
  add({ kind: 'noSeed' }, { seedOnes: true });
  const lowest = quantity === 'gradX' ? 1 : first + 1;
  for (let i = lowest; i <= k; i++) add({ kind: 'noWeights', layer: i }, { noW: i });
  if (lowest <= k) {
    add({ kind: 'updatedWeights' }, { updated: 'in turn' });
    add({ kind: 'updatedWeights' }, { updated: 'at once' });
    add({ kind: 'untransposed' }, { notTransposed: true });
  }
  if (quantity === 'gradW') {
    if (r > 1) add({ kind: 'preActivation', layer: r - 1 }, { lastFactor: { kind: 'N', layer: r - 1 } });
    for (let i = 0; i <= k; i++) {
      if (i !== r - 1) add({ kind: 'otherValues', layer: i }, { lastFactor: { kind: 'Sigma', layer: i } });
    }
  }
  if (m > 1 && e.mean) add({ kind: 'sumNotMean', columns: m }, { factor: m });
  if (m > 1) add({ kind: e.mean ? 'averagedTwice' : 'meanNotSum', columns: m }, { factor: 1 / m });
  add({ kind: 'twice' }, { factor: 2 });
  add({ kind: 'half' }, { factor: 1 / 2 });
  const outputs = e.Y.length;
  if (lossesOnPaper[e.loss].mean && outputs > 1) add({ kind: 'noMeanOfOutputs', outputs }, { factor: outputs });
  add({ kind: 'timesRate', negative: false }, { factor: e.rate });
  add({ kind: 'timesRate', negative: true }, { factor: -e.rate });
  return out;
}

function isTellable(A: Rows | null, right: Rows, digits: number): A is Rows {
  if (A === null || A.length === 0) return false;
  if (!A.flat().every((x) => Number.isFinite(x)) || A.flat().every((x) => Math.abs(x) < 1e-12)) return false;
  return !isDeepStrictEqual(print(A, digits), print(right, digits));
}

function print(A: Rows, digits: number): string[][] {
  return A.map((row) => row.map((x) => (x === 0 ? '0' : x.toPrecision(digits))));
}

function diagnosed(A: Rows, digits: number, q: QuantityRef, e: Exercise): Comparison {
  return finish(compare(writtenRows(A, digits), q, traceOf(e)))!;
}

function names(comparison: Comparison): readonly (readonly Slip[])[] {
  return comparison.explanations.flatMap((one) => (one.kind === 'slips' ? [one.slips] : []));
}

function isNamed(comparison: Comparison, slips: readonly Slip[]): boolean {
  return names(comparison).some(
    (named) =>
      named.length === slips.length && slips.every((slip) => named.some((one) => isDeepStrictEqual(one, slip))),
  );
}

interface Tally {
  right: number;
  of: number;
  missed: Map<string, number>;
}

function count(counts: Tally, hit: boolean, name: string): void {
  counts.of++;
  if (hit) counts.right++;
  else counts.missed.set(name, (counts.missed.get(name) ?? 0) + 1);
}

function report(what: string, { right, of, missed }: Tally): string {
  const worst = [...missed].sort((a, b) => b[1] - a[1]).slice(0, 8);
  return `${what}: ${right} of ${of} (${((100 * right) / of).toFixed(2)} %); missed ${worst.map(([name, n]) => `${name} ${n}`).join(', ')}`;
}

describe('the diagnosis of a matrix', function () {
  this.timeout(60_000 + 3000 * NETWORKS);

  it('starts from a textbook computation that agrees with the engine', () => {
    const next = random(SEED);
    for (const loss of [...losses, ...Array.from({ length: NETWORKS }, () => null)]) {
      const e = randomExercise(next, loss);
      const trace = traceOf(e);
      for (const q of quantitiesIn(e)) assertSame(onPaper(e, q.quantity, q.layer)!, matrixOf(q, trace)!.data);
    }
  });

  /** Each slip once, in a quantity in which it shows, in networks with this loss or with any. */
  function namedSlips(next: () => number, networks: number, loss: LossName | null = null): Tally {
    const counts: Tally = { right: 0, of: 0, missed: new Map() };
    for (let i = 0; i < networks; i++) {
      const e = randomExercise(next, loss);
      const digits = pick(next, [4, 5, 6]);
      const tried = new Set<string>();
      const quantities = quantitiesIn(e).sort(() => next() - 0.5);
      for (const q of quantities) {
        const right = onPaper(e, q.quantity, q.layer)!;
        for (const { wrong, slip } of slipsIn(e, q)) {
          const name = JSON.stringify(wrong);
          if (tried.has(name)) continue;
          const made = onPaper(e, q.quantity, q.layer, wrong);
          if (!isTellable(made, right, digits)) continue;
          tried.add(name);
          count(counts, isNamed(diagnosed(made, digits, q, e), [slip]), slip.kind);
        }
      }
    }
    return counts;
  }

  it('names the slip that was made', () => {
    const counts = namedSlips(random(SEED + 1), NETWORKS);
    const text = report('slips named', counts);
    if (FUZZ !== undefined) console.log(`      ${text}`);
    assert.ok(counts.of > 20 * NETWORKS);
    assert.ok(counts.right >= 0.97 * counts.of, text);
  });

  for (const loss of losses)
    it(`names it before ${loss}`, () => {
      const counts = namedSlips(random(SEED + 6), 4, loss);
      assert.ok(counts.of > 40, `${counts.of} slips`);
      assert.ok(counts.right >= 0.9 * counts.of, report('slips named', counts));
    });

  it('names a pair of slips where it gives the written digits, and not where rounding on the way would have to help', () => {
    const q: QuantityRef = { quantity: 'gradW', layer: 2 };
    const pairs: readonly [Wrong, readonly Slip[]][] = [
      [{ noBias: 1, sign: true }, [{ kind: 'noBias', layer: 1 }, { kind: 'negated' }]],
      [{ noBias: 'all', factor: 2 }, [{ kind: 'noBias', layer: 'all' }, { kind: 'twice' }]],
      [{ noBias: 2, noDerivative: [2] }, [{ kind: 'noBias', layer: 2 }, { kind: 'noDerivative', layer: 2 }]],
    ]; // prettier-ignore
    for (const [wrong, slips] of pairs) {
      assert.ok(isNamed(diagnosed(onPaper(mazur, 'gradW', 2, wrong)!, 4, q, mazur), slips), JSON.stringify(wrong));
      const rounded = onPaper(mazur, 'gradW', 2, { ...wrong, round: (x) => Number(x.toPrecision(3)) })!;
      assert.deepEqual(names(diagnosed(rounded, 4, q, mazur)), [], JSON.stringify(wrong));
    }
  });

  it('names pairs of slips', () => {
    const next = random(SEED + 2);
    const counts: Tally = { right: 0, of: 0, missed: new Map() };
    for (let i = 0; i < NETWORKS; i++) {
      const e = randomExercise(next);
      const digits = pick(next, [4, 5, 6]);
      let left = PAIRS;
      for (let tries = 0; tries < 20 * PAIRS && left > 0; tries++) {
        const q = pick(next, quantitiesIn(e));
        const known = slipsIn(e, q);
        const a = pick(next, known);
        const b = pick(next, known);
        if (Object.keys(a.wrong).some((key) => key in b.wrong) || concernSameThing(a.wrong, b.wrong, e)) continue;
        const made = onPaper(e, q.quantity, q.layer, { ...a.wrong, ...b.wrong });
        if (!isTellable(made, onPaper(e, q.quantity, q.layer)!, digits)) continue;
        // Where a single slip gives the same numbers, it is the likelier reading.
        const alone = known.some(({ wrong }) => sameText(onPaper(e, q.quantity, q.layer, wrong), made, digits));
        if (alone) continue;
        left--;
        count(counts, isNamed(diagnosed(made, digits, q, e), [a.slip, b.slip]), `${a.slip.kind}+${b.slip.kind}`);
      }
    }
    const text = report('pairs named', counts);
    if (FUZZ !== undefined) console.log(`      ${text}`);
    assert.ok(counts.of > 3 * NETWORKS);
    assert.ok(counts.right >= 0.97 * counts.of, text);
  });

  /** Two changes of one factor are one other slip, not two. */
  function concernSameThing(a: Wrong, b: Wrong, e: Exercise): boolean {
    const both = { ...a, ...b };
    const slopes = (['noDerivative', 'derivative', 'derivativeOfValues', 'derivativeTwice', 'softmaxDiagonal', 'seedOnes'] as const).filter((key) => key in both); // prettier-ignore
    const ways = (['noW', 'notTransposed', 'updated'] as const).filter((key) => key in both);
    const factors = (['factor', 'sign'] as const).filter((key) => key in both);
    const forward = (['noActivation', 'otherActivation'] as const).filter((key) => key in both);
    return slopes.length > 1 || ways.length > 1 || factors.length > 1 || forward.length > 1 || e.act.length === 0;
  }

  function sameText(A: Rows | null, B: Rows, digits: number): boolean {
    return A !== null && isDeepStrictEqual(print(A, digits), print(B, digits));
  }

  it('blames nobody for a correct answer, rounded at the end or at every intermediate result', () => {
    const next = random(SEED + 3);
    const blamed: string[] = [];
    let answers = 0;
    let explained = 0;
    let differing = 0;
    for (let i = 0; i < NETWORKS; i++) {
      const e = randomExercise(next);
      const trace = traceOf(e);
      for (const digits of [2, 3, 4, 5, 6]) {
        for (const q of quantitiesIn(e)) {
          for (const way of ['end', 'significant', 'decimals'] as const) {
            const round = (x: number) =>
              way === 'end' ? x : Number(way === 'decimals' ? x.toFixed(digits) : x.toPrecision(digits));
            const habits: Wrong = {
              ...(next() < 0.5 ? { slopesFromValues: true } : {}),
              ...(next() < 0.5 ? { roundProduct: true } : {}),
            };
            const A = onPaper(e, q.quantity, q.layer, way === 'end' ? {} : { round, ...habits })!;
            const written = writtenRows(A, digits, way === 'decimals' ? 'decimals' : 'significant');
            const comparison = finish(compare(written, q, trace))!;
            answers++;
            if (way === 'end') assert.ok(comparison.states!.every((state) => state === 'equal'));
            if (names(comparison).length > 0) blamed.push(JSON.stringify([digits, way, q, names(comparison)]));
            else if (comparison.explanations.length > 0) explained++;
            if (comparison.explanations.length > 0 || comparison.states!.includes('wrong')) differing++;
          }
        }
      }
    }
    if (FUZZ !== undefined) {
      console.log(`      correct answers: ${answers}, blamed ${blamed.length}; off by more than the last digit ${differing}, explained by rounding ${explained}`); // prettier-ignore
    }
    assert.deepEqual(blamed, []);
    assert.ok(differing > NETWORKS && explained >= 0.97 * differing, `${explained} of ${differing}`);
  });

  it('names the intermediate result that was rounded, and to how many digits', () => {
    const next = random(SEED + 4);
    const counts: Tally = { right: 0, of: 0, missed: new Map() };
    for (let i = 0; i < NETWORKS; i++) {
      const e = randomExercise(next);
      const digits = pick(next, [2, 3]);
      for (const kind of ['N', 'Sigma', 'dSigma', 'Delta', 'all'] as const) {
        const layer = 1 + Math.floor(next() * e.act.length);
        const concerned = (k: string, at: number) => kind === 'all' || (k === kind && at === layer);
        const round = (x: number, k: string, at: number) => (concerned(k, at) ? Number(x.toPrecision(digits)) : x);
        for (const q of quantitiesIn(e).filter(({ quantity }) => quantity === 'gradW')) {
          const right = onPaper(e, q.quantity, q.layer)!;
          const made = onPaper(e, q.quantity, q.layer, { round })!;
          if (right.flat().every((x, j) => Math.abs(x - made.flat()[j]) <= 1e-5 * Math.abs(x))) continue;
          // A slope of 0.998 rounded to 1 is a slope left out.
          if (slipsIn(e, q).some(({ wrong }) => sameText(onPaper(e, q.quantity, q.layer, wrong), made, 6))) continue;
          const { explanations } = diagnosed(made, 6, q, e);
          const named = explanations.some(
            (one) => one.kind === 'rounding' && one.exact && one.digits === digits && one.quantity === kind,
          );
          // Rounded alike: where Σ = N, and where Σ′ has one factor more.
          const alike = explanations.some((one) => one.kind === 'rounding' && one.exact && one.digits === digits);
          assert.deepEqual(names({ explanations } as Comparison), []);
          count(counts, named || (alike && e.act.includes('identity')), kind);
        }
      }
    }
    const text = report('roundings named', counts);
    if (FUZZ !== undefined) console.log(`      ${text}`);
    assert.ok(counts.of > 2 * NETWORKS);
    assert.ok(counts.right >= 0.9 * counts.of, text);
  });

  it('names no slip where a single entry is wrong', () => {
    const next = random(SEED + 5);
    let tried = 0;
    const blamed: string[] = [];
    for (let i = 0; i < NETWORKS; i++) {
      const e = randomExercise(next);
      for (const q of quantitiesIn(e)) {
        const right = onPaper(e, q.quantity, q.layer)!;
        if (right.flat().filter((x) => Math.abs(x) > 1e-6).length < 3) continue;
        const at = Math.floor(next() * right.length);
        const factor = pick(next, [1.003, 0.98, 1.05, 1.37, 0.71, 3.3]);
        const made = right.map((row, r) => row.map((x, c) => (r === at && c === 0 ? factor * x : x)));
        const digits = pick(next, [3, 4, 5]);
        if (!isTellable(made, right, digits)) continue;
        tried++;
        const named = names(diagnosed(made, digits, q, e));
        if (named.length > 0) blamed.push(JSON.stringify([q, factor, digits, named]));
      }
    }
    if (FUZZ !== undefined) console.log(`      single wrong entries: ${tried}, a slip named ${blamed.length}`);
    assert.ok(tried > 2 * NETWORKS);
    assert.ok(blamed.length <= 0.02 * tried, blamed.join('\n'));
  });
});
