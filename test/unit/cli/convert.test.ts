import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildCli, folderWith, nnet } from './run';

/** Two inputs, two outputs, one layer. */
const STANFORD = '1,2,2,2,\n2,2,\n0,\n-1,-1,\n1,1,\n0.5,0.5,3.0,\n2.0,2.0,10.0,\n1.0,2.0,\n3.0,4.0,\n0.5,\n-0.5,\n';
const UNBOUNDED = '1\n1,1\n0\n0\n0\n0\n0\n2\n1\n';

describe('nnet convert', function () {
  this.timeout(120_000);
  before(buildCli);
  const folder = folderWith({
    'acas.nnet': STANFORD,
    'free.nnet': UNBOUNDED,
    'own.nnet': 'input 1\nlayer relu\n  W = [1]\n',
    'broken.nnet': STANFORD.replace('3.0,4.0', '3.0'),
  });
  const file = (name: string) => path.join(folder, name);

  it('prints the network in the language, and says what is lost', async () => {
    const { status, stdout, stderr } = await nnet(['convert', file('acas.nnet')]);
    assert.equal(status, 0);
    assert.match(stdout, /^network "acas"$/m);
    assert.match(stdout, /^layer identity$/m);
    assert.match(stderr, /clamp/);
    const checked = await nnet(['check', '-'], stdout);
    assert.deepEqual([checked.status, checked.stdout], [0, '']);
    assert.deepEqual(await nnet(['format', '--check', '-'], stdout), { status: 0, stdout: '', stderr: '' });
  });

  it('has the same values', async () => {
    const { stdout } = await nnet(['convert', '-'], STANFORD);
    const gradient = async (text: string) => nnet(['gradient', '--json', '--output', '2', '-'], text);
    const [from, to] = [await gradient(STANFORD), await gradient(stdout)];
    assert.equal(from.status, 0);
    assert.deepEqual(JSON.parse(to.stdout), JSON.parse(from.stdout));
  });

  it('writes a file', async () => {
    const out = file('out.nnet');
    for (const option of ['-o', '--out']) {
      assert.deepEqual(await nnet(['convert', file('free.nnet'), option, out]), { status: 0, stdout: '', stderr: '' });
      assert.match(readFileSync(out, 'utf8'), /network "free"/);
    }
    const { status, stderr } = await nnet(['convert', file('free.nnet'), '-o', path.join(folder, 'no', 'such')]);
    assert.equal(status, 2);
    assert.match(stderr, /cannot be written: there is no such folder/);
  });

  it('refuses what is no Stanford NNet file, or broken', async () => {
    const own = await nnet(['convert', file('own.nnet')]);
    assert.deepEqual([own.status, own.stdout], [2, '']);
    assert.match(own.stderr, /own\.nnet: This is not a Stanford NNet file/);
    const broken = await nnet(['convert', file('broken.nnet')]);
    assert.deepEqual([broken.status, broken.stdout], [1, '']);
    assert.match(broken.stderr, /broken\.nnet:9:1: error: Row 2 of W1 .* \[file-format\]/);
    assert.equal((await nnet(['convert'])).status, 2);
    assert.equal((await nnet(['convert', 'a', 'b'])).status, 2);
  });
});

describe('a Stanford NNet file on the command line', function () {
  this.timeout(120_000);
  before(buildCli);

  it('is checked, and left as it is by the formatter', async () => {
    assert.deepEqual(await nnet(['check', '-'], STANFORD), { status: 0, stdout: '', stderr: '' });
    assert.deepEqual(await nnet(['format', '-'], STANFORD), { status: 0, stdout: STANFORD, stderr: '' });
  });

  it('has a gradient of the output that is named', async () => {
    const without = await nnet(['gradient', '-'], STANFORD);
    assert.deepEqual([without.status, without.stderr], [0, '']);
    assert.match(without.stdout, /^Output 1 = 8$/m);
    assert.match(without.stdout, /does not say which output to differentiate/);
    const { status, stdout, stderr } = await nnet(['gradient', '-', '--output', '1'], STANFORD);
    assert.deepEqual([status, stderr], [0, '']);
    // X is the mean, so N = b, and the output 0.5·10 + 3.
    assert.match(stdout, /^Output 1 = 8$/m);
    assert.match(stdout, /Stanford files contain no input/);
  });
});
