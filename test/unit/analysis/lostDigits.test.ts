import '../seed';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { say } from '../../../src/message/message';

const network = (formula: string, x: string): string =>
  `activation f(x) = ${formula}\ninput X = [${x}]\nlayer f\n  W = [1]\noutput 1\n`;

/** What is said of lost digits, in English. */
async function said(text: string): Promise<readonly string[]> {
  const { diagnostics } = await Analysis.of(text);
  assert.ok(diagnostics.every(({ severity }) => severity !== 'error'));
  return diagnostics.filter(({ code }) => code === 'lost-digits').map((d) => say(d.message));
}

describe('Lost digits', () => {
  // The right values of f or f′, from 150 digits of mpmath, are in the last column; doubles give 0 or another first digit.
  const lost: readonly (readonly [formula: string, x: string, of: string, right: string])[] = [
    ['(exp(x) - exp(-x))/(exp(x) + exp(-x))', '25', 'f′', '7.7e-22'],
    ['ln(1 + exp(x))', '-97', 'f', '7.5e-43'],
    ['ln(1 + abs(x))', '1e-42', 'f', '1e-42'],
    ['sqrt(1 + x^2) - 1', '1e-9', 'f', '5e-19'],
    ['exp(x)/(1 + exp(x))', '40', 'f′', '4.2e-18'],
    ['1 - 1/(1 + exp(x))', '-40', 'f', '4.2e-18'],
    ['0.5*x*(1 + tanh(0.79788*(x + 0.044715*x^3)))', '-9', 'f', '-3.6e-35'],
    ['x^2 - 2*x + 1', '1.00000001', 'f', '1e-16'],
    ['(exp(x) - 1)/1', '1e-14', 'f', '1e-14'],
  ];
  for (const [formula, x, of, right] of lost) {
    it(`are told of ${formula} at ${x}, where ${of} is ${right}`, async () => {
      const found = await said(network(formula, x));
      assert.equal(found.length, 1);
      assert.match(
        found[0],
        new RegExp(`^Neuron 1 of layer 1 has N = .* (no|fewer than [2-6]) correct digits? of ${of}\\(N\\)`),
      );
    });
  }

  // All of them have at least six correct digits (by hand, or the same by mpmath).
  const kept: readonly (readonly [formula: string, x: string])[] = [
    ['(exp(x) - exp(-x))/(exp(x) + exp(-x))', '1'],
    ['(exp(x) - exp(-x))/(exp(x) + exp(-x))', '0'],
    ['ln(1 + exp(x))', '-2'],
    ['ln(1 + exp(x))', '0'],
    ['sqrt(1 + x^2) - 1', '0'],
    ['sqrt(1 + x^2) - 1', '0.5'],
    ['exp(x)/(1 + exp(x))', '3'],
    ['0.5*x*(1 + tanh(0.79788*(x + 0.044715*x^3)))', '-5'],
    ['x*sigmoid(1.702*x)', '-30'],
    ['if x < 0 then 0.1*(exp(x) - 1) else x', '-0.001'],
    ['1/(1 + exp(-x))', '-40'],
    ['expm1(x)', '1e-14'],
    ['min(max(x, 0), 6)', '3'],
    ['x^3 - x', '1'],
    ['x^(1/3)', '8'],
    ['ln(x)', '1'],
    ['(x - 1)^2', '1.1'],
    ['x - x', '0.3'],
  ];
  for (const [formula, x] of kept) {
    it(`are not told of ${formula} at ${x}`, async () => assert.deepEqual(await said(network(formula, x)), []));
  }

  it('are told of a loss of the text, and of a stated derivative', async () => {
    const loss = 'input X = [1e-9]\ntarget = [1]\nlayer identity\n  W = [1]\nloss (y, t) = sqrt(1 + y^2) - t\n';
    assert.deepEqual(await said(loss), ['At X, output 1, rounding in the formula leaves no correct digit of L.']);
    const stated = network('tanh(x)', '20').replace('input', 'derivative f(x) = 1 - tanh(x)^2\ninput');
    assert.match((await said(stated)).join(), /no correct digit of f′\(N\)/);
  });

  it('are told of every polynomial whose value in doubles has fewer than six, and of none that adds alone', async () => {
    const eighths = fc.integer({ min: -80, max: 80 });
    let lostSome = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(eighths, { minLength: 2, maxLength: 5 }),
        fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
        fc.boolean(),
        async (numerators, root, isNearRoot) => {
          // Near the root c0/8 of (x − c0/8)·(…), written out, digits are lost; elsewhere hardly any.
          const [c0, ...others] = numerators;
          const factor = [BigInt(-c0), 8n];
          const wide = others.map(BigInt);
          const c = new Array<bigint>(wide.length + 1).fill(0n);
          wide.forEach((a, i) => factor.forEach((b, j) => (c[i + j] += a * b)));
          // x = n / 2^60, a double if n is short.
          const n =
            (BigInt(c0) << 57n) +
            BigInt(isNearRoot ? Math.trunc(root / 2 ** 31) << 12 : root) * (isNearRoot ? 1n : 1n << 20n);
          const x = Number(n) / 2 ** 60;
          if (BigInt(x * 2 ** 60) !== n) return;
          const formula = c.map((a, i) => `${Number(a) / 64}*x^${i}`).join(' + ');
          // Σ a_i n^i 2^(60(d − i)) over 64·2^(60d).
          const d = c.length - 1;
          const exact = c.reduce((sum, a, i) => sum + a * n ** BigInt(i) * (1n << BigInt(60 * (d - i))), 0n);
          const { diagnostics } = await Analysis.of(network(formula, String(x)));
          const found = diagnostics.filter(({ code }) => code === 'lost-digits');
          const computed = c.reduce((sum, a, i) => sum + (Number(a) / 64) * x ** i, 0);
          const right = Number((exact * 10n ** 40n) / (64n << BigInt(60 * d))) / 1e40;
          if (Math.abs(computed - right) > 1e-6 * Math.abs(right)) {
            lostSome++;
            assert.equal(found.length, 1, `${formula} at ${x}: ${computed} instead of ${right}`);
          }
          if (x >= 0 && c.every((a) => a >= 0n)) assert.equal(found.length, 0, `${formula} at ${x}`);
        },
      ),
      { numRuns: 300 },
    );
    assert.ok(lostSome > 10, String(lostSome));
  });
});
