import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buildCli, cli, nnet, root } from './run';

describe('nnet: usage', function () {
  this.timeout(120_000);
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
    });
  }

  it('prints the usage and the version where they are asked for', async () => {
    for (const args of [['--help'], ['-h'], ['check', '--help'], ['gradient', 'x', '-h']]) {
      const { status, stdout, stderr } = await nnet(args);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /^Usage:\n {2}nnet check FILE… \[--json\]$/m);
    }
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    assert.deepEqual(await nnet(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('is a program of its own', () => {
    assert.ok(statSync(cli).mode & 0o100);
    assert.match(execFileSync(cli, ['--version'], { encoding: 'utf8' }), /^\d/);
  });

  it('is silent when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [cli, 'gradient', '--json', 'examples/large.nnet'], { cwd: root });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.deepEqual([status, stderr], [0, '']);
  });

  it('is silent when nobody reads its problems', async () => {
    const child = spawn(process.execPath, [cli, 'check', '-'], { cwd: root });
    child.stdin.on('error', () => {});
    child.stderr.destroy();
    child.stdin.end('nonsense\n'.repeat(20_000));
    const status = await new Promise((resolve) => child.on('close', resolve));
    assert.ok(status === 0 || status === 1, String(status));
  });
});
