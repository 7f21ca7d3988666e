import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  compare,
  digitsOf,
  floor,
  fromDecimal,
  minus,
  over,
  plus,
  rational,
  times,
  toDouble,
  type Rational,
} from '../../../../src/functions/numbers/rational';

const fraction = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => rational(n, d));

function same(a: Rational | null, b: Rational | null): void {
  assert.deepEqual(a, b);
}

describe('exact numbers', () => {
  it('are in lowest terms, with the sign in the numerator', () => {
    same(rational(6n, -4n), { n: -3n, d: 2n });
    same(rational(0n, -7n), { n: 0n, d: 1n });
    assert.throws(() => rational(1n, 0n), RangeError);
  });

  it('keep the laws of a field', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        same(plus(a, b), plus(b, a));
        same(plus(plus(a, b), c), plus(a, plus(b, c)));
        same(times(times(a, b), c), times(a, times(b, c)));
        same(times(a, plus(b, c)), plus(times(a, b), times(a, c)));
        same(minus(plus(a, b), b), a);
        if (b.n !== 0n) same(over(times(a, b), b), a);
        assert.equal(compare(a, b), -compare(b, a) + 0);
        assert.equal(compare(a, plus(a, rational(1n))), -1);
      }),
    );
    same(over(rational(1n), rational(0n)), null);
  });

  it('are the doubles that they are nearest to', () => {
    fc.assert(
      fc.property(fraction, (a) => {
        const double = Number(a.n) / Number(a.d);
        assert.ok(Math.abs(toDouble(a) - double) <= 2 ** -52 * Math.abs(double));
      }),
    );
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 0 }), (x) => {
        fc.pre(x > 1e-300 && x < 1e300);
        assert.equal(toDouble(fromDecimal(String(x))!), x);
      }),
    );
    assert.equal(toDouble(rational(10n ** 400n, 3n * 10n ** 399n)), 10 / 3);
    assert.equal(toDouble(rational(-1n, 10n ** 320n)), -1e-320);
  });

  it('are read from decimals as they are written', () => {
    same(fromDecimal('0.1'), { n: 1n, d: 10n });
    same(fromDecimal('12.'), { n: 12n, d: 1n });
    same(fromDecimal('.5'), { n: 1n, d: 2n });
    same(fromDecimal('1.e-3'), { n: 1n, d: 1000n });
    same(fromDecimal('25E2'), { n: 2500n, d: 1n });
    same(fromDecimal('0.10000000000000000001'), rational(10000000000000000001n, 10n ** 20n));
    for (const none of ['', '.', 'e3', '1e', '-1', '1e99999', '1e2000', '0x1']) same(fromDecimal(none), null);
  });

  it('are rounded down to whole numbers', () => {
    const down = (n: bigint, d: bigint) => floor(rational(n, d)).n;
    assert.deepEqual(
      [down(7n, 2n), down(-7n, 2n), down(-8n, 2n), down(1n, 3n), down(-1n, 3n)],
      [3n, -4n, -4n, 0n, -1n],
    );
  });

  it('know how long they are', () => {
    assert.equal(digitsOf(rational(-3n, 8n)), 2);
    assert.equal(digitsOf(rational(120n)), 3);
  });
});
