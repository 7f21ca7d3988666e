/** The TeX that is copied, set by pdfLaTeX with nothing but amsmath and amssymb. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Analysis } from '../../src/analysis/analysis';
import { formsOf } from '../../src/notation/forms';
import { buildPage } from '../../src/notation/networkPage';
import { usualChoices } from '../../src/notation/pageChoices';

const EXAMPLES = path.resolve(__dirname, '..', '..', 'examples');

/** A document with every formula of every example in every form, with and without shapes. */
async function everyFormula(): Promise<string[]> {
  const formulas = new Set<string>();
  for (const file of fs.readdirSync(EXAMPLES).filter((name) => name.endsWith('.nnet'))) {
    const analysis = await Analysis.of(fs.readFileSync(path.join(EXAMPLES, file), 'utf8'));
    const { network } = analysis;
    assert.ok(network, file);
    const trace = await analysis.trace();
    for (const form of formsOf(network, trace)) {
      for (const shapes of [false, true]) {
        const page = buildPage({ network, trace, check: null, choices: { ...usualChoices, form, shapes } });
        for (const block of page.sections.flatMap(({ blocks }) => blocks)) {
          if (block.kind === 'formula') formulas.add(block.plainTex);
        }
      }
    }
  }
  return [...formulas];
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
