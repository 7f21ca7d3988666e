import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildCli, nnet } from './run';

describe('nnet export', () => {
  let folder: string;
  before(() => {
    buildCli();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-export-'));
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('prints a file, or writes it where it is told to, to the same byte each time', async () => {
    const out = path.join(folder, 'mazur.tex');
    const printed = await nnet(['export', 'examples/mazur.nnet', '--to', 'latex']);
    assert.equal(printed.status, 0);
    assert.match(printed.stdout, /^% Generated with NNet from mazur\.nnet.*\n% nnet export mazur\.nnet --to latex\n/);
    assert.equal((await nnet(['export', 'examples/mazur.nnet', '--to', 'latex', '-o', out])).status, 0);
    assert.equal(fs.readFileSync(out, 'utf8'), printed.stdout);
  });

  it('refuses choices that a target does not have, and asks for no output where all are wanted', async () => {
    const wrong = await nnet(['export', 'examples/mazur.nnet', '--to', 'svg', '--what', 'gradient']);
    assert.match(wrong.stderr, /--to svg has no parts to choose/);
    const flavored = await nnet(['export', 'examples/mazur.nnet', '--to', 'notebook', '--flavor', 'quarto']);
    assert.match(flavored.stderr, /--flavor is for --to markdown/);
    assert.deepEqual([wrong.status, flavored.status, wrong.stdout, flavored.stdout], [2, 2, '', '']);
    const text = 'input X = [1]\nlayer linear\n W = [1; 2]\n';
    const all = await nnet(['export', '-', '--to', 'latex', '--output', 'all'], text);
    assert.equal(all.stderr, '');
    assert.match(all.stdout, /^% .*\n% nnet export - --to latex --output all\n/);
  });

  it('takes the choices, also in Russian', async () => {
    const { stdout } = await nnet(['export', 'examples/mazur.nnet', '--to', 'latex', '--what', 'forward,updates', '--language', 'ru', '--digits', '2d']); // prettier-ignore
    assert.match(stdout, /--what forward,updates --digits 2d --language ru/);
    assert.match(stdout, /Один шаг градиентного спуска/);
    assert.doesNotMatch(stdout, /nabla_\{W_1\} L = \\nabla L/);
  });

  it('writes every target into a folder, and says which one the network does not have', async () => {
    const all = path.join(folder, 'not', 'there');
    const made = await nnet(['export', 'examples/mazur.nnet', '--all', all, '--what', 'gradient']);
    assert.equal(made.status, 0, made.stderr);
    for (const name of [
      'latex.tex',
      'beamer.tex',
      'markdown.md',
      'html.html',
      'slides.html',
      'typst.typ',
      'notebook.ipynb',
      'numpy.py',
      'pytorch.py',
      'jax.py',
      'formulas-svg.svg',
      'formulas-png.png',
      'png.png',
      'svg.svg',
      'tikz.tex',
    ]) {
      assert.ok(fs.existsSync(path.join(all, `mazur-${name}`)), name);
    }
    const one = await nnet(['export', 'examples/mazur.nnet', '--to', 'latex', '--what', 'gradient']);
    assert.equal(fs.readFileSync(path.join(all, 'mazur-latex.tex'), 'utf8'), one.stdout);
    const shapes = await nnet(['export', 'examples/shapes-only.nnet', '--all', folder]);
    assert.equal(shapes.status, 0);
    assert.match(shapes.stderr, /nnet: numpy is left out: /);
    assert.ok(!fs.existsSync(path.join(folder, 'shapes-only-numpy.py')));
    assert.equal((await nnet(['export', 'examples/mazur.nnet', '--all', folder, '--to', 'svg'])).status, 2);
    assert.equal((await nnet(['export', '-', '--all', folder], 'layer')).status, 1);
  });

  it('leaves out a picture that would be too large, and writes the rest', async () => {
    const rows = Array.from({ length: 12 }, (_, i) => `layer 12 tanh\nW = uniform(-1, 1, seed = ${i})`);
    const text = `input = [${'0.5 '.repeat(12)}]\n${rows.join('\n')}\nlayer 1 tanh\nW = ones()`;
    const all = path.join(folder, 'large');
    const made = await nnet(['export', '-', '--all', all, '--what', 'gradient', '--form', '4'], text);
    assert.equal(made.status, 0, made.stderr);
    assert.match(
      made.stderr,
      /^nnet: formulas-png is left out: The picture would have \d+ × \d+ pixels, which is too many\. /,
    );
    for (const name of ['formulas-svg.svg', 'svg.svg', 'tikz.tex', 'numpy.py'])
      assert.ok(fs.existsSync(path.join(all, `standard input-${name}`)), name);
  });

  it('replaces its own files and empty ones, and any other only with --force', async () => {
    const place = fs.mkdtempSync(path.join(folder, 'own-'));
    const run = (target: string, name: string, ...more: string[]) =>
      nnet(['export', 'examples/mazur.nnet', '--to', target, '-o', path.join(place, name), ...more]);
    const read = (name: string) => fs.readFileSync(path.join(place, name), 'utf8');
    const write = (name: string, text: string) => fs.writeFileSync(path.join(place, name), text);
    for (const [target, name] of [
      ['latex', 'a.tex'],
      ['markdown', 'b.md'],
      ['html', 'c.html'],
      ['notebook', 'd.ipynb'],
      ['svg', 'e.svg'],
      ['typst', 'f.typ'],
      ['numpy', 'g.py'],
    ]) {
      write(name, 'mine');
      const refused = await run(target, name);
      assert.deepEqual([refused.status, refused.stdout], [2, ''], name);
      assert.match(refused.stderr, /exists and was not written by an export; --force replaces it\.\n$/);
      assert.equal(read(name), 'mine');
      assert.equal((await run(target, name, '--force')).status, 0);
      const first = read(name);
      assert.equal((await run(target, name)).status, 0, 'its own file again');
      assert.equal(read(name), first);
      write(name, '');
      assert.equal((await run(target, name)).status, 0, 'an empty file');
      assert.equal(read(name), first);
    }
    // A picture that is in the way of the one beside a new file.
    write('new-drawing.svg', '<svg/>');
    assert.equal((await run('markdown', 'new.md')).status, 2);
    assert.equal(read('new-drawing.svg'), '<svg/>');
    assert.ok(!fs.existsSync(path.join(place, 'new.md')));
    const many = await nnet(['export', 'examples/mazur.nnet', '--to', 'markdown']);
    assert.deepEqual([many.status, many.stdout], [2, '']);
    assert.match(many.stderr, /this export is several files, so name the first with -o OUT/);
  });

  it('keeps what was edited since, unless --force is given; --all writes the rest', async () => {
    const place = fs.mkdtempSync(path.join(folder, 'edited-'));
    const run = (...more: string[]) => nnet(['export', 'examples/mazur.nnet', ...more]);
    const out = path.join(place, 'mazur-markdown.md');
    assert.equal((await run('--to', 'markdown', '-o', out)).status, 0);
    const first = fs.readFileSync(out, 'utf8');
    const mine = `${first}\nMy own words.\n`;
    fs.writeFileSync(out, mine);
    const refused = await run('--to', 'markdown', '-o', out);
    assert.deepEqual([refused.status, fs.readFileSync(out, 'utf8')], [2, mine]);
    assert.match(refused.stderr, /mazur-markdown\.md was edited since it was exported; --force replaces it\.\n$/);
    const all = await run('--all', place);
    assert.equal(all.status, 0);
    assert.match(
      all.stderr,
      /^nnet: markdown is left as it is: .*was edited since it was exported; --force replaces it\.\n$/,
    );
    assert.equal(fs.readFileSync(out, 'utf8'), mine);
    assert.ok(fs.existsSync(path.join(place, 'mazur-jax.py')));
    // A picture beside a file that is as it was.
    fs.writeFileSync(out, first);
    const picture = path.join(place, 'mazur-markdown-drawing.svg');
    fs.writeFileSync(picture, fs.readFileSync(picture, 'utf8').replace('#1a6fcc', '#ff0000'));
    assert.match((await run('--to', 'markdown', '-o', out)).stderr, /drawing\.svg was edited since/);
    assert.equal((await run('--to', 'markdown', '-o', out, '--force')).status, 0);
    assert.doesNotMatch(fs.readFileSync(picture, 'utf8'), /#ff0000/);
    const again = await run('--all', place);
    assert.deepEqual([again.status, again.stderr], [0, '']);
  });

  it('says which letters pdfLaTeX has no font for', async () => {
    const text = 'network "Łódź 層"\ninput X = [1]\nlayer ħidden: linear\n W = [1]\n';
    for (const target of ['latex', 'beamer', 'tikz']) {
      const { status, stderr, stdout } = await nnet(['export', '-', '--to', target], text);
      const letters = target === 'tikz' ? 'ħ (U+0127)' : '層 (U+5C64), ħ (U+0127)';
      assert.equal(status, 0);
      assert.equal(
        stderr,
        `nnet: ${target}: pdfLaTeX has no font for ${letters}, so the file shows code points instead.\n`,
      );
      assert.equal(stdout.includes('Łódź'), target !== 'tikz');
    }
  });

  it('exits with 1 for a broken text and with 2 for a wrong call, and writes nothing', async () => {
    const out = path.join(folder, 'none.tex');
    const broken = await nnet(['export', '-', '--to', 'latex', '-o', out], 'layer');
    assert.equal(broken.status, 1);
    const calls = [
      ['export', 'examples/mazur.nnet'],
      ['export', 'examples/mazur.nnet', '--to', 'word'],
      ['export', 'examples/mazur.nnet', '--to', 'latex', '--digits', '18', '-o', out],
      ['export', 'examples/mazur.nnet', '--to', 'latex', '--layer', '3', '-o', out],
    ];
    for (const call of calls) {
      const { status, stdout, stderr } = await nnet(call);
      assert.deepEqual([status, stdout], [2, ''], call.join(' '));
      assert.match(stderr, /^nnet: /);
    }
    assert.ok(!fs.existsSync(out));
  });
});
