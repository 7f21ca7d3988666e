import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Digits } from '../../../src/numbers/numberLayout';
import {
  axisText,
  errorText,
  exactText,
  neuronText,
  numbersTex,
  numberTex,
  numberText,
  powerOfTen,
} from '../../../src/numbers/numberText';

const four: Digits = { kind: 'significant', count: 4 };
const threeDecimals: Digits = { kind: 'decimals', count: 3 };

describe('numbers of formulas', () => {
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
    [99995, '99995'],
    [2.0999999999999996, '2.1'],
    [5.1 - 3, '2.1'],
    [1.00049999999999, '1.000'],
    [1.0005, '1.001'],
    [-1.0005, '-1.001'],
    [1234567, '1234567'],
    [20000000, '20000000'],
    [6.02214076e23, '6.022 \\times 10^{23}'],
    [0.000438568, '0.0004386'],
    [-0.0000438568, '-4.386 \\times 10^{-5}'],
    [0.00009999999, '0.0001000'],
    [1e-9, '1 \\times 10^{-9}'],
    [5e-324, '5 \\times 10^{-324}'],
    [2.2250738585072014e-308, '2.225 \\times 10^{-308}'],
    [1.7976931348623157e308, '1.798 \\times 10^{308}'],
    [1e308, '1 \\times 10^{308}'],
    [NaN, '\\mathrm{NaN}'],
    [Infinity, '\\infty'],
    [-Infinity, '-\\infty'],
  ];
  for (const [x, text] of one) {
    it(`${x} with four significant digits is ${text}`, () => assert.equal(numberTex(x, four), text));
  }

  const decimals: readonly (readonly [number, number, string])[] = [
    [0.5, 3, '0.500'],
    [2 / 3, 3, '0.667'],
    [-0.0001, 3, '0.000'],
    [-0.0005, 3, '-0.001'],
    [0.0005, 3, '0.001'],
    [0.0004999999999, 3, '0.000'],
    // As a person rounds what is written; toFixed gives 1.00 and 0.1.
    [1.005, 2, '1.01'],
    [0.15, 1, '0.2'],
    [9.995, 2, '10.00'],
    [1.5, 0, '2'],
    [0.5, 0, '1'],
    [0.49, 0, '0'],
    [1e22, 3, '1.000 \\times 10^{22}'],
    [0, 3, '0'],
  ];
  for (const [x, count, text] of decimals) {
    it(`${x} with ${count} decimals is ${text}`, () => assert.equal(numberTex(x, { kind: 'decimals', count }), text));
  }

  /** Rows of cells, and the common power of ten in front. */
  const matrices: readonly (readonly [string, readonly (readonly number[])[], number, readonly string[]])[] = [
    ['short decimals', [[0.15, 0.2, 0.25, 0.3]], 0, ['0.15', '0.20', '0.25', '0.30']],
    ['the same decimals', [[Math.SQRT1_2, 1, 0]], 0, ['0.7071', '1.0000', '0']],
    ['whole numbers', [[1, -2, 3]], 0, ['1', '-2', '3']],
    ['a thousand and a half', [[1000, 0.5]], 0, ['1000.0', '0.5']],
    ['one digit more, so that all have enough', [[0.138476, -0.0381234]], 0, ['0.13848', '-0.03812']],
    ['each its own, where that would be too many', [[12.345678, -0.0381234]], 0, ['12.35', '-0.03812']],
    ['the same in a column', [[12.345678, 0.5], [23.456789, 0.00381234]], 0, ['12.35', '0.5', '23.46', '0.003812']], // prettier-ignore
    ['the same in a column that bears it', [[100.25, 0.5], [200.5, 0.123]], 0, ['100.3', '0.500', '200.5', '0.123']], // prettier-ignore
    ['tiny ones near each other', [[1.25e-8, -3e-9]], -8, ['1.25', '-0.30']],
    ['large ones near each other', [[1234560000.5, 2e9]], 9, ['1.235', '2.000']],
    ['σ′ at 12 and 30', [[6.144137e-6, 9.357623e-14]], 0, ['6.144 \\times 10^{-6}', '9.358 \\times 10^{-14}']],
    ['inputs far apart', [[4.539581e-5, 1.38879e-11]], 0, ['4.540 \\times 10^{-5}', '1.389 \\times 10^{-11}']],
    ['a large and a small one', [[20000000.5, 0.001]], 0, ['2.000 \\times 10^{7}', '0.001']],
    ['a tiny one among others', [[123.456, 1.23456e-12]], 0, ['123.5', '1.235 \\times 10^{-12}']],
    ['from one end to the other', [[1e-300, 1e300, 1]], 0, ['1 \\times 10^{-300}', '1 \\times 10^{300}', '1']],
    ['denormal ones', [[5e-324, 1.5e-323]], -323, ['0.5', '1.5']],
    ['what is not finite', [[0.5, NaN, -Infinity]], 0, ['0.5', '\\mathrm{NaN}', '-\\infty']],
    ['zeros', [[0, -0]], 0, ['0', '0']],
  ];
  for (const [name, rows, exponent, cells] of matrices) {
    it(`shows ${name}`, () => {
      const shown = numbersTex(rows.flat(), four, rows[0].length);
      // 5e-324 is nearer to 0.5 · 10^-323 than to any other short number.
      assert.deepEqual([shown.exponent, shown.cells], [exponent, cells]);
    });
  }

  it('gives the numbers of a matrix the decimals asked for, and a huge one as many in scientific form', () => {
    assert.deepEqual(numbersTex([1e22, 5, 1e-9], threeDecimals, 3), {
      exponent: 0,
      cells: ['1.000 \\times 10^{22}', '5.000', '0.000'],
    });
  });
});

