import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';
import { matrix } from '../../../src/network/matrix';
import { slopesFromValues } from '../../../src/mistakes/roundedPass';

describe('Σ′ worked out from a rounded Σ', () => {
  // σ(1 − σ) and 1 − tanh² at 0.5; of others what Σ′ is from N.
  for (const [layer, expected] of [
    ['sigmoid', 0.25],
    ['logistic', 0.25],
    ['tanh', 0.75],
    ['relu', 9],
    ['softplus', 9],
    ['softmax', 9],
  ] as const) {
    it(`is usual for ${layer}, or not`, async () => {
      const { network } = await Analysis.of(`input X = [1]\nlayer 2 ${layer}\n  W = [1; 1]\n`);
      const slopes = { ...matrix(2, 1), data: Float64Array.of(9, 9) };
      const made = slopesFromValues(network!.layers[0], { ...matrix(2, 1), data: Float64Array.of(0.5, 0.5) }, slopes);
      assert.deepEqual([...made.data], [expected, expected]);
    });
  }

  it('is that of the text where it states one', async () => {
    const { network } = await Analysis.of('derivative tanh(x) = 1\ninput X = [1]\nlayer 2 tanh\n  W = [1; 1]\n');
    const slopes = { ...matrix(2, 1), data: Float64Array.of(1, 1) };
    const made = slopesFromValues(network!.layers[0], { ...matrix(2, 1), data: Float64Array.of(0.5, 0.5) }, slopes);
    assert.deepEqual([...made.data], [1, 1]);
  });
});
