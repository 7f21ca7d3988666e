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
    /Neuron 1 of layer 1 sits exactly on a kink of relu at X \(N = 0\).*σ′ = 0\.$/,
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
    /output 1 sits exactly on a kink of the loss/,
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
    'derivative-mismatch off the grid',
    'activation f(x) = x\nderivative ‹derivative-mismatch|f|›(x) = if x == 123 then 5 else 1\ninput X = [123]\nlayer f\nW = [1]',
    /At the pre-activation 123 this derivative of f is 5, but the slope there is 1/,
  );
  gives(
    'no mismatch elsewhere',
    'activation f(x) = x\nderivative f(x) = if x == 123 then 5 else 1\ninput X = [122]\nlayer f\nW = [1]',
  );
});
