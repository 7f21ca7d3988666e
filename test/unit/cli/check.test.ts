import assert from 'node:assert/strict';
import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { DiagnosticsReport } from '../../../src/analysis/diagnosticsReport';
import { buildCli, folderWith, nnet } from './run';
import { assertShape } from './schemas';

const broken = 'input X = [1 2]\nlayer tanh\n  W = [1 2 3]\n';
const fine = 'input X = [1 2]\nlayer tanh\n  W = [1 2]\n';

describe('nnet check', function () {
  this.timeout(120_000);
  const folder = folderWith({
    'broken.nnet': broken,
    'fine.nnet': fine,
    'hint.nnet': `let unused = 1\n${fine}`,
    'two words.nnet': broken,
    'java.nnet': Uint8Array.of(0xac, 0xed, 0, 5, 0x73, 0x72),
    'noise.nnet': Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256),
    'wide.nnet': Buffer.from(`\ufeff${fine}`, 'utf16le'),
    'latin.nnet': Buffer.from(`# \xe9\n${fine}`, 'latin1'),
    'empty.nnet': '',
  });
  const file = (name: string) => path.join(folder, name);
  before(buildCli);

  async function json(
    ...args: string[]
  ): Promise<{ status: number | null; stderr: string; report: DiagnosticsReport }> {
    const { status, stdout, stderr } = await nnet(['check', '--json', ...args]);
    const report = JSON.parse(stdout) as DiagnosticsReport;
    assertShape('diagnostics', report);
    return { status, stderr, report };
  }

  it('says nothing about a good file', async () => {
    assert.deepEqual(await nnet(['check', 'examples/mazur.nnet']), { status: 0, stdout: '', stderr: '' });
  });

  it('prints FILE:LINE:COLUMN: severity: message [code] on standard error, counted from 1', async () => {
    const { status, stdout, stderr } = await nnet(['check', file('broken.nnet')]);
    assert.deepEqual([status, stdout], [1, '']);
    const lines = stderr.split('\n');
    assert.equal(lines.length, 2, stderr);
    assert.ok(lines[0].startsWith(`${file('broken.nnet')}:3:7: error: `), stderr);
    assert.ok(lines[0].endsWith(' [weight-columns]'), stderr);
  });

  it('exits with 0 where nothing is an error', async () => {
    const { status, stderr } = await nnet(['check', file('hint.nnet')]);
    assert.equal(status, 0);
    assert.match(stderr, /:1:5: hint: .* \[unused-let\]\n$/);
  });

  it('prints JSON with places from 0, and nothing on standard error', async () => {
    const { status, stderr, report } = await json(file('broken.nnet'), file('fine.nnet'));
    assert.deepEqual([status, stderr], [1, '']);
    assert.deepEqual(
      report.files.map((f) => [f.file, f.diagnostics.length]),
      [
        [file('broken.nnet'), 1],
        [file('fine.nnet'), 0],
      ],
    );
    const [found] = report.files[0].diagnostics;
    assert.equal(found.code, 'weight-columns');
    assert.equal(found.severity, 'error');
    assert.deepEqual(found.range.start, { line: 2, character: 6 });
    assert.equal(found.range.end.line, 2);
  });

  it('reads standard input, whatever ends its lines, and skips a byte-order mark', async () => {
    for (const text of [broken, broken.replaceAll('\n', '\r\n'), broken.replaceAll('\n', '\r'), `\uFEFF${broken}`]) {
      const { status, stderr } = await nnet(['check', '-'], text);
      assert.equal(status, 1);
      assert.match(stderr, /^-:3:7: error: .* \[weight-columns\]\n$/);
    }
    const onFirstLine = await nnet(['check', '-'], '\uFEFFnonsense');
    assert.match(onFirstLine.stderr, /^-:1:1: error: /);
    assert.deepEqual(await nnet(['check', '-'], fine), { status: 0, stdout: '', stderr: '' });
  });

  it('counts columns in UTF-16, as editors do', async () => {
    const { stderr } = await nnet(['check', '-'], 'network "😀" 5\n');
    assert.match(stderr, /^-:1:14: error: /m);
  });

  it('goes on after a file that cannot be read, and exits with 2', async () => {
    const { status, stderr, report } = await json(file('missing.nnet'), file('broken.nnet'));
    assert.equal(status, 2);
    assert.equal(stderr, `nnet: ${file('missing.nnet')} cannot be read: there is no such file.\n`);
    assert.deepEqual(
      report.files.map((f) => f.file),
      [file('broken.nnet')],
    );
  });

  it('does not read folders', async () => {
    mkdirSync(file('folder.nnet'));
    const { status, stderr } = await nnet(['check', file('folder.nnet')]);
    assert.equal(status, 2);
    assert.match(stderr, /folder\.nnet cannot be read: it is a folder\.\n$/);
    const below = await nnet(['check', path.join(file('fine.nnet'), 'x.nnet')]);
    assert.equal(below.status, 2);
    assert.match(below.stderr, /cannot be read: there is no such file\.\n$/);
  });

  it('says when it may not read a file', async function () {
    // Nothing is forbidden to root.
    if (process.getuid?.() === 0 || process.platform === 'win32') this.skip();
    chmodSync(file('fine.nnet'), 0);
    const { status, stderr } = await nnet(['check', file('fine.nnet')]);
    chmodSync(file('fine.nnet'), 0o644);
    assert.equal(status, 2);
    assert.match(stderr, /permission is denied/);
  });

  it('recognises a file of another program', async () => {
    const { status, stderr } = await nnet(['check', file('java.nnet')]);
    assert.equal(status, 1);
    assert.match(stderr, /^\S+java\.nnet:1:1: error: .* \[foreign-file\]\n$/);
  });

  it('says of noise and of other encodings that they are not UTF-8', async () => {
    for (const name of ['noise.nnet', 'wide.nnet']) {
      const { status, stderr } = await nnet(['check', file(name)]);
      assert.deepEqual([status, stderr], [2, `nnet: ${file(name)} is not UTF-8 text.\n`]);
    }
  });

  it('overlooks another encoding where it does no harm', async () => {
    assert.deepEqual(await nnet(['check', file('latin.nnet')]), { status: 0, stdout: '', stderr: '' });
  });

  it('finds no error in an empty file', async () => {
    const { status, stderr } = await nnet(['check', file('empty.nnet')]);
    assert.equal(status, 0);
    assert.match(stderr, /^\S+empty\.nnet:1:1: information: .* \[missing-layer\]\n/);
  });

  it('takes file names with blanks, and options after files', async () => {
    const { status, stdout } = await nnet(['check', file('two words.nnet'), '--json']);
    assert.equal(status, 1);
    assert.equal((JSON.parse(stdout) as DiagnosticsReport).files[0].file, file('two words.nnet'));
  });
});
