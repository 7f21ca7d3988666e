import '../seed';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { say } from '../../../src/message/message';

/** What is said of lost digits in a text, as `where: what`. */
async function said(text: string): Promise<string[]> {
  const { diagnostics } = await Analysis.of(text);
  assert.deepEqual(
    diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  return diagnostics
    .filter(({ code }) => code === 'lost-digits')
    .map(({ range, message }) => `${text.slice(range.start, range.end)}: ${say(message)}`);
}

const layer = (sigma: string, W: string, b = ''): string => `layer ${sigma}\n  W = ${W}\n${b && `  b = ${b}\n`}`;
const cancels = 'but its terms nearly cancel: rounding leaves';

describe('Terms that nearly cancel', () => {
  // Decimals by hand: what is shown would be 0, or 1 where it is 0. Sums of one column are those of the doubles, which
  // fractions give (2.776e-17); Python's 0.1 + 0.2 - 0.3 is 5.551e-17.
  const lost: readonly (readonly [name: string, text: string, expected: string])[] = [
    ['0.1 + 0.2 − 0.3 in N', `input X = [1 1 1]\n${layer('tanh', '[0.1 0.2 -0.3]')}output 1\n`, `W: At X, entry 1 of N₁ is 2.776e-17, ${cancels} no correct digit of it.`],
    ['a bias', `input X = [1 1]\n${layer('tanh', '[0.1 0.2]', '[-0.3]')}output 1\n`, `W: At X, entry 1 of N₁ is 5.551e-17, ${cancels} no correct digit of it.`],
    ['a difference with some digits', `input X = [1 1]\n${layer('identity', '[0.300000000012345678 -0.3]')}output 1\n`, `W: At X, entry 1 of N₁ is 1.235e-11, ${cancels} fewer than 6 correct digits of it.`],
    ['a column of a batch', `batch X = [1 2; 1 2; 2 2]\n${layer('identity', '[0.1 0.2 -0.15]')}output 1\n`, `W: At X(:, 1), entry 1 of N₁ is 5.551e-17, ${cancels} no correct digit of it.`],
    ['10²⁰ + 1 − 10²⁰, which is 1, in Δ', `input X = [1]\n${layer('tanh', '[1]')}${layer('identity', '[1e20; 1; -1e20]')}${layer('identity', '[1 1 1]')}output 1\n`, `W: At X, entry 1 of Δ₁ is 0, ${cancels} no correct digit of it.`],
    ['an output at its target', `input X = [1 1]\ntarget = [0.3]\n${layer('identity', '[0.1 0.2]')}loss half_sse\n`, `half_sse: At X, entry 1 of ∇L is 5.551e-17, ${cancels} no correct digit of it.`],
    ['a mean of squares', `input X = [1 1]\ntarget = [0.3; 2]\n${layer('identity', '[0.1 0.2; 1 2]')}loss mse\n`, `mse: At X, entry 1 of ∇L is 5.551e-17, ${cancels} no correct digit of it.`],
    ['a sign', `input X = [1 1]\ntarget = [0.3]\n${layer('identity', '[0.1 0.2]')}loss l1\n`, `l1: At X, entry 1 of ∇L is 1, ${cancels} no correct digit of it.`],
    ['a loss of the text', `input X = [1 1]\ntarget = [0.3]\n${layer('identity', '[0.1 0.2]')}loss (f, y) = (f - y)^4 + (f - y)^2\n`, `(f - y)^4 + (f - y)^2: At X, entry 1 of ∇L is 1.11e-16, ${cancels} no correct digit of it.`],
    ['softmax at the targets 1/3', `input X = [0.1]\ntarget = [0.33333333333333331; 0.33333333333333331; 0.33333333333333331]\n${layer('softmax', '[3; 3; 3.0000000000000004]')}loss cross_entropy\n`, `cross_entropy: At X, entry 2 of Δ₁ is 3.701e-17, ${cancels} no correct digit of it.`],
    ['Δ through W', `input X = [1]\n${layer('tanh', '[0.5]')}${layer('identity', '[0.1; 0.2; -0.3]')}${layer('identity', '[1 1 1]')}output 1\n`, `W: At X, entry 1 of Δ₁ is 4.366e-17, ${cancels} no correct digit of it.`],
    ['f of a batch', `batch X = [0.1 0.2 -0.3]\n${layer('identity', '[1]')}output 1\n`, `batch: At X, f is 2.776e-17, ${cancels} no correct digit of it.`],
    ['L of a loss of the text', `input X = [1]\ntarget = [0; 0; 0]\n${layer('identity', '[0.1; 0.2; -0.3]')}loss (f, y) = f - y\n`, `f - y: At X, L is 2.776e-17, ${cancels} no correct digit of it.`],
    ['L with targets of both signs', `input X = [1]\ntarget = [0.3; -0.3]\n${layer('softmax', '[0.1; 0.10000000000000002]')}loss cross_entropy\n`, `cross_entropy: At X, L is 4.163e-18, ${cancels} no correct digit of it.`],
    // 3.00946809e-10 for this decimal, 3.00946323e-10 for the double beside it (mpmath, 60 digits).
    ['L by a rounded target close to 1', `input X = [22]\ntarget = [0.999999999999]\n${layer('sigmoid', '[1]')}loss binary_cross_entropy\n`, `binary_cross_entropy: At X, L is 3.009e-10, ${cancels} fewer than 6 correct digits of it.`],
    ['L of a softmax by a rounded target close to 1', `input X = [22]\ntarget = [0.999999999999; 0]\n${layer('softmax', '[1; 0]')}loss binary_cross_entropy\n`, `binary_cross_entropy: At X, L is 5.799e-10, ${cancels} fewer than 6 correct digits of it.`],
    ['∇X', `input X = [1]\n${layer('identity', '[0.1; 0.2; -0.3]')}${layer('identity', '[1 1 1]')}output 1\n`, `input: At X, entry 1 of ∇X is 5.551e-17, ${cancels} no correct digit of it.`],
    ['the gradient of a batch', `batch X = [0.1 0.2 -0.3]\n${layer('identity', '[1]')}output 1\n`, `W: At X, entry (1, 1) of ∇W₁ is 5.551e-17, ${cancels} no correct digit of it.`],
    ['a step', `input X = [3]\n${layer('identity', '[0.3]')}output 1\nrate = 0.1\n`, `rate = 0.1: At X, a step makes entry (1, 1) of W₁ -5.551e-17, ${cancels} no correct digit of it.`],
  ]; // prettier-ignore
  for (const [name, text, expected] of lost) {
    it(`are told: ${name}`, async () => {
      const found = await said(text);
      assert.ok(found.includes(expected), JSON.stringify(found));
    });
  }

  const kept: readonly (readonly [name: string, text: string])[] = [
    ['10²⁰ + 1 − 10²⁰, which is 1', `input X = [1 1 1]\n${layer('identity', '[1e20 1 -1e20]')}output 1\n`],
    ['integers', `input X = [1 1 1]\n${layer('identity', '[1e12 1 -1e12]')}output 1\n`],
    ['halves and quarters', `input X = [0.5 0.25]\n${layer('identity', '[1.5 -3]')}output 1\n`],
    ['decimals that cancel to 0', `input X = [0.1 0.1]\n${layer('relu', '[0.7 -0.7]')}output 1\n`],
    ['a product that rounds to what it is', `input X = [0.3 0.12]\n${layer('relu', '[0.4 -1]')}output 1\n`],
    ['an output that is its target', `input X = [0.3]\ntarget = [0.3]\n${layer('identity', '[1]')}loss half_sse\n`],
    ['an output near its target', `input X = [0.3]\ntarget = [0.3000001]\n${layer('identity', '[1]')}loss half_sse\n`],
    ['a target close to 1 that is a double (1 − 2⁻³⁷)', `input X = [22]\ntarget = [${1 - 2 ** -37}]\n${layer('sigmoid', '[1]')}loss binary_cross_entropy\n`],
    ['tanh beside 1', `input X = [19]\ntarget = [1]\n${layer('tanh', '[1]')}loss half_sse\n`],
    ['tanh beside −1', `input X = [-19]\ntarget = [-1]\n${layer('tanh', '[1]')}loss mse\n`],
    ['sigmoid beside 1', `input X = [40]\ntarget = [1]\n${layer('sigmoid', '[1]')}loss half_sse\n`],
    ['sigmoid beside ½', `input X = [1e-12]\ntarget = [0.5]\n${layer('sigmoid', '[1]')}loss half_sse\n`],
    ['sigmoid beside ½ with logarithms', `input X = [1e-12]\ntarget = [0.5]\n${layer('sigmoid', '[1]')}loss binary_cross_entropy\n`],
    ['sigmoid beside 1 with logarithms', `input X = [40]\ntarget = [1]\n${layer('sigmoid', '[1]')}loss binary_cross_entropy\n`],
    ['cross-entropy after a saturated sigmoid', `input X = [30]\ntarget = [0.3]\n${layer('sigmoid', '[1]')}loss cross_entropy\n`],
    ['the loss of a sure class', `input X = [30]\ntarget = [1; 0]\n${layer('softmax', '[1; -1]')}loss cross_entropy\n`],
    ['softmax of a sure class', `input X = [30]\ntarget = [1; 0]\n${layer('softmax', '[1; -1]')}loss cross_entropy\n`],
    ['softmax with squares of a sure class', `input X = [30]\ntarget = [1; 0]\n${layer('softmax', '[1; -1]')}loss half_sse\n`],
    ['f of a batch of integers', `batch X = [1e12 1 -1e12]\n${layer('identity', '[1]')}output 1\n`],
    ['L that is exact', `input X = [0.5]\ntarget = [0; 0]\n${layer('identity', '[1; -1]')}loss (f, y) = f - y\n`],
    ['ReLU that is 0', `input X = [1 2]\n${layer('relu', '[-0.1 -0.2]')}${layer('identity', '[0.3]')}output 1\n`],
  ]; // prettier-ignore
  for (const [name, text] of kept) {
    it(`are not told: ${name}`, async () => {
      assert.deepEqual(await said(text), []);
    });
  }

  // Networks of ReLU and identity with one decimal in every number, computed in integers with a power of ten beside them.
  it('are told wherever fewer than six digits are right, and nowhere else', async () => {
    const tenths = fc.constantFrom(-3, -2, -1, 1, 2, 3);
    const networks = fc
      .tuple(
        fc.array(fc.integer({ min: 2, max: 5 }), { minLength: 2, maxLength: 4 }),
        fc.infiniteStream(tenths),
        fc.infiniteStream(fc.boolean()),
      )
      .map(([sizes, numbers, choices]) =>
        randomNetwork(
          sizes,
          () => numbers.next().value as number,
          () => choices.next().value as boolean,
        ),
      );
    let told = 0;
    await fc.assert(
      fc.asyncProperty(networks, async ({ text, exact }) => {
        const { forward, backward, lostDigits = [] } = (await (await Analysis.of(text)).trace())!;
        const wrong: string[] = [];
        const compare = (name: string, values: Float64Array, right: Decimal[]): void => {
          values.forEach((value, i) => isRight(value, right[i]) || wrong.push(`${name} ${i}`));
        };
        exact.N.forEach((N, i) => compare(`N ${i + 1}`, forward.layers[i].N.data, N));
        compare(`lossGradient ${exact.N.length}`, backward!.seed.data, exact.seed);
        exact.Delta.forEach((Delta, i) => compare(`Delta ${i + 1}`, backward!.Delta[i].data, Delta));
        compare('gradX 0', backward!.gradX.data, exact.gradX);
        if (wrong.length > 0) assert.ok(lostDigits.length > 0, `${wrong.join(', ')} in\n${text}`);
        for (const { quantity, layer, row } of lostDigits) {
          assert.ok(wrong.includes(`${quantity} ${layer} ${row}`), `${quantity} ${layer} ${row} is right in\n${text}`);
        }
        told += lostDigits.length;
      }),
      { numRuns: 1000 },
    );
    assert.ok(told > 20, `only ${told}`);
  });
});

/** n·10⁻ᵉ. */
interface Decimal {
  readonly n: bigint;
  readonly e: number;
}

const ZERO: Decimal = { n: 0n, e: 0 };
const tenth = (n: number): Decimal => ({ n: BigInt(n), e: 1 });
const times = (a: Decimal, b: Decimal): Decimal => ({ n: a.n * b.n, e: a.e + b.e });
const plus = (a: Decimal, b: Decimal): Decimal =>
  a.e < b.e ? plus(b, a) : { n: a.n + b.n * 10n ** BigInt(a.e - b.e), e: a.e };
const sumOf = (terms: Decimal[]): Decimal => terms.reduce(plus, ZERO);

function isRight(value: number, { n, e }: Decimal): boolean {
  const right = Number(n) / 10 ** e;
  return Math.abs(value - right) <= 1e-6 * Math.abs(right);
}

/** A text, and what is in it by integers: N_i, ∇L = Σ_k − Y, Δ_i and ∇_X. */
function randomNetwork(sizes: number[], next: () => number, toss: () => boolean) {
  const row = (n: number): number[] => Array.from({ length: n }, next);
  const written = (numbers: number[]): string => numbers.map((n) => String(n / 10)).join(' ');
  const X = row(sizes[0]);
  let text = `input X = [${written(X)}]\n`;
  let values = X.map(tenth);
  const layers: { W: Decimal[][]; N: Decimal[]; slope: bigint[] }[] = [];
  for (let i = 1; i < sizes.length; i++) {
    const W = Array.from({ length: sizes[i] }, () => row(sizes[i - 1]));
    const b = row(sizes[i]);
    const relu = toss();
    const isAffine = toss();
    text += `layer ${relu ? 'relu' : 'identity'}\n  W = [${W.map(written).join('; ')}]\n  ${isAffine ? `b = [${written(b)}]` : ''}\n`;
    const N = W.map((w, r) => plus(isAffine ? tenth(b[r]) : ZERO, sumOf(w.map((x, c) => times(tenth(x), values[c])))));
    const slope = N.map(({ n }) => (relu && n <= 0n ? 0n : 1n));
    layers.push({ W: W.map((w) => w.map(tenth)), N, slope });
    values = N.map(({ n, e }, r) => ({ n: n * slope[r], e }));
  }
  const Y = row(values.length);
  text = `${text.replace('\n', `\ntarget = [${written(Y)}]\n`)}loss half_sse\n`;
  const seed = values.map((value, r) => plus(value, times({ n: -1n, e: 0 }, tenth(Y[r]))));
  const Delta: Decimal[][] = [];
  let front = seed;
  let gradX: Decimal[] = [];
  for (let i = layers.length - 1; i >= 0; i--) {
    const own = front.map(({ n, e }, r) => ({ n: n * layers[i].slope[r], e }));
    Delta[i] = own;
    front = layers[i].W[0].map((_, c) => sumOf(own.map((delta, r) => times(layers[i].W[r][c], delta))));
    gradX = front;
  }
  return { text, exact: { N: layers.map(({ N }) => N), seed, Delta, gradX } };
}
