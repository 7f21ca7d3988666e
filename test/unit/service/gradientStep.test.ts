import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Analysis } from '../../../src/analysis/analysis';
import { updatedLayer } from '../../../src/engine/updated';
import { gradientStep, type GradientStep } from '../../../src/service/gradientStep';

function applied(text: string, step: GradientStep): string {
  return step.edits.reduceRight((t, e) => t.slice(0, e.range.start) + e.text + t.slice(e.range.end), text);
}

async function stepped(text: string, rate: number) {
  const analysis = await Analysis.of(text);
  const trace = (await analysis.trace())!;
  const step = gradientStep(analysis, trace, rate)!;
  return { trace, step, next: await Analysis.of(applied(text, step)) };
}

describe('A gradient step in the text', () => {
  for (const file of ['mazur', 'xor', 'seeded', 'chain', 'paper']) {
    it(`reads back exactly: ${file}`, async () => {
      const { trace, step, next } = await stepped(readFileSync(`examples/${file}.nnet`, 'utf8'), 0.5);
      assert.equal(next.broken, false);
      next.network!.layers.forEach((layer, i) => {
        const expected = updatedLayer(trace.forward.network.layers[i], trace.backward!, 0.5);
        assert.deepEqual([...layer.weights!.data], [...expected.W.data]);
        assert.deepEqual(layer.bias && [...layer.bias.data], expected.b && [...expected.b.data]);
      });
      assert.equal((await next.trace())!.backward!.value, step.after);
      assert.equal(step.before, trace.backward!.value);
    });
  }

  it('says when more than numbers is replaced', async () => {
    const plain = await stepped('input X = [1; 2]\nlayer 1 tanh\n  W = [0.5 -0.25]\n  b = -1\n', 0.1);
    const ratio = await stepped('input X = [1; 2]\nlayer 1 tanh\n  W = [1/2 -0.25]\n', 0.1);
    assert.deepEqual([plain.step.replacesMore, ratio.step.replacesMore], [false, true]);
    assert.ok(plain.step.after < plain.step.before);
  });
});
