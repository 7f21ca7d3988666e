import assert from 'node:assert/strict';
import { erf, normalCdf, normalDensity, softplus } from '../../../../src/functions/numbers/specialFunctions';
import reference from '../fixtures/referenceValues.json';
import { assertUlps } from '../ulps';

const rows = (name: 'erf' | 'normalCdf' | 'softplus') => reference[name] as [number, string, string][];

describe('special functions', () => {
  it('erf is right to the last bit', () => {
    for (const [x, value] of rows('erf')) assertUlps(erf(x), Number(value), 1, `erf(${x})`);
  });

  it('the normal distribution function and its density are right in the tails too', () => {
    for (const [x, value, density] of rows('normalCdf')) {
      assertUlps(normalCdf(x), Number(value), 5, `Φ(${x})`);
      assertUlps(normalDensity(x), Number(density), 4, `φ(${x})`);
    }
  });

  it('softplus neither overflows nor loses its tail', () => {
    for (const [x, value] of rows('softplus')) assertUlps(softplus(x), Number(value), 2, `softplus(${x})`);
    assert.equal(softplus(1e308), 1e308);
  });

  it('keep limits, odd symmetry and NaN', () => {
    assert.equal(erf(Infinity), 1);
    assert.equal(erf(-Infinity), -1);
    assert.ok(Object.is(erf(-0), -0));
    assert.equal(normalCdf(0), 0.5);
    for (const f of [erf, normalCdf, normalDensity, softplus]) assert.ok(Number.isNaN(f(NaN)));
  });
});
