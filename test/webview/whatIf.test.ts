// What if: numbers of the page dragged, stepped and typed, with a host that computes them as the extension does.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { ROOT } from '../vscode/harness/paths';
import { complaints } from './axe';
import { Host } from './host';
import { type OpenPreview, PreviewLab } from './preview';
import { type ThemeName, themes } from './themes';

const MAZUR = fs.readFileSync(path.join(ROOT, 'examples/mazur.nnet'), 'utf8');

describe('What if, in the page', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;
  let host: Host;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  beforeEach(async () => {
    preview = await lab.preview();
    host = await Host.of(MAZUR);
    await preview.answer((message) => host.answer(message));
    await preview.show(await host.page());
  });
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.page.close();
  });

  const formula = (id: string) => preview.page.locator(`[data-block="${id}"] .formula-area`);
  const entry = (id: string, mark: string) => formula(id).locator(`[data-t="${mark}"]`).first();
  const bar = () => preview.page.getByRole('region', { name: 'What if' });
  const field = (name: string) => bar().getByRole('textbox', { name });

  async function drag(at: Locator, dy: number, modifier?: 'Shift'): Promise<void> {
    await at.scrollIntoViewIfNeeded();
    const box = (await at.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await preview.page.mouse.move(x, y);
    await preview.page.mouse.down();
    if (modifier) await preview.page.keyboard.down(modifier);
    await preview.page.mouse.move(x, y - dy / 2);
    await preview.page.mouse.move(x, y - dy);
    await preview.page.mouse.up();
    if (modifier) await preview.page.keyboard.up(modifier);
  }

  it('a weight that is dragged moves every formula; the old value stays as a ghost, and Escape lets go', async () => {
    const numbers = 'forward.1.N';
    await drag(entry(numbers, 'W.1.0.0'), 60);
    await field('W₁, row 1, column 1').waitFor();
    assert.equal(await field('W₁, row 1, column 1').inputValue(), '0.25');
    assert.equal(await bar().locator('.ghost').textContent(), '0.15');
    const tried = entry(numbers, 'W.1.0.0');
    await formula(numbers).locator('.tried').first().waitFor();
    assert.equal(await tried.getAttribute('data-ghost'), '0.15');
    // N₁ = 0.25·0.05 + 0.2·0.1 + 0.35 = 0.3825 and 0.3925, which has not changed.
    const results = formula(numbers).locator('[data-q^="N.1."]');
    assert.deepEqual(await results.allTextContents(), ['0.3825', '0.3925']);
    assert.deepEqual(await results.evaluateAll((all) => all.map((e) => e.classList.contains('moved'))), [true, false]);
    assert.deepEqual(await preview.said('goTo'), [], 'a drag is no click');
    await preview.page.keyboard.press('Escape');
    await bar().waitFor({ state: 'hidden' });
    await formula(numbers).locator('.tried').first().waitFor({ state: 'detached' });
    assert.deepEqual(await results.allTextContents(), ['0.3775', '0.3925']);
    await preview.page.locator('.moved').first().waitFor({ state: 'detached' });
  });

  it('is stepped by keys, ten steps with Shift, and said aloud with its derivative and next value', async () => {
    await formula('forward.1.N').focus();
    for (let i = 0; i < 12; i++) {
      await preview.page.keyboard.press('ArrowRight');
      if ((await preview.page.locator('.current-mark').getAttribute('data-t')) === 'W.1.0.0') break;
    }
    const status = preview.page.locator('.status');
    await status.getByText('the derivative by it is 0.0004386').waitFor();
    // 0.15 − 0.5·0.000438568 = 0.149780716
    await status.getByText('a step of rate 0.5 makes it 0.1498').waitFor();
    await preview.page.keyboard.press('Alt+ArrowUp');
    await preview.page.keyboard.press('Shift+Alt+ArrowUp');
    await preview.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.what-if input')?.value === '0.26',
    );
    await preview.page.keyboard.press('Alt+ArrowDown');
    await preview.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.what-if input')?.value === '0.25',
    );
  });

  it('is typed, and asked to be written', async () => {
    await drag(entry('forward.1.N', 'b.1.1.0'), 12);
    const input = field('b₁, entry 2');
    await input.waitFor();
    await input.fill('1/3');
    // N₁ = 0.25·0.05 + 0.3·0.1 + 1/3 = 0.375833…
    await preview.page.waitForFunction(() =>
      document.querySelector('[data-block="forward.1.N"] [data-q="N.1.1.0"]')?.textContent?.startsWith('0.3758'),
    );
    await bar().getByRole('button', { name: 'Write to the text' }).click();
    assert.equal((await preview.said('writeWhatIf')).length, 1);
    // The host answers with the page of the new text.
    await preview.send({ ...(await host.page()), documentVersion: 2 });
    await bar().waitFor({ state: 'hidden' });
    await preview.page.locator('.status').getByText('Written to the text.').waitFor();
  });

  it('the wheel moves a number that is tried, and scrolls the page elsewhere', async () => {
    await drag(entry('forward.1.N', 'W.1.0.0'), 12);
    await field('W₁, row 1, column 1').waitFor();
    const box = (await entry('forward.1.N', 'W.1.0.0').boundingBox())!;
    await preview.page.mouse.move(box.x + 5, box.y + 5);
    await preview.page.mouse.wheel(0, -100);
    await preview.page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('.what-if input')?.value === '0.18',
    );
    const other = (await entry('forward.1.N', 'W.1.1.1').boundingBox())!;
    await preview.page.mouse.move(other.x + 5, other.y + 5);
    const before = await preview.page.evaluate(() => window.scrollY);
    await preview.page.mouse.wheel(0, 100);
    await preview.page.waitForFunction((y) => window.scrollY > y, before);
    assert.equal(await bar().getByRole('textbox').count(), 1);
  });

  it('an edge of the drawing is dragged as its weight', async () => {
    const edge = preview.page.locator('.drawing [data-t="W.2.0.0"] .hit');
    await drag(edge, 60);
    await field('W₂, row 1, column 1').waitFor();
    await preview.page.locator('.drawing [data-t="W.2.0.0"].tried').waitFor({ state: 'attached' });
  });

  it('a number under the pointer shows what it is, and lights its row and column', async () => {
    await entry('forward.1.N', 'W.1.0.1').hover();
    const card = preview.page.locator('.entry-card');
    await card.waitFor();
    assert.equal(await card.locator(':scope > div').count(), 3);
    assert.match((await card.textContent())!, /w121=0\.2.*0\.0008771.*0\.1996/);
    const lit = formula('forward.1.N').locator('.lit');
    assert.deepEqual((await lit.evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset['t']))).sort(), [
      'W.1.0.0',
      'W.1.0.1',
      'W.1.1.1',
    ]);
    await preview.page.mouse.move(5, 400);
    await card.waitFor({ state: 'hidden' });
  });

  it('ends when the text changes', async () => {
    await drag(entry('forward.1.N', 'W.1.0.0'), 12);
    await field('W₁, row 1, column 1').waitFor();
    await preview.send({ ...(await (await Host.of(MAZUR)).page()), documentVersion: 2 });
    await bar().waitFor({ state: 'hidden' });
    await preview.page.locator('.status').getByText('The text has changed').waitFor();
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`has nothing that axe complains about in the theme ${theme}`, async () => {
      await preview.setTheme(theme);
      await drag(entry('forward.1.N', 'W.1.0.0'), 60);
      await field('W₁, row 1, column 1').waitFor();
      // The tools of the formula come with the focus; they have tests of their own.
      await preview.page.evaluate(() => (document.activeElement as HTMLElement).blur());
      await preview.page.mouse.move(2, 790);
      assert.deepEqual(await complaints(preview), []);
    });
  }
});
