import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { lookNames } from '../../../src/notation/look';
import { buildCli, cli, folderWith, nnet, nnetProcess, root } from './run';
import { USERS_NODE } from '../../usersNode';

describe('nnet: usage', function () {
  this.timeout(120_000);
  const folder = folderWith({});
  before(buildCli);

  const wrong: Record<string, string[]> = {
    'no command': [],
    'an unknown command': ['train', 'x.nnet'],
    'a name of Object.prototype': ['constructor'],
    'an unknown option': ['check', '--colour', 'examples/mazur.nnet'],
    'check without a file': ['check', '--json'],
    'gradient without a file': ['gradient'],
    'gradient of two files': ['gradient', 'examples/mazur.nnet', 'examples/xor.nnet'],
    'an option of another command': ['check', '--input', 'X', 'examples/mazur.nnet'],
    'a value where none belongs': ['check', '--json=yes', 'examples/mazur.nnet'],
    'no value where one belongs': ['gradient', 'examples/xor.nnet', '--input'],
    'an output that is no number': ['gradient', 'examples/mazur.nnet', '--output', 'one'],
    'output 0': ['gradient', 'examples/mazur.nnet', '--output', '0'],
    'output 1.5': ['gradient', 'examples/mazur.nnet', '--output', '1.5'],
  };
  for (const [name, args] of Object.entries(wrong)) {
    it(`${name} gives the usage on standard error and exit status 2`, async () => {
      const { status, stdout, stderr } = await nnet(args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^nnet: \S/);
      assert.match(stderr, /^Usage:$/m);
      // No page of help pushes the message out of sight.
      assert.ok(stderr.split('\n').length <= 17, stderr);
    });
  }

  it('says in its own words what is wrong with a call', async () => {
    const said: readonly [string[], string][] = [
      [['exercise', 'examples/exam.nnet', '--variant', '-1'], '--variant needs a whole number from 0 to 1000000000.'],
      [['exercise', 'examples/exam.nnet', '--variants', '0.5'], '--variants needs a whole number from 1 to 1000.'],
      [['exercise', 'examples/exam.nnet', '--variant'], '--variant needs a value.'],
      [['exercise', 'examples/exam.nnet', '--variant', '--friendly'], '--variant needs a value.'],
      [['exercise', 'examples/exam.nnet', '--freindly'], 'there is no option --freindly; did you mean --friendly?'],
      [['check', '--colour', 'examples/mazur.nnet'], 'there is no option --colour.'],
      [['check', '-z', 'examples/mazur.nnet'], 'there is no option -z.'],
      [['check', '--json=yes', 'examples/mazur.nnet'], '--json takes no value.'],
      [['convert', 'examples/mazur.nnet', '-o'], '--out needs a value.'],
      [['exrcise'], 'there is no command exrcise; did you mean exercise?'],
      [['help', 'train'], 'there is no command train.'],
    ];
    for (const [args, text] of said) {
      const { status, stderr } = await nnet(args);
      assert.equal(status, 2);
      assert.equal(stderr.split('\n')[0], `nnet: ${text}`);
    }
    // The call of the command, and no other.
    const { stderr } = await nnet(['exercise']);
    assert.match(stderr, /^ {2}nnet exercise FILE/m);
    assert.doesNotMatch(stderr, /nnet gradient/);
    assert.match(stderr, /nnet help exercise says more/);
  });

  it('explains every command, with every option that it takes', async () => {
    const overview = (await nnet(['help'])).stdout;
    for (const command of ['check', 'gradient', 'format', 'convert', 'export', 'exercise']) {
      assert.match(overview, new RegExp(`^  nnet ${command} FILE`, 'm'));
      const { status, stdout, stderr } = await nnet(['help', command]);
      assert.deepEqual([status, stderr], [0, '']);
      assert.equal((await nnet([command, '--help'])).stdout, stdout);
      assert.match(stdout, new RegExp(`^Usage:\n  nnet ${command} FILE`));
      const source = readFileSync(path.join(root, `src/cli/${command}.ts`), 'utf8');
      const options = [...source.matchAll(/^\s*(?:const \{ values, positionals \} = parseCall\(args, \{ )?(\w+): \{ type: '(?:string|boolean)'/gm)].map(([, name]) => name); // prettier-ignore
      // This test reads the options from the source: each is found.
      assert.equal(options.length, source.match(/\btype: '(?!string' as const)/g)!.length, options.join(' '));
      if (source.includes('...lookOptions')) options.push(...lookNames);
      for (const option of options) assert.ok(stdout.includes(`--${option}`), `${command} --${option}`);
    }
  });

  it('explains every value that an option can have', async () => {
    const asked: string[] = [];
    for (const command of ['gradient', 'exercise']) {
      const lines = (await nnet(['help', command])).stdout.split('\n');
      const source = readFileSync(path.join(root, `src/cli/${command}.ts`), 'utf8');
      const own = [...source.matchAll(/^\s*(\w+): \{ type: 'string' \}/gm)].map(([, option]) => option);
      for (const option of [...own, ...lookNames]) {
        // The refusal of another value names those that there are.
        // Nothing is written into the working folder, also if it is taken.
        const out = command === 'exercise' ? ['-o', folder] : [];
        const { status, stderr } = await nnet([command, 'examples/exam.nnet', `--${option}`, 'nonsense', ...out]);
        assert.ok(status !== 0, `${command} --${option}`);
        const values = / can be ([\w, ]+)/.exec(stderr.split('\n')[0])?.[1].trim().split(', ');
        if (values === undefined) continue;
        asked.push(`${command} --${option}`);
        const line = lines.find((text) => text.startsWith(`--${option} `))!;
        // The targets are in the explanation.
        const said = option === 'to' ? line : line.split(' ')[1];
        for (const value of values) assert.match(said, new RegExp(`\\b${value}\\b`), asked.at(-1));
      }
    }
    for (const option of [
      'exercise --to',
      'exercise --rounding',
      'exercise --language',
      ...lookNames.flatMap((name) => [`gradient --${name}`, `exercise --${name}`]),
    ]) {
      assert.ok(asked.includes(option), option);
    }
  });

  it('prints the usage and the version where they are asked for', async () => {
    for (const args of [['--help'], ['-h'], ['check', '--help'], ['gradient', 'x', '-h']]) {
      const { status, stdout, stderr } = await nnet(args);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /^Usage:\n {2}nnet (?:check FILE… \[--json\]|gradient FILE .*)$/m);
    }
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    assert.deepEqual(await nnet(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('is a program of its own', () => {
    assert.ok(statSync(cli).mode & 0o100);
    assert.match(execFileSync(cli, ['--version'], { encoding: 'utf8' }), /^\d/);
  });

  it('does in a process of its own what these tests see of it in theirs', async () => {
    const text = readFileSync(path.join(root, 'examples/mazur.nnet'), 'utf8');
    const calls: readonly [string[], string?][] = [
      [['check', '-'], 'layer tahn\n'],
      [['gradient', '-', '--json'], text],
      [['export', 'examples/mazur.nnet', '--to', 'html']],
      [['exercise', 'examples/exam.nnet', '--variant', '-1']],
      [['check', 'nowhere.nnet', 'examples/mazur.nnet']],
    ];
    for (const [args, input] of calls) assert.deepEqual(await nnet(args, input), await nnetProcess(args, input));
    // The part that makes pictures is loaded when it is needed.
    const pictures: Buffer[] = [];
    for (const run of [nnet, nnetProcess]) {
      const file = path.join(folder, 'a.png');
      const what = ['export', 'examples/mazur.nnet', '--to', 'png', '-o', file];
      assert.deepEqual(await run(what), { status: 0, stdout: '', stderr: '' });
      pictures.push(readFileSync(file));
    }
    assert.ok(pictures[0].length > 1000 && pictures[0].equals(pictures[1]));
  });

  it('is silent when its reader has seen enough', async () => {
    const child = spawn(USERS_NODE, [cli, 'gradient', '--json', 'examples/large.nnet'], { cwd: root });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.deepEqual([status, stderr], [0, '']);
  });

  it('is silent when nobody reads its problems', async () => {
    const child = spawn(USERS_NODE, [cli, 'check', '-'], { cwd: root });
    child.stdin.on('error', () => {});
    child.stderr.destroy();
    child.stdin.end('nonsense\n'.repeat(20_000));
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.ok(status === 0 || status === 1, String(status));
  });
});
