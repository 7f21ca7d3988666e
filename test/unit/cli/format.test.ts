import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildCli, folderWith, nnet } from './run';

const untidy = 'input X=[1  2]\nlayer tanh\nW = [1 2]';
const tidy = 'input X = [1 2]\nlayer tanh\n  W = [1 2]\n';

describe('nnet format', function () {
  this.timeout(120_000);
  const latin = Uint8Array.of(0x23, 0xe4, 0x0a, 0x20, 0x0a);
  const folder = folderWith({ 'untidy.nnet': untidy, 'tidy.nnet': tidy, 'other.nnet': untidy, 'latin.nnet': latin });
  const file = (name: string) => path.join(folder, name);
  before(buildCli);

  it('--check names the files that would change, and changes none', async () => {
    const { status, stdout } = await nnet(['format', '--check', file('untidy.nnet'), file('tidy.nnet')]);
    assert.deepEqual([status, stdout], [1, `${file('untidy.nnet')}\n`]);
    assert.equal(readFileSync(file('untidy.nnet'), 'utf8'), untidy);
    assert.equal((await nnet(['format', '--check', file('tidy.nnet')])).status, 0);
  });

  it('the examples are formatted', async () => {
    const { status, stdout } = await nnet(['format', '--check', 'examples/mazur.nnet', 'examples/paper.nnet']);
    assert.deepEqual([status, stdout], [0, '']);
  });

  it('formats in place', async () => {
    assert.deepEqual(await nnet(['format', file('other.nnet')]), { status: 0, stdout: '', stderr: '' });
    assert.equal(readFileSync(file('other.nnet'), 'utf8'), tidy);
  });

  it('formats standard input to standard output', async () => {
    assert.deepEqual(await nnet(['format', '-'], untidy), { status: 0, stdout: tidy, stderr: '' });
  });

  it('never writes what it could not read whole', async () => {
    const { status, stderr } = await nnet(['format', file('latin.nnet')]);
    assert.equal(status, 2);
    assert.match(stderr, /not UTF-8/);
    assert.deepEqual(new Uint8Array(readFileSync(file('latin.nnet'))), latin);
  });

  it('needs a file', async () => assert.equal((await nnet(['format'])).status, 2));
});
