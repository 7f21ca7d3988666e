import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { Analysis } from '../../src/analysis/analysis';
import { buildPage } from '../../src/page/networkPage';
import type { Page } from '../../src/page/page';
import { defaultChoices } from '../../src/panel/protocol';
import { readMark } from '../../src/webview/mark';
import { pageMessage } from './pages';
import { PreviewLab } from './preview';
import { filesIn } from '../exampleFiles';

const FOLDER = path.resolve(__dirname, '..', '..', '..', 'examples');

async function pageOf(file: string, expanded: ReadonlySet<string> = new Set()): Promise<Page> {
  const analysis = await Analysis.of(fs.readFileSync(path.join(FOLDER, file), 'utf8'), { readFile: filesIn(FOLDER) });
  assert.ok(analysis.network, `${file} is without errors`);
  const [trace, check] = [await analysis.trace(), await analysis.check()];
  return buildPage({ network: analysis.network, trace, check, choices: { ...defaultChoices, expanded } });
}

describe('The page of each example', () => {
  let lab: PreviewLab;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());

  for (const file of fs.readdirSync(FOLDER).filter((name) => name.endsWith('.nnet'))) {
    it(`of ${file} is set without an error and fits into a narrow window`, async () => {
      const preview = await lab.preview({ theme: 'dark' });
      await preview.resize({ width: 460, height: 800 });
      await preview.show(pageMessage(await pageOf(file)));
      await preview.whole();
      assert.deepEqual(await preview.page.locator('.katex-error').allTextContents(), []);
      assert.deepEqual(await preview.violations(), []);
      const overflow = await preview.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(overflow <= 0, `${overflow} pixels too wide`);
      const marks = await preview.page
        .locator('[data-t]')
        .evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset['t']!));
      assert.ok(marks.length > 0);
      assert.deepEqual(
        marks.filter((mark) => readMark(mark) === null),
        [],
      );
      await preview.close();
    });
  }

  it('opens an elided matrix of a large network by the key in its dots', async () => {
    const preview = await lab.preview();
    const page = await pageOf('large.nnet');
    await preview.show(pageMessage(page));
    // Only what is near the window is drawn.
    const formulas = preview.page.locator('.formula');
    let at = 0;
    for (; ; at++) {
      await formulas.nth(at).scrollIntoViewIfNeeded();
      await preview.page.waitForFunction(
        (i) => !document.querySelectorAll('.formula')[i].classList.contains('undrawn'),
        at,
      );
      if ((await formulas.nth(at).locator('[data-expand]').count()) > 0) break;
    }
    const formula = formulas.nth(at);
    const id = await formula.getAttribute('data-block');
    const entries = () => preview.page.locator(`[data-block="${id}"] [data-t]`).count();
    const few = await entries();
    await formula.locator('[data-expand]').first().click();
    const { choices } = (await preview.said('choose')).at(-1)!;
    assert.equal(choices.expanded.length, 1);
    const opened = await pageOf('large.nnet', new Set(choices.expanded));
    await preview.show(pageMessage(opened, { choices, documentVersion: 2 }));
    assert.ok((await entries()) > few, `${await entries()} marks, before ${few}`);
    await preview.close();
  });
});
