import assert from 'node:assert/strict';
import { check } from '../../../../src/language/meaning/checker';
import { parse } from '../../../../src/language/syntax/parser';

/** Two samples, two layers of two and one output without a loss, unless said otherwise. */
function messagesOf({ layers = '', rest = '', input = 'input X = [1 2]' }, give: string, ask: string): string[] {
  const text = `${input}\n${layers}\n${rest}\nexercise "A"\ngive ${give}\nask ${ask}\n`;
  return check(parse(text))
    .diagnostics.filter(({ code }) => code === 'repeated-quantity')
    .map(({ message, range }) => `${text.slice(range.start, range.end)}: ${message.args.map(String).join(' ')}`);
}

const W1 = 'W = [1 2; 3 4]\nb = [1 2]';
const plain = { layers: `layer tanh\n${W1}\nlayer 1 identity\nW = [1 2]\nb = 3` };
const withLoss = { ...plain, rest: 'target = 1\nloss half_sse' };
const batch = { ...withLoss, input: 'batch X = [1 2; 3 4]', rest: 'target = [1 2]\nloss half_sse' };
const own = (sigma: string) => ({
  layers: `activation g(x) = ${sigma}\nlayer g\n${W1}\nlayer 1 tanh\nW = [1 2]`,
});

describe('a given quantity that is the answer', () => {
  const same: readonly [string, Parameters<typeof messagesOf>[0], string, string][] = [
    ['∇b is Δ for one sample', withLoss, 'gradb1', 'Delta1'],
    ['Δ is ∇b for one sample', withLoss, 'Delta2', 'gradb2'],
    ['one entry', withLoss, 'gradb1[2]', 'Delta1[2, 1]'],
    ['all of what an entry is given of', withLoss, 'gradb1[2]', 'Delta1'],
    ['N of the last layer is f where it is linear', withLoss, 'N2', 'f'],
    ['Σ is N where it is linear', withLoss, 'N2', 'Sigma2'],
    ['Δ of the last layer is Σ′ where f is differentiated', plain, 'dSigma2', 'Delta2'],
    ['and ∇b is too', plain, 'dSigma2', 'gradb2'],
    ['an identity of one’s own', own('x'), 'N1', 'Sigma1'],
    ['a function that is its derivative', own('exp(x)'), 'dSigma1', 'Sigma1'],
    ['one neuron of several is linear', { layers: `layer [tanh identity]\n${W1}\noutput 1` }, 'N1', 'Sigma1[2]'],
    ['the whole layer then too', { layers: `layer [tanh identity]\n${W1}\noutput 1` }, 'N1[2]', 'Sigma1'],
    ['a loss that is the output', { ...plain, rest: 'target = 1\nloss (y, t) = y' }, 'f', 'L'],
  ];
  for (const [name, network, give, ask] of same) {
    it(`is reported: ${name}`, () => {
      assert.deepEqual(messagesOf(network, give, ask), [`${ask}: ${ask} ${give}`]);
      assert.deepEqual(messagesOf(network, ask, give), [`${give}: ${give} ${ask}`]);
    });
  }

  const different: typeof same = [
    ['∇b over a batch is a sum', batch, 'gradb1', 'Delta1'],
    ['Σ of tanh is not N', withLoss, 'N1', 'Sigma1'],
    ['Σ of softmax is not N', { layers: `layer softmax\n${W1}\noutput 1` }, 'N1', 'Sigma1'],
    ['another entry', withLoss, 'gradb1[1]', 'Delta1[2]'],
    ['another layer', withLoss, 'gradb1', 'Delta2'],
    ['Δ with a loss is not Σ′', withLoss, 'dSigma2', 'Delta2'],
    ['a function that only passes through some points', own('x + sin(3.14159265*x)'), 'N1', 'Sigma1'],
    ['ReLU, though all values may be positive', own('max(x, 0)'), 'N1', 'Sigma1'],
    ['the other neuron', { layers: `layer [tanh identity]\n${W1}\noutput 1` }, 'N1', 'Sigma1[1]'],
    ['a loss that is not the output', withLoss, 'f', 'L'],
    ['Δ of a layer that is not the last', plain, 'dSigma1', 'Delta1'],
    ['a loss that is the output, of two outputs', { layers: `layer tanh\n${W1}`, rest: 'target = [1; 1]\nloss (y, t) = y' }, 'f', 'L'], // prettier-ignore
    ['a loss that is the output, of a batch', { ...batch, rest: 'target = [1 2]\nloss (y, t) = y' }, 'f', 'L'],
    ['one of two outputs', { layers: `layer tanh\n${W1}\noutput 1` }, 'dSigma1', 'Delta1'],
  ];
  for (const [name, network, give, ask] of different) {
    it(`is not seen where there is none: ${name}`, () => {
      assert.deepEqual(messagesOf(network, give, ask), []);
      assert.deepEqual(messagesOf(network, ask, give), []);
    });
  }

  it('may be asked for beside its equal', () => {
    assert.deepEqual(messagesOf(withLoss, 'N1', 'Delta1 gradb1 N2 f'), []);
  });
});