const anywhere = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ noNaN: true, min: -1000, max: 1000 }),
  fc
    .tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: -30, max: 30 }))
    .map(([n, e]) => Number(`${n}e${e}`)),
);

/** n · 10^power without rounding; the text is a decimal with or without `e`. */
function exactly(text: string): { readonly n: bigint; readonly power: number } {
  const [mantissa, power = '0'] = text.split('e');
  const [whole, part = ''] = mantissa.split('.');
  return { n: BigInt(whole + part), power: Number(power) - part.length };
}

/** a − b in units of 10^power, which both are multiples of. */
function difference(a: string, b: string, power: number): bigint {
  const [x, y] = [exactly(a), exactly(b)];
  return x.n * 10n ** BigInt(x.power - power) - y.n * 10n ** BigInt(y.power - power);
}

/** The shown decimal is the nearest with its last digit to the shortest decimal of x, and half goes away from zero. */
function assertNearest(shown: string, x: number, unit: number): void {
  const power = Math.min(unit - 1, exactly(String(x)).power, exactly(shown).power);
  const twice = 2n * difference(shown, String(x), power);
  const half = 10n ** BigInt(unit - power);
  const away = x < 0 ? -twice : twice;
  assert.ok(-half < away && away <= half, `${x} is shown as ${shown}`);
}

describe('numbers are rounded right', () => {
  const wanted = { numRuns: Number(process.env.NNET_FUZZ ?? 1500) };

  it('in a matrix each entry has the digits asked for, or all it has', () => {
    const rows = fc.array(anywhere, { minLength: 1, maxLength: 8 });
    const count = fc.integer({ min: 1, max: 17 });
    fc.assert(
      fc.property(rows, count, fc.constantFrom('significant', 'fractions'), (values, count, kind) => {
        const { exponent, cells } = numbersTex(values, { kind, count }, values.length % 2 === 0 ? 2 : values.length);
        cells.forEach((cell, i) => {
          const x = values[i];
          const match = /^(-?)(\d+(?:\.(\d+))?)(?: \\times 10\^\{(-?\d+)\})?$/.exec(cell);
          assert.ok(match !== null, cell);
          const [, sign, digits, decimals = '', power = '0'] = match;
          if (x === 0) return assert.equal(cell, '0');
          const shown = `${sign}${digits}e${Number(power) + exponent}`;
          assertNearest(shown, x, Number(power) + exponent - decimals.length);
          assert.notEqual(Number(shown) === 0, true, `${x} is shown as ${cell}`);
          const significant = digits.replace('.', '').replace(/^0+/, '').length;
          if (match[4] !== undefined) assert.ok(significant <= count, `${cell} has more than ${count} digits`);
          const short = count <= 12 ? Math.abs(Number(shown) - x) <= 1e-13 * Math.abs(x) : Number(shown) === x;
          assert.ok(significant >= count || short, `${x} with ${count} digits is ${cell}`);
        });
      }),
      wanted,
    );
  });

  it('with decimals', () => {
    fc.assert(
      fc.property(anywhere, fc.integer({ min: 0, max: 15 }), (x, count) => {
        const cell = numberTex(x, { kind: 'decimals', count });
        const match = /^-?(\d+(?:\.(\d+))?)(?: \\times 10\^\{(\d+)\})?$/.exec(cell)!;
        assert.ok(!/^-[0.]+$/.test(cell));
        if (x !== 0) assert.equal(match[2]?.length ?? 0, count);
        const power = Number(match[3] ?? 0);
        assertNearest(`${cell.split(' ')[0]}e${power}`, x, power - count);
      }),
      wanted,
    );
  });

  it('as all its digits', () => {
    fc.assert(
      fc.property(fc.double(), (x) => {
        const read = exactText(x).replace('∞', 'Infinity');
        assert.ok(Number(read) === x || Number.isNaN(x), `${x} is shown as ${read}`);
      }),
      wanted,
    );
  });
});

