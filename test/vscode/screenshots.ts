/** Makes the pictures of the README from the real thing: `npm run screenshots`. */
import fs from 'node:fs';
import path from 'node:path';
import { examplesCopy } from './harness/examples';
import { ROOT } from './harness/paths';
import { type Theme, Workbench } from './harness/workbench';

interface Picture {
  readonly name: string;
  readonly file: string;
  readonly theme: Theme;
  readonly steps: (workbench: Workbench) => Promise<unknown>;
}

const preview = async (workbench: Workbench): Promise<void> => {
  await workbench.runCommand('NNet: Open Preview to the Side');
  await workbench.webview.locator('.katex').first().waitFor();
};

const PICTURES: readonly Picture[] = [
  { name: 'hover', file: 'mazur.nnet', theme: 'light', steps: (workbench) => workbench.hover('sigmoid') },
  { name: 'preview-light', file: 'mazur.nnet', theme: 'light', steps: preview },
  { name: 'preview-dark', file: 'mazur.nnet', theme: 'dark', steps: preview },
];

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const into = path.join(ROOT, 'docs/images');
  fs.mkdirSync(into, { recursive: true });
  const examples = examplesCopy();
  try {
    for (const picture of PICTURES) {
      if (wanted.length > 0 && !wanted.includes(picture.name)) continue;
      const workbench = await Workbench.open({
        folder: examples.folder,
        file: picture.file,
        theme: picture.theme,
        viewport: { width: 1280, height: 800 },
      });
      try {
        await picture.steps(workbench);
        const file = path.join(into, `${picture.name}.png`);
        await workbench.screenshot(file);
        console.log(path.relative(ROOT, file));
      } finally {
        await workbench.close();
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
