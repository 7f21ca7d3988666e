// What leaves the page is read back too: the text of the command line's own process, and the formulas that are copied.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { Analysis } from '../../../src/analysis/analysis';
import { copyGradient } from '../../../src/authoring/exportFiles';
import { buildHandout } from '../../../src/authoring/handoutBuilder';
import { usualHandout } from '../../../src/authoring/choices';
import { buildCli, nnet } from '../cli/run';
import { usualLook } from '../../../src/notation/look';
import type { Seen } from './cell';
import { workedOut } from './oracle';
import { plans, randomCase, type Plan } from './randomCase';
import { readBlock } from './readPage';
import { readDocument } from './readText';

const FOUR = { kind: 'significant', count: 4 } as const;

/** The first of many random networks with an objective and no overflow, the same ones always. */
function networks(count: number, wanted: (plan: Plan) => boolean = () => true) {
  return fc
    .sample(plans, { seed: 8, numRuns: 40 * count })
    .filter(wanted)
    .map((plan) => ({ ...randomCase(plan), plan }))
    .filter(({ objective }) => objective)
    .map((made) => ({ ...made, all: workedOut(made.plain) }))
    .filter(({ all }) =>
      [...all.N, ...all.Sigma, ...all.Delta, ...all.gradW, all.gradX, ...all.gradSigma, all.seed].every((grid) =>
        grid.flat().every(({ v }) => Number.isFinite(v)),
      ),
    )
    .filter(({ all }) => Number.isFinite(all.value.v))
    .slice(0, count);
}

/** A display of its own, with its number. */
const wrappers = {
  latex: /^\\\[ ([\s\S]*?)(?: \\tag\*\{.*\})? \\\]\n$/,
  markdown: /^\$\$\n([\s\S]*?)(?: \\tag\*\{.*\})?\n\$\$\n$/,
};

describe('What is shown elsewhere is read back', () => {
  it('the text of the command line', async function () {
    this.timeout(0);
    buildCli();
    const file = path.join(os.tmpdir(), `nnet-read-back-${process.pid}.nnet`);
    const seen: Seen = { sharp: 0, vague: 0 };
    let matrices = 0;
    try {
      for (const { text, all } of networks(12)) {
        writeFileSync(file, text);
        const { status, stdout, stderr } = await nnet(['gradient', file]);
        assert.ok(status === 0 || status === 1, stderr);
        matrices += readDocument(stdout, all, seen);
      }
    } finally {
      rmSync(file, { force: true });
    }
    assert.ok(matrices > 100 && seen.sharp > 10 * seen.vague, `${matrices} ${JSON.stringify(seen)}`);
  });

  for (const format of ['latex', 'markdown'] as const) {
    it(`formulas that are copied as ${format}`, async function () {
      this.timeout(0);
      const seen: Seen = { sharp: 0, vague: 0 };
      let [read, whole] = [0, 0];
      for (const { text, all } of networks(60, ({ sizes }) => sizes.length > 2)) {
        const analysis = await Analysis.of(text);
        const source = { file: 'a.nnet', text };
        const choices = { ...usualHandout, what: ['formula' as const], forms: ['3' as const] };
        const copied = await copyGradient(analysis, { choices, source, foreign: null }, format);
        const { parts } = await buildHandout(analysis, source, choices, {}, null);
        const blocks = parts
          .flatMap((part) => (part.name === 'steps' ? [] : part.blocks))
          .filter((block) => block.kind === 'formula');
        // One display has (3) with the numbers of every layer; a tall one is a display for each layer.
        const displays = copied.split(format === 'latex' ? /(?<=\\\]\n)\n/ : /(?<=\n\$\$\n)\n/);
        assert.equal(displays.length, blocks.length);
        assert.ok(displays.length === 1 || displays.length === all.W.length, copied);
        const lines = displays.flatMap((display, i) => {
          const tex = wrappers[format].exec(display)?.[1];
          assert.ok(tex !== undefined && !/\n\s*\n|\$/.test(tex), display);
          readBlock(blocks[i], tex, { outputs: [all], digits: FOUR, form: '3', seen, notes: 0, ...usualLook });
          return [...tex.matchAll(/\\nabla_\{?W_\{?(\d+)\}* [Lf]\S* &?= /g)].map(([, layer]) => Number(layer));
        });
        assert.deepEqual(lines, all.W.map((_, i) => i + 1).reverse(), copied); // prettier-ignore
        whole += displays.length === 1 ? 1 : 0;
        read += lines.length;
      }
      assert.ok(read > 100 && whole > 40 && seen.sharp > 10 * seen.vague, `${read} ${whole} ${JSON.stringify(seen)}`);
    });
  }
});
