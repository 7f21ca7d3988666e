import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { builtinActivation } from '../../../../src/functions/builtin/activations';
import { closedSecondDerivatives } from '../../../../src/functions/builtin/secondDerivatives';
import { secondDerivative } from '../../../../src/functions/evaluate/secondDerivative';
import reference from '../fixtures/referenceValues.json';

describe('σ″ of the built-in activations', () => {
  for (const [name, rows] of Object.entries(reference)) {
    const activation = builtinActivation(name);
    if (activation === null) continue;
    it(`of ${name} is right far out and close to 0`, () => {
      const second = secondDerivative(activation);
      for (const [x, , , wanted] of rows as [number, string, string, string][]) {
        const off = Math.abs(second(x) - Number(wanted));
        // Nothing is promised below the smallest normal double.
        const allowed = 1e-13 * Math.abs(Number(wanted)) + 1e-307;
        assert.ok(off <= allowed, `${name}″(${x}) = ${second(x)}, not ${wanted}: secondDerivatives.ts`);
      }
    });
  }

  it('is a number everywhere', () => {
    for (const name of Object.keys(closedSecondDerivatives)) {
      const second = secondDerivative(builtinActivation(name)!);
      for (const x of [1e3, 1e10, 1e20, 1e57, 1e300, 1.7e308])
        for (const at of [x, -x]) {
          const wanted = name === 'square' ? 2 : name === 'softsign' ? 2 / (1 + x) ** 3 : 0;
          assert.equal(Math.abs(second(at)), wanted, `${name}(${at})`);
        }
    }
  });

  it('of a built-in with a stated derivative is that of the stated one', async () => {
    // (x³)′ = 3x², of which the real σ″ of tanh knows nothing.
    const text = 'derivative tanh(x) = x^3\ninput X = [2]\nlayer tanh\n  W = [1]\n  V = [1]\n';
    const { layers } = (await Analysis.of(text)).network!;
    const { activation } = layers[0];
    assert.ok(activation.kind === 'coordinatewise');
    assert.equal(activation.activations[0].derivative(2), 8);
    assert.ok(Math.abs(secondDerivative(activation.activations[0])(2) - 12) < 1e-12);
  });
});
