import assert from 'node:assert/strict';
import { builtinLoss, builtinLosses, findBuiltinLoss } from '../../../../src/functions/builtin/losses';

const get = (name: string, values?: number[]) => {
  const loss = builtinLoss(name, values);
  assert.ok(loss, name);
  return loss;
};

describe('built-in losses', () => {
  it('have the values of the language page', () => {
    assert.equal(get('half_sse').value(3, 1), 2);
    assert.equal(get('sse').value(3, 1), 4);
    assert.equal(get('mse').value(3, 1), 4);
    assert.equal(get('l1').value(1, 3), 2);
    assert.equal(get('huber').value(0.5, 0), 0.125);
    assert.equal(get('huber').value(-3, 0), 2.5);
    assert.equal(get('huber', [2]).value(3, 0), 4);
    assert.equal(get('cross_entropy').value(0.5, 2), 2 * Math.LN2);
    assert.equal(get('binary_cross_entropy').value(0.5, 0.3), Math.LN2);
  });

  it('agree with central differences', () => {
    for (const { name } of builtinLosses) {
      const loss = get(name);
      for (const t of [0, 0.3, 1]) {
        for (let y = 0.03; y < 1; y += 0.0617) {
          const h = 1e-6;
          const slope = (loss.value(y + h, t) - loss.value(y - h, t)) / (2 * h);
          assert.ok(
            Math.abs(slope - loss.derivative(y, t)) < 1e-6 * Math.max(1, Math.abs(slope)),
            `${name} at ${y}, ${t}`,
          );
        }
      }
    }
    const huber = get('huber', [0.1]);
    assert.equal(huber.derivative(1, 0), 0.1);
    assert.equal(huber.derivative(-1, 0), -0.1);
  });

  it('the slope of binary cross-entropy does not cancel beside its zero', () => {
    // (1 − t)/(1 − y) − t/y at the doubles themselves, in 60 digits.
    const slope = get('binary_cross_entropy').derivative(0.3 + 2 ** -42, 0.3);
    assert.ok(Math.abs(slope / 1.0827317878244456e-12 - 1) < 1e-15, `${slope}`);
  });

  it('know whether they depend on y − t only', () => {
    const names = builtinLosses.map(({ name }) => name).filter((name) => get(name).ofDifference);
    assert.deepEqual(names, ['half_sse', 'sse', 'mse', 'l1', 'huber']);
    for (const name of names) {
      for (const [y, t] of [
        [3, 1],
        [0.5, 0.25],
        [-4, 1],
      ]) {
        // prettier-ignore
        assert.equal(get(name).value(y, t), get(name).value(y - t, 0));
        assert.equal(get(name).derivative(y, t), get(name).derivative(y - t, 0));
      }
    }
  });

  it('take t·ln y as 0 where t = 0', () => {
    const ce = get('cross_entropy');
    assert.equal(ce.value(0, 0), 0);
    assert.equal(ce.derivative(0, 0), 0);
    assert.equal(ce.value(0, 1), Infinity);
    assert.equal(ce.derivative(0, 1), -Infinity);
    for (const t of [0, 0.5, 1]) {
      assert.ok(Number.isNaN(ce.value(-1, t)));
      for (const y of [-1, 2]) assert.ok(Number.isNaN(get('binary_cross_entropy').value(y, t)));
      // The slope is that of the formula: it is what someone gets who forgot the activation.
      assert.equal(ce.derivative(-2, t), t / 2);
    }
    const bce = get('binary_cross_entropy');
    assert.equal(bce.value(0, 0), 0);
    assert.equal(bce.value(1, 1), 0);
    assert.equal(bce.derivative(0, 0), 1);
    assert.equal(bce.derivative(1, 1), -1);
    assert.equal(bce.value(0, 1), Infinity);
    assert.equal(bce.derivative(1, 0), Infinity);
    assert.equal(bce.value(1e-20, 0), 1e-20);
  });

  it('only mse averages, and only l1 has a kink', () => {
    for (const { name } of builtinLosses) {
      const loss = get(name);
      assert.equal(loss.defaultReduction, name === 'mse' ? 'mean' : 'sum');
      assert.equal(loss.meanOverCoordinates, name === 'mse');
      assert.equal(loss.isKink(0.5, 0.5), name === 'l1', name);
      assert.equal(loss.isKink(1.5, 0.5), false, name);
    }
    assert.equal(get('l1').derivative(0.5, 0.5), 0);
  });

  it('put their parameters into the formula', () => {
    assert.equal(get('huber', [2]).formula, 'if abs(f - y) <= 2 then (f - y)^2/2 else 2*(abs(f - y) - 2/2)');
    assert.deepEqual(get('huber').parameters, [{ name: 'delta', value: 1 }]);
    assert.equal(findBuiltinLoss('toString'), null);
    assert.equal(builtinLoss('own'), null);
  });
});
