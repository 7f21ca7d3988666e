// What is shown of a choice: short conditions, and at its breaks the value that the engine has there.
import assert from 'node:assert/strict';
import { defineActivation, customActivation } from '../../../../src/functions/custom/customActivation';
import { evaluators } from '../evaluate/evaluators';
import { emptyScope } from '../../../../src/functions/evaluate/names';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';

function activation(formula: string) {
  const around = { lets: new Map(), functions: new Map() };
  return customActivation(defineActivation('f', [{ name: 'x', default: null }], expressionOf(formula), around), []);
}

/** Formula, σ′ as it is shown, and the kinks. */
const cases: readonly (readonly [string, string, readonly number[]])[] = [
  ['max(0, x)', 'if x <= 0 then 0 else 1', [0]],
  ['max(x, 0)', 'if x >= 0 then 1 else 0', [0]],
  ['min(max(x, -1), 1)', 'if -1 <= x and x <= 1 then 1 else 0', [-1, 1]],
  ['if x < -1 then -1 else if x > 1 then 1 else (3*x - x^3)/2', 'if x < -1 or x > 1 then 0 else 3*(1 - x^2)/2', []],
  ['if x == 0 then 0 else x', '1', []],
  ['if x == 0 then 1 else x', 'if x == 0 then 0 else 1', [0]],
  ['sign(x)*ln(1 + abs(x))', '1/(1 + abs(x))', []],
  ['if x > 0 then x else 0.1*x', 'if x > 0 then 1 else 0.1', [0]],
  ['if 2*x + 1 > 0 then x^2 else 0', 'if x > -0.5 then 2*x else 0', [-0.5]],
  ['if 3*x > 1 then x else 0', 'if x > 1/3 then 1 else 0', [1 / 3]],
  ['if abs(x) < 2 then x else 0', 'if -2 < x and x < 2 then 1 else 0', [-2, 2]],
  ['if not x < 1 then x else 1', 'if x >= 1 then 1 else 0', [1]],
  ['if x > 0 then x^2 else -x^2', 'if x > 0 then 2*x else -2*x', []],
  ['abs(x)', 'sign(x)', [0]],
  ['x*abs(x)', '2*abs(x)', []],
  ['if x^2 < 2 then x else 0', 'if x^2 < 2 then 1 else 0', []],
];

describe('the formula of σ′', () => {
  for (const [formula, expected, kinks] of cases) {
    it(`of ${formula} is ${expected}`, () => {
      const sigma = activation(formula);
      assert.equal(sigma.derivativeFormula, expected);
      assert.deepEqual(sigma.kinks, kinks);
      const shown = evaluators(expressionOf(sigma.derivativeFormula), { ...emptyScope, parameters: ['x'] });
      for (const x of [-3, -2, -1, -0.5, 0, 1 / 3, 0.7, 1, 2, 5]) {
        assert.ok(
          Math.abs(shown.value([x]) - sigma.derivative(x)) <= 1e-12,
          `${shown.value([x])} instead of ${sigma.derivative(x)} at ${x}`,
        );
      }
    });
  }
});
