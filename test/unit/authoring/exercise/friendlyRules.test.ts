import '../../seed';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Analysis } from '../../../../src/analysis/analysis';
import { CancelledError } from '../../../../src/analysis/cancellation';
import { findVariants, searchText } from '../../../../src/authoring/exercise/findVariants';
import { answersAreDistinct, answersAreNotZero, answersAreShort, isOffKinks, isShort, shownSlips, slipsShow, unitsAreAlive } from '../../../../src/authoring/exercise/friendlyRules'; // prettier-ignore
import { isNoHandout } from '../../../../src/authoring/handout';
import { makeSheets } from '../../../../src/authoring/exercise/makeSheets';
import type { Sheet } from '../../../../src/authoring/exercise/sheet';
import { traceNetwork } from '../../../../src/engine/traceNetwork';
import { check } from '../../../../src/language/meaning/checker';
import { parse } from '../../../../src/language/syntax/parser';
import { slipsFor } from '../../../../src/mistakes/knownSlips';
import { say } from '../../../../src/message/message';
import { finish } from '../../../../src/steps/steps';
import { sheetOf, sheetsOf } from '../../../sheetsOf';
import { activations } from '../../readBack/textbook';
import { workedOut, type Grid, type TextbookNetwork } from './textbook';

const EXAM = readFileSync(path.resolve(__dirname, '../../../../examples/exam.nnet'), 'utf8');

/** Networks whose numbers are made, so small that every rule is broken often and kept often. */
const networks = fc.record({
  seed: fc.integer({ min: 0, max: 1e6 }),
  activation: fc.constantFrom('relu', 'relu', 'tanh', 'identity', 'softplus', 'sigmoid'),
  entries: fc.constantFrom('integers(-2, 2', 'integers(-3, 3', 'choose([-3, -1, 1/2, 2, 1/3]', 'choose([-9, 12, 0.7]'),
});

function textOf({ seed, activation, entries }: { seed: number; activation: string; entries: string }): string {
  const made = (n: number) => `${entries}, seed = ${seed + n})`;
  return `input 2
input X = ${made(1)}
target = ${made(2)}
layer 2 ${activation}
W = ${made(3)}
b = ${made(4)}
layer 1 identity
W = ${made(5)}
loss half_sse
exercise "A"
ask Delta1 gradW2
`;
}

/** The same numbers worked out by a textbook; `printed` as the sheet has them. */
function textbookOf({ network }: Sheet, activation: string): Record<string, Grid> {
  const rows = (A: { rows: number; cols: number; data: Float64Array } | null): Grid =>
    Array.from({ length: A!.rows }, (_, r) => [...A!.data.subarray(r * A!.cols, (r + 1) * A!.cols)]);
  const [first, second] = network.layers;
  const plain: TextbookNetwork = {
    X: rows(network.samples[0].X),
    Y: rows(network.samples[0].target),
    rate: 0,
    layers: [
      { W: rows(first.weights), b: rows(first.bias), activation },
      { W: rows(second.weights), b: null, activation: 'identity' },
    ],
  };
  return workedOut(plain, { digits: null, roundsProducts: false, given: {} });
}

/** A thousand random sheets, with what they were made from; where terms cancel but for their rounding there is none. */
const sheets = (): readonly (readonly [Sheet, { readonly activation: string }])[] =>
  (thousand ??= fc
    .sample(networks, 1100)
    .flatMap((made) => {
      try {
        return [[sheetOf(textOf(made)), made] as const];
      } catch (error) {
        if (isNoHandout(error) && /nearly cancel/.test(error.text.template)) return [];
        throw error;
      }
    })
    .slice(0, 1000));
let thousand: readonly (readonly [Sheet, { readonly activation: string }])[] | null = null;

/** A rule and a predicate of the numbers agree on a thousand sheets; both outcomes occur. */
function agree(
  rule: (sheet: Sheet) => boolean,
  own: (numbers: Record<string, Grid>, sheet: Sheet, activation: string) => boolean | null,
): void {
  const outcomes = { true: 0, false: 0 };
  assert.equal(sheets().length, 1000);
  for (const [sheet, { activation }] of sheets()) {
    const expected = own(textbookOf(sheet, activation), sheet, activation);
    if (expected === null) continue;
    outcomes[`${expected}`]++;
    assert.equal(rule(sheet), expected);
  }
  assert.ok(outcomes.true > 20 && outcomes.false > 20, JSON.stringify(outcomes));
}

