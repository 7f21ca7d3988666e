// What is said of the display of a form over a batch, sentence by sentence.
import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { say } from '../../../../src/message/message';
import { systemInForm } from '../../../../src/notation/formula/forms';
import { quantitiesOf } from '../../../../src/notation/formula/quantities';
import { spokenSystem } from '../../../../src/notation/spoken/spokenFormula';

const TEXT = `batch X = [2 1; 0 1]
layer 2 tanh
  W = [1 0; 0 1]
layer square
  W = [3 1]
output 1
`;

const sentences: Readonly<Record<'3' | '4' | '5' | 'delta', readonly string[]>> = {
  '3': [
    'the gradient of f with respect to W 2 equals, from left to right: Sigma prime 2, then times Sigma 1 transposed',
    'the gradient of f with respect to W 1 equals, from left to right: Sigma prime 2, then W 2 transposed times it, then the Hadamard product with Sigma prime 1, then times X transposed',
    'Sigma prime 2 is 1 by 2',
    'Sigma 1 transposed is 2 by 2',
    'W 2 transposed is 2 by 1',
    'Sigma prime 1 is 2 by 2',
    'X transposed is 2 by 2',
  ],
  '4': [
    'the gradient of f with respect to W 2 equals the sum over the samples s from 1 to 2: open parenthesis, from right to left, Sigma prime 2 of sample s, then Sigma 1 of sample s transposed in the Kronecker product with it, close parenthesis',
    'the gradient of f with respect to W 1 equals the sum over the samples s from 1 to 2: open parenthesis, from right to left, Sigma prime 2 of sample s, then W 2 transposed times it, then the Hadamard product with Sigma prime 1 of sample s, then X of sample s transposed in the Kronecker product with it, close parenthesis',
    'Sigma 1 of sample s transposed is 1 by 2',
    'Sigma prime 2 of sample s is 1 by 1',
    'X of sample s transposed is 1 by 2',
    'Sigma prime 1 of sample s is 2 by 1',
    'W 2 transposed is 2 by 1',
  ],
  '5': [
    'the gradient of f with respect to W 2 equals the sum over the samples s from 1 to 2: open parenthesis, Sigma 1 of sample s transposed, Kronecker product with the diagonal matrix of Sigma prime 2 of sample s, close parenthesis',
    'the gradient of f with respect to W 1 equals the sum over the samples s from 1 to 2: open parenthesis, X of sample s transposed, Kronecker product with open parenthesis, the diagonal matrix of Sigma prime 1 of sample s times W 2 transposed times the diagonal matrix of Sigma prime 2 of sample s, close parenthesis, close parenthesis',
    'Sigma 1 of sample s transposed is 1 by 2',
    'the diagonal matrix of Sigma prime 2 of sample s is 1 by 1',
    'X of sample s transposed is 1 by 2',
    'the diagonal matrix of Sigma prime 1 of sample s is 2 by 2',
    'W 2 transposed is 2 by 1',
  ],
  delta: [
    'Delta 2 equals Sigma prime 2',
    'Delta 1 equals open parenthesis, W 2 transposed times Delta 2, close parenthesis, Hadamard product with Sigma prime 1',
    'the gradient of f with respect to W 2 equals Delta 2 times Sigma 1 transposed',
    'the gradient of f with respect to W 1 equals Delta 1 times X transposed',
    'Sigma prime 2 is 1 by 2',
    'W 2 transposed is 2 by 1',
    'Delta 2 is 1 by 2',
    'Sigma prime 1 is 2 by 2',
    'Sigma 1 transposed is 2 by 2',
    'Delta 1 is 2 by 2',
    'X transposed is 2 by 2',
  ],
};

describe('the display of a form over a batch, spoken', () => {
  for (const form of ['3', '4', '5', 'delta'] as const) {
    it(`says form ${form}, then the shapes of all factors`, async () => {
      const analysis = await Analysis.of(TEXT);
      const q = quantitiesOf(analysis.network!, await analysis.trace());
      const said = spokenSystem(systemInForm(form, q, 2, 4)).map((sentence) => say(sentence));
      assert.deepEqual(said, sentences[form]);
    });
  }
});
