import assert from 'node:assert/strict';

/** The distance from x to the next double away from 0; that of the smallest normal double below it. */
export function ulp(x: number): number {
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(x))));
  return x === 0 ? 2 ** -1074 : 2 ** (exponent - 52);
}

/** Fails unless `actual` is within so many units in the last place of `expected`. */
export function assertUlps(actual: number, expected: number, units: number, what: string): void {
  const error = Math.abs(actual - expected) / ulp(expected);
  assert.ok(error <= units, `${what} is ${actual}, which is ${error} ulps from ${expected}`);
}
