import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Analysis, defaultView } from '../../../src/analysis/analysis';
import { gradientReport } from '../../../src/analysis/gradientReport';
import { placeAt, rangeOf } from '../../../src/analysis/places';
import { hessianVector } from '../../../src/engine/hessianVector';
import { traceNetwork } from '../../../src/engine/traceNetwork';
import type { Layer, Network } from '../../../src/network/network';
import {
  activationAlong,
  biasProduct,
  deltaAlong,
  lastDeltaAlong,
  lossGradientAlong,
  preActivationAlong,
  quantitiesAlong,
  weightProduct,
} from '../../../src/notation/formula/hessianFormulas';
import { quantitiesOf } from '../../../src/notation/formula/quantities';
import { inEnglish } from '../../../src/message/message';
import { hoverAt } from '../../../src/service/hover/hover';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices } from '../../../src/page/pageChoices';
import { assertHolds } from '../notation/holds';
import { assertTypesets } from '../notation/katexCheck';
import { build, numbers, plans, randomMatrix, RUNS, TIMEOUT } from '../notation/randomNetworks';

describe('the formulas of the Hessian times a direction', () => {
  it('evaluate to what the R-operator of the engine gives', () => {
    fc.assert(
      fc.property(plans(), (plan) => {
        const { net: plain } = build(plan);
        const next = numbers((plan.seed % 99_991) + 1);
        const layers = plain.layers.map((layer): Layer => ({
          ...layer,
          direction: {
            W: randomMatrix(layer.size, layer.inputSize, next),
            b: layer.affine ? randomMatrix(layer.size, 1, next) : null,
          },
        }));
        const net: Network = { ...plain, layers };
        const trace = traceNetwork(net, net.samples[0]);
        const q = quantitiesAlong(quantitiesOf(net, trace), hessianVector(trace)!);
        const k = layers.length;
        const seed = lossGradientAlong(q, trace);
        if (seed !== null) assertHolds([seed], 'R∇L');
        for (const { index: i, affine } of layers) {
          assertHolds([preActivationAlong(q, i, affine), activationAlong(q, i)], `layer ${i}, forward`);
          assertHolds([i === k ? lastDeltaAlong(q, trace) : deltaAlong(q, i)], `RΔ_${i}`);
          assertHolds([weightProduct(q, i), ...(affine ? [biasProduct(q, i)] : [])], `layer ${i}, Hessian`);
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(TIMEOUT);
});

/*
 * By hand: x = 2, W = 3, b = 1, y = 5: N = 7, Σ = 49, Σ′ = 14, Σ″ = 2, ∇L = 44, along V = 1, v = 2: RN = 4, RΣ = 56,
 * RΔ = 56·14 + 44·2·4 = 1136, HV = 1136·2 = 2272, Hv = 1136.
 */
const text = 'input X = 2\ntarget = 5\nlayer square\n  W = 3\n  b = 1\n  V = 1\n  v = 2\nloss half_sse\n';

describe('a direction in the text', () => {
  const sectionOf = async (source: string) => {
    const analysis = await Analysis.of(source);
    const view = { sample: null, column: null, output: null, form: 'written' as const };
    const trace = await analysis.trace(view);
    const page = buildPage({ network: analysis.network!, trace, check: null, choices: usualChoices });
    assertTypesets(page);
    const section = page.sections.find(({ id }) => id === 'hessian');
    const blocks = section?.blocks ?? [];
    return {
      analysis,
      trace,
      ids: blocks.map(({ id }) => id),
      tex: new Map(blocks.flatMap((b) => (b.kind === 'formula' ? [[b.id, b.plainTex]] : []))),
    };
  };

  it('gives the section with symbols and numbers, and the JSON', async () => {
    const { analysis, trace, tex } = await sectionOf(text);
    assert.deepEqual(analysis.diagnostics, []);
    assert.ok(tex.get('hessian.forward.1.N')!.endsWith('&= 4 \\end{aligned}'), tex.get('hessian.forward.1.N'));
    assert.ok(tex.get('hessian.1.Delta')!.includes("\\operatorname{R} \\nabla L \\circ \\Sigma'_1 + \\nabla L \\circ \\Sigma''_1 \\circ \\operatorname{R} N_1")); // prettier-ignore
    assert.ok(tex.get('hessian.1.Delta')!.endsWith('&= 1136 \\end{aligned}'));
    assert.ok(tex.get('hessian.1.W')!.startsWith('\\begin{aligned} (HV)_1 &= \\operatorname{R} \\Delta_1 \\cdot X^T'));
    assert.ok(tex.get('hessian.1.W')!.endsWith('&= 2272 \\end{aligned}'));
    const report = gradientReport(analysis.network!, [{ trace: trace!, check: null }]);
    assert.deepEqual([report.samples[0].layers[0].HV, report.samples[0].layers[0].Hv], [[[2272]], [[1136]]]);
  });

  it('is found from the page, and the page from it', async () => {
    const bracketed = text.replace('V = 1', 'V = [1]').replace('v = 2', 'v = [2]');
    const { analysis } = await sectionOf(bracketed);
    const trace = (await analysis.trace(defaultView))!;
    const page = buildPage({ network: analysis.network!, trace, check: null, choices: usualChoices });
    const blocks = page.sections.flatMap((section) => section.blocks);
    const tex = blocks.flatMap((b) => (b.kind === 'formula' && b.id.startsWith('hessian') ? [b.tex] : [])).join(' ');
    for (const mark of ['V.1', 'V.1.0.0', 'v.1', 'v.1.0.0', 'W.1.0.0', 'b.1.0.0', 'loss.0', 'Sigma.1'])
      assert.ok(tex.includes(`\\htmlData{t=${mark}}`), mark);
    for (const [quantity, written] of [
      ['V', 'V = [1'],
      ['v', 'v = [2'],
    ] as const) {
      const end = bracketed.indexOf(written) + written.length;
      const entry = { row: 0, column: 0 };
      assert.deepEqual(rangeOf(analysis.checked, { quantity, layer: 1, entry }), { start: end - 1, end });
      assert.deepEqual(placeAt(analysis.checked, end - 1), { quantity, layer: 1, entry });
      const hover = hoverAt(analysis, end - 1, inEnglish)!;
      assert.match(hover.markdown, quantity === 'V' ? /= 1\n\n.*\*\*2272\*\*/ : /= 2\n\n.*\*\*1136\*\*/);
    }
  });

  it('is not there without one, nor in the JSON', async () => {
    const { analysis, trace, ids } = await sectionOf(text.replace('  V = 1\n  v = 2\n', ''));
    assert.deepEqual(ids, []);
    const report = gradientReport(analysis.network!, [{ trace: trace!, check: null }]);
    assert.ok(!('HV' in report.samples[0].layers[0]));
  });

  it('is 0 where the text gives none for a layer, and for the bias', async () => {
    const { tex } = await sectionOf('input X = 1\nlayer square\n  W = 1\nlayer identity\n  W = 2\n  V = 1\n');
    // f = 2·(w x)²: ∂²f/∂w₁∂w₂ = 2 w₁ = 2, ∂²f/∂w₂² = 0.
    assert.ok(tex.get('hessian.1.W')!.endsWith('&= 2 \\end{aligned}'), tex.get('hessian.1.W'));
    assert.ok(tex.get('hessian.2.W')!.endsWith('0 \\end{aligned}'), tex.get('hessian.2.W'));
  });

  it('must have the shape of its parameter, a layer above, and a b for v', async () => {
    const codes = async (source: string) => (await Analysis.of(source)).diagnostics.map(({ code }) => code);
    const network = 'input X = [1 2]\nlayer 1 square\n  W = [1 2]\n';
    assert.deepEqual(await codes(`${network}  V = [1 2 3]\n`), ['weight-columns']);
    assert.deepEqual(await codes(`V = [1 2]\n${network}`), ['misplaced-statement']);
    assert.deepEqual(await codes(`${network}  v = 1\n`), ['misplaced-statement']);
    assert.deepEqual(await codes(`${network}  V = [1 2]\n  V = [3 4]\n`), ['duplicate-statement']);
    const [problem] = (await Analysis.of(`${network}  v = 1\n`)).diagnostics;
    assert.equal(problem.fixes.length, 1);
    assert.deepEqual(problem.fixes[0].edits, [
      { range: { start: network.length, end: network.length + 8 }, newText: '' },
    ]);
  });
});