/** Usual mistakes on the way to Δ₁ and ∇W₂ of a sheet, whatever the product knows of them. */
function mistakesOf(numbers: Record<string, Grid>, { network }: Sheet, activation: string): Record<string, Grid> {
  const [W2, x] = [network.layers[1].weights!.data, network.samples[0].X.data];
  const Delta2 = numbers.Delta2[0][0];
  const Y = network.samples[0].target!.data[0];
  const column = (f: (i: number) => number): Grid => [[f(0)], [f(1)]];
  const row = (f: (i: number) => number): Grid => [[f(0), f(1)]];
  const slope = (i: number) => numbers.dSigma1[i][0];
  const { W1 } = { W1: network.layers[0].weights!.data };
  const { derivative, value } = activations[activation];
  const number = (y: number | readonly [number, number]) => (typeof y === 'number' ? y : y[0]);
  const unbiased = (i: number) => number(value(W1[2 * i] * x[0] + W1[2 * i + 1] * x[1]));
  return {
    'Delta1 without Σ′': column((i) => W2[i] * Delta2),
    'Delta1 negated': column((i) => -W2[i] * Delta2 * slope(i)),
    'Delta1 twice': column((i) => 2 * W2[i] * Delta2 * slope(i)),
    'Delta1 without W': column((i) => Delta2 * slope(i)),
    'Delta1 with Σ′ at Σ': column((i) => W2[i] * Delta2 * number(derivative(numbers.Sigma1[i][0]))),
    'Delta1 without ∇L': column((i) => W2[i] * slope(i)),
    'gradW2 negated': row((i) => -Delta2 * numbers.Sigma1[i][0]),
    'gradW2 with N': row((i) => Delta2 * numbers.N1[i][0]),
    'gradW2 with X': row((i) => Delta2 * x[i]),
    'gradW2 without bias': row((i) => (W2[0] * unbiased(0) + W2[1] * unbiased(1) - Y) * unbiased(i)),
  };
}

/** Looks through the thousand sheets: how many are friendly for these mistakes, and in how many one hides. */
function textbookMistakes(): { friendly: number; hidden: number } {
  const shows = new Map<string, boolean[]>();
  const canShow = new Map<string, Set<string>>();
  const all = sheets().map(([sheet, { activation }]) => {
    const mistakes = mistakesOf(textbookOf(sheet, activation), sheet, activation);
    const known = canShow.get(activation) ?? new Set();
    canShow.set(activation, known);
    shownSlips(sheet).forEach((key) => known.add(key));
    for (const [name, wrong] of Object.entries(mistakes)) {
      const { shown, tolerance } = sheet.exercises[0].questions.find(({ asked }) =>
        name.startsWith(asked.item.name.text),
      )!;
      const seen = wrong.flat().some((x, i) => Math.abs(x - shown.data[i]) > tolerance[i]);
      const key = `${activation} ${name}`;
      shows.set(key, [...(shows.get(key) ?? []), seen]);
    }
    return { sheet, activation, mistakes };
  });
  const met = new Map<string, number>();
  let [friendly, hidden] = [0, 0];
  for (const { sheet, activation, mistakes } of all) {
    const at = met.get(activation) ?? 0;
    met.set(activation, at + 1);
    // What hides in every network of the kind is no mistake there: Σ is N where nothing bends.
    const hides = Object.keys(mistakes).filter((name) => {
      const outcomes = shows.get(`${activation} ${name}`)!;
      return outcomes.includes(true) && !outcomes[at];
    });
    const holds = slipsShow(sheet, canShow.get(activation)!);
    if (hides.length > 0) {
      hidden++;
      assert.equal(holds, false, hides.join(', '));
    } else if (holds) friendly++;
  }
  return { friendly, hidden };
}

