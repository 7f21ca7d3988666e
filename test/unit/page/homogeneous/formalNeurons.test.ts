import assert from 'node:assert/strict';
import { say } from '../../../../src/message/message';
import fc from 'fast-check';
import { Analysis } from '../../../../src/analysis/analysis';
import { afterStep } from '../../../../src/engine/descent';
import { traceNetwork } from '../../../../src/engine/traceNetwork';
import { frozenPart, toHomogeneous } from '../../../../src/network/homogeneous';
import { parameterCount } from '../../../../src/network/network';
import { formsOf, gradientInForm } from '../../../../src/notation/formula/forms';
import { formalNeuronsMessage } from '../../../../src/page/homogeneous/formalNeurons';
import { buildPage } from '../../../../src/page/networkPage';
import type { Page } from '../../../../src/page/page';
import { usualChoices, type PageChoices } from '../../../../src/page/pageChoices';
import { updateFormula } from '../../../../src/notation/formula/parameterFormulas';
import { Steps } from '../../../../src/page/steps';
import { quantitiesOf } from '../../../../src/notation/formula/quantities';
import { assertClose, assertHolds } from '../../notation/holds';
import { assertTypesets } from '../../notation/katexCheck';
import { build, plans, RUNS, TIMEOUT } from '../../notation/randomNetworks';

const spec = `input X = [1 2]
target = [1]
layer tanh
  W = [1/2 -1; 3 4]
  b = [1/4 5]
layer identity
  W = [1 -2]
  b = [1/3]
loss half_sse
rate = 0.5
`;

describe('What is said of formal neurons', () => {
  it('names the last column as the bias, and the frozen row where there is a hidden layer', async () => {
    const said = async (text: string) => {
      const analysis = await Analysis.of(text);
      const found = formalNeuronsMessage(
        analysis.networkIn({ sample: null, column: null, output: null, form: 'homogeneous' })!,
      );
      return found && say(found);
    };
    assert.equal(
      await said('input X = [1 2]\nlayer tanh\n  W = [3 4]\n  b = [5]\n'),
      'X ends in a formal 1, so the last column of W₁, right of the line, is the bias.',
    );
    assert.match(
      (await said(spec))!,
      /every hidden layer is a formal neuron .* the last row \[0 … 0 1\], below the line, is frozen\.$/,
    );
    const plain = await Analysis.of(spec);
    assert.equal(formalNeuronsMessage(plain.network!), null);
  });
});

async function pageOf(choices: Partial<PageChoices> = {}): Promise<Page> {
  const analysis = await Analysis.of(spec);
  const view = { sample: null, column: null, output: null, form: 'homogeneous' } as const;
  const trace = await analysis.withFractions((await analysis.trace(view))!);
  const check = await analysis.check(view);
  return buildPage({ network: analysis.networkIn(view)!, trace, check, choices: { ...usualChoices, ...choices } });
}

function tex(page: Page, id: string): string {
  const block = page.sections.flatMap(({ blocks }) => blocks).find((b) => b.kind !== 'drawing' && b.id === id);
  assert.ok(block?.kind === 'formula', id);
  return block.plainTex;
}

