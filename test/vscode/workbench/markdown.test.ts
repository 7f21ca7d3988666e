import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { examplesCopy, homeOfTests } from '../harness/examples';
import { Workbench } from '../harness/workbench';

/** A lecture in Markdown: X = 2, W = 3 and b = −1, so that N = 5 and ∇W = 2. */
const LECTURE = `# Lecture

One layer:

\`\`\`nnet {forward}
input = [2]
layer identity
  W = [3]
  b = [-1]
\`\`\`

- In a list:

  ~~~nnet {gradient}
  input = [2]
  layer identity
    W = [3]
  ~~~

\`\`\`nnet {drawing}
input = [2]
layer tanh
  W = [3]
\`\`\`
`;

describe('a lecture in Markdown', () => {
  const examples = examplesCopy();
  const complaints: string[] = [];
  let workbench: Workbench;

  before(async () => {
    fs.writeFileSync(path.join(examples.folder, 'lecture.md'), LECTURE);
    workbench = await Workbench.shared({
      folder: examples.folder,
      file: 'lecture.md',
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

  const fences = () => workbench.webview.locator('.nnet-fence');
  /** The TeX of the formulas of a fence, as KaTeX keeps it. */
  const tex = (fence: number) => fences().nth(fence).locator('annotation').allTextContents();
  const texWith = (fence: number, part: string) =>
    fences().nth(fence).locator('annotation').filter({ hasText: part }).first().waitFor({ state: 'attached' });

  it('shows its three fences as formulas with numbers and a drawing', async () => {
    await workbench.runCommand('Markdown: Open Preview to the Side');
    await texWith(0, 'N_1');
    assert.equal(await fences().count(), 3);
    // N = W·X + b = 3·2 − 1.
    assert.ok((await tex(0)).some((formula) => /N_1/.test(formula) && /\b5\b/.test(formula)));
    // f = W·X, so ∇W = X = 2.
    assert.ok((await tex(1)).some((formula) => /\\nabla_\{W_1\}/.test(formula) && /\b2\b/.test(formula)));
    assert.equal(await fences().nth(2).locator('svg[role=img] circle').count(), 2);
    assert.equal(await workbench.webview.locator('.katex-error, .nnet-problem').count(), 0);
  });

  it('sets them in the fonts of KaTeX and the colours of the theme', async () => {
    const seen = new Set<string>();
    for (const theme of ['light', 'hc', 'hc-light', 'dark'] as const) {
      await workbench.setTheme(theme);
      const colours = await fences()
        .nth(2)
        .evaluate((element) => {
          const of = (selector: string, property: string) =>
            getComputedStyle(element.querySelector(selector)!).getPropertyValue(property);
          const probe = document.createElement('div');
          probe.style.backgroundColor = 'var(--vscode-editor-background)';
          element.append(probe);
          const page = getComputedStyle(probe).backgroundColor;
          probe.remove();
          return {
            page,
            text: getComputedStyle(document.body).color,
            ground: of('rect', 'fill'),
            circle: of('circle', 'stroke'),
            letters: of('text', 'fill'),
          };
        });
      assert.equal(colours.ground, colours.page, theme);
      assert.equal(colours.circle, colours.text, theme);
      assert.equal(colours.letters, colours.text, theme);
      seen.add(`${colours.page} ${colours.text}`);
    }
    assert.equal(seen.size, 4);
    const font = await fences()
      .nth(0)
      .locator('.katex-html')
      .first()
      .evaluate(async (element) => {
        await document.fonts.ready;
        const { fontFamily } = getComputedStyle(element.closest('.katex')!);
        const loaded = [...document.fonts].some((face) => face.family === 'KaTeX_Main' && face.status === 'loaded');
        return `${fontFamily} ${loaded}`;
      });
    assert.match(font, /KaTeX_Main.* true$/);
  });

  it('changes with the text of a fence, and no other fence does', async () => {
    const before = await tex(1);
    await workbench.press('Control+1');
    await workbench.goTo(8, 9);
    await workbench.press('Backspace');
    await workbench.type('4');
    // N = 4·2 − 1.
    await texWith(0, '7');
    assert.deepEqual(await tex(1), before);
  });

  it('shows what is wrong with its line of the file, and the formulas again when it is right', async () => {
    await workbench.goTo(7, 15);
    await workbench.type('x');
    const problem = fences().nth(0).locator('.nnet-problem');
    await problem.waitFor();
    assert.match((await problem.textContent())!, /^Line 7: Unknown activation identityx\. Did you mean identity\?/);
    assert.equal(await fences().nth(0).locator('.katex').count(), 0);
    await workbench.press('Backspace');
    await texWith(0, '7');
    assert.equal(await problem.count(), 0);
  });

  it('follows the letters of the settings', async () => {
    const settings = path.join(homeOfTests(), '.vscode');
    try {
      fs.mkdirSync(settings);
      fs.writeFileSync(path.join(settings, 'settings.json'), '{ "nnet.letters": "course" }\n');
      await texWith(0, 'z^{[1]}');
      assert.doesNotMatch((await tex(0)).join('\n'), /N_1/);
    } finally {
      fs.rmSync(settings, { recursive: true });
    }
    await texWith(0, 'N_1');
    assert.deepEqual(complaints, []);
  });
});