describe('friendly numbers', () => {
  it('are short: integers, thirds, sevenths and three decimals, not seventeenths of a thousand', () => {
    for (const x of [0, -7, 0.125, -0.129, 1 / 3, -22 / 7, 19 / 20, 3 / 17, 999])
      assert.equal(isShort(x), true, `${x}`);
    for (const x of [Math.PI, 0.1234, 1 / 23, 1000, 0.0005]) assert.equal(isShort(x), false, `${x}`);
  });

  it('every asked number is a short fraction or decimal', () => {
    const short = (x: number) => {
      if (Math.abs(x) >= 1000) return false;
      for (const q of [1000, ...Array.from({ length: 20 }, (_, i) => i + 1)]) {
        if (Math.abs(x - Math.round(x * q) / q) < (1e-9 * Math.max(1, Math.abs(x))) / q) return true;
      }
      return false;
    };
    agree(answersAreShort, (numbers) => {
      const all = [...numbers.Delta1, ...numbers.gradW2].flat();
      // Where rounding decides, both are right.
      const open = (x: number, q: number) =>
        Math.abs(x * q - Math.round(x * q)) > 1e-12 && Math.abs(x * q - Math.round(x * q)) < 1e-6;
      if (all.some((x) => [1000, 17, 18, 19, 20, 16, 13, 11].some((q) => open(x, q)))) return null;
      return all.every(short);
    });
  });

  it('no unit is dead or saturated', () => {
    agree(unitsAreAlive, (numbers) => numbers.dSigma1.flat().every((slope) => slope >= 0.01));
  });

  it('no unit is dead or saturated in all samples of a batch', () => {
    const outcomes = { true: 0, false: 0, mixed: 0 };
    const batches = fc.record({
      name: fc.constantFrom('relu', 'hard_tanh', 'sigmoid', 'softmax'),
      X: fc.integer({ min: 1, max: 3 }).chain((columns) => fc.array(fc.integer({ min: -9, max: 9 }), { minLength: columns, maxLength: columns })), // prettier-ignore
      W: fc.array(fc.constantFrom(-2, -1, 0.5, 1, 2), { minLength: 2, maxLength: 2 }),
    });
    for (const { name, X, W } of fc.sample(batches, 1000)) {
      const network = check(
        parse(`batch X = [${X.join(' ')}]\nlayer 2 ${name}\nW = [${W.join('; ')}]\noutput 1\n`),
      ).network!;
      const slopes = W.map((w, unit) =>
        X.map((x) => {
          const n = w * x;
          if (name === 'relu') return n > 0 ? 1 : 0;
          if (name === 'hard_tanh') return n > -1 && n < 1 ? 1 : 0;
          const p = 1 / (1 + Math.exp(name === 'sigmoid' ? -n : (W[1 - unit] - w) * x));
          return p * (1 - p);
        }),
      );
      // At a kink hard_tanh may have either slope.
      if (name === 'hard_tanh' && W.some((w) => X.some((x) => Math.abs(w * x) === 1))) continue;
      const alive = slopes.every((unit) => unit.some((slope) => slope >= 0.01));
      outcomes[`${alive}`]++;
      if (alive && slopes.flat().some((slope) => slope < 0.01)) outcomes.mixed++;
      assert.equal(unitsAreAlive({ trace: traceNetwork(network, network.samples[0]) } as Sheet), alive);
    }
    assert.ok(
      Object.values(outcomes).every((count) => count > 20),
      JSON.stringify(outcomes),
    );
  });

  it('no output of softmax is saturated', () => {
    const outcomes = { true: 0, false: 0 };
    for (const { seed, entries } of fc.sample(networks, 1000)) {
      const text = textOf({ seed, activation: 'identity', entries })
        .replace('layer 1 identity', 'layer 3 softmax')
        .replace(/target = .*/, 'target = [1 0 0]')
        .replace('half_sse', 'cross_entropy');
      const network = check(parse(text)).network!;
      const trace = traceNetwork(network, network.samples[0]);
      const numbers = textbookOf({ network } as Sheet, 'identity');
      const N2 = numbers.N2.flat();
      const exp = N2.map((x) => Math.exp(x - Math.max(...N2)));
      const sum = exp.reduce((a, b) => a + b, 0);
      const alive = exp.every((x) => (x / sum) * (1 - x / sum) >= 0.01);
      outcomes[`${alive}`]++;
      assert.equal(unitsAreAlive({ trace } as Sheet), alive);
    }
    assert.ok(outcomes.true > 20 && outcomes.false > 20, JSON.stringify(outcomes));
  });

  it('no value is at a kink', () => {
    agree(isOffKinks, (numbers, _, activation) => activation !== 'relu' || numbers.N1.flat().every((x) => x !== 0));
  });

  it('no value is at a kink of any activation, and no output at one of the loss', () => {
    const kinks: Record<string, readonly number[]> = { relu: [0], leaky_relu: [0], abs: [0], hard_tanh: [-1, 1], tanh: [], square: [] }; // prettier-ignore
    const outcomes = { true: 0, false: 0, loss: 0 };
    const single = fc.record({
      name: fc.constantFrom(...Object.keys(kinks)),
      loss: fc.constantFrom('l1', 'half_sse'),
      W: fc.integer({ min: -3, max: 3 }),
      X: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 }),
      last: fc.integer({ min: 1, max: 2 }),
      Y: fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 2, maxLength: 2 }),
    });
    for (const { name, loss, W, X, last, Y } of fc.sample(single, 1000)) {
      const row = (of: readonly number[]) => `[${of.join(' ')}]`;
      const text = `batch X = ${row(X)}\ntarget = ${row(Y)}\nlayer 1 ${name}\nW = ${W}\nlayer 1 identity\nW = ${last}\nloss ${loss}\n`;
      const network = check(parse(text)).network!;
      const N = X.map((x) => W * x);
      const value: Record<string, (n: number) => number> = {
        relu: (n) => Math.max(n, 0),
        leaky_relu: (n) => (n > 0 ? n : n / 100),
        abs: Math.abs,
        hard_tanh: (n) => Math.min(1, Math.max(-1, n)),
        tanh: Math.tanh,
        square: (n) => n * n,
      };
      const ofLoss = loss === 'l1' && N.some((n, i) => last * value[name](n) === Y[i]);
      const off = !ofLoss && N.every((n) => !kinks[name].includes(n));
      outcomes[`${off}`]++;
      if (ofLoss && N.every((n) => !kinks[name].includes(n))) outcomes.loss++;
      assert.equal(isOffKinks({ trace: traceNetwork(network, network.samples[0]) } as Sheet), off, text);
    }
    assert.ok(
      Object.values(outcomes).every((count) => count > 20),
      JSON.stringify(outcomes),
    );
  });

  it('no asked entry is 0', () => {
    agree(answersAreNotZero, (numbers) => {
      const all = [...numbers.Delta1, ...numbers.gradW2].flat();
      return all.every((x) => Math.abs(x) > 1e-12);
    });
  });

  it('all answers are distinct by more than their tolerance', () => {
    agree(answersAreDistinct, (numbers, sheet) => {
      const tolerance = sheet.exercises[0].questions.flatMap((question) => [...question.tolerance]);
      const all = [...numbers.Delta1, ...numbers.gradW2].flat();
      const gaps = all.flatMap((x, i) =>
        all.slice(0, i).map((y, j) => Math.abs(x - y) / Math.max(tolerance[i], tolerance[j])),
      );
      // Where rounding decides, both are right.
      if (gaps.some((gap) => Math.abs(gap - 1) < 1e-6)) return null;
      return gaps.every((gap) => gap > 1);
    });
  });

  it('quantities that are equal by a formula count once', () => {
    const text = textOf({ seed: 0, activation: 'tanh', entries: 'choose([-9, 12, 0.7]' });
    const asking = (what: string) =>
      sheetOf(text.replace('ask Delta1 gradW2', `ask ${what}`).replace(/seed = \d+/g, 'seed = 1'));
    assert.equal(answersAreDistinct(asking('Delta1 gradb1')), answersAreDistinct(asking('Delta1')));
    assert.equal(answersAreDistinct(asking('f N2')), true);
  });

  it('every known slip shows in some entry', () => {
    const canShow = new Set(
      shownSlips(sheetOf(textOf({ seed: 1, activation: 'tanh', entries: 'choose([-9, 12, 0.7]' }))),
    );
    let refused = 0;
    for (const [sheet] of sheets()) {
      const hidden = sheet.exercises[0].questions.some(({ asked, shown, tolerance }) => {
        const quantity = asked.quantity as 'Delta' | 'gradW';
        for (const { slip, value } of slipsFor({ quantity, layer: asked.layer! }, sheet.trace)) {
          if (value.rows !== shown.rows || value.cols !== shown.cols) continue;
          if (!canShow.has(`${asked.item.name.text} ${JSON.stringify(slip)}`)) continue;
          if (value.data.every((x, i) => Math.abs(x - shown.data[i]) <= tolerance[i])) return true;
        }
        return false;
      });
      refused += hidden ? 1 : 0;
      assert.equal(slipsShow(sheet, canShow), !hidden);
    }
    assert.ok(refused > 20, `${refused}`);
  });

  it('the mistakes of a textbook show too, each computed by loops', () => {
    const { friendly, hidden } = textbookMistakes();
    assert.ok(friendly > 20 && hidden > 20, `${friendly} ${hidden}`);
  });

  it('are found for the example, and the usual mistakes of a textbook give other answers', async () => {
    const { sheets, said } = await sheetsOf(EXAM, { count: 5, friendly: true });
    assert.equal(sheets.length, 5);
    assert.match(say(said[0]), /^Found 5 of 5; looked through \d+ variants\.$/);
    for (const { trace, exercises, network } of sheets) {
      const { questions } = exercises[0];
      const answer = (name: string) => questions.find(({ asked }) => asked.item.name.text === name)!;
      const [W2, D2] = [network.layers[1].weights!.data, trace.backward!.Delta[1].data];
      const N1 = trace.forward.layers[0].N.data;
      // W instead of Wᵀ, and σ′ left out.
      const slope = [...N1].map((x) => (x > 0 ? 1 : 0.5));
      const untransposed = [W2[0] * D2[0] + W2[1] * D2[1], W2[2] * D2[0] + W2[3] * D2[1]].map((x, i) => x * slope[i]);
      const without = [W2[0] * D2[0] + W2[2] * D2[1], W2[1] * D2[0] + W2[3] * D2[1]];
      const { shown, tolerance } = answer('Delta1');
      for (const wrong of [untransposed, without]) {
        assert.ok(wrong.some((x, i) => Math.abs(x - shown.data[i]) > tolerance[i]));
      }
      // Target − output.
      assert.ok(answer('Delta2').shown.data.some((x, i) => Math.abs(2 * x) > answer('Delta2').tolerance[i]));
    }
  });

  it('that do not exist are looked for in bounded time, and why is said', () => {
    const text = textOf({ seed: 1, activation: 'relu', entries: 'choose([0.11, 0.23, 0.31, 0.42]' }).replace(
      'layer 2 relu',
      'layer 2 tanh',
    );
    const checked = { file: 'a', checked: check(parse(text)) };
    const found = finish(findVariants(checked, { first: 0, count: 1, most: 200, friendly: true, rounding: 'full' }));
    assert.equal(found.sheets.length, 0);
    assert.ok(found.lookedThrough === 200);
    const said = searchText(found, 1)
      .map((sentence) => say(sentence))
      .join(' ');
    assert.match(said, /Found 0 of 1; looked through \d+ variants\. Refused because: .*short decimal \(\d+\).*\.$/);
  });

  it('are looked for in slices that can be cancelled, with progress', async () => {
    const { checked } = await Analysis.of(EXAM);
    const token = { isCancellationRequested: false };
    const shares: number[] = [];
    let time = 0;
    const wanted = { codes: [], first: 0, count: 1000, friendly: true, rounding: 'full' } as const;
    const options = {
      token,
      now: () => (time += 20),
      pause: () => Promise.resolve(),
      progress: (share: number) => {
        shares.push(share);
        if (shares.length === 1000) token.isCancellationRequested = true;
      },
    };
    await assert.rejects(makeSheets({ file: 'a', checked }, wanted, options), CancelledError);
    assert.ok(shares.every((share) => share >= 0 && share <= 1));
    assert.ok(shares.at(-1)! > 0);
  });
});
