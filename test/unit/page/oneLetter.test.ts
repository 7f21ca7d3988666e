import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { Analysis } from '../../../src/analysis/analysis';
import { buildPage } from '../../../src/page/networkPage';
import { usualChoices } from '../../../src/page/pageChoices';
import { filesIn } from '../../exampleFiles';

describe('One letter for one thing on a page', () => {
  for (const name of readdirSync('examples').filter((file) => file.endsWith('.nnet'))) {
    it(name, async () => {
      const analysis = await Analysis.of(readFileSync(`examples/${name}`, 'utf8'), { readFile: filesIn('examples') });
      for (const form of analysis.forms) {
        const view = { sample: null, column: null, output: null, form };
        const network = analysis.networkIn(view)!;
        const page = buildPage({
          network,
          trace: await analysis.trace(view),
          check: null,
          work: null,
          choices: usualChoices,
        });
        const formulas = page.sections.flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.kind === 'formula' ? [[block.id, block.plainTex] as const] : [])),
        );
        for (const [id, tex] of formulas) {
          // y is the target and f the output of every loss; x is the argument of σ alone; t is nothing.
          if (id === 'network.objective') assert.doesNotMatch(tex, /(?<![a-zA-Z\\])[xt](?![a-zA-Z])/, `${id}: ${tex}`);
          if (/^network\.activations/.test(id))
            assert.doesNotMatch(tex, /(?<![a-zA-Z\\])[yf](?![a-zA-Z{}])/, `${id}: ${tex}`);
        }
        // Columns of ones differ in length: all say which, or there is one only.
        const ones = new Set(
          formulas.flatMap(([, tex]) =>
            [...tex.matchAll(/\\mathbf\{1\}(?:_\{?(\d+))?/g)].map(([, length]) => length ?? 'bare'),
          ),
        );
        assert.ok(ones.size <= 1 || !ones.has('bare'), [...ones].join());
        assert.ok(formulas.length > 0);
      }
    });
  }
});
