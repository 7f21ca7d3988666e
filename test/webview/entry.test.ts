// Single entries of the page: what they are, which row times which column gives them, and their derivative path by path.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../vscode/harness/paths';
import { complaints, complaintsInThemes } from './axe';
import { Host } from './host';
import { misplaced } from './measure';
import { type OpenPreview, PreviewLab } from './preview';

const MAZUR = fs.readFileSync(path.join(ROOT, 'examples/mazur.nnet'), 'utf8');

describe('An entry of the page', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;
  let host: Host;

  before(async () => (lab = await PreviewLab.open({ scrollBars: true })));
  after(() => lab.close());
  beforeEach(async () => {
    preview = await lab.preview();
    host = await Host.of(MAZUR);
    await preview.answer((message) => host.answer(message));
    await preview.show(await host.page());
  });
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  const formula = (id: string) => preview.page.locator(`[data-block="${id}"] .formula-area`);
  const result = (id: string, mark: string) => formula(id).locator(`[data-q="${mark}"]`).first();
  const dialog = () => preview.page.getByRole('dialog');
  const equation = async () => {
    const tex = dialog().locator('.entry-equation annotation');
    await tex.waitFor({ state: 'attached' });
    return tex.textContent();
  };

  it('opens by a click as its row × column, with every product and the sum', async () => {
    await result('forward.1.N', 'N.1.0.0').click();
    // 0.15·0.05 + 0.2·0.1 + 0.35 = 0.3775, by hand.
    assert.equal(
      await equation(),
      '\\begin{aligned} (N_1)_{1} &= w^{1}_{11} \\, x_{1} + w^{1}_{12} \\, x_{2} + b^{1}_{1} \\\\ ' +
        '&= 0.15 \\cdot 0.05 + 0.2 \\cdot 0.1 + 0.35 \\\\ &= 0.0075 + 0.02 + 0.35 \\\\ &= 0.3775 \\end{aligned}',
    );
    await dialog().getByRole('heading', { name: 'Row × column: row 1 of W₁ times column 1 of X' }).waitFor();
    // The row of W₁ and the column of X are lit up in the formula.
    const lit = await formula('forward.1.N')
      .locator('.source')
      .evaluateAll((all) => all.map((mark) => (mark as HTMLElement).dataset['t']));
    assert.deepEqual([...new Set(lit)].sort(), ['W.1.0.0', 'W.1.0.1', 'X.0.0.0', 'X.0.1.0']);
    assert.deepEqual(await preview.said('goTo'), []);
    await dialog().getByRole('button', { name: 'Close' }).click();
    await dialog().waitFor({ state: 'hidden' });
    assert.equal(await preview.page.locator('.source').count(), 0);
  });

  it('is cut nowhere in a narrow window, and axe has nothing to say of it or of the tools of its formula', async () => {
    await preview.resize({ width: 320, height: 700 });
    await result('gradient.1.W', 'gradW.1.0.0').click();
    // What can be read in it is said, but not shown again at the foot of the window.
    await preview.page.locator('.status.spoken', { hasText: 'How it is computed' }).waitFor({ state: 'attached' });
    await equation();
    // The formula is pointed at, so its tools are seen; they lie over none of its parts.
    assert.deepEqual(await complaints(preview), []);
    const [tools, parts] = await formula('gradient.1.W').evaluate((area) =>
      [area.parentElement!.querySelectorAll('.formula-tools'), area.querySelectorAll('.katex-base')].map((all) =>
        [...all].map((part) => part.getBoundingClientRect()),
      ),
    );
    assert.ok(tools[0].bottom <= Math.min(...parts.map(({ top }) => top)) + 1);
    await dialog().getByRole('button', { name: 'All Paths' }).first().click();
    await dialog().getByRole('row').nth(2).waitFor();
    await preview.settled();
    assert.deepEqual(await preview.page.evaluate(misplaced), []);
  });

  it('has its derivative as the sum over all paths, by a click on it', async () => {
    await result('gradient.1.W', 'gradW.1.0.0').click();
    await dialog().getByRole('button', { name: 'All Paths' }).first().click();
    await dialog().getByRole('heading', { name: 'The sum over all paths to the output (2)' }).waitFor();
    // ∂L/∂w¹₁₁ over outputs 1 and 2, from the numbers that Mazur's article prints:
    // 0.741365·0.186816·0.40·0.241301·0.05 = 0.000668399 and −0.217072·0.175510·0.50·0.241301·0.05 = −0.000229831.
    await dialog()
      .getByRole('row', { name: /^1 → 1 → 1 0\.7414 0\.1868 0\.4 0\.2413 0\.05 0\.0006684$/ })
      .waitFor();
    await dialog()
      .getByRole('row', { name: /^1 → 1 → 2 −0\.2171 0\.1755 0\.5 0\.2413 0\.05 −0\.0002298$/ })
      .waitFor();
    await dialog()
      .getByRole('row', { name: /^Sum 0\.0004386$/ })
      .waitFor();
    assert.equal(await dialog().getByRole('button', { name: 'All Paths', pressed: true }).count(), 1);
    await dialog().getByRole('button', { name: 'Row × Column' }).click();
    await dialog().locator('.entry-equation annotation', { hasText: '(\\Delta_1)_{1}' }).waitFor({ state: 'attached' });
    await dialog().getByRole('button', { name: 'Show in Text' }).click();
    assert.deepEqual((await preview.said('goTo')).at(-1)?.target, {
      quantity: 'W',
      layer: 1,
      entry: { row: 0, column: 0 },
    });
  });

  it('is opened by keys, and closing it leads back to where they were', async () => {
    await formula('forward.1.N').focus();
    const mark = () => preview.page.locator('.current-mark');
    const isAt = async (name: string, of: 'data-q' | 'data-t') =>
      (await mark().count()) > 0 && (await mark().getAttribute(of)) === name;
    for (let i = 0; i < 30 && !(await isAt('N.1.0.0', 'data-q')); i++) await preview.page.keyboard.press('ArrowRight');
    await preview.page.keyboard.press('Enter');
    await dialog().waitFor();
    await preview.page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'dialog');
    await preview.page.locator('.status').getByText('Row × column: row 1 of W₁ times column 1 of X').waitFor();
    // From the dialog on by Tab: All Paths.
    await preview.page.keyboard.press('Tab');
    await preview.page.keyboard.press('Tab');
    await preview.page.keyboard.press('Enter');
    await dialog().getByRole('heading', { name: 'The sum over all paths to the output (2)' }).waitFor();
    await preview.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    assert.ok(await preview.page.evaluate(() => document.activeElement!.classList.contains('formula-area')));
    // Space opens a number of the text without leaving the page.
    for (let i = 0; i < 30 && !(await isAt('W.1.0.0', 'data-t')); i++) await preview.page.keyboard.press('ArrowLeft');
    await preview.page.keyboard.press(' ');
    await preview.page.getByRole('dialog', { name: 'W 1, row 1, column 1 is 0.15' }).waitFor();
    assert.deepEqual(await preview.said('goTo'), []);
  });

  it('follows what is tried while it is open', async () => {
    await result('forward.1.N', 'N.1.0.0').click();
    await equation();
    const weight = formula('forward.1.N').locator('[data-t="W.1.0.0"]').first();
    await weight.hover();
    const box = (await weight.boundingBox())!;
    await preview.page.mouse.down();
    await preview.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 60, { steps: 3 });
    await preview.page.mouse.up();
    // Ten steps of 0.01: 0.25·0.05 + 0.02 + 0.35.
    await dialog()
      .locator('.entry-equation annotation', { hasText: '&= 0.0125 + 0.02 + 0.35' })
      .waitFor({ state: 'attached' });
    await preview.page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
  });

  it('has nothing that axe complains about, dark and in high contrast', async () => {
    await result('gradient.1.W', 'gradW.1.0.0').click();
    await dialog().getByRole('button', { name: 'All Paths' }).first().click();
    await dialog().getByRole('row', { name: /^Sum/ }).waitFor();
    assert.deepEqual(await complaintsInThemes(preview, ['dark', 'highContrastLight']), []);
  });
});
