// How near a written entry has to be to the correct one: to half a unit of its last digit, at the edges, by hand.
import assert from 'node:assert/strict';
import { agreement, countedUnit, statesOf } from '../../../src/mistakes/entryStates';
import { multipleOf } from '../../../src/mistakes/multiple';

const matrix = (data: readonly number[]) => ({ rows: 1, cols: data.length, data: Float64Array.from(data) });
const written = (values: readonly number[], unit: number) => ({ values: matrix(values), units: matrix(values.map(() => unit)) }); // prettier-ignore
const stateOf = (value: number, unit: number, right: number) => statesOf(written([value], unit), matrix([right]))[0];

describe('the states of written entries', () => {
  it('equal to half a unit, close to one and a half if there are three digits, otherwise wrong', () => {
    for (const [value, unit, right, state] of [
      [0.5, 0, 0.5, 'equal'],
      [0.5, 0, 0.500001, 'wrong'],
      [0.123, 0.001, 0.12349, 'equal'],
      [0.123, 0.001, 0.12251, 'equal'],
      [0.123, 0.001, 0.1236, 'close'],
      [0.123, 0.001, 0.12449, 'close'],
      [0.123, 0.001, 0.12451, 'wrong'],
      [-0.123, 0.001, -0.1236, 'close'],
      [0.123, 0.001, -0.123, 'wrong'],
      // 0.0995 has not quite three digits, but counts as if it had.
      [0.0995, 0.001, 0.1003, 'close'],
      [0.099, 0.001, 0.0999, 'wrong'],
      [12, 1, 13, 'wrong'],
      [0, 0.01, 0.004, 'equal'],
      [0, 0.01, 0.006, 'wrong'],
    ] as const)
      assert.equal(stateOf(value, unit, right), state, `${value} ± ${unit} for ${right}`);
  });

  it('of more than six digits the rest is not looked at', () => {
    for (const [x, unit, counted] of [[0.12345678, 1e-8, 1e-6], [1.2345678, 1e-7, 1e-5], [9.9999999, 1e-7, 1e-5], [123456.78, 0.01, 1], [12.5, 0.1, 0.1], [12.5, 0, 0], [0, 0.1, 0.1]])
      assert.ok(Math.abs(countedUnit(x, unit) - counted) <= 1e-12 * counted, String(x)); // prettier-ignore
    assert.equal(stateOf(0.12345678, 1e-8, 0.123457), 'equal');
    assert.equal(stateOf(0.12345678, 1e-8, 0.123459), 'wrong');
  });

  it('a matrix agrees as well as its worst entry', () => {
    const of = (...values: number[]) => agreement(written(values, 0.001), matrix([0.123, 0.456]));
    assert.equal(of(0.123, 0.456), 'equal');
    assert.equal(of(0.124, 0.456), 'close');
    assert.equal(of(0.124, 0.459), null);
    assert.equal(of(0.129, 0.456), null);
  });
});

describe('a multiple of the right matrix', () => {
  const right = matrix([1.234, 0, -2.345, 3.456]);
  const times = (factor: number) => [...right.data].map((x) => Number((factor * x).toFixed(3)));

  it('is named by its factor, a simple one where the digits allow it', () => {
    for (const factor of [-2, 0.5, 3, -1 / 3, 10]) {
      const slip = multipleOf(written(times(factor), 0.001), right);
      assert.ok(slip?.kind === 'multiple', String(factor));
      assert.ok(Math.abs(slip.factor - factor) < 1e-12, `${slip.factor} for ${factor}`);
    }
  });

  it('is none where a zero is no zero, the factors differ, or it is 0', () => {
    const changed = (at: number, value: number) => times(2).map((x, i) => (i === at ? value : x));
    assert.equal(multipleOf(written(changed(1, 0.5), 0.001), right), null);
    assert.equal(multipleOf(written(changed(3, 7.2), 0.001), right), null);
    assert.equal(multipleOf(written([0, 0, 0, 0], 0.001), right), null);
    // A single number tells nothing of a factor.
    assert.equal(multipleOf(written([2.468], 0.001), matrix([1.234])), null);
  });

  it('a factor is a fraction of numbers up to 20, if it is one', () => {
    const factor = (x: number) => {
      const right = [3, 7.001, -2.37, 11.13];
      const slip = multipleOf(
        written(
          right.map((one) => Number((one * x).toFixed(3))),
          0.001,
        ),
        matrix(right),
      );
      return slip?.kind === 'multiple' ? slip.factor : null;
    };
    for (const x of [20, -20, 1 / 20, 19 / 20, 20 / 19]) assert.equal(factor(x), x);
    for (const x of [1 / 21, 20 / 21, 21 / 20]) assert.notEqual(factor(x), x);
  });
});
