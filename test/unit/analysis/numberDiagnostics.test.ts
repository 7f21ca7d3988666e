import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { say } from '../../../src/message/message';
import { fixture } from '../language/fixture';

/** The text gives exactly the marked diagnostics: label = code, range = what is marked. */
function gives(name: string, marked: string, words?: RegExp): void {
  it(name, async () => {
    const { text, ranges } = fixture(marked);
    const { diagnostics } = await Analysis.of(text);
    assert.deepEqual(
      diagnostics.map((d) => ({ label: d.code, start: d.range.start, end: d.range.end })),
      ranges.map(({ label, start, end }) => ({ label, start, end })),
    );
    if (words) assert.match(say(diagnostics[0].message), words);
  });
}

describe('what only the numbers show', () => {
  gives(
    'at-kink',
    'input X = [0]\nlayer ‹at-kink|relu|›\nW = [1]',
    /Neuron 1 of layer 1 is exactly at a kink of relu at X \(N = 0\).*σ′ = 0\.$/,
  );
  gives('no kink beside it', 'input X = [1e-300]\nlayer relu\nW = [1]');
  gives('no kink where both branches meet smoothly', 'input X = [0]\nlayer elu\nW = [1]');
  gives(
    'at-kink of one neuron in a list',
    'input X = [1]\nlayer [2 tanh ‹at-kink|hard_tanh|›]\nW = [1; 2; -1]\noutput 1',
    /Neuron 3 of layer 1/,
  );
  gives('at-kink says how many', 'batch X = [0 0]\nlayer ‹at-kink|relu|›\nW = [1]', /has 2 such places in all/);
  gives(
    'at-kink of an own activation',
    'activation clip(x) = if x < 0 then 0 else x\ninput X = [0]\nlayer ‹at-kink|clip|›\nW = [1]',
  );
  gives(
    'at-kink of the loss',
    'input X = [1]\ntarget = [1]\nlayer identity\nW = [1]\nloss ‹at-kink|l1|›',
    /output 1 is exactly at a kink of the loss/,
  );
  gives('no kink of the loss beside it', 'input X = [1]\ntarget = [2]\nlayer identity\nW = [1]\nloss l1');

  gives(
    'not-finite: N overflows',
    'input X = [1e200]\nlayer identity\n‹not-finite|W|› = [1e200]',
    /N of neuron 1 in layer 1/,
  );
  gives('finite though large', 'input X = [1e150]\nlayer identity\nW = [1e150]');
  gives(
    'not-finite: σ overflows',
    'input X = [1000]\nlayer ‹not-finite|exp|›\nW = [1]',
    /exp is not finite at N = 1000/,
  );
  gives(
    'domain-error at a pre-activation',
    'activation f(x) = ln(x)\ninput X = [-1]\nlayer ‹domain-error|f|›\nW = [1]',
    /f is not defined at N = -1/,
  );
  gives('no domain-error inside', 'activation f(x) = ln(x)\ninput X = [1]\nlayer f\nW = [1]');

  gives(
    'one diagnostic for a root at 0',
    'activation f(x) = sqrt(x)\ninput X = [0]\nlayer ‹not-finite|f|›\nW = [1]',
    /σ′ of f is not finite at N = 0/,
  );

  gives(
    'domain-error of cross_entropy after the identity',
    'input X = [-0.5 1]\ntarget = [1 0]\nlayer identity\nW = [1 0; 0 1]\nloss ‹domain-error|cross_entropy|›',
    /At X, cross_entropy is not defined: output 1 is -0.5, but with the target 1 it must be greater than 0/,
  );
  gives('no domain-error where an output and its target are 0', 'input X = [0 1]\ntarget = [0 1]\nlayer identity\nW = [1 0; 0 1]\nloss cross_entropy'); // prettier-ignore
  gives(
    'domain-error of a negative output whose target is 0',
    'input X = [-0.5 1]\ntarget = [0 1]\nlayer identity\nW = [1 0; 0 1]\nloss ‹domain-error|cross_entropy|›',
    /At X, cross_entropy is not defined: output 1 is -0.5, and a negative number has no logarithm, even with the target 0/,
  );
  gives('no domain-error where outputs equal their targets 0 and 1', 'input X = [0 1]\ntarget = [0 1]\nlayer identity\nW = [1 0; 0 1]\nloss binary_cross_entropy'); // prettier-ignore
  for (const [y, t] of [
    [-0.5, 0],
    [-0.5, 1],
    [1.5, 0],
    [1.5, 1],
  ]) {
    gives(
      `domain-error of binary_cross_entropy at ${y} with the target ${t}`,
      `batch X = [0.5 ${y}]\ntarget = [${t} ${t}]\nlayer identity\nW = [1]\nloss ‹domain-error|binary_cross_entropy|›`,
      new RegExp(
        `At X\\(:, 2\\), binary_cross_entropy is not defined: output 1 is ${y}, but with the target ${t} it must lie`,
      ),
    );
  }
  gives(
    'domain-error of binary_cross_entropy at its edge',
    'input X = [1]\ntarget = [0]\nlayer identity\nW = [1]\nloss ‹domain-error|binary_cross_entropy|›',
    /output 1 is 1, but with the target 0 it must lie between 0 and 1/,
  );
  gives(
    'domain-error: a custom loss at the edge of its domain',
    'input X = [0]\ntarget = [1]\nlayer identity\nW = [1]\nloss (y, t) = ‹domain-error|-t*ln(y)|›',
    /the loss is not defined: output 1 is 0, its target 1/,
  );
  gives(
    'domain-error: a custom loss, in one column of the second batch',
    'batch A = [1 2]\ntarget = [1 1]\nbatch B = [1 -2]\ntarget = [1 1]\nlayer identity\nW = [1]\nloss (y, t) = ‹domain-error|ln(y) - t|›',
    /At B\(:, 2\), the loss is not defined: output 1 is -2, its target 1/,
  );
  gives(
    'not-finite: a square that overflows',
    'input X = [1e200]\ntarget = [0]\nlayer identity\nW = [1]\nloss ‹not-finite|half_sse|›',
  );
  gives(
    'not-finite: a sum that overflows',
    'input X = [1e154 1e154]\ntarget = [0 0]\nlayer identity\nW = [1 0; 0 1]\nloss ‹not-finite|sse|›',
    /the terms of the loss are finite, but their sum/,
  );
  gives('finite as a mean', 'input X = [1e154 1e154]\ntarget = [0 0]\nlayer identity\nW = [1 0; 0 1]\nloss mse');
  gives(
    'not-finite: the sum over a batch',
    '‹not-finite|batch|› X = [1.5e308 1.5e308]\nlayer identity\nW = [1]',
    /the sum of f over the columns/,
  );
  gives(
    'not-finite: Δ, which the next weights make too large',
    'input X = [0]\nlayer identity\nW = [1]\nlayer identity\n‹not-finite|W|› = [1e200]\nlayer tanh\nW = [1e200]',
    /entry 1 of Δ₁ is larger/,
  );
  gives(
    'not-finite: a gradient',
    'input X = [0 1e305]\nlayer identity\n‹not-finite|W|› = [1 0]\nlayer tanh\nW = [1e10]',
    /entry \(1, 2\) of ∇W₁/,
  );
  gives(
    'not-finite: a step',
    'input X = [1 1e20]\nlayer identity\nW = [1 1]\n‹not-finite|rate = 1e300|›',
    /entry \(1, 2\) of W₁ larger than a double can hold. A smaller rate/,
  );
  gives('a target that is no probability', 'input X = [1]\ntarget = ‹target-range|2|›\nlayer sigmoid\nW = [1]\nloss binary_cross_entropy', /binary_cross_entropy takes targets for probabilities from 0 to 1, but this one is 2/); // prettier-ignore
  gives('a negative target', 'batch X = [1 2]\ntarget = [1 0; 0 ‹target-range|-1|›]\nlayer softmax\nW = [1; 2]\nloss cross_entropy'); // prettier-ignore
  gives('targets at the borders', 'batch X = [1 2]\ntarget = [1 0]\nlayer sigmoid\nW = [1]\nloss binary_cross_entropy');
  gives('targets of another loss', 'input X = [1]\ntarget = 2\nlayer sigmoid\nW = [1]\nloss half_sse');
  gives('finite in the stable form', 'input X = [1000]\ntarget = [0 1]\nlayer ‹underflow|softmax|›\nW = [1; -1]\nloss cross_entropy'); // prettier-ignore

  it('the target to blame is related', async () => {
    const text = 'input X = [1 -0.5]\ntarget = [0.25 0.75]\nlayer identity\nW = [1 0; 0 1]\nloss cross_entropy';
    const { diagnostics } = await Analysis.of(text);
    const [{ range }] = diagnostics[0].related;
    assert.equal(text.slice(range.start, range.end), '0.75');
  });

  gives(
    'derivative-mismatch off the grid',
    'activation f(x) = x\nderivative ‹derivative-mismatch|f|›(x) = if x == 123 then 5 else 1\ninput X = [123]\nlayer f\nW = [1]',
    /At the pre-activation 123 this derivative of f is 5, but the slope there is 1/,
  );
  gives(
    'no mismatch elsewhere',
    'activation f(x) = x\nderivative f(x) = if x == 123 then 5 else 1\ninput X = [122]\nlayer f\nW = [1]',
  );
});

