/** The sample lecture: its Makefile builds slides, notes, notebook and drawing from one network, and Markdown from Markdown. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildCli, cli } from '../unit/cli/run';
import { USERS_NODE } from '../usersNode';

describe('The sample lecture', () => {
  it('is built by make, and again only when the network changes', function () {
    for (const program of ['make', 'pdflatex']) {
      if (spawnSync(program, ['--version']).error) {
        console.log(`skipped: there is no ${program}`);
        this.skip();
      }
    }
    buildCli();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-lecture-'));
    try {
      fs.cpSync('examples/lecture', folder, { recursive: true });
      const make = () =>
        spawnSync('make', [`NNET=${USERS_NODE} ${cli}`], { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 });
      const { status, stdout, stderr } = make();
      assert.equal(status, 0, stdout + stderr);
      assert.doesNotMatch(stdout, /^Overfull/m);
      for (const name of ['slides.pdf', 'notes.pdf']) {
        assert.equal(fs.readFileSync(path.join(folder, name)).toString('latin1', 0, 5), '%PDF-', name);
      }
      const notebook = JSON.parse(fs.readFileSync(path.join(folder, 'notebook.ipynb'), 'utf8')) as { cells: unknown[] };
      assert.ok(notebook.cells.length > 5);
      assert.match(fs.readFileSync(path.join(folder, 'drawing.svg'), 'utf8'), /^<\?xml .*\n<svg /);
      assert.match(fs.readFileSync(path.join(folder, 'github.md'), 'utf8'), /<github-1\.svg>[^]*\n```math\n/);
      assert.ok(fs.existsSync(path.join(folder, 'github-1.svg')));
      assert.match(make().stdout, /Nothing to be done/);
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});