describe('A network in homogeneous form on the page', () => {
  it('parts the biases and the frozen row by lines', async () => {
    const page = await pageOf();
    assert.match(tex(page, 'forward.X'), /\\begin\{array\}\{r\} 1\S* \\\\\s*2\S* \\\\\s*\\hline 1/);
    const N = tex(page, 'forward.1.N');
    assert.match(N, /\\begin\{array\}\{rr\|r\}/);
    assert.match(N, /\\hline 0\S* & 0\S* & 1/);
    // W_k has biases, but no formal neuron.
    const last = tex(page, 'forward.2.N');
    assert.match(last, /\\begin\{array\}\{rr\|r\}/);
    assert.doesNotMatch(last.slice(0, last.indexOf('cdot')), /hline/);
    assertTypesets(page);
  });
  it('parts the formal neuron from the others in all that has an entry of it, also in the steps', async () => {
    const page = await pageOf({ form: 'delta' });
    const result = (id: string) => tex(page, id).slice(tex(page, id).lastIndexOf('&='));
    for (const id of ['forward.1.N', 'gradient.1.from.1', 'gradient.1.W', 'gradient.X.numbers']) {
      assert.match(result(id), /\\hline/, id);
    }
    assert.doesNotMatch(result('forward.2.N'), /\\hline/);
    const analysis = await Analysis.of(spec);
    const view = { sample: null, column: null, output: null, form: 'homogeneous' } as const;
    const steps = new Steps(analysis.networkIn(view)!, await analysis.trace(view), usualChoices);
    const { formulas } = steps.overview;
    const after = 1 + formulas.findLastIndex(({ title }) => /respect to W/.test(say(title)));
    const last = steps.view(formulas[after].first - 1);
    assert.equal(last.current!.plainTex.match(/\|r\}/g)?.length, 2, 'Xᵀ and the gradient');
    assert.equal(last.current!.plainTex.match(/\\hline/g)?.length, 1, 'the frozen row of the gradient');
  });
  it('parts it in the bracket of (5) for several outputs', async () => {
    const analysis = await Analysis.of(
      'input X = [1 2]\nlayer tanh\n  W = [1 2]\n  b = [3]\nlayer tanh\n  W = [1; 2]\n',
    );
    const view = { sample: null, column: null, form: 'homogeneous' } as const;
    const network = analysis.networkIn({ ...view, output: null })!;
    const outputs = [(await analysis.trace({ ...view, output: 1 }))!, (await analysis.trace({ ...view, output: 2 }))!];
    const all = buildPage({
      network,
      trace: await analysis.trace({ ...view, output: null }),
      outputs,
      check: null,
      choices: usualChoices,
    });
    const bracket = tex(all, 'gradient.bracket.1');
    assert.match(bracket.slice(bracket.lastIndexOf('&=')), /\\hline/);
    assertTypesets(all);
  });
  it('says what the lines are, marks formal neurons in the drawing, and masks the step', async () => {
    const page = await pageOf();
    const blocks = page.sections.flatMap((section) => section.blocks);
    const ids = blocks.map((block) => block.id);
    assert.ok(
      ids.includes('network.formal') && ids.includes('gradient.1.frozen') && !ids.includes('gradient.2.frozen'),
    );
    const drawing = blocks.find((block) => block.kind === 'drawing')!;
    assert.deepEqual(
      drawing.columns.map(({ formal, affine }) => [formal, affine]),
      [
        [true, false],
        [true, false],
        [false, false],
      ],
    );
    assert.match(tex(page, 'gradient.1.updatedW'), /M_1/);
    assert.doesNotMatch(tex(page, 'gradient.2.updatedW'), /M_2/);
  });
  it('has the fractions of the written network', async () => {
    const page = await pageOf({ digits: { kind: 'fractions', count: 4 } });
    assert.match(tex(page, 'forward.1.N'), /\\tfrac\{1\}\{2\} & -1 & \\tfrac\{1\}\{4\}/);
    assert.match(tex(page, 'forward.2.N'), /\\tfrac\{1\}\{3\}/);
    assertTypesets(page);
  });
  it('steps as the written network does, also where a layer has no bias', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net, trace } = build(plan);
        const homogeneous = toHomogeneous(net);
        assert.equal(parameterCount(homogeneous), parameterCount(net));
        const stepped = toHomogeneous(afterStep(net, trace.backward!, 0.5));
        const { backward } = traceNetwork(homogeneous, homogeneous.samples[0]);
        afterStep(homogeneous, backward!, 0.5).layers.forEach(({ weights, index }) => {
          const wanted = stepped.layers[index - 1].weights!.data;
          weights!.data.forEach((w, i) => assert.ok(Math.abs(w - wanted[i]) <= 1e-12 * (1 + Math.abs(w)), `W${index}`));
        });
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);
  it('says that the zeros for a bias that is not there are frozen', async () => {
    const analysis = await Analysis.of(spec.replace('  b = [1/4 5]\n', ''));
    const view = { sample: null, column: null, output: null, form: 'homogeneous' } as const;
    const trace = await analysis.withFractions((await analysis.trace(view))!);
    const choices = { ...usualChoices, digits: { kind: 'fractions', count: 4 } } as const;
    const page = buildPage({ network: analysis.networkIn(view)!, trace, check: null, choices });
    const ids = page.sections.flatMap(({ blocks }) => blocks.map(({ id }) => id));
    assert.ok(ids.includes('gradient.1.unbiased') && !ids.includes('gradient.2.unbiased'));
    const mask = '\\begin{array}{rr|r} 1 & 1 & 0 \\\\ 1 & 1 & 0 \\\\ \\hline 0 & 0 & 0 \\end{array}';
    assert.ok(tex(page, 'gradient.1.updatedW').includes(mask), tex(page, 'gradient.1.updatedW'));
  });
  it('has every form of the gradient, and a step whose formula gives what it shows', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const net = toHomogeneous(build(plan).net);
        const trace = traceNetwork(net, net.samples[0]);
        const q = quantitiesOf(net, trace);
        for (const layer of net.layers) {
          const { index: r } = layer;
          for (const form of formsOf(net, trace)) {
            const formulas = gradientInForm(form, net, trace, r);
            assertHolds(formulas, `form ${form}, r = ${r}`);
            assertClose(formulas[formulas.length - 1], trace.backward!.gradW[r - 1], `form ${form}, ∇W${r}`);
          }
          assertHolds([updateFormula(q, 'W', r, frozenPart(layer))], `step of W${r}`);
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);
});
