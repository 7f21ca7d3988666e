import assert from 'node:assert/strict';
import { builtinLoss, builtinLosses } from '../../../../src/functions/builtin/losses';
import { customLoss } from '../../../../src/functions/custom/customLoss';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';

const nothing = { lets: new Map<string, number>(), functions: new Map() };

describe('own losses', () => {
  it('have value, derivative by the output and kinks', () => {
    const loss = customLoss('u', 'v', expressionOf('c*(u - v)^2 + abs(u - v)'), {
      ...nothing,
      lets: new Map([['c', 2]]),
    });
    assert.equal(loss.name, 'own');
    assert.deepEqual(loss.argumentNames, ['u', 'v']);
    assert.equal(loss.formula, '2*(u - v)^2 + abs(u - v)');
    assert.equal(loss.derivativeFormula, '4*(u - v) + sign(u - v)');
    assert.equal(loss.value(3, 1), 10);
    assert.equal(loss.derivative(3, 1), 9);
    assert.equal(loss.derivative(1, 3), -9);
    assert.equal(loss.derivative(1, 1), 0);
    assert.equal(loss.isKink(1, 1), true);
    assert.equal(loss.isKink(1, 1.5), false);
    assert.equal(loss.defaultReduction, 'sum');
  });

  it('hide lets and functions by their own names', () => {
    const loss = customLoss('y', 't', expressionOf('y*t'), { ...nothing, lets: new Map([['t', 100]]) });
    assert.equal(loss.value(2, 3), 6);
    assert.equal(loss.formula, 'y*t');
  });

  it('written like a built-in are that built-in', () => {
    for (const { name } of builtinLosses) {
      const known = builtinLoss(name)!;
      const written = customLoss('f', 'y', expressionOf(known.formula), nothing);
      for (const [y, t] of [
        [0.2, 0.7],
        [0.9, 0.1],
        [0.5, 0.25],
      ]) {
        assert.ok(Math.abs(written.value(y, t) - known.value(y, t)) < 1e-14, name);
        assert.ok(Math.abs(written.derivative(y, t) - known.derivative(y, t)) < 1e-13, name);
        assert.equal(written.isKink(y, t), false);
      }
      assert.equal(written.isKink(0.5, 0.5), known.isKink(0.5, 0.5), name);
    }
    const huber = customLoss('f', 'y', expressionOf(builtinLoss('huber')!.formula), nothing);
    assert.equal(huber.isKink(1.5, 0.5), false, 'a tie at which both slopes agree is no kink');
  });

  it('and built-in ones have the value and the derivative that their formulas say', () => {
    for (const loss of [...builtinLosses.map(({ name }) => builtinLoss(name)!), builtinLoss('huber', [0.25])!]) {
      const { formula, derivativeFormula } = loss;
      const written = customLoss('f', 'y', expressionOf(formula), nothing);
      const off = Math.abs(written.value(0.2, 0.7) - loss.value(0.2, 0.7));
      assert.ok(off < 1e-13, `${loss.name} is not ${formula}`);
      for (const said of [derivativeFormula, written.derivativeFormula]) {
        const value = customLoss('f', 'y', expressionOf(said), nothing);
        for (const [y, t] of [
          [0.2, 0.7],
          [0.9, 0.1],
          [0.5, 0.25],
        ]) {
          assert.ok(Math.abs(value.value(y, t) - loss.derivative(y, t)) < 1e-13, `${loss.name}: ${said}`);
        }
      }
    }
  });

  it('stay right where a part overflows', () => {
    const softplusLoss = customLoss('y', 't', expressionOf('ln(1 + exp(-t*y))'), nothing);
    assert.equal(softplusLoss.value(-1000, 1), 1000);
    assert.equal(softplusLoss.derivative(-1000, 1), -1);
  });
});
