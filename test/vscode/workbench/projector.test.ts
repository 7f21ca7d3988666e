// One key gives the preview the whole window, another makes everything as it was, whatever was hidden before.
import assert from 'node:assert/strict';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

/** The parts of the window, by what shows that they are there. */
const PARTS = {
  sideBar: '.part.sidebar',
  panel: '.part.panel',
  activityBar: '.part.activitybar',
  statusBar: '.part.statusbar',
  tabs: '.editor-group-container .tabs-container',
} as const;

describe('the preview on a projector', () => {
  const examples = examplesCopy();
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.shared({ folder: examples.folder, file: 'mazur.nnet' });
    await workbench.runCommand('NNet: Open Preview to the Side');
    await workbench.webview.locator('body[data-drawn]').waitFor();
  });
  after(async () => {
    await workbench?.close();
    examples.remove();
  });

  /** What can be seen, and where the editor groups are. */
  const look = () =>
    workbench.page.evaluate((parts) => {
      const shown = (selector: string) =>
        [...document.querySelectorAll<HTMLElement>(selector)].filter(
          (e) => e.getBoundingClientRect().width > 0 && e.checkVisibility(),
        ).length;
      const groups = [...document.querySelectorAll('.editor-group-container')].map((group) => {
        const { x, y, width, height } = group.getBoundingClientRect();
        return [x, y, width, height].map(Math.round).join();
      });
      return {
        ...Object.fromEntries(Object.entries(parts).map(([name, selector]) => [name, shown(selector)])),
        groups,
      };
    }, PARTS);
  const body = () => workbench.webview.locator('body');

  async function present(key: string): Promise<void> {
    await workbench.webview.locator('h1').click();
    await workbench.press(key);
    await workbench.page.locator('.part.statusbar').waitFor({ state: 'hidden' });
    await workbench.page.waitForFunction(
      () =>
        [...document.querySelectorAll('.editor-group-container')].filter(
          (group) => group.getBoundingClientRect().width > 0,
        ).length === 1,
    );
    // It measures once more after the last change of the window.
    await workbench.page.waitForTimeout(700);
  }
  async function end(before: unknown): Promise<void> {
    await workbench.webviewHasKeys();
    await workbench.press('Escape');
    await workbench.webview.locator('body:not(.presenting)').waitFor();
    let now: unknown;
    for (let i = 0; i < 40; i++) {
      now = await look();
      if (JSON.stringify(now) === JSON.stringify(before)) return;
      await workbench.page.waitForTimeout(250);
    }
    assert.deepEqual(now, before);
  }

  it('has the whole window with one key, and gives it back as it was', async () => {
    const before = await look();
    await present('p');
    const { groups, ...parts } = await look();
    assert.deepEqual(parts, { sideBar: 0, panel: 0, activityBar: 0, statusBar: 0, tabs: 0 });
    const { width, height } = workbench.page.viewportSize()!;
    const [, , wide, high] = groups
      .find((group) => !group.includes(',0,'))!
      .split(',')
      .map(Number);
    assert.ok(wide >= 0.99 * width && high >= 0.9 * height, `${wide} × ${high} of ${width} × ${height}`);
    assert.equal(await workbench.webview.locator('header.toolbar').isVisible(), false);
    await end(before);
    // Escape was the page's alone: the window does not wait for a second one.
    assert.doesNotMatch(await workbench.page.locator('.part.statusbar').innerText(), /chord/);
  });

  it('leaves hidden what was hidden, and shows what was shown', async () => {
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.runCommand('View: Toggle Panel Visibility');
    const before = await look();
    assert.deepEqual([before['sideBar' as never], before['panel' as never]], [0, 1]);
    await present('p');
    await end(before);
    await workbench.runCommand('View: Toggle Panel Visibility');
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  });

  it('shows the steps at once with Shift+P, which the keys go through', async () => {
    const before = await look();
    await present('Shift+P');
    await workbench.webview.locator('.step-count', { hasText: /^Step 1 of/ }).waitFor();
    await workbench.press('ArrowRight');
    await workbench.webview.locator('.step-count', { hasText: /^Step 2 of/ }).waitFor();
    await end(before);
    assert.equal(
      await body()
        .getAttribute('class')
        .then((name) => name!.includes('stepping')),
      true,
    );
  });

  it('stays in a Zen Mode that was there before', async () => {
    await workbench.webview.locator('h1').click();
    await workbench.runCommand('View: Toggle Zen Mode');
    await workbench.page.locator('.part.statusbar').waitFor({ state: 'hidden' });
    await workbench.page.waitForTimeout(500);
    const before = await look();
    await present('p');
    await end(before);
    await workbench.runCommand('View: Toggle Zen Mode');
    await workbench.page.locator('.part.statusbar').waitFor();
  });
});
