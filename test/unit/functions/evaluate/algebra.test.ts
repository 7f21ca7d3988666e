import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newTies, type Algebra } from '../../../../src/functions/evaluate/algebra';
import { compile } from '../../../../src/functions/evaluate/compile';
import { constantExact } from '../../../../src/functions/evaluate/exactAlgebra';
import { builtinScope, evaluateExact } from '../../../../src/functions/evaluate/exactFormula';
import { builtinNames, emptyScope } from '../../../../src/functions/evaluate/names';
import { constantDual } from '../../../../src/functions/numbers/dual';
import { ONE, rational, toDouble } from '../../../../src/functions/numbers/rational';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import { anyExpression, runs } from '../randomExpression';
import { evaluators } from './evaluators';

/** The whole numbers modulo 7, in the order 0 < 1 < … < 6. */
const modulo7: Algebra<number> = {
  number: (value) => value % 7,
  none: () => -1,
  constant: () => undefined,
  negative: (u) => (7 - u) % 7,
  operations: {
    '+': (u, v) => (u + v) % 7,
    '-': (u, v) => (u - v + 7) % 7,
    '*': (u, v) => (u * v) % 7,
    '/': (u, v) => (u * v ** 5) % 7,
    '^': (u, v) => u ** v % 7,
    min: (u, v) => Math.min(u, v),
    max: (u, v) => Math.max(u, v),
  },
  order: (u, v) => u - v,
  unary: () => () => -1,
};

describe('a formula over an algebra', () => {
  it('is interpreted with any kind of number', () => {
    const at = (text: string, x: number) =>
      compile(expressionOf(text), builtinNames(['x'], modulo7), modulo7)([x], newTies());
    assert.equal(at('3*x + 5', 4), 3);
    assert.equal(at('-(x - 6)/3', 1), 4);
    assert.equal(at('if x > 2 and not x == 4 then x^3 else max(x, 1, 3)', 5), 6);
    assert.equal(at('if x > 2 and not x == 4 then x^3 else max(x, 1, 3)', 4), 4);
    // Without a kernel a built-in activation is its formula.
    assert.equal(at('relu(x)', 5), 5);
    assert.equal(at('pi', 5), -1);
    assert.equal(at('unknown(x)', 5), -1);
  });

  it('has in fractions the value and slope that it has in doubles', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyExpression, fc.integer({ min: -40, max: 40 }), fc.integer({ min: -12, max: 12 }), (body, n, m) => {
        const parameters = ['x', 'y'].map((name) => ({ name, default: null }));
        const ties = newTies();
        const variable = { value: rational(BigInt(n), 8n), slope: ONE, constant: false };
        const args = [variable, constantExact(rational(BigInt(m), 4n))];
        const found = evaluateExact({ parameters, body, scope: builtinScope }, args, ties);
        if (found === null || ties.seen) return;
        const { dual } = evaluators(body, { ...emptyScope, parameters: ['x', 'y'] });
        const { value, slope } = dual([{ value: n / 8, slope: 1, constant: false }, constantDual(m / 4)], newTies());
        for (const [exactly, double] of [
          [toDouble(found.value), value],
          [toDouble(found.slope), slope],
        ]) {
          if (!Number.isFinite(double)) continue;
          assert.ok(Math.abs(exactly - double) <= 1e-6 * Math.max(1, Math.abs(exactly)), `${exactly}, ${double}`);
          compared++;
        }
      }),
      { numRuns: runs },
    );
    assert.ok(compared > 20, `${compared} compared`);
  });
});
