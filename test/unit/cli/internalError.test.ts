import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildCli, cli, folderWith } from './run';
import { USERS_NODE } from '../../usersNode';

describe('nnet after an error of its own', () => {
  const folder = folderWith({
    'first.nnet': 'layer  1 tanh\n',
    'bad.nnet': 'layer  1 tanh\n',
    'last.nnet': 'layer  1 tanhh\n',
    // What is read from bad.nnet throws as soon as it is looked at.
    'break.cjs': `const files = require('node:fs/promises');
const { readFile } = files;
files.readFile = async (file, ...rest) => {
  const bytes = await readFile(file, ...rest);
  if (String(file).endsWith('bad.nnet')) bytes.toString = () => { throw new TypeError('on purpose'); };
  return bytes;
};
`,
  });
  const file = (name: string): string => path.join(folder, name);
  const files = ['first.nnet', 'bad.nnet', 'last.nnet'].map(file);
  const run = (command: string) => {
    const args = ['--require', file('break.cjs'), cli, command, ...files];
    return spawnSync(USERS_NODE, args, { encoding: 'utf8' });
  };
  before(buildCli);

  it('checks the other files, names the one that failed, and exits with 2', () => {
    const { status, stderr } = run('check');
    assert.equal(status, 2);
    assert.match(stderr, /bad\.nnet: an error of NNet itself, please report it with the file: TypeError: on purpose/);
    assert.match(stderr, /last\.nnet:1:10: error: .*tanhh/);
    assert.doesNotMatch(stderr, /^\s+at /m);
  });

  it('formats the other files', () => {
    const { status, stderr } = run('format');
    assert.equal(status, 2);
    assert.match(stderr, /bad\.nnet: an error of NNet itself/);
    assert.deepEqual(
      files.map((name) => readFileSync(name, 'utf8')),
      ['layer 1 tanh\n', 'layer  1 tanh\n', 'layer 1 tanhh\n'],
    );
  });
});
