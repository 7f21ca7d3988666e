import assert from 'node:assert/strict';
import { Analysis } from '../../../../src/analysis/analysis';
import { builtinActivation } from '../../../../src/functions/builtin/activations';
import { secondDerivative } from '../../../../src/functions/evaluate/secondDerivative';

/** −2 sign(x)/(1 + |x|)³, by hand. */
const softsign = [2 / 51 ** 3, 2 / 64, -2 / 1.5 ** 3, -2 / 31 ** 3];

/** At −50, −3, 0.5 and 30, by Python’s decimal with 120 digits from the formulas. */
const expected: Readonly<Record<string, readonly number[]>> = {
  sigmoid: [1.9287498479639178e-22, 0.04089157466094348, -0.057556794852320743, -9.3576229688366723e-14],
  tanh: [2.9760607808166689e-43, 0.019634494363042435, -0.72686198138358726, -7.005208610157216e-26],
  softplus: [1.9287498479639178e-22, 0.04517665973091213, 0.23500371220159449, 9.3576229688384229e-14],
  gelu: [0, -0.03102293888356605, 0.61611432183752413, -1.3233342291209357e-193],
  gaussian: [0, 0.0041959333389471045, -0.77880078307140488, 0],
  silu: [-9.2579992702268052e-21, -0.032321404521006174, 0.44122902697702859, -2.620134431274233e-12],
  mish: [-9.2579992702268052e-21, -0.039928713242129252, 0.4680533778448866, -2.0315104969447274e-24],
  softsign,
  square: [2, 2, 2, 2],
};

describe('σ″ of the built-in activations', () => {
  it('keeps its digits far out', () => {
    for (const [name, values] of Object.entries(expected)) {
      const second = secondDerivative(builtinActivation(name)!);
      [-50, -3, 0.5, 30].forEach((x, i) => {
        const [found, wanted] = [second(x), values[i]];
        assert.ok(Math.abs(found - wanted) <= 1e-13 * Math.abs(wanted), `${name}(${x}): ${found}, not ${wanted}`);
      });
    }
  });

  it('is a number everywhere', () => {
    for (const name of Object.keys(expected)) {
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