describe('What is too large, or not defined, is named at its place', () => {
  const large = 'is larger than a double can hold.';
  const slow = 'larger than a double can hold. A smaller rate keeps it finite.';
  const between = 'but with the target';
  const cases: readonly (readonly [text: string, said: string])[] = [
    // Sums over the columns of a batch: 2·10³⁰⁸ is too large, and 10³⁰⁸ is not.
    ['batch X = [0.1 0.1]\nlayer identity\nW = [0; 0]\nb = [1 0]\nlayer identity\nW = [1 1e308]', `At X, entry 2 of ∇b₁ ${large}`],
    ['batch X = [0.1 0.1; 1 1]\nlayer identity\nW = [0 0]\nlayer identity\nW = [1e308]', `At X, entry (1, 2) of ∇W₁ ${large}`],
    // 10²⁰⁰·10²⁰⁰; relu leaves nothing of the first column.
    ['input X = [0 0]\nlayer identity\nW = [0 1e200]\nlayer identity\nW = [1e200]', `At X, entry 2 of ∇X ${large}`],
    ['batch X = [-1e-200 1e-200]\nlayer relu\nW = [1e200]\nlayer identity\nW = [1e200]', `At X(:, 2), entry 1 of ∇X ${large}`],
    ['batch X = [-1 1]\nlayer relu\nW = [1; 1]\nlayer identity\nW = [1 1e200]\nlayer identity\nW = [1e200]', 'At X(:, 2), N of neuron 1 in layer 3 is larger than a double can hold. Smaller weights or inputs keep it finite.'],
    ['batch X = [0 0]\nlayer identity\nW = [1; 1]\nlayer identity\nW = [1 1e200]\nlayer identity\nW = [1e200]', `At X(:, 1), entry 2 of Δ₁ ${large}`],
    // Steps of 10·10³⁰⁸.
    ['batch X = [0 0; 5 5]\nlayer identity\nW = [0 0]\nrate = 1e308', `At X, a step makes entry (1, 2) of W₁ ${slow}`],
    ['batch X = [0 0]\nlayer identity\nW = [0; 0]\nb = [0 0]\nlayer identity\nW = [0 5]\nrate = 1e308', `At X, a step makes entry 2 of b₁ ${slow}`],
    // Logarithms of outputs and targets, the outputs of neuron 2 in column 2.
    ['input X = [1]\ntarget = 1\nlayer identity\nW = [0]\nloss binary_cross_entropy', `At X, binary_cross_entropy is not defined: output 1 is 0, ${between} 1 it must lie between 0 and 1.`],
    ['input X = [1]\ntarget = 0\nlayer identity\nW = [1]\nloss binary_cross_entropy', `At X, binary_cross_entropy is not defined: output 1 is 1, ${between} 0 it must lie between 0 and 1.`],
    ['batch X = [1 1; 1 3]\ntarget = [1 1; 1 0]\nlayer identity\nW = [0.5 0; 0 0.5]\nloss binary_cross_entropy', `At X(:, 2), binary_cross_entropy is not defined: output 2 is 1.5, ${between} 0 it must lie between 0 and 1.`],
    ['batch X = [1 1; 1 -3]\ntarget = [1 1; 1 0.25]\nlayer identity\nW = [0.5 0; 0 0.5]\nloss cross_entropy', `At X(:, 2), cross_entropy is not defined: output 2 is -1.5, ${between} 0.25 it must be greater than 0.`],
    ['input X = [1]\ntarget = 1\nlayer identity\nW = [0]\nloss cross_entropy', `At X, cross_entropy is not defined: output 1 is 0, ${between} 1 it must be greater than 0.`],
  ]; // prettier-ignore
  for (const [text, said] of cases) {
    it(said, async () => {
      const { diagnostics } = await Analysis.of(text);
      const found = diagnostics.filter(({ code }) => code === 'not-finite' || code === 'domain-error');
      assert.deepEqual(found.map(({ message }) => say(message)), [said]); // prettier-ignore
    });
  }

  it('a target outside of 0 to 1 too, the first of each sample', async () => {
    const text =
      'batch X = [1 1; 1 2]\ntarget = [0.5 0; 1 1.5; -2 1]\nlayer sigmoid\nW = [1 0; 0 1; 1 1]\nloss binary_cross_entropy';
    const { diagnostics } = await Analysis.of(text);
    const found = diagnostics.filter(({ code }) => code === 'target-range');
    assert.deepEqual(
      found.map(({ message, range }) => [say(message), text.slice(range.start, range.end)]),
      [['binary_cross_entropy takes targets for probabilities from 0 to 1, but this one is 1.5.', '1.5']],
    );
    for (const [kept, loss] of [
      ['0 1', 'binary_cross_entropy'],
      ['2 -1', 'half_sse'],
    ]) {
      // prettier-ignore
      const inside = `batch X = [1 2]\ntarget = [${kept}]\nlayer sigmoid\nW = [1]\nloss ${loss}`;
      assert.deepEqual((await Analysis.of(inside)).diagnostics, []);
    }
  });

  // By hand: t/f² = 0.5/10⁻⁴⁰⁰; σ″ = ¾/√0; W₂·RΣ₁ = 10⁴·10³⁰⁵; V·X = 10³⁰⁵·10⁶; RΔ·Xᵀ = 10¹⁶⁴·10¹⁵⁴ + 10¹⁰; RΔ = (10³⁰⁸ 10³⁰⁸).
  const along: readonly (readonly [name: string, marked: string, first: string])[] = [
    ['of the loss', 'input X = [1]\ntarget = [0.5 1e-300]\nlayer identity\nW = [1e-200; 0.5]\n‹hessian-not-finite|V|› = [1; 1]\nloss cross_entropy', 'At X, entry 1 of ∇²L '],
    ['of an activation', 'activation f(x) = if x < 0 then 0 else x^1.5\ninput X = [0]\ntarget = [1]\nlayer f\nW = [1]\nb = [0]\n‹hessian-not-finite|v|› = 1\nloss half_sse', 'At X, entry 1 of Σ″₁ '],
    ['forward, of a layer without a direction', 'input X = [1]\ntarget = [1]\nlayer identity\nW = [1]\n‹hessian-not-finite|V|› = [1e305]\nlayer identity\nW = [1e4]\nloss half_sse', 'At X, entry 1 of RN₂ '],
    ['in column 2 of a batch', 'batch X = [1 1e6]\ntarget = [1 1]\nlayer identity\nW = [1]\n‹hessian-not-finite|V|› = [1e305]\nloss half_sse', 'At X(:, 2), entry 1 of RN₁ '],
    ['of (HV) of a batch', 'batch X = [1e154 1]\ntarget = [1 1; 1 1]\nlayer identity\nW = [1e-154; 1e-154]\n‹hessian-not-finite|V|› = [0; 1e10]\nloss half_sse', 'At X, entry (2, 1) of (HV)₁ '],
    ['of (Hv)', 'batch X = [1 -1]\ntarget = [1 1]\nlayer identity\nW = [1]\nb = 0\n‹hessian-not-finite|v|› = 1e308\nloss half_sse', 'At X, entry 1 of (Hv)₁ '],
  ]; // prettier-ignore
  for (const [name, marked, first] of along) {
    gives(
      `the Hessian times a direction: ${name}`,
      marked,
      new RegExp(`^${first.replace(/[()]/g, '\\$&')}is not finite`),
    );
  }
  gives('finite of a stable form', 'input X = [1000]\ntarget = [0 1]\nlayer ‹underflow|softmax|›\nW = [1; -1]\nV = [1; 2]\nloss cross_entropy'); // prettier-ignore

  it('kinks of a layer are counted over all columns and samples', async () => {
    const said = async (text: string) => (await Analysis.of(text)).diagnostics.map(({ message }) => say(message));
    const two = await said('input A = [0 1]\ninput B = [1 0]\nlayer relu\nW = [1 0; 0 1]\noutput 1');
    assert.equal(two.length, 1);
    assert.match(two[0], /^Neuron 1 of layer 1 is exactly at a kink of relu at A .*has 2 such places in all/);
    const later = await said('batch X = [1 0 0]\nlayer [tanh relu]\nW = [1; 1]\nlayer relu\nW = [1 1]\noutput 1');
    assert.deepEqual(later.map((one) => /has (\d+) such/.exec(one)?.[1]), ['2', '2']); // prettier-ignore
  });
});
