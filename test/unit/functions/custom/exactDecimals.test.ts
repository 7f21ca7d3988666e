// σ′ of a polynomial with decimal coefficients has exactly the decimals that follow: 0.3·2x is 0.6x, and not
// 0.6000000000000001x. Both are evaluated in fractions, each decimal as it is written.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { customActivation, defineActivation } from '../../../../src/functions/custom/customActivation';
import { expressionOf } from '../../../../src/functions/expression/expressionReader';
import type { Expression } from '../../../../src/functions/expression/tree';
import { runs } from '../randomExpression';

type Fraction = readonly [above: bigint, below: bigint];

const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const inverse = ([a, b]: Fraction): Fraction => [b, a];
const same = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d === c * b;

/** A decimal as it is written. */
function fractionOf(written: string): Fraction {
  const [digits, exponent = '0'] = written.split('e');
  const [whole, rest = ''] = digits.split('.');
  const power = Number(exponent) - rest.length;
  const above = BigInt(whole + rest);
  return power >= 0 ? [above * 10n ** BigInt(power), 1n] : [above, 10n ** BigInt(-power)];
}

function valueAt(e: Expression, x: Fraction): Fraction {
  switch (e.kind) {
    case 'number':
      return fractionOf(String(e.value));
    case 'name':
      assert.equal(e.name.text, 'x');
      return x;
    case 'group':
      return valueAt(e.inner, x);
    case 'unary':
      return times([e.operator === '-' ? -1n : 1n, 1n], valueAt(e.operand, x));
    case 'binary': {
      const [left, right] = [valueAt(e.left, x), valueAt(e.right, x)];
      if (e.operator === '+') return plus(left, right);
      if (e.operator === '-') return plus(left, times([-1n, 1n], right));
      if (e.operator === '*') return times(left, right);
      if (e.operator === '/') return times(left, inverse(right));
      assert.equal(right[0] % right[1], 0n);
      const power = right[0] / right[1];
      const size = power < 0n ? -power : power;
      const raised: Fraction = [left[0] ** size, left[1] ** size];
      return power < 0n ? inverse(raised) : raised;
    }
    default:
      throw new Error(`no polynomial has ${e.kind}`);
  }
}

/** n/10^d as a decimal. */
function decimal(n: number, d: number): string {
  const digits = String(n).padStart(d + 1, '0');
  return d === 0 ? digits : `${digits.slice(0, -d)}.${digits.slice(-d)}`;
}

describe('decimals in σ′', () => {
  it('are exact, whatever the coefficients and powers of a polynomial are', () => {
    const term = fc.record({
      n: fc.integer({ min: 1, max: 9999 }),
      d: fc.integer({ min: 0, max: 4 }),
      power: fc.integer({ min: 0, max: 6 }),
      sign: fc.constantFrom('+', '-'),
      factor: fc.constantFrom('', '0.1*', '3*', '0.7*'),
    });
    fc.assert(
      fc.property(fc.array(term, { minLength: 1, maxLength: 4 }), (terms) => {
        const formula = terms.map(({ n, d, power, sign, factor }) => `${sign} ${factor}${decimal(n, d)}*x^${power}`);
        const text = formula.join(' ');
        const around = { lets: new Map(), functions: new Map() };
        const defined = defineActivation('f', [{ name: 'x', default: null }], expressionOf(text), around);
        const shown = customActivation(defined, []).derivativeFormula;
        for (const x of [
          [2n, 1n],
          [-3n, 7n],
          [5n, 4n],
        ] as const) {
          const expected = terms.reduce<Fraction>(
            (sum, { n, d, power, sign, factor }) => {
              if (power === 0) return sum;
              const whole = fractionOf(factor === '' ? '1' : factor.slice(0, -1));
              const own: Fraction = [BigInt(n) * BigInt(power) * (sign === '-' ? -1n : 1n), 10n ** BigInt(d)];
              const raised: Fraction = [x[0] ** BigInt(power - 1), x[1] ** BigInt(power - 1)];
              return plus(sum, times(times(whole, own), raised));
            },
            [0n, 1n],
          );
          assert.ok(same(valueAt(expressionOf(shown), x), expected), `${text} has ${shown}`);
        }
      }),
      { numRuns: runs },
    );
  });
});
