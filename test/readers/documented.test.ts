/** The commands of docs/export.md and README.md are run as they are written there, and what they write is opened. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { choiceTexts } from '../../src/authoring/choices';
import { targetNames } from '../../src/authoring/targets';
import { buildCli, cli, root } from '../unit/cli/run';
import { USERS_NODE } from '../usersNode';

const DOC = fs.readFileSync(path.join(root, 'docs/export.md'), 'utf8');
const README = fs.readFileSync(path.join(root, 'README.md'), 'utf8');

/** The code blocks of Markdown in this language, without what they are indented by. */
function blocks(markdown: string, language: string): readonly string[] {
  return [...markdown.matchAll(/^( *)```(\w*)\n([^]*?)^ *```$/gm)]
    .filter(([, , name]) => name === language)
    .map(([, indent, , text]) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

const STARTS: Readonly<Record<string, RegExp>> = {
  '.png': /^\x89PNG/,
  '.svg': /^<\?xml .*\n<svg /,
  '.html': /^<!DOCTYPE html>/i,
  '.tex': /\\documentclass/,
};

describe('What the documents say of exporting', () => {
  let folder: string;
  before(() => {
    buildCli();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-documented-'));
    fs.writeFileSync(path.join(folder, 'nnet'), `#!/bin/sh\nexec "${USERS_NODE}" "${cli}" "$@"\n`, {
      mode: 0o755,
    });
    fs.writeFileSync(path.join(folder, 'slide.nnet'), blocks(DOC, 'nnet')[0]);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  /** A line as a shell runs it; what it prints. */
  function run(command: string, cwd: string): string {
    const env = { ...process.env, PATH: `${folder}${path.delimiter}${process.env.PATH}` };
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, env, encoding: 'utf8' });
    assert.deepEqual([status, stderr], [0, ''], command);
    return stdout;
  }

  it('in docs/export.md: every command writes the file that it names', () => {
    const commands = blocks(DOC, '').flatMap((block) => block.trim().split('\n'));
    assert.ok(commands.length >= 5, commands.join('\n'));
    for (const command of commands) {
      run(command, folder);
      const [, name] = / -o (\S+)$/.exec(command)!;
      const start = fs.readFileSync(path.join(folder, name), 'latin1');
      assert.match(start, STARTS[path.extname(name)], command);
    }
    const [, all] = /`(nnet export slide\.nnet --all) DIR`/.exec(DOC)!;
    run(`${all} everything`, folder);
    assert.ok(fs.readdirSync(path.join(folder, 'everything')).length >= targetNames.length);
  });

  it('in docs/export.md: each target is in the table, each choice there is', () => {
    const table = [...DOC.matchAll(/^\| (`.*?) +\|/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([a-z-]+)`/g)]);
    const listed = table.map(([, name]) => name).filter((name) => name !== '--to');
    assert.deepEqual([...listed].sort(), [...targetNames].sort());
    const options = new Set(Object.values(choiceTexts).map(({ option }) => `--${option}`));
    for (const [option] of DOC.matchAll(/--[a-z]+(?=[ `])/g))
      if (!['--to', '--all', '--force', '--help', '--pdf'].includes(option)) assert.ok(options.has(option), option);
  });

  it('in docs/export.md: the slides are set, and one is set in a talk into which it is copied', function () {
    if (spawnSync('pdflatex', ['--version']).error) return this.skip();
    const slides = fs.readFileSync(path.join(folder, 'slide.tex'), 'utf8');
    // As the page says: the lines between \usepackage{amsmath and \title, and a frame.
    const preamble = slides.slice(slides.indexOf('\\usepackage{amsmath'), slides.indexOf('\\title'));
    const frame = /\\begin\{frame\}\n\\frametitle[^]*?\\nabla[^]*?\\end\{frame\}/.exec(slides)![0];
    const talk = `\\documentclass{beamer}\n\\usetheme{Madrid}\n${preamble}\n\\begin{document}\n${frame}\n\\end{document}\n`;
    fs.writeFileSync(path.join(folder, 'talk.tex'), talk);
    for (const name of ['slide', 'talk']) {
      const set = spawnSync('pdflatex', ['-interaction=nonstopmode', '-halt-on-error', `${name}.tex`], { cwd: folder, encoding: 'utf8' }); // prettier-ignore
      assert.equal(set.status, 0, set.stdout.slice(-1500));
      assert.doesNotMatch(set.stdout, /^Overfull/m);
      assert.equal(fs.readFileSync(path.join(folder, `${name}.pdf`), 'latin1').slice(0, 5), '%PDF-');
    }
  });

  it('in README.md: the commands of the command line', () => {
    const [block] = blocks(README, '').filter((text) => text.includes('node dist/cli.js export'));
    fs.cpSync(path.join(root, 'examples'), path.join(folder, 'examples'), { recursive: true });
    for (const command of block.trim().split('\n')) {
      // A file of the ACAS Xu networks, which are not in the repository.
      if (command.includes('ACASXU')) continue;
      const printed = spawnSync('sh', ['-c', command.replace('node dist/cli.js', `"${USERS_NODE}" "${cli}"`)], { cwd: folder, encoding: 'utf8' }); // prettier-ignore
      assert.equal(printed.status, 0, `${command}\n${printed.stderr}`);
    }
    assert.match(fs.readFileSync(path.join(folder, 'mazur.html'), 'utf8'), STARTS['.html']);
  });
});
