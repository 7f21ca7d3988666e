import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { lookNames } from '../../../src/notation/look';
import { sheetStyles } from '../../sheetStyles';
import { buildCli, nnet } from './run';

const FENCE = '```nnet {gradient}\ninput = [2]\nlayer identity\n  W = [3]\n```\n';
const FENCE_OF_MATRICES = '```nnet {gradient}\ninput = [2 1]\nlayer tanh\n  W = [3 1; 2 1]\noutput 1\n```\n';

describe('nnet export of a Markdown file', () => {
  let folder: string;
  before(() => {
    buildCli();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-markdown-'));
  });
  after(() => fs.rmSync(folder, { recursive: true }));
  const file = (name: string, text: string): string => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  };
  const written = (name: string): string => fs.readFileSync(path.join(folder, name), 'utf8');

  it('replaces its fences by formulas and leaves every other byte', async () => {
    const source = file('a.md', `---\ntitle: "é"\n---\r\n\r\n${FENCE}\r\nEnd  \n`);
    const github = await nnet(['export', source, '--to', 'markdown']);
    assert.equal(github.status, 0, github.stderr);
    assert.match(
      github.stdout,
      /^---\ntitle: "é"\n---\r\n\r\n<!--\n.*a\.md, checksum [0-9a-f]{8}\. .*:\nnnet export a\.md --to markdown\n-->\n\n```math\n[^]*\n```\n\r\nEnd {2}\n$/,
    );
    assert.match(github.stdout, /\\nabla_\{W_1\} f/);
    const quarto = await nnet(['export', source, '--to', 'markdown', '--flavor', 'quarto']);
    assert.match(
      quarto.stdout,
      /\n::: \{#gradient-formula aria-label="[^"]*"\}\n\$\$\n[^$]* \\tag\*\{\(3\)\}\n\$\$\n:::\n/,
    );
    assert.match(quarto.stdout, /\n\$\$ \{#eq-gradient-1-w alt="/);
    const html = await nnet(['export', source, '--to', 'html', '--language', 'ru']);
    assert.match(
      html.stdout,
      /^---\ntitle: "é"\n---\r\n\r\n<!--\n.*a\.md, контрольная сумма [0-9a-f]{8}\. .*:\nnnet export a\.md --to html --language ru\n-->\n\n<div class="nnet-fence">\n[^]*<\/div>\n\r\nEnd {2}\n$/,
    );
    assert.match(html.stdout, /<math xmlns/);
    assert.match(html.stdout, /Формула &#40;3&#41;|Формула \(3\)/);
  });

  for (const name of lookNames)
    it(`writes formulas as it is told, also where a fence does not choose: ${name}`, async () => {
      const source = file('looks.md', FENCE_OF_MATRICES);
      const { option, fence } = sheetStyles[name];
      const exported = async (text: string, more: readonly string[]): Promise<string> => {
        fs.writeFileSync(source, text);
        const { status, stdout, stderr } = await nnet(['export', source, '--to', 'html', ...more]);
        assert.deepEqual([status, stderr], [0, '']);
        return stdout.replace(/<!--[^]*?-->/g, '');
      };
      const told = await exported(FENCE_OF_MATRICES, option);
      assert.equal(told, await exported(FENCE_OF_MATRICES.replace('}', ` ${fence}}`), []));
      assert.ok(told !== (await exported(FENCE_OF_MATRICES, [])), `${option.join(' ')} changes nothing`);
    });

  it('writes its drawings beside it, and reads the matrices beside it', async () => {
    file('w.csv', '5\n');
    const source = file('b.md', '```nnet {drawing forward}\ninput = [2]\nlayer identity\n  W = file("w.csv")\n```\n');
    const out = path.join(folder, 'out.md');
    const { status, stderr } = await nnet(['export', source, '--to', 'markdown', '-o', out]);
    assert.equal(status, 0, stderr);
    assert.match(
      written('out.md'),
      /^<!--\n.*b\.md, checksum [0-9a-f]{8}\. .*:\nnnet export b\.md --to markdown\n-->\n\n!\[The network as [^\]]*\]\(<out-1\.svg>\)\n/,
    );
    assert.match(written('out-1.svg'), /^<\?xml[^]*<svg /);
    // f = 5·2.
    assert.match(written('out.md'), /f\(X\) = \\Sigma_1 = 10\b/);
    assert.equal((await nnet(['export', source, '--to', 'markdown'])).status, 2);
  });

  it('replaces what it wrote before, and what someone else wrote only by --force', async () => {
    const source = file('g.md', FENCE);
    const out = file('g-out.md', 'My own notes.\n');
    const write = (...more: string[]) => nnet(['export', source, '--to', 'markdown', '-o', out, ...more]);
    const refused = await write();
    assert.equal(refused.status, 2);
    assert.match(refused.stderr, /g-out\.md exists and was not written by an export; --force replaces it/);
    assert.equal(written('g-out.md'), 'My own notes.\n');
    assert.equal((await write('--force')).status, 0);
    const once = written('g-out.md');
    assert.match(once, /\\nabla_\{W_1\} f/);
    assert.equal((await write()).status, 0);
    assert.equal(written('g-out.md'), once);
  });

  it('prints what is wrong at its place in the file, and writes nothing', async () => {
    const source = file(
      'c.md',
      `${FENCE}\n> - ~~~nnet\n>   input = [1]\n>   layer tanhh\n>   ~~~\n\n\`\`\`nnet {foward}\n\`\`\`\n`,
    );
    const out = path.join(folder, 'never.md');
    const { status, stderr } = await nnet(['export', source, '--to', 'markdown', '-o', out]);
    assert.equal(status, 1);
    const problems = stderr.split('\n').filter((line) => / error: /.test(line));
    assert.deepEqual(
      problems.map((line) => line.slice(source.length)),
      [
        ':9:11: error: Unknown activation tanhh. Did you mean tanh? [unknown-activation]',
        ':12:1: error: Unknown choice “foward”. Did you mean “forward”? [fence]',
      ],
    );
    assert.ok(!fs.existsSync(out));
  });

  it('is checked fence by fence, with places in the file, as text and as JSON', async () => {
    const source = file(
      'checked.md',
      '\ufeff# A layer that is no network\r\nlayer\r\n\r\n```nnet {spec}\r\nlayer\r\n```\r\n\r\n> ```nnet {forward layer=3}\r\n> input X = 1\r\n> layer tanh\r\n>   W = 2\r\n> ```\r\n\r\n```nnet\r\ninput X = 1\r\n  layer tanhh\r\n```\r\n',
    );
    const { status, stdout, stderr } = await nnet(['check', source]);
    assert.deepEqual([status, stdout], [1, '']);
    const lines = stderr.split('\n').filter((line) => / error: /.test(line));
    assert.deepEqual(
      lines.map((line) => line.slice(source.length, line.indexOf(' error'))),
      [':8:3:', ':16:9:'],
    );
    assert.match(lines[1], /Unknown activation tanhh.* \[unknown-activation\]$/);
    const json = JSON.parse((await nnet(['check', '--json', source, 'examples/mazur.nnet'])).stdout) as {
      files: { file: string; diagnostics: { severity: string; code: string; range: object }[] }[];
    };
    const errors = json.files[0].diagnostics.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ code, range }) => [code, range]),
      [
        ['fence', { start: { line: 7, character: 2 }, end: { line: 7, character: 27 } }],
        ['unknown-activation', { start: { line: 15, character: 8 }, end: { line: 15, character: 13 } }],
      ],
    );
    assert.deepEqual(json.files[1].diagnostics, []);
    const fine = await nnet(['check', file('fine.md', FENCE), file('none.md', 'layer\n')]);
    assert.equal(fine.status, 0);
    assert.match(fine.stderr, /^nnet: \S*none\.md has no fence ```nnet\.\n$/);
  });

  it('refuses what it can’t write', async () => {
    const source = file('d.md', FENCE);
    const refused = async (...args: string[]) => {
      const { status, stderr } = await nnet(['export', source, ...args]);
      assert.equal(status, 2, args.join(' '));
      return stderr;
    };
    assert.match(await refused('--to', 'latex'), /a Markdown file needs --to markdown or --to html/);
    assert.match(await refused('--all', folder), /a Markdown file needs/);
    assert.match(await refused('--to', 'markdown', '--what', 'forward'), /no --what/);
    assert.match(await refused('--to', 'markdown', '-o', source), /is the file itself/);
    assert.match(await refused('--to', 'html', '-o', path.join(folder, 'd.html')), /stays Markdown/);
    fs.writeFileSync(path.join(folder, 'e.md'), Buffer.from([0xff, 0xfe, 0x41]));
    assert.equal((await nnet(['export', path.join(folder, 'e.md'), '--to', 'html'])).status, 2);
    assert.equal(written('d.md'), FENCE);
    const none = await nnet(['export', file('f.md', '# a\r\n'), '--to', 'markdown']);
    assert.equal(none.stdout, '# a\r\n');
    assert.match(none.stderr, /has no fence ```nnet/);
  });

  it('is not checked beyond a thousand problems, and says how many fences were not', async () => {
    const bad = '```nnet\nlayer tanh tanh\n```\n';
    const source = file('bad.md', `${FENCE}${bad.repeat(1200)}`);
    const { status, stdout } = await nnet(['check', source, '--json']);
    assert.equal(status, 1);
    const { diagnostics } = (JSON.parse(stdout) as { files: [{ diagnostics: { code: string; message: string; range: { start: { line: number } } }[] }] }).files[0]; // prettier-ignore
    const [last] = diagnostics.slice(-1);
    assert.deepEqual([last.code, last.range.start.line % 3], ['too-large', 5 % 3]);
    const looked = Math.floor((last.range.start.line - 5) / 3);
    assert.ok(diagnostics.length >= 1001 && diagnostics.length < 1010);
    assert.equal(
      last.message,
      `The remaining fences (${1200 - looked}) were not checked: there are ${diagnostics.length - 1} problems already.`,
    );
    const written = await nnet(['export', source, '--to', 'markdown']);
    assert.deepEqual([written.status, written.stdout], [1, '']);
    assert.match(written.stderr, /were not checked/);
  });

  it('has at most ten thousand fences', async () => {
    const source = file('many.md', '```nnet {spec}\nx\n```\n'.repeat(10_001));
    const { status, stderr } = await nnet(['check', source]);
    assert.equal(status, 1);
    assert.match(
      stderr,
      /:30001:1: error: The remaining fences \(1\) were not checked: a file has at most 10000\. \[too-large\]\n$/,
    );
    assert.equal((await nnet(['export', source, '--to', 'markdown'])).status, 1);
  });
});
