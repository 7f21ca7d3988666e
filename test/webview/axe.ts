import fs from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { OpenPreview } from './preview';
import { type ThemeName, themes } from './themes';

const axeSource = fs.readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** The complaints of axe about a page, one a line: rule, what is wrong, where. */
export async function complaints({ page }: { readonly page: Page }): Promise<string[]> {
  // Through the debugger, which the page's policy does not concern.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof Axe };
    // What passes is not described: of a page of formulas that takes as long as the rules do.
    const { violations } = await axe.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) => nodes.map((n) => `${id}: ${help}: ${n.target.join(' ')}`));
  });
}

/** The complaints about a page in every theme, or in those named, one after the other. */
export async function complaintsInThemes(
  preview: OpenPreview,
  names: readonly ThemeName[] = Object.keys(themes) as ThemeName[],
): Promise<string[]> {
  const all: string[] = [];
  for (const theme of names) {
    await preview.setTheme(theme);
    all.push(...(await complaints(preview)).map((one) => `${theme}: ${one}`));
  }
  return all;
}
