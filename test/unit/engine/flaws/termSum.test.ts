// How many digits of a sum of products are right, by hand.
import assert from 'node:assert/strict';
import { roundingOf, TermSum } from '../../../../src/engine/flaws/termSum';

/** The digits of `computed` for Σ a·b. */
function digits(computed: number, ...terms: readonly (readonly [number, number?])[]): number {
  const sum = new TermSum();
  for (const [a, b] of terms) sum.add(a, b);
  return sum.digitsOf(computed);
}

describe('the digits of a sum', () => {
  it('are all where nothing is rounded: of short numbers and integers', () => {
    assert.equal(digits(0.75, [0.5], [0.25]), 16);
    assert.equal(digits(2, [0.5, 4]), 16);
    assert.equal(digits(2 ** 53 - 1, [2 ** 53 - 1]), 16);
    assert.equal(digits(0, [3, 5], [-15]), 16);
  });

  it('are fewer by those that cancel', () => {
    // 0.1 and 0.2 may each be off by half an ulp, 2⁻⁵³ of them: beside 0.3 that is 1.1·10⁻¹⁶ of it.
    assert.equal(digits(0.1 + 0.2, [0.1], [0.2]), 15);
    // 0.1 − 0.0999 = 10⁻⁴: 2.2·10⁻¹⁷ of it is 2.2·10⁻¹³.
    assert.equal(digits(0.1 - 0.0999, [0.1], [-0.0999]), 12);
    assert.equal(digits(0.1 - 0.09999999, [0.1], [-0.09999999]), 8);
    // 0.1·3 − 0.3 = 2.8·10⁻¹⁷ is smaller than what was rounded.
    assert.equal(digits(0.1 * 3 - 0.3, [0.1, 3], [-0.3]), 0);
  });

  it('are fewer by what was lost on the way, however exact the terms are', () => {
    // The sum of 1, 2⁻⁶⁰ and −1 is 2⁻⁶⁰; 0 has none of its digits, 1.001·2⁻⁶⁰ has three.
    const terms = [[1], [2 ** -60], [-1]] as const;
    assert.equal(digits(2 ** -60, ...terms), 16);
    assert.equal(digits(0, ...terms), 0);
    assert.equal(digits(1.01 * 2 ** -60, ...terms), 2);
    assert.equal(digits(1.00009 * 2 ** -60, ...terms), 4);
    assert.equal(digits(0.99991 * 2 ** -60, ...terms), 4);
    // Lost and rounded together: 10⁻⁴ with 2.2·10⁻¹³ of it rounded, and one part in 10⁶ lost.
    assert.equal(digits((1 + 9e-7) * (0.1 - 0.0999), [0.1], [-0.0999]), 6);
    assert.equal(digits((1 - 9e-7) * (0.1 - 0.0999), [0.1], [-0.0999]), 6);
  });

  it('of a 0 are none if the terms do not cancel, beyond what may be rounding', () => {
    assert.equal(digits(0, [0.1], [-0.1]), 16);
    assert.equal(digits(0, [0.1], [0.2], [-0.3]), 16);
    assert.equal(digits(0, [0.1], [-0.1001]), 0);
  });

  it('a product counts with the bits that it loses', () => {
    // (1 + 2⁻³⁰)² − (1 + 2⁻²⁹) = 2⁻⁶⁰: the product alone is rounded to 1 + 2⁻²⁹.
    const x = 1 + 2 ** -30;
    assert.equal(digits(2 ** -60, [x, x], [-1 - 2 ** -29]), 16);
    assert.equal(digits(x * x - 1 - 2 ** -29, [x, x], [-1 - 2 ** -29]), 0);
  });

  it('short numbers are exact, others may be off by half an ulp', () => {
    for (const exact of [0, 1, -3, 0.375, 2 ** -20, 123456789, 1e20, 1e22, 1.5e10]) assert.equal(roundingOf(exact), 0, String(exact)); // prettier-ignore
    for (const rounded of [0.1, -0.3, 1 / 3, 1e23, Math.PI]) assert.equal(roundingOf(rounded), Math.abs(rounded) * 2 ** -53, String(rounded)); // prettier-ignore
  });
});
