import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildCli, folderWith, nnet } from './run';

const SPEC = 'input X = [1 2]\nlayer identity\n  W = [integers(1, 3)]\n'.replace('[integers(1, 3)]', 'integers(1, 3)');
const EXERCISE = `${SPEC}output 1\nexercise "A"\n  ask N1\n`.replace('layer identity', 'layer 1 identity');

describe('where nnet writes', () => {
  const folder = folderWith({
    'a.nnet': EXERCISE,
    'b.md': '```nnet\ninput X = 1\nlayer tanh\nW = 2\n```\n',
    'file.txt': 'mine',
  });
  const at = (...names: string[]) => path.join(folder, ...names);
  const refused = async (args: readonly string[], why: RegExp) => {
    const { status, stdout, stderr } = await nnet(args);
    assert.deepEqual([status, stdout], [2, ''], `${args.join(' ')}: ${stderr}`);
    assert.match(stderr, why, args.join(' '));
    assert.doesNotMatch(stderr, /\bE[A-Z]{4,}\b/, 'no code of the system');
  };
  before(buildCli);

  it('says why a folder cannot be made', async () => {
    const sheets = (out: string) => ['exercise', at('a.nnet'), '-o', out];
    const all = (out: string) => ['export', at('a.nnet'), '--all', out];
    for (const into of [sheets, all]) {
      await refused(into('/proc/x'), /\/proc\/x cannot be made: no folder can be made there\./);
      await refused(into('/proc/x/y'), /\/proc\/x\/y cannot be made: no folder can be made there\./);
      await refused(into('/dev/null'), /\/dev\/null cannot be made: \/dev\/null is not a folder\./);
      await refused(into(at('a.nnet')), /a\.nnet cannot be made: \S*a\.nnet is not a folder\./);
      await refused(into(at('a.nnet', 'b', 'c')), /cannot be made: \S*a\.nnet is not a folder\./);
      await refused(into(at('x'.repeat(300))), /cannot be made: its name is too long\./);
      await refused(into(''), /needs a name/);
    }
    await refused(sheets('-'), /several files: -o needs a folder/);
    assert.equal((await nnet(sheets(at('new', 'and', 'deep')))).status, 0);
    assert.ok(statSync(at('new', 'and', 'deep')).isDirectory());
  });

  it('says why a file cannot be written', async () => {
    const targets = (out: string) => [
      ['export', at('a.nnet'), '--to', 'markdown', '-o', out],
      ['export', at('b.md'), '--to', 'html', '-o', out],
      ['convert', 'examples/stanford.nnet', '-o', out],
    ];
    const stanford = '// a\n1,1,1,1,\n1,1,\n0,\n-1,\n1,\n0,0,\n1,1,\n2,\n3,\n';
    writeFileSync(at('s.nnet'), stanford);
    for (const [out, why] of [
      ['/proc/x', /cannot be written: no file can be made in \/proc\./],
      ['/proc/x/y', /cannot be written: there is no such folder\./],
      [at('a.nnet', 'b'), /cannot be written: \S*a\.nnet is not a folder\./],
      [at('a.nnet', 'b', 'c'), /cannot be written: \S*a\.nnet is not a folder\./],
      [folder, /cannot be written: it is a folder\./],
      ['/dev/full', /cannot be written: there is no room left\./],
      ['', /needs a name/],
    ] as const) {
      for (const args of targets(out)) {
        await refused(args[0] === 'convert' ? ['convert', at('s.nnet'), '-o', out] : args, why);
      }
    }
    assert.equal((await nnet(['export', at('a.nnet'), '--to', 'markdown', '-o', '/dev/null'])).status, 0);
  });

  it('is never the file that is read', async () => {
    mkdirSync(at('again'));
    for (const force of [[], ['--force']]) {
      await refused(
        ['export', at('a.nnet'), '--to', 'latex', '-o', at('again', '..', 'a.nnet'), ...force],
        /is the file itself/,
      );
      await refused(['convert', at('a.nnet'), '-o', at('a.nnet'), ...force], /is the file itself/);
      await refused(['export', at('b.md'), '--to', 'markdown', '-o', at('b.md'), ...force], /is the file itself/);
    }
    assert.equal(readFileSync(at('a.nnet'), 'utf8'), EXERCISE);
  });

  it('replaces what is not its own only with --force, and then all of it or nothing', async () => {
    const quiz = ['exercise', at('a.nnet'), '--to', 'moodle', '-o', at('quiz')];
    mkdirSync(at('quiz'));
    writeFileSync(at('quiz', 'a.xml'), 'mine');
    await refused(quiz, /a\.xml exists and was not made by NNet; --force replaces it/);
    assert.equal(readFileSync(at('quiz', 'a.xml'), 'utf8'), 'mine');
    // A folder in the place of the last file: the ones before it are not written either.
    mkdirSync(at('half', 'a.xml'), { recursive: true });
    await refused(['exercise', at('a.nnet'), '--to', 'markdown,moodle', '-o', at('half'), '--force'], /it is a folder/);
    assert.deepEqual(readdirSync(at('half')), ['a.xml']);
    assert.equal((await nnet([...quiz, '--force'])).status, 0);
    assert.match(readFileSync(at('quiz', 'a.xml'), 'utf8'), /<quiz>/);
    assert.equal((await nnet(quiz)).status, 0, 'its own');
    const zip = ['exercise', at('a.nnet'), '--to', 'canvas', '-o', at('quiz')];
    writeFileSync(at('quiz', 'a.zip'), 'mine');
    await refused(zip, /a\.zip exists and was not made by NNet; --force replaces it/);
    assert.equal((await nnet([...zip, '--force'])).status, 0);
    assert.equal((await nnet(zip)).status, 0, 'its own zip');
  });

  it('waits for no pipe that is in the place of a file', async () => {
    mkdirSync(at('pipes'));
    for (const name of ['a.xml', 'a-numpy.py']) execFileSync('mkfifo', [at('pipes', name)]);
    const why = /cannot be written: it is a device, a pipe or a socket/;
    await refused(['exercise', at('a.nnet'), '--to', 'moodle', '--force', '-o', at('pipes')], why);
    const all = await nnet(['export', at('a.nnet'), '--all', at('pipes'), '--force']);
    assert.equal(all.status, 2);
    assert.match(all.stderr, why);
  });

  it('keeps a text that was converted and then edited', async () => {
    const out = at('converted.nnet');
    const convert = ['convert', at('s.nnet'), '-o', out];
    assert.equal((await nnet(convert)).status, 0);
    assert.equal((await nnet(convert)).status, 0, 'the same text');
    writeFileSync(out, `${readFileSync(out, 'utf8')}# edited\n`);
    await refused(convert, /converted\.nnet exists with another content; --force replaces it/);
    assert.match(readFileSync(out, 'utf8'), /# edited/);
    assert.equal((await nnet([...convert, '--force'])).status, 0);
    assert.doesNotMatch(readFileSync(out, 'utf8'), /# edited/);
  });

  it('takes no Markdown for a network', async () => {
    const text = readFileSync(at('b.md'), 'utf8');
    for (const command of ['format', 'gradient', 'convert', 'exercise']) {
      await refused([command, at('b.md')], /b\.md is Markdown, and \w+ takes a network/);
    }
    assert.equal(readFileSync(at('b.md'), 'utf8'), text);
    assert.ok(!existsSync(at('b-sheet.tex')));
  });
});