describe('numbers of texts', () => {
  const six: readonly (readonly [number, string])[] = [
    [0.298371108760002, '0.298371'],
    [-0, '0'],
    [1 / 3, '0.333333'],
    [0.25, '0.25'],
    [123456789, '123456789'],
    [123456789.5, '1.23457e8'],
    [1234567.8, '1234568'],
    [-1e-12, '-1e-12'],
    [1.5e-9, '1.5e-9'],
    [NaN, 'NaN'],
    [Infinity, '∞'],
    [-Infinity, '-∞'],
  ];
  for (const [x, text] of six) it(`${x} is ${text}`, () => assert.equal(numberText(x), text));

  it('says errors with two digits', () => {
    assert.deepEqual(
      [0, 4.84e-12, 2e-9, 0.99e-3].map((x) => errorText(x)),
      ['0', '4.8e-12', '2.0e-9', '9.9e-4'],
    );
    assert.equal(errorText(1.26e-13, 'words'), '1.3·10⁻¹³');
  });

  it('labels an axis', () => {
    assert.deepEqual([0.5, -2e-5, 1e6, 250000, 0.1 + 0.2].map((x) => axisText(x)), ['0.5', '−2·10⁻⁵', '1·10⁶', '250000', '0.3']); // prettier-ignore
    assert.deepEqual([-3, 0, 4, 5, -12].map(powerOfTen), ['0.001', '1', '10000', '10⁵', '10⁻¹²']);
  });

  it('fits into a neuron', () => {
    const numbers = [0, -0, 7, -999, 0.5, 0.593269, -2.345, 9.996, 99.94, 99.96, 999.6, 1234, 0.0051, -1e-300, NaN, -Infinity]; // prettier-ignore
    const texts = ['0', '0', '7', '−999', '0.50', '0.59', '−2.35', '10.0', '99.9', '100', '1e3', '1e3', '5e-3', '−1e-300', 'NaN', '−∞']; // prettier-ignore
    assert.deepEqual(numbers.map(neuronText), texts);
  });
});

describe('where another form of a number begins', () => {
  it('below 0.0001 it is scientific, and with decimals from 10^21 on', () => {
    assert.deepEqual([0.0001, 0.00009].map((x) => numberText(x)), ['0.0001', '9e-5']); // prettier-ignore
    assert.deepEqual([9.9e20, 1e21].map((x) => numberTex(x, threeDecimals).includes('times')), [false, true]); // prettier-ignore
  });

  it('a power of ten at an axis is written out from 10^−3 to 10^4', () => {
    assert.deepEqual([-4, -3, 4, 5].map(powerOfTen), ['10⁻⁴', '0.001', '10000', '10⁵']); // prettier-ignore
  });

  it('a matrix has a common power of ten where its numbers are three powers apart', () => {
    const exponent = (...numbers: number[]) => numbersTex(numbers, four, 1).exponent;
    assert.deepEqual([exponent(1e-6, 1e-9), exponent(1e-6, 1e-10)], [-6, 0]);
    assert.deepEqual([exponent(1e-4, 1e-5), exponent(1e-5, 1e-6)], [0, -5]);
  });

  it('12 digits say nothing of rounding on the way, of which 14 are looked at', () => {
    const digits = (x: number, count: number) => numberTex(x, { kind: 'significant', count });
    assert.deepEqual([digits(0.1 + 0.2, 12), digits(0.1 + 0.2, 13)], ['0.3', '0.3000000000000']);
    assert.deepEqual([digits(0.30000000000004, 12), digits(0.300000000000004, 12)], ['0.300000000000', '0.3']);
  });
});
