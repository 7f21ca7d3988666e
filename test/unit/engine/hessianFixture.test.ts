import assert from 'node:assert/strict';
import { Analysis, defaultView } from '../../../src/analysis/analysis';
import { hessianVector } from '../../../src/engine/hessianVector';
import { cases } from './fixtures/hessianVector.json';

describe('the Hessian times a direction, against NumPy', () => {
  for (const { name, text, HV, Hv } of cases) {
    it(name, async () => {
      const analysis = await Analysis.of(text);
      assert.deepEqual(analysis.diagnostics, []);
      const { layers } = hessianVector((await analysis.trace(defaultView))!)!;
      assert.equal(layers.length, HV.length);
      layers.forEach((layer, i) => {
        assertClose(layer.HV.data, HV[i].flat(), `HV ${i + 1}`);
        assertClose(layer.Hv!.data, Hv[i].flat(), `Hv ${i + 1}`);
      });
    });
  }
});

function assertClose(found: Float64Array, expected: readonly number[], what: string): void {
  assert.equal(found.length, expected.length);
  const size = Math.max(...expected.map(Math.abs));
  found.forEach((x, i) => assert.ok(Math.abs(x - expected[i]) <= 1e-13 * size, `${what}: ${x}, not ${expected[i]}`));
}
