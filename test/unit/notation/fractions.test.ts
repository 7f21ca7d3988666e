import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import type { Trace } from '../../../src/engine/trace';
import { say } from '../../../src/message/message';
import { evaluate } from '../../../src/notation/formula/evaluation';
import { formsOf, gradientInForm } from '../../../src/notation/formula/forms';
import { buildPage } from '../../../src/page/networkPage';
import type { Page } from '../../../src/page/page';
import { usualChoices } from '../../../src/page/pageChoices';
import { biasGradient, inputGradient, updateFormula } from '../../../src/notation/formula/parameterFormulas';
import { quantitiesOf } from '../../../src/notation/formula/quantities';
import { Steps } from '../../../src/page/steps';
import { fractionSpecs } from '../analysis/fractionSpecs';
import { assertTypesets } from './katexCheck';

const choices = { ...usualChoices, digits: { kind: 'fractions', count: 4 } } as const;

async function traceOf(text: string): Promise<Trace> {
  const analysis = await Analysis.of(text);
  return analysis.withFractions((await analysis.trace())!);
}

function example(name: string): Promise<Trace> {
  return traceOf(readFileSync(path.resolve(import.meta.dirname, '../../../examples', name), 'utf8'));
}

function pageOf(trace: Trace, more: Partial<typeof usualChoices> = {}): Page {
  const { network } = trace.forward;
  return buildPage({ network, trace, check: null, choices: { ...choices, ...more } });
}

function texOf(page: Page, id: string): string {
  const block = page.sections.flatMap(({ blocks }) => blocks).find((b) => b.id === id);
  assert.ok(block?.kind === 'formula', `no formula ${id}`);
  return block.plainTex;
}

/** What the page says about exactness, with the TeX of its lists. */
function exactness(page: Page): string {
  const block = page.sections.flatMap(({ blocks }) => blocks).find((b) => b.id === 'forward.exact');
  assert.ok(block?.kind === 'paragraph' || block?.kind === 'note');
  return block.content
    .map((inline) => (inline.kind === 'math' ? inline.tex : inline.kind === 'text' ? say(inline.text) : ''))
    .join(' ');
}

describe('fractions on the page', () => {
  it('stand in matrices, single numbers, the loss and the updated weights', async () => {
    const page = pageOf(await example('fractions.nnet'));
    assert.ok(
      texOf(page, 'gradient.1.W').endsWith(
        String.raw`&= \left[\begin{array}{rr} -\tfrac{3}{16} & -\tfrac{3}{32} \\[0.4em] \tfrac{3}{32} & \tfrac{3}{64} \\[0.4em] 0 & 0 \end{array}\right] \end{aligned}`,
      ),
    );
    assert.equal(texOf(page, 'gradient.start.front'), String.raw`\nabla L = -\tfrac{3}{8}`);
    assert.equal(
      texOf(page, 'forward.value'),
      String.raw`L = \tfrac{1}{2} \left(\tfrac{1}{8} - \tfrac{1}{2}\right)^{2} = \tfrac{9}{128}`,
    );
    assert.ok(texOf(page, 'gradient.2.updatedb').includes(String.raw`- \underset{\eta}{\tfrac{2}{3}} \cdot`));
    assert.ok(texOf(page, 'gradient.2.updatedb').includes(String.raw`(-\tfrac{3}{8})`));
    assert.ok(texOf(page, 'gradient.2.updatedb').endsWith(String.raw`&= \tfrac{1}{8} \end{aligned}`));
    // A matrix of whole numbers needs no more room between its rows.
    assert.ok(texOf(page, 'forward.1.Sigma').includes(String.raw`1 \\ 1 \\ 0`));
    assert.equal(exactness(page), 'All numbers are exact; the fractions are in lowest terms.');
  });

  it('stand where the numbers are exact, and the page says where they are not', async () => {
    const page = pageOf(await example('mazur.nnet'));
    assert.ok(texOf(page, 'forward.1.N').includes(String.raw`\tfrac{151}{400}`));
    assert.ok(texOf(page, 'forward.1.Sigma').includes('0.5933'));
    const said = exactness(page);
    assert.ok(said.startsWith(String.raw`Exact: X, Y, W_1, b_1, N_1, W_2, b_2. Rounded: \Sigma_1, \Sigma'_1,`), said);
    assert.ok(said.endsWith(String.raw`\dots`), said);
  });

  it('are rounded where they are too long, and where there are none', async () => {
    const long = pageOf(await traceOf('input = 0.1234567\nlayer square\n  W = 1/3\n'));
    assert.ok(texOf(long, 'forward.1.N').includes('0.04115'));
    assert.ok(exactness(long).includes('Rounded, because the fractions are too long: X'), exactness(long));
    const none = pageOf(await traceOf('input = pi\nlayer tanh\n  W = sqrt(2)\n'));
    assert.ok(exactness(none).startsWith('No number here'));
    assert.ok(!JSON.stringify(pageOf(await example('fractions.nnet'), usualChoices)).includes('forward.exact'));
  });

  it('are in parentheses where an author’s loss has powers', async () => {
    const page = pageOf(await traceOf('input = 1/3\ntarget = 2\nlayer identity\n  W = 1\nloss (y, t) = y^2*t'));
    assert.ok(
      texOf(page, 'forward.value').includes(String.raw`\left(\tfrac{1}{3}\right)^{2}`),
      texOf(page, 'forward.value'),
    );
  });

  it('are what every formula evaluates to, and can be typeset, for random networks', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(fractionSpecs(), async (text) => {
        const trace = await traceOf(text);
        const { network } = trace.forward;
        const q = quantitiesOf(network, trace);
        for (const { index } of network.layers) {
          const exact = trace.exact!.layers[index - 1];
          if (exact.gradW === null) continue;
          for (const form of formsOf(network, trace)) {
            assert.deepEqual(evaluate(gradientInForm(form, network, trace, index).at(-1)!).exact, exact.gradW, form);
          }
          if (exact.b) assert.deepEqual(evaluate(biasGradient(q, index)).exact, exact.gradb);
          assert.deepEqual(evaluate(updateFormula(q, 'W', index)).exact, exact.updatedW);
        }
        if (trace.exact!.gradX) assert.deepEqual(evaluate(inputGradient(q)).exact, trace.exact!.gradX);
        assertTypesets(pageOf(trace, { form: 'proof', shapes: true }));
      }),
      { numRuns: 60 },
    );
  });

  it('stand in every step', async () => {
    const trace = await example('fractions.nnet');
    const steps = new Steps(trace.forward.network, trace, { ...choices, form: '3', layer: 1 });
    const all = Array.from(
      { length: steps.overview.count },
      (_, i) => steps.view(i).current?.plainTex?.replace(/\[\d\.\dem\]/g, '') ?? '',
    );
    assert.ok(
      all.some((tex) => tex.includes(String.raw`\underset{1 \times 1}{-\tfrac{3}{8}}`)),
      all.join('\n'),
    );
    assert.deepEqual(all.filter((tex) => /\d\.\d/.test(tex)), []); // prettier-ignore
  });
});
