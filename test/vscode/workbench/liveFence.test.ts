import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

/** X = 2, W = 3 and b = −1, so that N = 5. */
const LECTURE = `# Lecture

\`\`\`nnet {forward}
input = [2]
layer identity
  W = [3]
  b = [-1]
\`\`\`

\`\`\`nnet {gradient}
input = [2]
layer sigmiod
  W = [3]
\`\`\`

\`\`\`nnetwork
another language
\`\`\`
`;

/** Fences in VS Code's Markdown editor, which is experimental. */
describe('a fence in the Markdown editor', () => {
  const examples = examplesCopy();
  const complaints: string[] = [];
  const file = path.join(examples.folder, 'live.md');
  let workbench: Workbench;
  let live = false;

  before(async () => {
    fs.writeFileSync(file, LECTURE);
    workbench = await Workbench.shared({
      folder: examples.folder,
      file: 'live.md',
      log: (line) => {
        if (/Content Security Policy|KaTeX|pageerror|WebEditorHost/.test(line)) complaints.push(line);
      },
    });
    // The editor is experimental: one that opens before its extension is there shows code, and has to be opened again.
    for (let tries = 1; tries <= 3 && !live; tries++) {
      await workbench.runCommand('View: Reopen Editor With...');
      await workbench
        .answer(tries % 2 === 1 ? 'Markdown Editor' : 'Text Editor')
        .catch(() => workbench.press('Escape'));
      if (tries % 2 === 1) live = await fence('nnet {forward}').then(() => true, () => false); // prettier-ignore
    }
  });
  beforeEach(function () {
    // What is tested here is how a fence looks and answers where VS Code hands it over.
    if (!live) this.skip();
  });
  after(async () => {
    await workbench?.close();
    examples.remove();
  });

  /** The frames of the fences, those with a text in this order. */
  async function fence(info: string): Promise<Frame> {
    for (let waited = 0; waited < 300; waited++) {
      for (const frame of workbench.page.frames()) {
        const found = await frame
          .locator(`body[data-about*='"${info}"'] .nnet-fence > *`)
          .count()
          .catch(() => 0);
        if (found > 0) return frame;
      }
      await workbench.page.waitForTimeout(100);
    }
    return assert.fail(`no frame shows ${info}`);
  }

  /** The frame of a fence once its formulas are right: it may be filled, or made anew, while it is looked at. */
  async function fenceWith(info: string, isRight: (tex: readonly string[]) => boolean): Promise<Frame> {
    for (let waited = 0; ; waited++) {
      const frame = await fence(info);
      const tex = await frame.locator('annotation').allTextContents().catch(() => []); // prettier-ignore
      if (isRight(tex)) return frame;
      assert.ok(waited < 300, `the formulas of ${info} are ${tex.join('\n')}`);
      await workbench.page.waitForTimeout(100);
    }
  }

  /** How much lighter the lighter of text and ground is, 1 to 21 (WCAG). */
  const contrast = ({ text, ground }: { text: string; ground: string }): number => {
    const light = (colour: string) => {
      const [r, g, b] = colour
        .match(/[\d.]+/g)!
        .slice(0, 3)
        .map((part) => Number(part) / 255)
        .map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const [a, b] = [light(text), light(ground)];
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  };

  it('is shown as formulas with numbers, in the colours of the theme and the fonts of KaTeX', async () => {
    const frame = await fenceWith('nnet {forward}', (tex) =>
      tex.some((formula) => /N_1/.test(formula) && /\b5\b/.test(formula)),
    );
    await frame.waitForFunction(() =>
      [...document.fonts].some((face) => face.family === 'KaTeX_Main' && face.status === 'loaded'),
    );
    const { colour, family, theme } = await frame
      .locator('.katex')
      .first()
      .evaluate((element) => {
        const probe = document.body.appendChild(document.createElement('i'));
        probe.style.color = 'var(--vscode-foreground)';
        const theme = getComputedStyle(probe).color;
        probe.remove();
        const { color: colour, fontFamily: family } = getComputedStyle(element);
        return { colour, family, theme };
      });
    assert.equal(colour, theme);
    assert.match(family, /KaTeX_Main/);
  });

  it('is as high as what it shows', async () => {
    const frame = await fence('nnet {forward}');
    await frame.waitForFunction(() => {
      const needed = document.documentElement.getBoundingClientRect().height;
      return needed > 100 && Math.abs(window.innerHeight - needed) < 3;
    });
  });

  it('says what is wrong with its text; the fence of another language stays code', async () => {
    const frame = await fence('nnet {gradient}');
    await frame.getByText('Did you mean sigmoid?').waitFor();
    assert.equal(await frame.locator('details').isVisible(), false);
    const editor = await workbench.webviewFrame();
    await editor.getByText('another language').waitFor();
  });

  it('has numbers that can be tried; a locked editor writes none', async () => {
    const frame = await fence('nnet {forward}');
    await frame.locator('summary').click();
    const weight = frame.getByRole('spinbutton', { name: 'W₁, entry [1, 1]' });
    await weight.focus();
    await weight.press('ArrowUp');
    // A tenth up: N = 3.1·2 − 1.
    await frame.locator('annotation').filter({ hasText: '5.2' }).first().waitFor({ state: 'attached' });
    await frame.getByText('The Markdown editor is locked.').waitFor();
    assert.equal(await frame.getByRole('button', { name: 'Write to the text' }).isVisible(), false);
    await weight.press('Escape');
    await frame.locator('annotation').filter({ hasText: '5.2' }).first().waitFor({ state: 'detached' });
    assert.equal(fs.readFileSync(file, 'utf8'), LECTURE);
  });

  it('leaves the keyboard at a number that is back at what is written', async () => {
    const frame = await fence('nnet {forward}');
    const weight = frame.getByRole('spinbutton', { name: 'W₁, entry [1, 1]' });
    const focused = frame.locator('.number:focus');
    await weight.focus();
    await weight.evaluate((element) => element.setAttribute('data-before', ''));
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowUp', 'Escape']) {
      await focused.press(key);
      const state = key === 'ArrowUp' ? 'attached' : 'detached';
      await frame.locator('annotation').filter({ hasText: '5.2' }).first().waitFor({ state });
    }
    // The numbers were drawn again, and the same one has the keyboard.
    await frame.locator('.number:not([data-before]):focus').waitFor();
    assert.equal(await focused.getAttribute('aria-label'), 'W₁, entry [1, 1]');
  });

  it('writes what was tried into the text, as one edit that is undone', async () => {
    // A key that is pressed in the frame of a fence does not reach the workbench.
    const editor = await workbench.webviewFrame();
    const outside = () => editor.getByText('Lecture').click();
    await editor.getByRole('button', { name: 'Locked; switch to editing' }).click();
    const frame = await fence('nnet {forward}');
    const weight = frame.getByRole('spinbutton', { name: 'W₁, entry [1, 1]' });
    if (!(await weight.isVisible())) await frame.locator('summary').click();
    await weight.press('Shift+ArrowUp');
    await frame.getByRole('button', { name: 'Write to the text' }).click();
    // N = 4·2 − 1.
    await frame.locator('annotation').filter({ hasText: '= 7' }).first().waitFor({ state: 'attached' });
    const saved = async (text: string) => {
      await outside();
      await workbench.runCommand('File: Save');
      for (let waited = 0; fs.readFileSync(file, 'utf8') !== text; waited++) {
        assert.ok(waited < 100, fs.readFileSync(file, 'utf8'));
        await workbench.page.waitForTimeout(100);
      }
    };
    await saved(LECTURE.replace('W = [3]\n  b', 'W = [4.0]\n  b'));
    await outside();
    await workbench.press('Control+Z');
    await frame.locator('annotation').filter({ hasText: '= 5' }).first().waitFor({ state: 'attached' });
    await saved(LECTURE);
    await frame.locator('annotation').filter({ hasText: '= 5' }).first().waitFor({ state: 'attached' });
    assert.deepEqual(complaints, []);
  });

  it('is readable in every theme, with a visible focus', async () => {
    const reopen = async (editor: string) => {
      await workbench.runCommand('View: Reopen Editor With...');
      await workbench.answer(editor);
    };
    // A key that is pressed in the frame of a fence does not reach the workbench.
    const outside = async () => (await workbench.webviewFrame()).getByText('Lecture').click();
    for (const theme of ['light', 'hc', 'hc-light', 'dark'] as const) {
      // VS Code 1.139 tells a frame its theme once, when it is made.
      await outside();
      await reopen('Text Editor');
      await workbench.editorLines.first().waitFor();
      await workbench.setTheme(theme);
      await reopen('Markdown Editor');
      const shown = await fence('nnet {forward}');
      const weight = shown.getByRole('spinbutton', { name: 'W₁, entry [1, 1]' });
      if (!(await weight.isVisible())) await shown.locator('summary').click();
      // Focus is shown to those who use keys. A fence that is given its text again lets it go.
      const focused = shown.locator('.number:focus-visible');
      for (let tries = 0; (await focused.count()) === 0; tries++) {
        assert.ok(tries < 100, `${theme}: no number shows that it has the keyboard`);
        await weight.focus();
        await weight.press('Escape');
      }
      const seen = await shown.evaluate(() => {
        const colourOf = (value: string) => {
          const probe = document.body.appendChild(document.createElement('i'));
          probe.style.color = value;
          const { color } = getComputedStyle(probe);
          probe.remove();
          return color;
        };
        const number = getComputedStyle(document.querySelector('.number:focus')!);
        return {
          ground: colourOf('var(--vscode-editor-background)'),
          formula: getComputedStyle(document.querySelector('.katex')!).color,
          number: number.color,
          quiet: colourOf('var(--vscode-descriptionForeground)'),
          outline: number.outlineStyle === 'none' ? null : number.outlineColor,
        };
      });
      const least = theme.startsWith('hc') ? 7 : 4.5;
      for (const text of [seen.formula, seen.number, seen.quiet]) {
        assert.ok(contrast({ text, ground: seen.ground }) >= least, `${theme}: ${JSON.stringify(seen)}`);
      }
      assert.ok(
        seen.outline !== null && contrast({ text: seen.outline, ground: seen.ground }) >= 3,
        `${theme}: ${JSON.stringify(seen)}`,
      );
    }
    assert.deepEqual(complaints, []);
  });
});
