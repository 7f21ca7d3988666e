import assert from 'node:assert/strict';
import katex from 'katex';
import { Analysis } from '../../../src/analysis/analysis';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { inEnglish, say } from '../../../src/message/message';
import { matrix } from '../../../src/network/matrix';
import { usualLook } from '../../../src/notation/look';
import { formsOf, type GradientForm } from '../../../src/notation/formula/forms';
import { matrixTex } from '../../../src/notation/tex/matrixTex';
import { Steps, type StepView } from '../../../src/page/steps';
import { plainTex } from '../../../src/notation/tex/texStyle';
import { mazur, network } from '../notation/networks';

const digits = { kind: 'significant', count: 6 } as const;
const choices = { digits, expanded: new Set<string>(), layer: 1, ...usualLook } as const;

function views(steps: Steps): StepView[] {
  return Array.from({ length: steps.overview.count }, (_, i) => steps.view(i));
}

describe('what the steps of a gradient begin with', () => {
  const titles = async (text: string, form: GradientForm) => {
    const analysis = await Analysis.of(text);
    const steps = new Steps(analysis.network!, await analysis.trace(), { ...choices, layer: null, form });
    return steps.overview.formulas.map(({ title }) => say(title, inEnglish));
  };
  const lossGradient = '∇L, the derivative of the loss with respect to the output';
  const softmax = (loss: string) => `input X = [1 2]\ntarget = [1; 0]\nlayer softmax\nW = [1 2; 3 4]\nloss ${loss}\n`;

  it('∇L and the Jacobian where the last layer is softmax', async () => {
    for (const loss of ['half_sse', 'cross_entropy']) {
      const begin = [lossGradient, 'The Jacobian J₁ of softmax'];
      const end = ['The gradient with respect to W₁', 'The gradient with respect to X'];
      assert.deepEqual((await titles(softmax(loss), '3')).slice(2), [...begin, ...end]);
      assert.deepEqual((await titles(softmax(loss), 'delta')).slice(2), [...begin, 'Layer 1: Δ₁', ...end]);
    }
  });
});

