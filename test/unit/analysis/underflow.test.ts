import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { say } from '../../../src/message/message';

/** What is said of underflow in a text, as `range|what is too small|what it is taken as`. */
async function underflows(text: string): Promise<string[]> {
  const { diagnostics } = await Analysis.of(text);
  return diagnostics
    .filter(({ code }) => code === 'underflow')
    .map(({ range, message, severity }) => {
      assert.equal(severity, 'information');
      const said = /^At \w+(?:\(:, \d+\))?, (.+) is closer to 0 than a double can hold .* taken as (.+)\.$/.exec(
        say(message),
      );
      assert.ok(said !== null, say(message));
      return `${text.slice(range.start, range.end)}|${said[1]}|${said[2]}`;
    });
}

const layer = (act: string, W: string, b = ''): string => `layer ${act}\n  W = ${W}\n${b && `  b = ${b}\n`}`;

describe('Underflow is told at the place to blame', () => {
  // 10⁻²⁰⁰·10⁻²⁰⁰ = 10⁻⁴⁰⁰; e⁻⁸⁰⁰ ≈ 3.7·10⁻³⁴⁸; all of it below 2.2·10⁻³⁰⁸.
  const cases: [name: string, text: string, expected: string[]][] = [
    ['N', `input X = [1e-200 1]\n${layer('identity', '[1e-200 0]')}`, ['W|entry 1 of N₁|0']],
    ['N that keeps some digits', `input X = [1e-160]\n${layer('identity', '[1.23456789e-160]')}`, ['W|entry 1 of N₁|1.2347e-320']],
    ['sigmoid and its slope, once for the activation', `input X = [-800]\n${layer('sigmoid', '[1]')}`, ['sigmoid|entry 1 of Σ₁|0']],
    ['a slope alone', `input X = [800]\n${layer('sigmoid', '[1]')}`, ['sigmoid|entry 1 of Σ′₁|0']],
    ['the slope of tanh', `input X = [400]\n${layer('tanh', '[1]')}`, ['tanh|entry 1 of Σ′₁|0']],
    ['the neuron of a list', `input X = [1]\n${layer('[relu exp]', '[-1; -800]')}output 1\n`, ['exp|entry 2 of Σ₁|0']],
    ['GELU far out', `input X = [-50]\n${layer('gelu', '[1]')}`, ['gelu|entry 1 of Σ₁|0']],
    ['a square', `input X = [1e-200]\n${layer('square', '[1]')}`, ['square|entry 1 of Σ₁|0']],
    ['a custom function', `activation f(x) = exp(-x^2)/2\ninput X = [40]\n${layer('f', '[1]')}`, ['f|entry 1 of Σ₁|0']],
    ['softmax', `input X = [0]\n${layer('softmax', '[1; 1]', '[1000 0]')}output 1\n`, ['softmax|entry 2 of Σ₁|0']],
    ['a column of a batch', `batch X = [1 1e-200]\n${layer('identity', '[1e-200]')}`, ['W|entry 1 of N₁|0']],
    ['the loss', `input X = [1e-200]\ntarget = 0\n${layer('identity', '[1]')}loss half_sse\n`, ['half_sse|L|0']],
    ['a loss of logarithms', `input X = [1000]\ntarget = 1\n${layer('sigmoid', '[1]')}loss binary_cross_entropy\n`, ['sigmoid|entry 1 of Σ′₁|0', 'binary_cross_entropy|L|0']],
    ['a loss of logarithms at the target 0', `input X = [-1000]\ntarget = 0\n${layer('sigmoid', '[1]')}loss binary_cross_entropy\n`, ['sigmoid|entry 1 of Σ₁|0', 'binary_cross_entropy|L|0']],
    ['Δ through W', `input X = [1]\n${layer('identity', '[1e200]')}${layer('identity', '[1e-200]')}${layer('tanh', '[1e-200]', '[0]')}`, ['W|entry 1 of Δ₁|0']],
    ['∇W', `input X = [1e-200 1]\n${layer('identity', '[0 1]')}${layer('identity', '[1e-200]')}`, ['W|entry (1, 1) of ∇W₁|0']],
    ['∇X', `input X = [1]\n${layer('identity', '[1e-200 ]', '[1]')}${layer('identity', '[1e-200]')}`, ['input|entry 1 of ∇X|0']],
    ['∇W, not in its first entry', `input X = [1e-200 1]\n${layer('identity', '[0 1; 0 1]')}${layer('identity', '[1 1e-200]')}`, ['W|entry (2, 1) of ∇W₁|0']],
    ['∇X, not its first entry', `input X = [1 1]\n${layer('identity', '[1 1e-200]')}${layer('identity', '[1e-200]')}`, ['input|entry 2 of ∇X|0']],
    ['Δ through W, not its first entry', `input X = [1]\n${layer('identity', '[1e200; 1e200]')}${layer('identity', '[1 1e-200]')}${layer('tanh', '[1e-200]')}`, ['W|entry 2 of Δ₁|0']],
    ['a step of b', `input X = [1]\n${layer('identity', '[1; 1]', '[1 0]')}${layer('identity', '[1e-200 1e-200]')}rate = 1e-200\n`, ['rate = 1e-200|entry 2 of η∇b₁|0']],
    ['a step, not of the first entry', `input X = [1 1]\n${layer('identity', '[1 1; 0 1]')}${layer('identity', '[1e-200 1e-200]')}rate = 1e-200\n`, ['rate = 1e-200|entry (2, 1) of η∇W₁|0']],
    ['a step', `input X = [1e-200]\n${layer('identity', '[0]')}rate = 1e-200\n`, ['rate = 1e-200|entry (1, 1) of η∇W₁|0']],
  ]; // prettier-ignore
  for (const [name, text, expected] of cases) {
    it(name, async () => {
      const found = await underflows(text.replace('input X', 'input X'));
      for (const one of expected) assert.ok(found.includes(one), JSON.stringify(found));
    });
  }

  it('with the column of a batch', async () => {
    const said = async (text: string): Promise<string[]> =>
      (await Analysis.of(text)).diagnostics
        .filter(({ code }) => code === 'underflow')
        .map(({ message }) => say(message).split(' is closer')[0]);
    const layers = `${layer('identity', '[1; 1e-200]')}${layer('identity', '[1 1]')}`;
    assert.deepEqual(await said(`batch X = [1 2 1e-200]\n${layers}`), ['At X(:, 3), entry 2 of N₁']);
    // 40² = 1600 and e⁻¹⁶⁰⁰ ≈ 10⁻⁶⁹⁵; 20² = 400 and e⁻⁴⁰⁰ ≈ 2·10⁻¹⁷⁴ is a double. σ′ = −2·N·e^(−N²) is 0 there too.
    const bump = `activation f(x) = exp(-x^2)\nbatch X = [1 20 40]\n${layer('f', '[0.1; 1]')}${layer('identity', '[1 1]')}`;
    assert.deepEqual(await said(bump), ['At X(:, 3), entry 2 of Σ₁']);
  });

  it('a function far out on either side and close to 0, at its first place, with the digits that are left', async () => {
    // e⁻⁷⁴⁰ ≈ 4.2·10⁻³²² and e⁻⁷²⁰ ≈ 2·10⁻³¹³ have digits left; e⁻⁸⁰⁰ has none; 10⁻¹⁶⁰ squared is 10⁻³²⁰.
    const exp = 'activation f(x) = exp(x)\n';
    const both = 'activation f(x) = if x < 0 then exp(x) else exp(-x)\n';
    const table: readonly (readonly [string, string, string, string])[] = [
      [exp, 'f', '1 -720 -800', 'f|entry 1 of Σ₁|2.0322308024e-313'],
      [exp, 'f', '1 -800 -720', 'f|entry 1 of Σ₁|0'],
      [exp, 'f', '-720 -740 -720', 'f|entry 1 of Σ₁|2.0322308024e-313'],
      [both, 'f', '1 800 -720', 'f|entry 1 of Σ₁|0'],
      [both, 'f', '1 -720 800', 'f|entry 1 of Σ₁|2.0322308024e-313'],
      ['', 'square', '1 1e-170 0', 'square|entry 1 of Σ₁|0'],
      ['', 'square', '0 1.2345e-160 1e-170', 'square|entry 1 of Σ₁|1.524e-320'],
      ['', 'square', '0 -1e-170 1e-160', 'square|entry 1 of Σ₁|0'],
      ['', 'square', '0 1 2', ''],
    ];
    for (const [own, name, X, expected] of table) {
      const found = await underflows(`${own}batch X = [${X}]\n${layer(name, '[1]')}`);
      assert.equal(found.filter((one) => one.includes('of Σ₁')).join(), expected, X);
    }
  });

  it('neurons of one function in a list are looked at together, the first is named', async () => {
    const found = async (list: string, W: string) =>
      (await underflows(`input X = [1]\n${layer(list, W)}output 1\n`)).filter((one) => one.includes('of Σ₁'));
    assert.deepEqual(await found('[exp tanh exp exp]', '[1; 1; -800; -900]'), ['exp|entry 3 of Σ₁|0']);
    assert.deepEqual(await found('[exp tanh sigmoid]', '[1; 1; -800]'), ['sigmoid|entry 3 of Σ₁|0']);
    assert.deepEqual(await found('[tanh exp sigmoid]', '[1; -800; -800]'), ['exp|entry 2 of Σ₁|0']);
  });

  const none: [name: string, text: string][] = [
    ['zeros of ReLU and step', `input X = [1]\n${layer('[relu step hard_tanh abs]', '[-1; -2; -3; 0]')}output 1\n`],
    ['zeros of a custom function', `activation f(x) = if x < 0 then 0 else x^2\ninput X = [-3]\n${layer('f', '[1]')}`],
    ['zeros in W, X and b', `input X = [0 1]\n${layer('tanh', '[1 0]', '[0]')}${layer('sigmoid', '[0]')}`],
    ['sums that cancel', `input X = [1 1]\n${layer('identity', '[3 -3]')}`],
    ['small numbers that are exact', `input X = [1e-310]\n${layer('identity', '[1]')}`],
    ['a half of one', `input X = [2e-310]\n${layer('identity', '[0.5]')}`],
    ['outputs at their targets', `input X = [2]\ntarget = 2\n${layer('identity', '[1]')}loss half_sse\nrate = 0.1\n`],
    ['a sine at 0', `input X = [0]\n${layer('[sin tanh gelu mish silu square gaussian]', '[1;1;1;1;1;1;1]')}output 1\n`],
    ['an ordinary batch', `batch X = [1 -2 3; 0 1 5]\ntarget = [1 0 1]\n${layer('relu', '[1 2; -3 4]')}${layer('sigmoid', '[1 -1]')}loss binary_cross_entropy\nrate = 0.5\n`],
  ]; // prettier-ignore
  for (const [name, text] of none) {
    it(`not ${name}`, async () => {
      assert.deepEqual(await underflows(text), []);
    });
  }

  it('a small number on the way is not lost: (10⁻⁴⁰)¹⁰·10²⁰⁰ = 10⁻²⁰⁰', async () => {
    const text = `activation f(x) = x^10*1e200\ninput X = [1e-40]\n${layer('f', '[1]')}`;
    const analysis = await Analysis.of(text);
    const trace = (await analysis.trace())!;
    const { Sigma, dSigma } = trace.forward.layers[0];
    assert.ok(Math.abs(Sigma.data[0] / 1e-200 - 1) < 1e-12, String(Sigma.data[0]));
    // 10·x⁹·10²⁰⁰ = 10⁻¹⁵⁹.
    assert.ok(Math.abs(dSigma!.data[0] / 1e-159 - 1) < 1e-12, String(dSigma!.data[0]));
  });
});
