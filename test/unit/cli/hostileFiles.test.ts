import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { buildCli, folderWith, nnet } from './run';
import { USERS_NODE } from '../../usersNode';

describe('nnet with hostile files', () => {
  const spec = (name: string) => `input X = [1]\nlayer tanh\n  W = file("${name}")\noutput 1\n`;
  const folder = folderWith({
    'pipe.nnet': spec('pipe'),
    'zero.nnet': spec('/dev/zero'),
    'folder.nnet': spec('.'),
    'escape.nnet': 'network "\u001b[31mred\u001b]0;title\u0007"\nlayer \u001b[2Jtanh\n',
  });
  const file = (name: string) => path.join(folder, name);
  before(() => {
    buildCli();
    execFileSync('mkfifo', [file('pipe')]);
  });

  for (const name of ['pipe.nnet', 'zero.nnet', 'folder.nnet']) {
    it(`refuses at once what is no file: ${name}`, async () => {
      const { status, stderr } = await nnet(['check', file(name)]);
      assert.equal(status, 1);
      assert.match(stderr, /\[file-not-found\]/);
    });
  }

  for (const command of ['check', 'gradient', 'format']) {
    it(`refuses a pipe and a device in place of a text: nnet ${command}`, async () => {
      for (const name of [file('pipe'), '/dev/zero']) {
        const { status, stderr, stdout } = await nnet([command, name]);
        assert.equal(status, 2);
        assert.equal(stdout, '');
        assert.match(stderr, /cannot be read: it is a device, a pipe or a socket/);
      }
    });
  }

  it('reads what a shell hands over as a file', () => {
    const script = `"${USERS_NODE}" dist/cli.js gradient <(printf 'input X = [2]\\nlayer identity\\n  W = [3]\\n')`;
    const printed = execFileSync('bash', ['-c', script], { cwd: path.join(__dirname, '../../..'), encoding: 'utf8' });
    assert.match(printed, /\b6\b/);
  });

  it('prints no control characters of texts and paths', async () => {
    for (const command of [['check'], ['gradient'], ['format', '--check']]) {
      const { stdout, stderr } = await nnet([
        ...command,
        file('escape.nnet'),
        ...(command[0] === 'gradient' ? [] : ['\u001b[31m.nnet']),
      ]);
      assert.doesNotMatch(stdout + stderr, /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/); // eslint-disable-line no-control-regex
    }
  });
});
