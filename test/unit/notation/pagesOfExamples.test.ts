import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Analysis, type View } from '../../../src/analysis/analysis';
import type { Trace } from '../../../src/engine/trace';
import { formsOf, gradientInForm } from '../../../src/notation/formula/forms';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices } from '../../../src/page/pageChoices';
import { Steps } from '../../../src/page/steps';
import { checkOwnWork } from '../../../src/service/paste/ownWork';
import { filesIn } from '../../exampleFiles';
import { assertClose } from './holds';
import { assertTypesets } from './katexCheck';

const kinds = ['significant', 'decimals', 'fractions'] as const;

/** What the panel's choices can meet in: an example in a form of §3, a sample of it on its own, an output or all of them. */
const specs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    readdirSync('examples')
      .filter((name) => name.endsWith('.nnet'))
      .map((name) => [name, readFileSync(path.join('examples', name), 'utf8')]),
  ),
  'one layer': 'input X = [1 2]\nlayer relu\n  W = [1/2 -1]\n  b = [1/2]\nrate = 1/10\n',
  'one layer whose X ends in 1': 'input X = [3 2 1]\nlayer relu\n  W = [1/2 -1 1/2]\n',
  'one neuron a layer': 'input X = [2]\nlayer relu\n  W = [1/2]\nlayer identity\n  W = [3]\n  b = [1]\n',
  'a layer without a bias':
    'input X = [1 2]\ntarget = [1]\nlayer relu\n  W = [1/2 -1; 3 4]\nlayer relu\n  W = [1 -2; 2 1]\n  b = [1/3 1]\n' +
    'layer identity\n  W = [1 1]\nloss half_sse\nrate = 1/2\n',
  'a batch with several outputs':
    'batch X = [1 2 3; 4 5 6]\nlayer relu\n  W = [1/2 -1; 3 4; 1 1]\n  b = [1 2 3]\nlayer softmax\n  W = [1 -2 1; 2 1 1]\n  b = [1/3 1]\n',
  'no numbers': 'input 3\nlayer 4 relu\n  b\nlayer 2 softmax\n',
};

/** The views of the first sample that differ in more than their numbers. */
function viewsOf(analysis: Analysis): readonly View[] {
  const { samples, objective } = analysis.network!;
  const columns = (samples[0]?.X.cols ?? 1) > 1 ? [null, 2] : [null];
  const outputs = objective.kind === 'none' ? [null, 1] : [null];
  return analysis.forms.flatMap((form) =>
    columns.flatMap((column) => outputs.map((output) => ({ sample: null, column, output, form }))),
  );
}

async function tracesOfOutputs(analysis: Analysis, view: View): Promise<readonly Trace[]> {
  const { objective, sizes } = analysis.network!;
  if (objective.kind !== 'none' || view.output !== null) return [];
  const traces = await Promise.all(
    Array.from({ length: sizes.at(-1)! }, (_, i) => analysis.trace({ ...view, output: i + 1 })),
  );
  return traces.flatMap((trace) => trace ?? []);
}

describe('any two choices in the panel together', () => {
  for (const [name, text] of Object.entries(specs)) {
    it(`for ${name}: a page that typesets, and formulas that evaluate to the engine’s gradient`, async () => {
      const analysis = await Analysis.of(text, { readFile: filesIn('examples') });
      assert.ok(analysis.network !== null, JSON.stringify(analysis.diagnostics));
      for (const [at, view] of viewsOf(analysis).entries()) {
        const network = analysis.networkIn(view)!;
        const rounded = await analysis.trace(view);
        const roundedOutputs = await tracesOfOutputs(analysis, view);
        const claim = { quantity: 'gradW', layer: 1 } as const;
        const work = rounded && (await checkOwnWork({ claim, text: '[1/2 2; 3 4]' }, rounded));
        for (const [turn, kind] of kinds.entries()) {
          const exact = async (trace: Trace) => (kind === 'fractions' ? analysis.withFractions(trace) : trace);
          const trace = rounded && (await exact(rounded));
          const outputs = await Promise.all(roundedOutputs.map(exact));
          const way = outputs[0] ?? trace;
          // Every form with every kind of digits in the first view; in the others the kinds take turns.
          const forms = formsOf(network, way).filter((_, index) => at === 0 || (at + index) % kinds.length === turn);
          for (const form of forms) {
            const what = JSON.stringify({ ...view, kind, form });
            const shapes = form === '4' || form === 'delta';
            const choices = { ...usualChoices, digits: { kind, count: 4 }, form, shapes, general: shapes };
            const page = buildPage({ network, trace, check: null, choices, outputs, work });
            assertTypesets(page);
            const ids = page.sections.flatMap(({ blocks }) => blocks.map(({ id }) => id));
            assert.equal(new Set(ids).size, ids.length, what);
            const steps = new Steps(network, way, choices);
            const { formula, current } = steps.view(steps.overview.count - 1);
            assertTypesets({
              title: null,
              sections: [{ ...page.sections[0], blocks: [formula, ...(current ? [current] : [])] }],
            });
            if (!way?.backward) continue;
            const { gradW } = way.backward;
            for (const { index } of network.layers) {
              assertClose(gradientInForm(form, network, way, index).at(-1)!, gradW[index - 1], `${what}, ∇W${index}`);
            }
          }
        }
      }
    }).timeout(120_000);
  }
});
