import assert from 'node:assert/strict';
import fc from 'fast-check';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import { chooseOutput } from '../../../src/engine/objective';
import { columnOf } from '../../../src/network/sampleColumn';
import { oneSampleNote, sumOverSamples } from '../../../src/page/columnBlocks';
import { evaluate } from '../../../src/notation/formula/evaluation';
import { formsOf, gradientInForm, type GradientForm } from '../../../src/notation/formula/forms';
import { bracket } from '../../../src/page/jacobianBlocks';
import { buildPage } from '../../../src/page/networkPage';
import type { Block, Page } from '../../../src/page/page';
import { type PageChoices, usualChoices } from '../../../src/page/pageChoices';
import { biasGradient, inputGradient } from '../../../src/notation/formula/parameterFormulas';
import { quantitiesOf } from '../../../src/notation/formula/quantities';
import { assertClose, assertHolds } from './holds';
import { assertTypesets } from './katexCheck';
import { build, plans, RUNS, TIMEOUT, type Plan } from './randomNetworks';
import { say } from '../../../src/message/message';

const batches: fc.Arbitrary<Plan> = plans().map((plan) => ({ ...plan, columns: 2 + (plan.seed % 3) }));

describe('one sample of a batch', () => {
  it('has every form, which evaluates to the sample’s share; the shares add up to the gradient of the batch', () => {
    fc.assert(
      fc.property(batches, (plan) => {
        const { net, trace } = build(plan);
        const { sample } = trace.forward;
        const shares = Array.from({ length: plan.columns }, (_, s) => traceNetwork(net, columnOf(sample, s + 1)));
        for (const share of shares) {
          const forms = formsOf(net, share);
          assert.ok(forms.includes('4') && forms.includes('5'));
          for (const form of forms) {
            for (let r = 1; r <= net.layers.length; r++) {
              const formulas = gradientInForm(form, net, share, r);
              assertHolds(formulas, `form ${form}, r = ${r}`);
              assertClose(formulas[formulas.length - 1], share.backward!.gradW[r - 1], `form ${form}, ∇W${r}`);
            }
          }
        }
        trace.backward!.gradW.forEach((whole, i) => {
          const parts = shares.map(({ backward }) => backward!.gradW[i]);
          for (let r = 0; r < whole.rows; r++) {
            for (let c = 0; c < whole.cols; c++) {
              const entries = parts.map((part) => part.entry(r, c));
              const size = entries.reduce((sum, x) => sum + Math.abs(x), 0);
              const sum = entries.reduce((a, b) => a + b, 0);
              assert.ok(Math.abs(sum - whole.entry(r, c)) <= 1e-12 * size);
            }
          }
        });
      }),
      { numRuns: Math.ceil(RUNS / 2) },
    );
  }).timeout(TIMEOUT);

  it('is a summand of Δ·Σᵀ', () => {
    fc.assert(
      fc.property(batches, (plan) => {
        const { net, trace } = build(plan);
        const q = quantitiesOf(net, trace);
        for (let r = 1; r <= net.layers.length; r++) {
          const sum = sumOverSamples(q, r, plan.columns);
          assertHolds([sum], `r = ${r}`);
          assertClose(sum, trace.backward!.gradW[r - 1], `∇W${r}`);
          assert.equal(sum.right.terms.length, 2 * plan.columns);
        }
        assert.throws(() => evaluate(sumOverSamples(q, 1, 9, 3)), RangeError, 'with dots it is for reading only');
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);
});

describe('the Jacobian', () => {
  it('has in the bracket of (5) the gradient of every output with respect to N as its column', () => {
    const several = plans({ columns: 1 }).map((plan) => ({ ...plan, objective: 'output' as const }));
    fc.assert(
      fc.property(several, (plan) => {
        const { net, trace } = build(plan);
        const { sample } = trace.forward;
        const count = net.sizes[net.sizes.length - 1];
        const outputs = Array.from({ length: count }, (_, j) => traceNetwork(net, sample, chooseOutput(net, j + 1)));
        for (let r = 1; r <= net.layers.length; r++) {
          const formula = bracket(net, outputs, r);
          assertHolds([formula], `r = ${r}`);
          assert.deepEqual(formula.shape, { rows: net.sizes[r], cols: count });
        }
        for (const [j, output] of outputs.entries()) {
          const q = quantitiesOf(net, output);
          assertHolds([inputGradient(q)], `∇X f${j + 1}`);
          for (const { index, affine } of net.layers) if (affine) assertHolds([biasGradient(q, index)], 'bias');
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);
});

describe('the page of a batch', () => {
  const plan: Plan = {
    sizes: [2, 3, 2],
    columns: 3,
    objective: 'cross_entropy',
    softmax: true,
    mixed: false,
    affine: 3,
    mean: true,
    seed: 11,
  };

  function pageOf(column: number | null, change: Partial<PageChoices> = {}): readonly Block[] {
    const { net, trace } = build(plan);
    const shown = column === null ? trace : traceNetwork(net, columnOf(trace.forward.sample, column));
    const page: Page = buildPage({ network: net, trace: shown, check: null, choices: { ...usualChoices, ...change } });
    assertTypesets(page);
    return page.sections.flatMap(({ blocks }) => blocks);
  }

  const tex = (blocks: readonly Block[], id: string) => {
    const block = blocks.find((b) => b.id === id);
    return block?.kind === 'formula' ? block.plainTex : null;
  };
  const sentenceOf = (block: Block) => {
    const inline = block.kind === 'note' ? block.content[0] : null;
    assert.ok(inline?.kind === 'text');
    return inline.text;
  };
  const choices = (blocks: readonly Block[]) =>
    blocks.flatMap((b) =>
      b.kind === 'note' ? b.content.flatMap((inline) => (inline.kind === 'choose' ? [inline.column] : [])) : [],
    );

  it('writes the gradient as the sum over its samples, and offers one of them', () => {
    const blocks = pageOf(null);
    assert.equal(
      tex(blocks, 'gradient.sum'),
      '\\nabla_{W_i} L = \\Delta_i \\cdot \\Sigma_{i-1}^T = \\Delta_i^{(1)} \\cdot (\\Sigma_{i-1}^{(1)})^T' +
        ' + \\Delta_i^{(2)} \\cdot (\\Sigma_{i-1}^{(2)})^T + \\Delta_i^{(3)} \\cdot (\\Sigma_{i-1}^{(3)})^T',
    );
    assert.ok(tex(blocks, 'gradient.1.sum')!.includes('(X^{(3)})^T'));
    assert.deepEqual(choices(blocks), [1, 1], 'beside the sum, and in the proof');
  });

  it('says which formula it does not have', () => {
    const said = (sizes: readonly number[], form: GradientForm, m = 3) =>
      say(sentenceOf(oneSampleNote(build({ ...plan, sizes, softmax: false }).net, form, m)));
    assert.match(said([2, 3, 2], '3'), /^Formulas \(4\) and \(5\) are sums over the samples/);
    assert.equal(said([1, 1, 1], '3'), 'Formulas (1) and (2) cover one sample.');
    assert.match(said([1, 1, 1], '2'), /^Formula \(2\) covers one sample/);
    assert.match(said([2, 1, 1], '2'), /^Formulas \(4\)/, 'a sample of it has no (2) either');
    assert.equal(said([2, 3, 2], '4', 65), 'Formulas (4) and (5) are shown for at most 64 samples.');
  });

  it('has (4) and (5) as sums over the samples, in letters with a sum sign and with the numbers of each', () => {
    const { net, trace } = build({ ...plan, softmax: false, objective: 'half_sse' });
    const choices = { ...usualChoices, form: '4' as const };
    const page: Page = buildPage({ network: net, trace, check: null, choices });
    assertTypesets(page);
    const blocks = page.sections.flatMap((section) => section.blocks);
    assert.ok(
      tex(blocks, 'gradient.formula')!.includes(
        "\\nabla_{W_2} L = \\sum_{s=1}^{3} (\\overbrace{(\\Sigma_1^{(s)})^T \\otimes \\Sigma'^{(s)}_2} \\circ \\nabla L^{(s)})",
      ),
      tex(blocks, 'gradient.formula')!,
    );
    const numbers = tex(blocks, 'gradient.2.W')!;
    for (const s of [1, 2, 3]) assert.ok(numbers.includes(`\\nabla L^{(${s})}`));
    const many = build({ ...plan, columns: 9, softmax: false, objective: 'half_sse' });
    const dotted = buildPage({ network: many.net, trace: many.trace, check: null, choices });
    assertTypesets(dotted);
    const last = tex(
      dotted.sections.flatMap((section) => section.blocks),
      'gradient.2.W',
    )!;
    assert.ok(last.includes('^{(9)}') && !last.includes('^{(3)}') && last.includes('\\dots'));
  });

  it('has dots in the sum of many samples', () => {
    const { net, trace } = build({ ...plan, columns: 9 });
    const sum = sumOverSamples(quantitiesOf(net, trace), 1, 9, 3);
    assert.deepEqual(
      sum.right.terms.map((term) =>
        term.kind === 'factor' && term.symbol.name === 'column' ? term.symbol.index : term.kind,
      ),
      [1, 1, 2, 2, 'ellipsis', 9, 9],
    );
  });

  it('shows one sample with the Jacobian of softmax, in form (4), as L^{(2)}, and the way back', () => {
    const blocks = pageOf(2, { form: '4' });
    assert.ok(tex(blocks, 'gradient.formula')!.startsWith('\\left\\{ \\begin{array}{l} \\nabla_{W_2} L^{(2)} = '));
    assert.ok(
      tex(blocks, 'gradient.formula')!.includes('J_2^T \\cdot \\nabla L') || tex(blocks, 'gradient.start.Delta'),
    );
    assert.ok(tex(blocks, 'gradient.start.Jacobian')!.startsWith('J_2 = '));
    assert.ok(tex(blocks, 'gradient.start.Delta')!.includes('\\tfrac{1}{3}'), 'Δ has the 1/m of the mean');
    assert.ok(tex(blocks, 'forward.value')!.startsWith('L^{(2)} = '));
    assert.equal(tex(blocks, 'gradient.sum'), null);
    assert.deepEqual(choices(blocks), [null]);
  });
});
