/**
 * Makes the pictures of the README and the walkthrough from the real thing, and the icon from its SVG: `npm run screenshots [-- NAME…]`.
 * With ImageMagick there, their colours become a palette: a third of the bytes; with optipng they are packed more closely.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { startBrowser } from './harness/browser';
import { examplesCopy } from './harness/examples';
import { ROOT } from './harness/paths';
import { type Theme, Workbench } from './harness/workbench';

interface Picture {
  readonly name: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly steps: (workbench: Workbench) => Promise<unknown>;
}

const PICTURES: readonly Picture[] = [
  {
    name: 'hover',
    size: { width: 900, height: 520 },
    async steps(workbench) {
      await drawn(workbench);
      await workbench.hover('layer', 1);
    },
  },
  {
    name: 'preview',
    size: { width: 1200, height: 820 },
    async steps(workbench) {
      // The top of the page is seen at once by whoever tries it; the gradient is what it is for.
      await previewAt(workbench, 'Gradient');
    },
  },
  {
    name: 'text',
    size: { width: 900, height: 460 },
    steps: drawn,
  },
  {
    name: 'completion',
    size: { width: 900, height: 460 },
    async steps(workbench) {
      await drawn(workbench);
      await workbench.goTo(10);
      await workbench.type('\nlayer 3 so');
      await workbench.press('Control+Space');
      await workbench.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'softsign' }).waitFor();
    },
  },
  {
    name: 'check',
    size: { width: 1200, height: 820 },
    steps: (workbench) => previewAt(workbench, 'Check'),
  },
];

/** Code lenses and inlay hints move the text, so they come first. */
async function drawn(workbench: Workbench): Promise<void> {
  // Away from what lights up under the mouse.
  await workbench.page.mouse.move(600, 400);
  await workbench.page.locator('.codelens-decoration a').first().waitFor();
  await workbench.page.locator('.view-line', { hasText: '2 × 2' }).first().waitFor();
}

/** The preview beside the text, scrolled to one of its headings. */
async function previewAt(workbench: Workbench, name: string): Promise<void> {
  await workbench.runCommand('NNet: Open Preview to the Side');
  await workbench.webview.locator('body[data-drawn]').waitFor();
  const heading = workbench.webview.getByRole('heading', { name, exact: true });
  await heading.evaluate((element) => {
    const underToolbar = 60;
    window.scrollBy(0, element.getBoundingClientRect().top - underToolbar);
  });
}

const THEMES: readonly Theme[] = ['light', 'dark'];

/** Nothing on the picture but the text and the page. */
const SETTINGS = {
  'workbench.activityBar.location': 'hidden',
  'breadcrumbs.enabled': false,
  'editor.lineNumbersMinChars': 3,
  'editor.folding': false,
  'editor.hover.above': false,
};

/** The icon of the marketplace, which takes no SVG. */
async function drawIcon(): Promise<void> {
  const size = 128;
  const { context, close } = await startBrowser({ viewport: { width: size, height: size } });
  try {
    const page = await context.newPage();
    await page.setContent(`<style>body{margin:0}</style>${fs.readFileSync(path.join(ROOT, 'media/icon.svg'), 'utf8')}`);
    await page.screenshot({ path: path.join(ROOT, 'media/icon.png'), omitBackground: true });
  } finally {
    await close();
  }
}

/** Makes a picture small: what a theme paints has few colours, but for the smooth edges of its letters. */
function pack(picture: string): void {
  try {
    execFileSync('convert', [picture, '-dither', 'None', '-colors', '255', `png8:${picture}`]);
  } catch {
    console.log('convert (ImageMagick) is not there: the picture keeps all its colours');
  }
  try {
    execFileSync('optipng', ['-quiet', '-o5', picture]);
  } catch {
    console.log('optipng is not there: the picture takes more bytes than it needs');
  }
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  if (wanted.length === 0 || wanted.includes('icon')) await drawIcon();
  const into = path.join(ROOT, 'media/readme');
  fs.mkdirSync(into, { recursive: true });
  const examples = examplesCopy();
  try {
    const file = path.join(examples.folder, 'mazur.nnet');
    // Without the remarks about its source, as in the README.
    const text = fs.readFileSync(file, 'utf8').replace(/^(#.*\n)+/, '');
    for (const { name, size, steps } of PICTURES) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      for (const theme of THEMES) {
        // What a picture types is saved: the next one starts anew.
        fs.writeFileSync(file, text);
        const workbench = await Workbench.open({
          ...{ folder: examples.folder, file, theme, viewport: size, settings: SETTINGS },
        });
        try {
          await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
          await steps(workbench);
          const picture = path.join(into, `${name}-${theme}.png`);
          await workbench.screenshot(picture);
          pack(picture);
          console.log(`${path.relative(ROOT, picture)} ${(fs.statSync(picture).size / 1000).toFixed(0)} kB`);
        } finally {
          await workbench.close();
        }
      }
    }
  } finally {
    examples.remove();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