describe('step by step', () => {
  const spec = mazur;
  const trace = traceNetwork(spec, spec.samples[0]);

  for (const form of formsOf(spec, trace)) {
    it(`ends at the engine's gradient in form ${form}`, () => {
      const all = views(new Steps(spec, trace, { ...choices, form }));
      const last = all.filter(({ title }) => /respect to W/.test(say(title))).at(-1)!;
      const look = { digits, key: '', expanded: new Set<string>(), attribute: () => null };
      const { tex } = matrixTex(trace.backward!.gradW[0], look, plainTex);
      assert.ok(last.current!.plainTex.includes(tex), last.current!.plainTex);
      assert.ok(last.current!.plainTex.endsWith('= \\nabla_{W_1} L'), last.current!.plainTex);
    });

    it(`writes TeX that KaTeX reads, with one operator marked, in form ${form}`, () => {
      for (const { formula, current, done } of views(new Steps(spec, trace, { ...choices, form }))) {
        for (const { tex } of [formula, ...done, ...(current === null ? [] : [current])]) {
          katex.renderToString(tex, { throwOnError: true, trust: true, strict: false });
        }
        assert.doesNotMatch(formula.plainTex, /htmlData|step=/);
        const marked = formula.tex.split('step=operator').length - 1;
        assert.ok(marked === (current === null || formula.tex.includes('step=right') === false ? 0 : 1), formula.tex);
      }
    });
  }

  it('marks what the product adds apart from what was done before it', () => {
    const all = views(new Steps(spec, trace, { ...choices, form: '3' }));
    const product = all.filter(({ title }) => /respect to W/.test(say(title)));
    const added = product.map(({ formula: { tex } }) =>
      [...tex.replace(/\\htmlData\{t=[^}]*\}/g, '').matchAll(/step=(?:left|right|operator)\}\{(.*?)\}+(?= |$)/g)]
        .map(([, marked]) => marked.replaceAll(/[{}]/g, ''))
        .join(' '),
    );
    const expected = ["\\nabla L \\circ \\Sigma'_2", '\\bullet W_2^T', "\\circ \\Sigma'_1", '\\cdot X^T'];
    assert.deepEqual(added, expected);
  });

  describe('with all layers', () => {
    const learning = { ...spec, rate: 0.5 };
    const learned = traceNetwork(learning, learning.samples[0]);
    const titles = (form: GradientForm, layer: number | null = null) =>
      new Steps(learning, learned, { ...choices, layer, form }).overview.formulas
        .map(({ title }) => say(title, inEnglish))
        .slice(2 * 3);
    const ends = [
      'The gradient with respect to W₂',
      'The gradient with respect to W₁',
      'The gradient with respect to b₂',
      'The gradient with respect to b₁',
      'The gradient with respect to X',
      'W₂ after one gradient descent step',
      'b₂ after one gradient descent step',
      'W₁ after one gradient descent step',
      'b₁ after one gradient descent step',
    ];
    const lossGradient = '∇L, the derivative of the loss with respect to the output';

    it('goes through every gradient and update of the page', () => {
      assert.deepEqual(titles('3'), [lossGradient, ...ends]);
      assert.deepEqual(titles('delta'), [lossGradient, 'Layer 2: Δ₂', 'Layer 1: Δ₁', ...ends]);
    });

    it('leaves the gradients and updates of the other layers out where one is chosen', () => {
      assert.deepEqual(titles('3', 2), [lossGradient, ...ends.filter((title) => !title.includes('₁'))]);
    });

    it('shows the parameters of the published example after the step', () => {
      // Mazur's numbers, printed to nine decimals, are those of the step without the biases.
      const all = views(new Steps(learning, learned, { ...choices, layer: null, form: '3' }));
      const numbers = (title: string) =>
        all.filter((view) => say(view.title, inEnglish).startsWith(`${title} after`)).at(-1)!.current!.plainTex;
      for (const value of ['0.358916', '0.408666', '0.511301', '0.561370'])
        assert.ok(numbers('W₂').includes(value), numbers('W₂'));
      for (const value of ['0.149781', '0.199561', '0.249751', '0.299502'])
        assert.ok(numbers('W₁').includes(value), numbers('W₁'));
    });

    it('reads formulas that KaTeX reads', () => {
      for (const { formula, current } of views(
        new Steps(learning, learned, { ...choices, layer: null, form: 'delta' }),
      )) {
        for (const block of [formula, ...(current === null ? [] : [current])]) {
          katex.renderToString(block.tex, { throwOnError: true, trust: true, strict: false });
        }
      }
    });

    it('stays short in a very deep network', () => {
      const deep = network(
        Array.from({ length: 300 }, () => ({ activation: 'tanh', inputSize: 1, size: 1, weights: matrix(1, 1) })),
      );
      const { formulas } = new Steps(deep, null, { ...choices, layer: null, form: '3' }).overview;
      const gradients = formulas.filter(({ title }) => title.template.includes('respect'));
      // Six layers at each end, and X.
      assert.equal(gradients.length, 13);
    });
  });

  it('reads (3) from the left and (4) from the right', () => {
    const sentences = (form: GradientForm) =>
      views(new Steps(spec, trace, { ...choices, form }))
        .filter(({ formula }) => formula.tag === `(${form})`)
        .map(({ sentence }) => sentence.template.split(/[:,]/)[0]);
    assert.deepEqual(sentences('3'), [
      'Hadamard (entrywise) product',
      'Inverted product',
      'Hadamard (entrywise) product',
      'Matrix product',
    ]);
    assert.deepEqual(sentences('4'), [
      'Hadamard (entrywise) product',
      'Matrix product',
      'Hadamard (entrywise) product',
      'Kronecker product',
    ]);
  });

  it('keeps what is done and names the layer of what is new', () => {
    const third = views(new Steps(spec, trace, { ...choices, form: '3' })).filter(
      ({ formula }) => formula.tag !== undefined,
    );
    assert.deepEqual(
      third.map(({ done, layer }) => [done.length, layer]),
      [[0, 2], [1, 2], [2, 1], [3, 1]], // prettier-ignore
    );
  });

  it('shows shapes only while there are no numbers', () => {
    const bare = network([{ activation: 'tanh', inputSize: 2, size: 1 }]);
    const all = views(new Steps(bare, null, { ...choices, form: '3' }));
    assert.deepEqual(all[0].sentence.args, ['1 × 2', '2 × 1', '1 × 1']);
    assert.match(all[0].current!.plainTex, /cdots/);
  });

  it('multiplies nothing of a wide network before someone looks', () => {
    const untouched = {
      rows: 4096,
      cols: 4096,
      get data(): Float64Array {
        throw new Error('its entries were read');
      },
    };
    const wide = network([
      { activation: 'relu', inputSize: 4096, size: 4096, weights: untouched },
      { activation: 'relu', inputSize: 4096, size: 1, weights: matrix(1, 4096) },
    ]);
    const { overview } = new Steps(wide, null, { ...choices, form: '5' });
    assert.ok(overview.count > 2);
  });
});
