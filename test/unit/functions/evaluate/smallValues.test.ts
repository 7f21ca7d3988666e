import assert from 'node:assert/strict';
import { builtinActivation } from '../../../../src/functions/builtin/activations';
import { isLostValue } from '../../../../src/functions/evaluate/smallValues';
import reference from '../fixtures/referenceValues.json';

/** Whether a decimal such as 3.3e-901 is too close to 0 for a double, and not 0. */
const isBelowDoubles = (decimal: string): boolean => Number(decimal) === 0 && !/^[-0.]+$/.test(decimal);

describe('a value that a double takes as 0', () => {
  for (const [name, rows] of Object.entries(reference)) {
    const activation = builtinActivation(name);
    if (activation === null) continue;
    it(`is known to be none of ${name}, as its reference values have it`, () => {
      for (const [x, value, slope] of rows as [number, string, string, string][]) {
        const isLost = (quantity: 'Sigma' | 'dSigma', held: number): boolean =>
          isLostValue(activation, quantity, x, held);
        if (isBelowDoubles(value))
          assert.ok(isLost('Sigma', activation.value(x)), `${name}(${x}) = ${value}: smallValues.ts`);
        if (isBelowDoubles(slope))
          assert.ok(isLost('dSigma', activation.derivative(x)), `${name}′(${x}) = ${slope}: smallValues.ts`);
      }
    });
  }
});
