import assert from 'node:assert/strict';
import { constantDual, type Dual } from '../../../../src/functions/numbers/dual';
import { argumentsInOrder } from '../../../../src/functions/expression/argumentsInOrder';
import { evaluators } from './evaluators';
import { newTies } from '../../../../src/functions/evaluate/algebra';
import { emptyScope } from '../../../../src/functions/evaluate/names';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import { CustomFunctions } from '../customFunctions';

const scope = { ...emptyScope, parameters: ['x', 'y'] };

function value(text: string, x = 0, y = 0): number {
  return evaluators(expressionOf(text), scope).value([x, y]);
}

/** The value and the slope by x, and whether there was a tie. */
function dual(text: string, x: number, y = 0): { value: number; slope: number; seen: boolean } {
  const tie = newTies();
  const variable: Dual = { value: x, slope: 1, constant: false };
  const found = evaluators(expressionOf(text), scope).dual([variable, constantDual(y)], tie);
  return { value: found.value, slope: found.slope, seen: tie.seen };
}

describe('the evaluator', () => {
  it('chooses by conditions, and has no value where one cannot be decided', () => {
    assert.equal(value('if x < y then 1 else 2', 1, 2), 1);
    assert.equal(value('if x < 1 and y < 1 then 1 else 2', 0, 3), 2);
    assert.equal(value('if x < 1 or ln(y) > 0 then 1 else 2', 0, -1), 1, 'the right side is not looked at');
    assert.ok(Number.isNaN(value('if x > 1 or ln(y) > 0 then 1 else 2', 0, -1)));
    assert.ok(Number.isNaN(value('if not ln(y) > 0 then 1 else 2', 0, -1)));
    assert.ok(Number.isNaN(dual('if ln(x) > 0 then 1 else 2', -1).value));
    assert.equal(value('if x == 0.1 + 0.2 then 1 else 2', 0.3), 2);
  });

  it('lets parameters hide constants of the same name', () => {
    const hidden = evaluators(expressionOf('e + c'), { ...emptyScope, parameters: ['e'], lets: new Map([['c', 10]]) });
    assert.equal(hidden.value([1]), 11);
    assert.equal(evaluators(expressionOf('e'), emptyScope).value([]), Math.E);
  });

  it('follows the first argument of max and min at a tie, and notes it', () => {
    assert.deepEqual(dual('max(x, 2*x)', 0), { value: 0, slope: 1, seen: true });
    assert.deepEqual(dual('min(3*x, 2*x, x)', 0), { value: 0, slope: 3, seen: true });
    assert.deepEqual(dual('max(x, 2*x)', 1), { value: 2, slope: 2, seen: false });
    assert.ok(Number.isNaN(dual('max(1, ln(x))', -1).value));
    assert.ok(Number.isNaN(value('max(1, ln(x))', -1)));
  });

  it('notes no tie between what does not vary', () => {
    assert.equal(dual('if y == 0 then x else 1', 3, 0).seen, false);
    assert.equal(dual('max(y, 0)*x + abs(y) + floor(y)', 3, 0).seen, false);
    assert.equal(dual('abs(y*x)', 0, 2).seen, true);
  });

  it('calls own functions with arguments by place and by name, and differentiates through all of them', () => {
    const own = new CustomFunctions();
    const f = own.define('f(u, a, b)', 'a*u + b', 2, 10);
    const inside = { ...scope, functions: new Map([['f', f]]) };
    const at = (text: string) => {
      const compiled = evaluators(expressionOf(text), inside);
      const { value, slope } = compiled.dual([{ value: 3, slope: 1, constant: false }, constantDual(0)], newTies());
      assert.equal(compiled.value([3, 0]), value);
      return [value, slope];
    };
    assert.deepEqual(at('f(x)'), [16, 2]);
    assert.deepEqual(at('f(x, 5)'), [25, 5]);
    assert.deepEqual(at('f(x, b = 1)'), [7, 2]);
    assert.deepEqual(at('f(b = x, u = 1)'), [5, 1]);
    assert.deepEqual(at('f(x, x, x)'), [12, 7]);
  });

  it('takes parameters of built-ins that vary', () => {
    assert.deepEqual(dual('leaky_relu(-2, x)', 3), { value: -6, slope: -2, seen: false });
    assert.deepEqual(dual('leaky_relu(slope = x, -x)', 3), { value: -9, slope: -6, seen: false });
    assert.ok(Math.abs(dual('elu(-1, alpha = x^2)', 3).slope - 6 * Math.expm1(-1)) < 1e-14);
  });

  it('keeps 0 where a slope of 0 meets an infinite one', () => {
    assert.equal(dual('sqrt(x^2)', 0).slope, 0);
    assert.equal(dual('sqrt(y)*x', 1, 0).slope, 0);
    assert.equal(dual('x^2', 0).slope, 0);
    assert.equal(dual('x^1', 0).slope, 1);
    assert.equal(dual('x^0', 0).slope, 0);
    assert.equal(dual('y^x', 2, 0).slope, 0);
    assert.equal(dual('(-2)^y*x', 1, 3).slope, -8);
  });

  it('puts arguments in the order of the parameters', () => {
    const call = expressionOf('f(1, c = 3, 2, d = 4, 5)');
    assert.ok(call.kind === 'call');
    const places = argumentsInOrder(call.arguments, ['a', 'b', 'c']).map((a) => a?.range.start);
    assert.deepEqual(
      places,
      [call.arguments[0], call.arguments[2], call.arguments[4]].map((a) => a.range.start),
    );
  });
});
