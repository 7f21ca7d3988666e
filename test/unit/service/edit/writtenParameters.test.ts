import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Analysis } from '../../../../src/analysis/analysis';
import { descend } from '../../../../src/engine/descent';
import { finish } from '../../../../src/steps/steps';
import { updatedLayer } from '../../../../src/engine/updated';
import { writtenParameters, type WrittenParameters } from '../../../../src/service/edit/writtenParameters';

function applied(text: string, { edits }: WrittenParameters): string {
  return edits.reduceRight((t, e) => t.slice(0, e.range.start) + e.text + t.slice(e.range.end), text);
}

async function stepped(text: string, rate: number, count = 1) {
  const analysis = await Analysis.of(text);
  const trace = (await analysis.trace())!;
  const { network, sample } = trace.forward;
  const descent = finish(descend(network, sample, trace.backward!.objective, rate, count));
  const written = writtenParameters(analysis, descent.network)!;
  return { trace, descent, written, next: await Analysis.of(applied(text, written)) };
}

describe('Gradient steps in the text', () => {
  for (const file of ['mazur', 'xor', 'seeded', 'chain', 'paper']) {
    it(`reads back exactly: ${file}`, async () => {
      const { trace, descent, next } = await stepped(readFileSync(`examples/${file}.nnet`, 'utf8'), 0.5);
      assert.equal(next.broken, false);
      next.network!.layers.forEach((layer, i) => {
        const expected = updatedLayer(trace.forward.network.layers[i], trace.backward!, 0.5);
        assert.deepEqual([...layer.weights!.data], [...expected.W.data]);
        assert.deepEqual(layer.bias && [...layer.bias.data], expected.b && [...expected.b.data]);
      });
      assert.deepEqual(descent.values, [trace.backward!.value, (await next.trace())!.backward!.value]);
    });
  }

  it('says when more than numbers is replaced', async () => {
    const plain = await stepped('input X = [1; 2]\nlayer 1 tanh\n  W = [0.5 -0.25]\n  b = -1\n', 0.1);
    const ratio = await stepped('input X = [1; 2]\nlayer 1 tanh\n  W = [1/2 -0.25]\n', 0.1);
    assert.deepEqual([plain.written.replacesMore, ratio.written.replacesMore], [false, true]);
    assert.ok(plain.descent.values[1] < plain.descent.values[0]);
  });

  it('is the same many times at once as one by one', async () => {
    let text = readFileSync('examples/mazur.nnet', 'utf8');
    const { descent, next } = await stepped(text, 0.5, 3);
    for (let i = 0; i < 3; i++) {
      const one = await stepped(text, 0.5);
      assert.equal(one.descent.values[0], descent.values[i]);
      text = one.next.text;
    }
    assert.equal(next.text, text);
  });

  it('is written of up to 10 000 parameters', async () => {
    const ofSize = async (size: number) => {
      const analysis = await Analysis.of(`input ${size}\nlayer 1 tanh\n  W = glorot(seed = 7)\n`);
      return writtenParameters(analysis, analysis.network!);
    };
    assert.equal((await ofSize(10_000))!.edits.length, 1);
    assert.equal(await ofSize(10_001), null);
  });
});
