import assert from 'node:assert/strict';
import { say } from '../../../src/message/message';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import katex from 'katex';
import { Analysis } from '../../../src/analysis/analysis';
import { usualLook } from '../../../src/notation/look';
import { formsOf } from '../../../src/notation/formula/forms';
import { matrixTex } from '../../../src/notation/tex/matrixTex';
import { Steps, type StepView } from '../../../src/page/steps';
import { filesIn } from '../../exampleFiles';
import { plainTex } from '../../../src/notation/tex/texStyle';

const digits = { kind: 'significant', count: 4 } as const;
const expanded = new Set<string>();

describe('the steps of every example', () => {
  for (const file of readdirSync('examples').filter((name) => name.endsWith('.nnet'))) {
    it(`${file}: in every form TeX that KaTeX reads, and at the end the gradient of the engine`, async () => {
      const analysis = await Analysis.of(readFileSync(path.join('examples', file), 'utf8'), {
        readFile: filesIn('examples'),
      });
      const network = analysis.network!;
      const trace = await analysis.trace();
      const read = new Set<string>();
      for (const form of formsOf(network, trace)) {
        for (const layer of [1, network.layers.length]) {
          const steps = new Steps(network, trace, { digits, expanded, form, layer, ...usualLook });
          const views = Array.from({ length: steps.overview.count }, (_, i) => steps.view(i));
          for (const { formula, current } of views) {
            for (const { tex } of current === null ? [formula] : [formula, current]) {
              // The forward steps are the same in every form.
              if (!read.has(tex)) katex.renderToString(tex, { throwOnError: true, trust: true, strict: false });
              read.add(tex);
            }
          }
          if (trace?.backward) endsAt(trace.backward.gradW[layer - 1], views, `(${form}), layer ${layer}`);
        }
      }
    });
  }
});

function endsAt(gradient: Parameters<typeof matrixTex>[0], views: readonly StepView[], what: string): void {
  const last = views.findLast(({ title }) => /respect to W/.test(say(title)))!;
  const look = { digits, key: '', expanded: new Set<string>(), attribute: () => null };
  const { plainTex: tex } = last.current ?? last.formula;
  // Where the network is homogeneous, lines part what is formal.
  const withoutLines = tex.replaceAll('\\hline ', '').replaceAll('|r}', 'r}');
  assert.ok(withoutLines.includes(matrixTex(gradient, look, plainTex).tex), `${what}: ${tex}`);
}
