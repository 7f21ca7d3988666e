import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatNumber, formatNumbers, type Digits } from '../../../../src/notation/tex/numberFormat';

const four: Digits = { kind: 'significant', count: 4 };
const threeDecimals: Digits = { kind: 'decimals', count: 3 };

describe('number format', () => {
  const one: readonly (readonly [number, string])[] = [
    [0, '0'],
    [-0, '0'],
    [0.5, '0.5'],
    [-0.25, '-0.25'],
    [1 / 3, '0.3333'],
    [2 / 3, '0.6667'],
    [1.105905967, '1.106'],
    [12345.678, '12346'],
    [9.99999, '10.00'],
    [2.0999999999999996, '2.1'],
    [5.1 - 3, '2.1'],
    [1234567, '1234567'],
    [20000000, '20000000'],
    [6.02214076e23, '6.022 \\times 10^{23}'],
    [0.000438568, '0.0004386'],
    [-0.0000438568, '-4.386 \\times 10^{-5}'],
    [1e-9, '1 \\times 10^{-9}'],
    [5e-324, '5 \\times 10^{-324}'],
    [1.7976931348623157e308, '1.798 \\times 10^{308}'],
    [NaN, '\\mathrm{NaN}'],
    [Infinity, '\\infty'],
    [-Infinity, '-\\infty'],
  ];
  for (const [x, text] of one) {
    it(`${x} with four significant digits is ${text}`, () => assert.equal(formatNumber(x, four), text));
  }

  it('keeps decimals as asked for', () => {
    assert.equal(formatNumber(0.5, threeDecimals), '0.500');
    assert.equal(formatNumber(2 / 3, threeDecimals), '0.667');
    assert.equal(formatNumber(-0.0001, threeDecimals), '0.000');
    assert.equal(formatNumber(1e22, threeDecimals), '1.000 \\times 10^{22}');
    assert.equal(formatNumber(1.5, { kind: 'decimals', count: 0 }), '2');
  });

  it('gives the numbers of a matrix the same decimals', () => {
    assert.deepEqual(formatNumbers([0.15, 0.2, 0.25, 0.3], four).cells, ['0.15', '0.20', '0.25', '0.30']);
    assert.deepEqual(formatNumbers([0.1385, -0.0381], four).cells, ['0.1385', '-0.0381']);
    assert.deepEqual(formatNumbers([Math.SQRT1_2, 1, 0], four).cells, ['0.7071', '1.0000', '0']);
    assert.deepEqual(formatNumbers([1, -2, 3], four).cells, ['1', '-2', '3']);
    assert.deepEqual(formatNumbers([1000, 0.5], four).cells, ['1000.0', '0.5']);
  });

  it('takes a power of ten out of tiny and huge matrices', () => {
    assert.deepEqual(formatNumbers([1.25e-8, -3e-9], four), { exponent: -8, cells: ['1.25', '-0.30'] });
    assert.deepEqual(formatNumbers([1234560000.5, 2e9], four), { exponent: 9, cells: ['1.235', '2.000'] });
  });

  it('counts the common power of ten in the scientific form of a small entry', () => {
    // σ′ = e^-x / (1 + e^-x)² at 12 and 30: 6.14413e-6 and 9.35762e-14 = 10^-6 · 9.35762e-8.
    for (const digits of [four, { kind: 'fractions', count: 4 }] as const) {
      const { exponent, cells } = formatNumbers([6.144137e-6, 9.357623e-14], digits);
      assert.equal(exponent, -6);
      assert.equal(cells[0], '6.144');
      assert.match(cells[1], /^9\.36 \\times 10\^\{-8\}$/);
    }
    const { exponent, cells } = formatNumbers([20000000.5, 0.001], four);
    assert.deepEqual([exponent, cells], [7, ['2.000', '1.00 \\times 10^{-10}']]);
  });

  it('never shows a number that is not 0 as 0 among larger ones', () => {
    const { cells } = formatNumbers([123.456, 1e-12], four);
    assert.deepEqual(cells, ['123.5', '1.00 \\times 10^{-12}']);
  });

  it('shows what is not finite beside what is', () => {
    assert.deepEqual(formatNumbers([0.5, NaN, -Infinity], four).cells, ['0.5', '\\mathrm{NaN}', '-\\infty']);
  });

  it('is within half a unit of the last digit shown, and never says −0', () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 2, max: 17 }), (values, count) => {
        const { exponent, cells } = formatNumbers(values, { kind: 'significant', count });
        cells.forEach((cell, i) => {
          const shown = /^(-?[\d.]+)(?: \\times 10\^\{(-?\d+)\})?$/.exec(cell)!;
          const value = Number(`${shown[1]}e${exponent + Number(shown[2] ?? 0)}`);
          assert.ok(!/^-[0.]+$/.test(cell));
          assert.equal(value === 0, values[i] === 0);
          const largest = Math.max(...values.map(Math.abs));
          assert.ok(
            Math.abs(value - values[i]) <= largest * 10 ** (1 - count) ||
              Math.abs(value - values[i]) <= Math.abs(values[i]) * 0.06,
          );
        });
      }),
    );
  });
});
