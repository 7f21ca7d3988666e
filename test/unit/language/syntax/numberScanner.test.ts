import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NumberScanner } from '../../../../src/language/syntax/numberScanner';

function read(text: string): number {
  const numbers = new NumberScanner(`[${text} `);
  const value = numbers.scan(1);
  assert.equal(numbers.end, 1 + text.length, `${text} is read whole`);
  return value;
}

const numRuns = Number(process.env['NNET_FUZZ'] ?? 3000);

describe('numbers', () => {
  it('reads every form', () => {
    assert.equal(read('1.'), 1);
    assert.equal(read('.5'), 0.5);
    assert.equal(read('1.e-3'), 1e-3);
    assert.equal(read('1e−3'), 1e-3);
    assert.equal(read('000123.4500'), 123.45);
    assert.equal(read('0e99999999999999999999'), 0);
  });

  it('rounds correctly where one operation on doubles would not', () => {
    for (const text of [
      '9007199254740993',
      '9007199254740992.5',
      '0.1234567890123456789',
      '1.7976931348623157e308',
      '4.9e-324',
      '2.4703282292062328e-324',
      '1e23',
      '8.5e22',
      '123456789012345678901234567890',
      '0.3',
      '5e-324',
      '0.000000000000000000000000000001',
    ]) {
      assert.equal(read(text), Number(text), text);
    }
  });

  it('is too large at infinity only', () => {
    assert.equal(read('1e309'), Infinity);
    assert.equal(read('1.7976931348623159e308'), Infinity);
    assert.equal(read('1e-400'), 0);
  });

  it('tells which numbers a double cannot hold: 0, or a relative error of 10⁻¹² and more', () => {
    const isLost = (text: string): boolean => {
      const numbers = new NumberScanner(text);
      numbers.scan(0);
      return numbers.isLost;
    };
    // 2⁻¹⁰⁷⁴ = 4.940656458412465441…e-324; 1e-320 is taken as 2024·2⁻¹⁰⁷⁴ = 9.99988867182683e-321.
    for (const text of ['1e-400', '5e-324', '4.9e-324', '1e-320', '1.2345678901e-316', '0.0001e-396', '1e−999999999']) {
      assert.ok(isLost(text), text);
    }
    const exact = ['4.940656458412465441e-324', '9.99988867182683e-321', '1e-310', '2.2250738585072014e-308', '1e-300'];
    for (const text of ['0', '0e-400', '0.000', '000.0e-999', ...exact]) assert.ok(!isLost(text), text);
    const numbers = new NumberScanner('1e-400 1');
    numbers.scan(0);
    numbers.scan(7);
    assert.ok(!numbers.isLost, 'of the number last read');
  });

  it('says that there is no number', () => {
    for (const text of ['', 'x', '.', '-1', 'e5', '...']) {
      const numbers = new NumberScanner(text);
      assert.ok(Number.isNaN(numbers.scan(0)), text);
      assert.equal(numbers.end, 0);
    }
  });

  it('agrees with Number on every double written by JavaScript', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (x) => {
        const text = String(x);
        assert.equal(read(text), x);
      }),
      { numRuns },
    );
  }).timeout(600_000);

  it('agrees with Number on any digits, point and exponent', () => {
    const digits = fc.stringMatching(/^\d{1,25}$/);
    const exponent = fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.nat(400)));
    fc.assert(
      fc.property(digits, fc.option(fc.stringMatching(/^\d{0,25}$/)), exponent, (whole, fraction, power) => {
        const text = whole + (fraction === null ? '' : `.${fraction}`) + (power === null ? '' : power.join(''));
        assert.equal(read(text), Number(text));
      }),
      { numRuns },
    );
  }).timeout(600_000);
});
