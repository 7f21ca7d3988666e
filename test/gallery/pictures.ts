/** What the gallery shows: of every example its page, each form of the gradient, a step, and its exports, light and dark. */
import fs from 'node:fs';
import path from 'node:path';
import { Analysis } from '../../src/analysis/analysis';
import type { TargetName } from '../../src/authoring/targets';
import { formsOf } from '../../src/notation/formula/forms';
import { buildPage } from '../../src/page/networkPage';
import { Steps } from '../../src/page/steps';
import { defaultChoices } from '../../src/panel/protocol';
import { exampleSteps, EXAMPLES } from '../webview/exampleSteps';
import { pageMessage } from '../webview/pages';
import { PreviewLab } from '../webview/preview';
import { filesIn } from '../exampleFiles';
import { exportOf } from '../exportOf';

export interface Picture {
  /** `mazur/form-3.dark`: also the name of its file. */
  readonly name: string;
  readonly png: Buffer;
}

const THEMES = ['light', 'dark'] as const;
type Shade = (typeof THEMES)[number];

/** What a browser shows of an export; the others are texts, which unit tests compare. */
const EXPORTS: readonly { readonly target: TargetName; readonly shades: readonly Shade[] }[] = [
  { target: 'html', shades: ['light', 'dark'] },
  { target: 'slides', shades: ['light'] },
  { target: 'svg', shades: ['light'] },
];

export function examples(): readonly string[] {
  return fs.readdirSync(EXAMPLES).filter((name) => name.endsWith('.nnet'));
}

/** Takes the pictures of these examples, one after another. */
export async function takePictures(files: readonly string[], take: (picture: Picture) => void): Promise<void> {
  const lab = await PreviewLab.open();
  try {
    for (const file of files) {
      const name = path.basename(file, '.nnet');
      for (const theme of THEMES) await pagePictures(lab, file, theme, (what, png) => take({ name: `${name}/${what}.${theme}`, png })); // prettier-ignore
      await exportPictures(lab, file, (what, png) => take({ name: `${name}/${what}`, png }));
    }
  } finally {
    await lab.close();
  }
}

type Take = (what: string, png: Buffer) => void;

/** The whole page, the section of the gradient in each form, and a step of the first. */
async function pagePictures(lab: PreviewLab, file: string, theme: Shade, take: Take): Promise<void> {
  const { page, answer } = await exampleSteps(file);
  const preview = await lab.preview({ theme });
  await preview.answer(answer);
  await preview.show(pageMessage(page));
  take('page', await preview.page.screenshot({ fullPage: true }));

  // What sticks to the top of the window would cover parts of what follows.
  await preview.page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>('body *'))
      if (getComputedStyle(element).position === 'sticky') element.style.position = 'static';
  });
  const analysis = await analysisOf(file);
  const network = analysis.network!;
  const rounded = await analysis.trace();
  const trace = rounded && (await analysis.withFractions(rounded));
  const gradient = preview.page.locator('section', { has: preview.page.locator('[data-block^="gradient."]') });
  const forms = formsOf(network, trace);
  for (const [index, form] of forms.entries()) {
    const choices = { ...defaultChoices, form };
    const inForm = buildPage({ network, trace, check: null, choices: { ...choices, expanded: new Set() } });
    await preview.show(pageMessage(inForm, { choices, documentVersion: index + 2 }));
    take(`form-${form}`, await gradient.screenshot());
  }

  const { overview } = new Steps(network, trace, { ...defaultChoices, expanded: new Set() });
  await preview.show(pageMessage(page, { documentVersion: forms.length + 2 }));
  await preview.page.keyboard.press('s');
  await preview.page.locator('.player').waitFor();
  await preview.page.keyboard.press('End');
  await preview.page
    .locator('.step-count')
    .getByText(new RegExp(`^Step ${overview.count} of`))
    .waitFor();
  take('step', await preview.page.locator('.player').screenshot());
  await preview.page.close();
}

async function exportPictures(lab: PreviewLab, file: string, take: Take): Promise<void> {
  const text = fs.readFileSync(path.join(EXAMPLES, file), 'utf8');
  for (const { target, shades } of EXPORTS) {
    for (const shade of shades) {
      const page = await lab.blank();
      // Slides are all of them only in print.
      await page.emulateMedia({ colorScheme: shade, media: target === 'slides' ? 'print' : 'screen' });
      await page.setContent(await exportOf(text, target), { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready);
      take(`${target}.${shade}`, await page.screenshot({ fullPage: true }));
      await page.close();
    }
  }
}

async function analysisOf(file: string): Promise<Analysis> {
  return Analysis.of(fs.readFileSync(path.join(EXAMPLES, file), 'utf8'), { readFile: filesIn(EXAMPLES) });
}
