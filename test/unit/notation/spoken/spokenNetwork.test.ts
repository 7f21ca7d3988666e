// What is said of the maps of a network and of the local gradients of the proof, each by hand.
import assert from 'node:assert/strict';
import { say } from '../../../../src/message/message';
import { spokenMaps } from '../../../../src/notation/spoken/spokenNetwork';
import { spokenSymbol, type Spoken } from '../../../../src/notation/spoken/spokenSymbol';
import { operatorTex } from '../../../../src/notation/tex/chainTex';
import { network } from '../networks';

const text = (said: Spoken) => (typeof said === 'string' ? said : say(said));

describe('what is said of a network', () => {
  it('names the parameters that each layer has, and softmax', () => {
    const said = spokenMaps(
      network([
        { activation: 'tanh', inputSize: 2, size: 3, bias: null },
        { activation: 'relu', inputSize: 3, size: 4 },
        { activation: 'softmax', inputSize: 4, size: 5 },
      ]),
    );
    assert.deepEqual(said.map(text), [
      'f maps 2-dimensional inputs to 5-dimensional outputs',
      'W 1 and b 1 map dimension 2 to 3, then Sigma 1 acts on each entry',
      'W 2 maps dimension 3 to 4, then Sigma 2 acts on each entry',
      'W 3 maps dimension 4 to 5, then Sigma 3, which is softmax',
    ]);
    const affine = spokenMaps(network([{ activation: 'softmax', inputSize: 4, size: 5, bias: null }]));
    assert.equal(text(affine[1]), 'W 1 and b 1 map dimension 4 to 5, then Sigma 1, which is softmax');
  });

  it('names the local gradients of the proof: what is differentiated, and by which row', () => {
    const local = (of: 'product' | 'neuron' | 'next layer', written: 'short' | 'homogeneous' | 'affine', layer = 2) =>
      text(spokenSymbol({ name: 'local', of, layer, index: 3, written }));
    for (const [said, expected] of [
      [local('product', 'short'), 'open parenthesis, row 3 of W 2 times Sigma 1, close parenthesis with respect to row 3 of W 2'],
      [local('neuron', 'short'), 'row 3 of Sigma 2 with respect to row 3 of W 2'],
      [local('neuron', 'homogeneous'), 'row 3 of Sigma 2 applied to open parenthesis, row 3 of W 2 times Sigma 1, close parenthesis with respect to row 3 of W 2'],
      [local('neuron', 'affine'), 'row 3 of Sigma 2 applied to open parenthesis, row 3 of W 2 times Sigma 1 plus row 3 of b 2, close parenthesis with respect to row 3 of W 2'],
      [local('neuron', 'homogeneous', 1), 'row 3 of Sigma 1 applied to open parenthesis, row 3 of W 1 times X, close parenthesis with respect to row 3 of W 1'],
      // Of the whole next layer, by one neuron of this one.
      [local('next layer', 'short'), 'Sigma 3 with respect to row 3 of Sigma 2'],
      [local('next layer', 'homogeneous'), 'Sigma 3 applied to open parenthesis, W 3 times Sigma 2, close parenthesis with respect to row 3 of Sigma 2'],
      [local('next layer', 'affine'), 'Sigma 3 applied to open parenthesis, W 3 times Sigma 2 plus b 3, close parenthesis with respect to row 3 of Sigma 2'],
    ]) assert.equal(said, `the gradient of ${expected}`); // prettier-ignore
  });

  it('has the sign of each operator in TeX', () => {
    const signs = { '·': '\\cdot', '∘': '\\circ', '•': '\\bullet', '⊗': '\\otimes', '+': '+', '−': '-', scale: '\\,', ',': ',' } as const; // prettier-ignore
    for (const [operator, sign] of Object.entries(signs))
      assert.equal(operatorTex(operator as keyof typeof signs), sign);
  });
});
