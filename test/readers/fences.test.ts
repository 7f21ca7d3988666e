/** A Markdown file whose fences were expanded, read by pandoc, and by markdown-it with KaTeX: the numbers arrive. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import katex from 'katex';
import MarkdownIt from 'markdown-it';
import { buildCli, nnet } from '../unit/cli/run';

/** NumPy's gradient of W₁ for the network of the lecture, to three digits. */
const GRADIENT = '0.470 & 0.235 \\\\ -0.235 & -0.118';

const HOSTILE = `- a *b*

  \`\`\`nnet {spec network forward}
  network "</div><script>alert(1)</script> **x** $y$ [l](javascript:x) \`"
  input = [1]
  layer _evil_name_: tanh
    W = [2]
  \`\`\`
`;

describe('A Markdown file with expanded fences', () => {
  let folder: string;
  before(() => {
    buildCli();
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-fences-'));
    fs.writeFileSync(path.join(folder, 'hostile.md'), HOSTILE);
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  const lecture = 'examples/lecture/introduction.md';
  async function expanded(file: string, ...choices: string[]): Promise<string> {
    const out = path.join(folder, 'out.md');
    const { status, stderr } = await nnet(['export', file, ...choices, '-o', out]);
    assert.equal(status, 0, stderr);
    return fs.readFileSync(out, 'utf8');
  }
  function pandoc(text: string, to: string): string | null {
    const { stdout, error, status, stderr } = spawnSync('pandoc', ['-f', 'markdown', '-t', to, '--mathml'], {
      input: text,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (error) return null;
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stderr, /Could not convert/);
    return stdout;
  }

  it('for GitHub, by markdown-it and KaTeX', async () => {
    const tokens = new MarkdownIt({ html: true }).parse(await expanded(lecture, '--to', 'markdown'), {});
    const math = tokens.filter(({ type, info }) => type === 'fence' && info === 'math').map(({ content }) => content);
    for (const tex of math) katex.renderToString(tex, { displayMode: true, strict: false, throwOnError: true });
    assert.ok(math.some((tex) => tex.includes(GRADIENT)));
    assert.deepEqual(
      tokens.filter(({ type, info }) => type === 'fence' && /nnet/.test(info)),
      [],
    );
  });

  it('for Quarto and Marp, by pandoc', async function () {
    for (const flavor of ['quarto', 'obsidian']) {
      const html = pandoc(await expanded(lecture, '--to', 'markdown', '--flavor', flavor), 'html');
      if (html === null) return this.skip();
      assert.ok(html.includes(GRADIENT.replaceAll('&', '&amp;')), flavor);
      assert.match(html, /<mn>0\.470<\/mn>/);
      // In its list and in its quote.
      assert.match(html, /<li>(?:(?!<\/li>)[^])*0\.470/);
    }
  });

  it('as HTML, by markdown-it and by pandoc, also with hostile names', async function () {
    const text = await expanded(lecture, '--to', 'html');
    const html = new MarkdownIt({ html: true }).render(text);
    assert.match(html, /<mn>0\.470<\/mn>/);
    const byPandoc = pandoc(text, 'html');
    if (byPandoc !== null) assert.match(byPandoc, /<mn>0\.470<\/mn>/);
    const hostile = await expanded(path.join(folder, 'hostile.md'), '--to', 'html');
    for (const page of [new MarkdownIt({ html: true }).render(hostile), pandoc(hostile, 'html')]) {
      if (page === null) continue;
      assert.doesNotMatch(page, /<script|<strong>x|href="javascript|<em>(?!b)/);
      assert.match(page, /&lt;script&gt;/);
      assert.match(page, /<em>b<\/em>/);
    }
  });

  it('as Markdown with hostile names, by markdown-it', async () => {
    const text = await expanded(path.join(folder, 'hostile.md'), '--to', 'markdown');
    const html = new MarkdownIt({ html: true, linkify: true }).render(text);
    assert.doesNotMatch(html, /<script|<strong>x|href="javascript/);
  });
});
