import assert from 'node:assert/strict';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

/** A lecture, given with the keyboard alone: no click, and no command that is chosen with the mouse. */
describe('a lecture in the workbench, by the keyboard alone', () => {
  const examples = examplesCopy();
  const complaints: string[] = [];
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.shared({
      folder: examples.folder,
      log: (line) => {
        if (/Content Security Policy|KaTeX|pageerror/.test(line)) complaints.push(line);
      },
    });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  after(async () => {
    await workbench?.close();
    examples.remove();
  });

  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await workbench.press(key);
  };
  const page = () => workbench.webview;
  const player = () => page().locator('.player');
  const count = () => page().locator('.step-count');
  const countAt = (n: number) => count().filter({ hasText: new RegExp(`^Step ${n} of`) });
  const step = (n: number) => countAt(n).waitFor();
  /** Goes to another step by a key, which is pressed again where the window, still being changed, has swallowed it. */
  async function turn(key: string, n: number): Promise<void> {
    const before = await count().textContent();
    for (let attempt = 1; ; attempt++) {
      await press(key);
      try {
        return await countAt(n).waitFor({ timeout: 15_000 });
      } catch (error) {
        if (attempt === 6 || (await count().textContent()) !== before) throw error;
      }
    }
  }
  /** Asks for a file by its name, and again where VS Code, still reading the folder or moving the keys, has not found it. */
  async function findFile(name: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await press('Control+P');
      await workbench.page.locator('.quick-input-widget input.input:focus').waitFor();
      await workbench.type(name);
      try {
        const row = workbench.page.locator('.quick-input-widget .monaco-list-row', { hasText: name });
        return await row.first().waitFor({ timeout: 15_000 });
      } catch (error) {
        if (attempt === 6) throw error;
        await press('Escape');
        await workbench.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      }
    }
  }
  /** What marks the layer of the step in the text. */
  const marked = () => workbench.page.locator('.monaco-editor .view-overlays [class*="ced-"]');

  async function focusPreview(): Promise<void> {
    await press('Control+2');
    await workbench.webviewHasKeys();
  }

  /** Waits until the presentation has the window, or has given it back: what the window does meanwhile takes the keys. */
  async function presenting(on: boolean): Promise<void> {
    await page()
      .locator('header.toolbar')
      .waitFor({ state: on ? 'hidden' : 'visible' });
    await workbench.page.locator('.part.statusbar').waitFor({ state: on ? 'hidden' : 'visible' });
    await workbench.page.waitForFunction(
      (count) => {
        const groups = [...document.querySelectorAll('.editor-group-container')];
        return groups.filter((group) => group.getBoundingClientRect().width > 0).length === count;
      },
      on ? 1 : 2,
    );
    await workbench.webviewHasKeys();
  }

  /** Goes to the steps, from wherever the keys are in the page; from within them S would close them. */
  async function toSteps(): Promise<void> {
    await workbench.webviewHasKeys();
    const frame = await workbench.webviewFrame();
    const isThere = await frame.evaluate(() => document.querySelector('.player')!.contains(document.activeElement));
    if (!isThere) await press('s');
    await page().locator('.player:focus').waitFor();
  }

  /** Gives the preview the keyboard, and goes on with Tab until something there has it. */
  async function enterPreview(selector: string): Promise<void> {
    await focusPreview();
    for (let i = 0; i < 20; i++) {
      if ((await page().locator(`:focus:is(${selector})`).count()) > 0) return;
      await press('Tab');
      await workbench.page.waitForTimeout(50);
    }
    assert.fail(`Tab does not lead to ${selector}`);
  }

  it('opens an example and its preview', async () => {
    await findFile('chain.nnet');
    await press('Enter');
    await workbench.editorLines.filter({ hasText: 'network' }).first().waitFor();
    await press('Control+K', 'v');
    await page().locator('body[data-drawn]').waitFor();
  });

  it('goes through all forms of the gradient', async () => {
    await enterPreview('button[aria-label="View options"]');
    if ((await page().locator('button[aria-label="View options"][aria-pressed="true"]').count()) === 0)
      await press('Enter');
    await enterPreview('select:has(option[value="delta"])');
    const seen: string[] = [];
    await press('Home');
    for (const tag of ['(1)', '(2)', '(3)', '(4)', '(5)', '', '(6), (7)']) {
      const formula = page().locator('[data-block="gradient.formula"]');
      if (tag === '') await formula.locator('.formula-tag').waitFor({ state: 'hidden' });
      else await formula.locator('.formula-tag').getByText(tag, { exact: true }).waitFor();
      seen.push((await formula.locator('.katex-html').textContent())!);
      assert.equal(await page().locator('.katex-error').count(), 0);
      await press('ArrowDown');
    }
    assert.equal(new Set(seen).size, 7, 'every form looks different');
    for (const [key, tag] of [
      ['Home', '(1)'],
      ['ArrowDown', '(2)'],
      ['ArrowDown', '(3)'],
    ] as const) {
      // prettier-ignore
      await press(key);
      await page().locator('[data-block="gradient.formula"] .formula-tag').getByText(tag, { exact: true }).waitFor();
    }
  });

  let last = 0;

  it('goes step by step to the end and back, and shows the layer of each step in the text', async () => {
    await enterPreview('button');
    assert.equal(await marked().count(), 0);
    await press('s');
    await player().waitFor();
    await step(1);
    await marked().first().waitFor();
    last = Number(/of (\d+)$/.exec((await count().textContent())!)![1]);
    assert.ok(last > 10);
    for (let n = 2; n <= last; n++) {
      await press('ArrowRight');
      await step(n);
      // The step itself comes when the host has made it.
      await page().locator(`.step-lines[hidden], .current-step[value="${n}"]`).first().waitFor({ state: 'attached' });
      assert.equal(await page().locator('.katex-error').count(), 0);
    }
    for (let n = last - 1; n >= 1; n--) {
      await press('ArrowLeft');
      await step(n);
    }
    // The first formula, N₁ = W₁·X + b₁, has two steps.
    await press('Shift+ArrowRight');
    await step(3);
  });

  it('shows the same step with new numbers when a weight changes in the text', async () => {
    await press('Home');
    await step(1);
    // The count is there before the formula is.
    const line = page().locator('.current-step[value="1"] .katex-html');
    const before = await line.textContent();
    await press('Control+1');
    await workbench.page.locator('.monaco-editor.focused').waitFor();
    await press('Control+Home', 'Control+F');
    await workbench.page.locator('.find-widget.visible').waitFor();
    await workbench.type('W = ');
    // The first place found is selected once the search is over, and the cursor is where it was before.
    await workbench.page.locator('.find-widget .matchesCount').filter({ hasText: /^1 of/ }).waitFor();
    await press('Escape', 'ArrowRight');
    await workbench.page.locator('.find-widget.visible').waitFor({ state: 'hidden' });
    const weights = (await workbench.visibleText()).split('\n').find((text) => text.includes('W = '))!;
    await workbench.type('1');
    await line.filter({ hasNotText: before! }).waitFor();
    await step(1);
    assert.notEqual(await line.textContent(), before);
    await workbench.pressUntil('Control+Z', workbench.editorLines.filter({ hasText: weights.trim() }));
    await line.filter({ hasText: before! }).waitFor();
  });

  it('copies the step as LaTeX', async () => {
    await focusPreview();
    await toSteps();
    await press('c');
    await page().getByText('Copied', { exact: true }).waitFor();
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /\\underset\{.*\} = /);
    assert.doesNotMatch(copied, /htmlData/);
  });

  it('presents the steps alone and large, and ends everything', async () => {
    await press('p');
    await presenting(true);
    await turn('PageDown', 2);
    // Pressed again where the window, still being changed, has swallowed it.
    await workbench.pressUntil('Escape', page().locator('header.toolbar'));
    await presenting(false);
    await toSteps();
    // S leads out of them.
    await press('s');
    await player().waitFor({ state: 'hidden' });
    await marked().first().waitFor({ state: 'detached' });
    assert.deepEqual(complaints, []);
  });
});
