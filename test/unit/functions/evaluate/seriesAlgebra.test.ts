import assert from 'node:assert/strict';
import { derivative } from '../../../../src/functions/symbolic/expressionDerivative';
import { evaluators } from './evaluators';
import { emptyScope, namesOf } from '../../../../src/functions/evaluate/names';
import { newTies } from '../../../../src/functions/evaluate/algebra';
import { compile } from '../../../../src/functions/evaluate/compile';
import { series as seriesAlgebra } from '../../../../src/functions/evaluate/seriesAlgebra';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import { toNumber } from '../../../../src/functions/numbers/extendedNumber';
import { linearJet } from '../../../../src/functions/numbers/jet';
import { unaryFunctions } from '../../../../src/functions/builtin/functions';

const scope = { ...emptyScope, parameters: ['x'] };

function series(text: string, x: number, side = 1, order = 4): number[] {
  const algebra = seriesAlgebra(order, true);
  const evaluate = compile(expressionOf(text), namesOf(scope, algebra), algebra);
  return evaluate([linearJet(x, side, order)], newTies()).map(toNumber);
}

function assertSeries(text: string, x: number, expected: readonly number[], side = 1): void {
  const found = series(text, x, side);
  expected.forEach((c, k) => {
    assert.ok(Math.abs(found[k] - c) <= 1e-11 * Math.max(1, Math.abs(c)), `${text} at ${x}: ${found.join(', ')}`);
  });
}

describe('series beside a point', () => {
  it('have the derivatives as coefficients', () => {
    const formulas = [
      ...unaryFunctions.filter((f) => f.name !== 'acosh').map((f) => `${f.name}(x)`),
      'acosh(1 + x)',
      'x^3/(1 + x^2)',
      'x^1.5*2^x',
      'x^x',
      'x^-2 - 1/x',
      'exp(-x^2)*sin(3*x)',
      'gelu(x) + mish(x)',
      'max(x, x^2) + elu(-x, 2)',
      'sqrt(1 + x^2)/cbrt(x)',
    ];
    for (const text of formulas) {
      for (const x of [0.3, 0.71]) {
        const expected: number[] = [];
        let formula = expressionOf(text);
        for (let k = 0, factorial = 1; k <= 4; factorial *= ++k) {
          expected.push(evaluators(formula, scope).value([x]) / factorial);
          formula = derivative(formula, 'x');
        }
        assertSeries(text, x, expected);
      }
    }
  });

  it('look to the side they are asked for', () => {
    assertSeries('abs(x)', 0, [0, 1, 0, 0], 1);
    assertSeries('abs(x)', 0, [0, 1, 0, 0], -1);
    assertSeries('relu(x)', 0, [0, 0, 0], -1);
    assertSeries('floor(x) + ceil(x)/10', 2, [2.3], 1);
    assertSeries('floor(x) + ceil(x)/10', 2, [1.2], -1);
    assertSeries('floor(-x)', 2, [-3], 1);
    assertSeries('round(x)', 2.5, [3, 0], 1);
    assertSeries('round(x)', 2.5, [2, 0], -1);
    assertSeries('round(x)', -0.5, [0, 0], 1);
    assertSeries('round(x)', -0.5, [-1, 0], -1);
    assertSeries('if x^4 <= 0 then 7 else x', 0, [0, 1], 1);
    assertSeries('if x^3 < 0 then 7 else 8', 0, [7], -1);
    assertSeries('if x == x then 7 else 8', 0, [7, 0, 0], 1);
  });

  it('cancel what 0/0 has in common', () => {
    assertSeries('sin(x)/x', 0, [1, 0, -1 / 6, 0]);
    assertSeries('(1 - cos(x))/x^2', 0, [0.5, 0, -1 / 24]);
    assertSeries('(x - sin(x))/x^3', 0, [1 / 6, 0]);
    assertSeries('sqrt(x^2)', 0, [0, 1, 0], 1);
    assertSeries('sqrt(x^4)', 0, [0, 0, 1], 1);
    assertSeries('cbrt(x^3)', 0, [0, 1], 1);
    assertSeries('cbrt(x^3)', 0, [0, -1], -1);
    assertSeries('x^2/x', 0, [0, 1, 0]);
  });

  it('do not claim what they cannot know', () => {
    assert.ok(Number.isNaN(series('(x^9 - x^9*cos(x))/x^11', 0)[0]));
    assert.ok(Number.isNaN(series('if (x^9 - x^9*cos(x))/x^11 > 0 then 1 else 2', 0)[0]));
    assert.ok(Number.isNaN(series('ln(-1 - x)', 0)[0]));
    assert.equal(series('1/x', 0)[0], Infinity);
    assert.equal(series('sqrt(x)', 0)[1], Infinity);
    assert.equal(series('x^1.5', 0)[1], 0);
    assert.ok(Number.isNaN(series('x^1.5', 0)[2]));
  });
});
