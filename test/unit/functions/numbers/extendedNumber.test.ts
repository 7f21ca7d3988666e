import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  add,
  compare,
  divide,
  exp,
  extended,
  ln,
  multiply,
  power,
  sqrt,
  cbrt,
  subtract,
  toNumber,
  type Extended,
} from '../../../../src/functions/numbers/extendedNumber';
import { extendedValue } from '../../../../src/functions/evaluate/extendedFunctions';
import { runs } from '../randomExpression';

const doubles = fc.double({ noNaN: true });
const x = (value: number): Extended => extended(value);
const near = (a: number, b: number, tolerance = 1e-13) => Math.abs(a - b) <= tolerance * Math.abs(b);

describe('extended numbers', () => {
  it('hold every double', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        assert.ok(Object.is(toNumber(x(value)), value), String(value));
      }),
      { numRuns: runs },
    );
    for (const value of [0, -0, 5e-324, -1.5e-310, 2 ** -1022, Number.MAX_VALUE, Infinity, -Infinity, NaN]) {
      assert.ok(Object.is(toNumber(x(value)), value), String(value));
    }
  });

  it('calculate as doubles do, where these do not leave their range', () => {
    const operations: [(u: Extended, v: Extended) => Extended, (u: number, v: number) => number][] = [
      [add, (u, v) => u + v],
      [subtract, (u, v) => u - v],
      [multiply, (u, v) => u * v],
      [divide, (u, v) => u / v],
      [power, Math.pow],
    ];
    fc.assert(
      fc.property(doubles, doubles, (u, v) => {
        assert.equal(compare(x(u), x(v)) + 0, u < v ? -1 : u > v ? 1 : 0);
        for (const [ours, theirs] of operations) {
          const expected = theirs(u, v);
          const normal = Math.abs(expected) > 2 ** -1022 && Math.abs(expected) < Infinity;
          if (normal)
            assert.ok(near(toNumber(ours(x(u), x(v))), expected, 1e-15), `${theirs.toString()} of ${u}, ${v}`);
        }
      }),
      { numRuns: runs },
    );
  });

  it('go on beyond that range', () => {
    const huge = exp(x(5000));
    const tiny = exp(x(-5000));
    assert.ok(near(toNumber(multiply(huge, tiny)), 1, 1e-12));
    assert.ok(near(toNumber(ln(huge)), 5000));
    assert.ok(near(toNumber(ln(tiny)), -5000));
    assert.ok(near(toNumber(divide(multiply(huge, x(3)), huge)), 3));
    assert.ok(near(toNumber(ln(sqrt(huge))), 2500));
    assert.ok(near(toNumber(ln(cbrt(huge))), 5000 / 3));
    assert.ok(near(toNumber(ln(power(huge, x(-2.5)))), -12500));
    assert.ok(near(toNumber(ln(power(x(10), x(1000)))), 1000 * Math.LN10));
    assert.equal(toNumber(power(x(-10), x(1001))), -Infinity);
    assert.equal(compare(power(x(-10), x(1001)), x(-1e308)), -1);
    assert.equal(compare(huge, exp(x(5001))), -1);
    assert.equal(toNumber(add(huge, x(1))), Infinity);
    assert.equal(toNumber(tiny), 0);
    assert.ok(Number.isNaN(toNumber(ln(x(-1)))));
    assert.equal(toNumber(exp(x(1e300))), Infinity);
    assert.equal(toNumber(exp(x(-1e300))), 0);
  });

  it('keep their digits where doubles have only a few', () => {
    for (const at of [-709, -720, -740, -745, -746]) assert.ok(near(toNumber(ln(extendedValue('exp', x(at)))), at), String(at)); // prettier-ignore
    assert.ok(near(toNumber(ln(power(x(1.2345e-160), x(2)))), 2 * Math.log(1.2345e-160)));
    assert.ok(near(toNumber(ln(power(x(1e12), x(-26.5)))), -26.5 * 12 * Math.LN10));
    assert.ok(near(toNumber(power(x(1.5e-310), x(1))), 1.5e-310));
    const few = exp(x(-742));
    assert.ok(near(toNumber(extendedValue('log10', few)), -742 / Math.LN10));
    assert.ok(near(toNumber(divide(extendedValue('tanh', few), few)), 1));
    assert.ok(near(toNumber(ln(extendedValue('sqrt', few))), -371));
  });

  it('are taken by every function there, too', () => {
    const huge = exp(x(5000));
    const tiny = exp(x(-5000));
    const minus = multiply(huge, x(-1));
    const logOf = (name: string, u: Extended) => toNumber(ln(extendedValue(name, u)));
    assert.ok(near(logOf('sinh', x(5000)), 5000 - Math.LN2));
    assert.ok(near(logOf('cosh', x(-5000)), 5000 - Math.LN2));
    assert.ok(near(logOf('expm1', x(5000)), 5000));
    for (const name of [
      'sin',
      'tan',
      'asin',
      'atan',
      'sinh',
      'tanh',
      'asinh',
      'atanh',
      'expm1',
      'log1p',
      'abs',
      'erf',
    ]) {
      const value = toNumber(divide(extendedValue(name, tiny), tiny));
      assert.ok(near(value, name === 'erf' ? 2 / Math.sqrt(Math.PI) : 1), name);
    }
    for (const name of ['cos', 'exp', 'cosh']) assert.equal(toNumber(extendedValue(name, tiny)), 1, name);
    for (const name of ['floor', 'round']) assert.equal(toNumber(extendedValue(name, tiny)), 0, name);
    assert.equal(toNumber(extendedValue('ceil', tiny)), 1);
    assert.equal(toNumber(extendedValue('tanh', minus)), -1);
    assert.equal(toNumber(extendedValue('erf', huge)), 1);
    assert.equal(toNumber(extendedValue('sign', minus)), -1);
    assert.equal(toNumber(extendedValue('expm1', minus)), -1);
    assert.ok(near(toNumber(extendedValue('atan', minus)), -Math.PI / 2));
    assert.ok(near(toNumber(extendedValue('log1p', huge)), 5000));
    assert.ok(near(toNumber(extendedValue('log10', tiny)), -5000 / Math.LN10));
    assert.ok(near(toNumber(extendedValue('log2', huge)), 5000 / Math.LN2));
    assert.ok(near(toNumber(extendedValue('asinh', minus)), -5000 - Math.LN2));
    assert.ok(near(toNumber(extendedValue('acosh', huge)), 5000 + Math.LN2));
    assert.ok(Number.isNaN(toNumber(extendedValue('acosh', tiny))));
    assert.ok(Number.isNaN(toNumber(extendedValue('asin', huge))));
    assert.ok(Number.isNaN(toNumber(extendedValue('sin', huge))));
    assert.equal(toNumber(extendedValue('exp', x(-Infinity))), 0);
  });
});
