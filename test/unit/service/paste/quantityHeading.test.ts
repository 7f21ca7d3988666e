import assert from 'node:assert/strict';
import { quantitiesNamed } from '../../../../src/service/paste/quantityHeading';

/** The names of a quantity as people and programs write them; those in one line mean the same. */
const names: readonly (readonly [string, readonly string[]])[] = [
  ['gradW1', ['∇W₁', '∇W1', '∇_W1', '∇_{W_1} f', String.raw`\nabla_{W_1} L`, 'gradW1', 'grad_W1', 'nabla W1', 'dW1']],
  ['gradW1', ['∂L/∂W1', '∂f/∂W₁', 'dL/dW1', 'dW_1', 'W1.grad', 'dW^{(1)}', 'dW[1]', '∇L_{W_1}', '∇W₁ f₁', '∂f₂/∂W₁']],
  [
    'gradW12',
    [String.raw`\frac{\partial L}{\partial W_{12}}`, String.raw`\dfrac{\partial f}{\partial W_{12}}`, '∇W₁₂'],
  ],
  ['gradb2', ['∇b₂', 'db2', 'b2.grad', String.raw`\nabla_{b_2} f`, '∂L/∂b_2', 'grad_b2']],
  ['gradX0', ['∇X', 'gradX', '∂L/∂X', String.raw`\nabla_X f`, 'dx', 'X.grad', '∇x f₁']],
  ['Delta2', ['Δ₂', 'Δ_2', 'Delta2', 'delta_2', 'δ₂', String.raw`\Delta_2`, String.raw`\delta^{(2)}`]],
  ['N1', ['N₁', 'N1', 'N_{1}', 'z1', 'Z^{(1)}', 'net1', String.raw`\mathrm{net}_1`]],
  ['Sigma1', ['Σ₁', 'Sigma1', String.raw`\Sigma_1`, 'σ1', 'h1', 'S_1']],
  ['Sigma1 N1', ['a1', 'A_1', 'a^{(1)}']],
  ['', ['W1', 'W', 'X', 'b1', 'f', 'L', 'Σ', 'Δ', '∇W', 'Columns 1 through 4', 'array', 'ans', 'dW1W2', 'η', '']],
];

describe('the name in front of a matrix', () => {
  for (const [meant, written] of names) {
    it(`means ${meant || 'nothing that can be checked'}: ${written.join(', ')}`, () => {
      for (const name of written) {
        const read = quantitiesNamed(name).map(({ quantity, layer }) => `${quantity}${layer}`);
        assert.equal(read.join(' '), meant, name);
      }
    });
  }
});
