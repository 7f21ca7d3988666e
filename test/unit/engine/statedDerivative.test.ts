// A derivative that the text states for a built-in activation is the one that is used, however wide the layer.
import assert from 'node:assert/strict';
import { Analysis } from '../../../src/analysis/analysis';

describe('A stated derivative of a built-in activation', () => {
  for (const name of ['tanh', 'sigmoid', 'relu']) {
    for (const width of [1, 8, 4096]) {
      it(`is Σ′ of ${name} in a layer of ${width}`, async () => {
        const text = `derivative ${name}(x) = 7\ninput X = [1]\nlayer ${width} ${name}\n  W = fill(0.5)\n`;
        const trace = (await (await Analysis.of(text)).trace())!;
        const { Sigma, dSigma } = trace.forward.layers[0];
        assert.ok(dSigma!.data.every((slope) => slope === 7), `${dSigma!.data[0]}`); // prettier-ignore
        const value = { tanh: 0.46211715726001, sigmoid: 0.6224593312018546, relu: 0.5 }[name]!;
        assert.ok(Sigma.data.every((s) => Math.abs(s - value) < 1e-14)); // prettier-ignore
      });
    }
  }
});
