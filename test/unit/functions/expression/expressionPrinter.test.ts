import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluators } from '../evaluate/evaluators';
import { emptyScope } from '../../../../src/functions/evaluate/names';
import { printExpression } from '../../../../src/functions/expression/expressionPrinter';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import { numberOf } from '../../../../src/functions/expression/madeExpression';
import { anyExpression, points, runs } from '../randomExpression';

const scope = { ...emptyScope, parameters: ['x', 'y'] };

describe('the expression printer', () => {
  it('gives back what was written, with its parentheses', () => {
    for (const text of [
      'a - (b - c)',
      'a/(b*c)*d',
      '-x^2',
      '(-x)^2',
      'x^-1',
      '2^3^4',
      '(2^3)^4',
      '((x))',
      '1.5e-7*x',
      'max(x, 0, y)',
      'leaky_relu(x, slope = 0.1)',
      'if x < 0 and not (y > 1 or x == y) then 0 else if x >= 1 then -x else x',
      '2*(if x > 0 then x else 0) + 1',
      'sin(if x != 0 then x else 1)',
    ]) {
      assert.equal(printExpression(expressionOf(text)), text);
    }
  });

  it('writes no more parentheses than synthetic trees need', () => {
    const range = { start: 0, end: 0 };
    const x = expressionOf('x');
    const minus = (operand: typeof x) => ({ kind: 'unary', operator: '-', operand, range }) as const;
    const power = (left: typeof x, right: typeof x) => ({ kind: 'binary', operator: '^', left, right, range }) as const;
    assert.equal(printExpression(minus(minus(x))), '-(-x)');
    assert.equal(printExpression(power(minus(x), minus(x))), '(-x)^-x');
    assert.equal(printExpression(power(numberOf(-2), numberOf(-0.5))), '(-2)^-0.5');
    assert.equal(printExpression({ kind: 'number', value: -2, range }), '-2');
    assert.equal(printExpression(power({ kind: 'number', value: -2, range }, x)), '(-2)^x');
  });

  it('writes numbers that read back as themselves', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const read = evaluators(expressionOf(printExpression(numberOf(value))), emptyScope).value([]);
        assert.ok(Object.is(read, value), `${value} came back as ${read}`);
      }),
      { numRuns: runs },
    );
  }).timeout(120_000 + 40 * runs);

  it('prints any tree so that it means the same when it is read', () => {
    fc.assert(
      fc.property(anyExpression, (tree) => {
        const text = printExpression(tree);
        const [before, after] = [evaluators(tree, scope), evaluators(expressionOf(text), scope)];
        for (const point of points) {
          const [a, b] = [before.value(point), after.value(point)];
          assert.ok(Object.is(a, b), `${text} at ${point.join(', ')}: ${a}, read back ${b}`);
        }
        assert.equal(printExpression(expressionOf(text)), text);
      }),
      { numRuns: runs },
    );
  }).timeout(120_000 + 40 * runs);
});
