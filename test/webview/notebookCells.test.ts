/** Markdown cells of a notebook: VS Code's own renderer of Markdown, extended as a notebook does it, in a browser. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { type RunningBrowser, startBrowser } from '../vscode/harness/browser';
import { installServer } from '../vscode/harness/install';
import { ROOT } from '../vscode/harness/paths';

/** X = 2, W = 3 and b = −1, so that N = 5. */
const CELL = '# Lecture\n\n```nnet {forward}\ninput = [2]\nlayer identity\n  W = [3]\n  b = [-1]\n```\n';
const BROKEN = '```nnet\ninput = [2]\nlayer sigmiod\n```\n';
const HOSTILE =
  '```nnet {spec}\n# <img src=x onerror="document.title=1"> </code><script>document.title=2</script>\n```\n';

/** What a notebook does, as far as these cells need it. */
const NOTEBOOK = `<!doctype html><html lang="en"><head><style id="_defaultStyles"></style></head><body><script type="module">
import { activate as markdown } from '/markdown/index.js';
import { activate } from '/webview/notebook.js';
const renderer = await markdown({ workspace: { isTrusted: true } });
await activate({ getRenderer: async (id) => (id === 'vscode.markdown-it-renderer' ? renderer : undefined) });
globalThis.showCell = (source) => {
  const cell = document.body.appendChild(document.createElement('div'));
  renderer.renderOutputItem({ text: () => source, mime: 'text/markdown' }, cell);
};
document.body.dataset.ready = '';
</script></body></html>`;

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};

describe('Fences in Markdown cells of a notebook', () => {
  let running: RunningBrowser;
  let server: http.Server;
  let page: Page;

  before(async () => {
    const { vscode } = await installServer();
    const folders: Readonly<Record<string, string>> = {
      markdown: path.join(vscode, 'extensions/markdown-language-features/notebook-out'),
      webview: path.join(ROOT, 'dist/webview'),
    };
    server = http.createServer((request, response) => {
      const [, folder, ...rest] = new URL(request.url ?? '/', 'http://127.0.0.1').pathname.split('/');
      const file = folder in folders ? path.join(folders[folder], ...rest) : null;
      response.setHeader('content-type', file === null ? 'text/html' : (TYPES[path.extname(file)] ?? 'text/plain'));
      response.end(file === null ? NOTEBOOK : fs.readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    running = await startBrowser();
    page = await running.context.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.locator('body[data-ready]').waitFor({ state: 'attached' });
  });
  after(async () => {
    await running.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const show = (source: string) =>
    page.evaluate((text) => (globalThis as unknown as { showCell: (s: string) => void }).showCell(text), source);
  const fences = () => page.locator('.nnet-fence');

  it('loads what shows them only for the first fence', async () => {
    const loaded = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    await show('Only *words*.');
    await page.getByText('words').waitFor();
    assert.ok(!(await loaded()).some((name) => name.includes('notebookFences')));
    await show(CELL);
    await fences().nth(0).locator('annotation').first().waitFor({ state: 'attached' });
    assert.ok((await loaded()).some((name) => name.includes('notebookFences')));
  });

  it('shows formulas with numbers, in the fonts of KaTeX', async () => {
    const tex = await fences().nth(0).locator('annotation').allTextContents();
    assert.ok(tex.some((formula) => /N_1/.test(formula) && /\b5\b/.test(formula)));
    const font = fences().nth(0).locator('.katex').first();
    await page.waitForFunction(() => document.fonts.check('16px KaTeX_Main'));
    assert.match(await font.evaluate((element) => getComputedStyle(element).fontFamily), /KaTeX_Main/);
  });

  it('shows the problem of a broken one, and no formulas', async () => {
    await show(BROKEN);
    await fences().nth(1).getByText('Did you mean sigmoid?').waitFor();
    assert.equal(await fences().nth(1).locator('annotation').count(), 0);
  });

  it('lets nothing of a text become markup', async () => {
    await show(HOSTILE);
    await fences().nth(2).getByText('onerror').first().waitFor();
    assert.equal(await fences().nth(2).locator('img, script').count(), 0);
    assert.equal(await page.title(), '');
  });

  it('asks nothing of another machine', () => assert.deepEqual([...running.outside], []));
});
