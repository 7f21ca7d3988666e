/** The TeX that is copied, set by pdfLaTeX with nothing but amsmath and amssymb. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Analysis, defaultView } from '../../src/analysis/analysis';
import type { Trace } from '../../src/engine/trace';
import type { Network } from '../../src/network/network';
import { usualLook } from '../../src/notation/look';
import { formsOf, type GradientForm } from '../../src/notation/formula/forms';
import { buildPage } from '../../src/page/networkPage';
import type { Page } from '../../src/page/page';
import { usualChoices } from '../../src/page/pageChoices';
import { Steps } from '../../src/page/steps';
import { filesIn } from '../exampleFiles';

const EXAMPLES = path.resolve(__dirname, '..', '..', 'examples');

const FRACTIONS = { kind: 'fractions', count: 4 } as const;

/** Every formula of every example in every form, one sample of a batch too, with shapes and in fractions, and without; the Jacobian; steps. */
async function everyFormula(): Promise<string[]> {
  const formulas = new Set<string>();
  const take = (page: Page) => {
    for (const block of page.sections.flatMap(({ blocks }) => blocks)) {
      if (block.kind === 'formula') formulas.add(block.plainTex);
    }
  };
  for (const file of fs.readdirSync(EXAMPLES).filter((name) => name.endsWith('.nnet'))) {
    const analysis = await Analysis.of(fs.readFileSync(path.join(EXAMPLES, file), 'utf8'), {
      readFile: filesIn(EXAMPLES),
    });
    const { network } = analysis;
    assert.ok(network, file);
    const batch = (analysis.wholeSample(defaultView)?.X.cols ?? 1) > 1;
    for (const column of batch ? [null, 2] : [null]) {
      const rounded = await analysis.trace({ ...defaultView, column });
      const trace = rounded && (await analysis.withFractions(rounded));
      for (const form of formsOf(network, trace)) {
        for (const shapes of [false, true]) {
          const digits = shapes ? FRACTIONS : usualChoices.digits;
          const choices = { ...usualChoices, digits, form, shapes, general: shapes };
          take(buildPage({ network, trace, check: null, choices }));
        }
        stepFormulas(network, trace, form).forEach((tex) => formulas.add(tex));
      }
    }
  }
  take(await pageOfJacobian());
  return [...formulas];
}

/** Some of the steps of a way, each with its operands and the formula that it is in. */
function stepFormulas(network: Network, trace: Trace | null, form: GradientForm): string[] {
  const { digits, expanded } = usualChoices;
  const steps = new Steps(network, trace, { digits, expanded, form, layer: 1, ...usualLook });
  const { count } = steps.overview;
  return [0, 0.3, 0.6, 1].flatMap((part) => {
    const { formula, current } = steps.view(Math.round(part * (count - 1)));
    return [formula, current].flatMap((block) => (block === null ? [] : [block.plainTex]));
  });
}

async function pageOfJacobian(): Promise<Page> {
  const analysis = await Analysis.of(
    'input = [1 -2]\nlayer 2 tanh\nW = [1 2; 3 4]\nb = [0 1]\nlayer 3 sigmoid\nW = ones()',
  );
  const outputs = await Promise.all([1, 2, 3].map((output) => analysis.trace({ ...defaultView, output })));
  const traces = outputs.flatMap((trace) => (trace === null ? [] : [trace]));
  const [trace, network] = [await analysis.trace(), analysis.network!];
  return buildPage({ network, trace, check: null, outputs: traces, choices: usualChoices });
}

describe('The TeX for copying', () => {
  let formulas: string[];

  before(async () => (formulas = await everyFormula()));

  it('is there for every form of every example', () => {
    assert.ok(formulas.length > 300, `${formulas.length} formulas`);
    assert.deepEqual(formulas.filter((tex) => tex.includes('htmlData')), []); // prettier-ignore
  });

  it('is set by pdflatex without an error', function () {
    if (spawnSync('pdflatex', ['--version']).error) {
      console.log('skipped: there is no pdflatex (Debian: texlive-latex-base)');
      this.skip();
    }
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-tex-'));
    try {
      const lines = [
        '\\documentclass[a3paper,landscape]{article}',
        '\\usepackage{amsmath,amssymb}',
        '\\begin{document}',
        ...formulas.map((tex) => `\\[ ${tex} \\]`),
        '\\end{document}',
      ];
      fs.writeFileSync(path.join(folder, 'all.tex'), lines.join('\n'));
      const { status, stdout } = spawnSync('pdflatex', ['-interaction=nonstopmode', '-file-line-error', 'all.tex'], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.deepEqual(stdout.split('\n').filter((line) => /^(!|\.\/all\.tex:\d+:)/.test(line)), []); // prettier-ignore
      assert.equal(status, 0);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
