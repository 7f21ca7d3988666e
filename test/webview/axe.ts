import fs from 'node:fs';
import { createRequire } from 'node:module';
import type * as Axe from 'axe-core';
import type { Page } from 'playwright-core';
import type { OpenPreview } from './preview';
import { type ThemeName, themes } from './themes';

const axeSource = fs.readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** The complaints of axe about a page, one a line: rule, what is wrong, where; of all its rules, or of those for colours. */
export async function complaints({ page }: { readonly page: Page }, rules?: 'colours'): Promise<string[]> {
  // Through the debugger, which the page's policy does not concern.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  await page.evaluate(leaveOutAlike, rules === 'colours');
  try {
    return await page.evaluate(async (only) => {
      const { axe } = globalThis as unknown as { axe: typeof Axe };
      // What passes is not described: of a page of formulas that takes as long as the rules do.
      const { violations } = await axe.run({
        resultTypes: ['violations'],
        ...(only ? { runOnly: ['color-contrast', 'link-in-text-block'] } : {}),
      });
      return violations.flatMap(({ id, help, nodes }) => nodes.map((n) => `${id}: ${help}: ${n.target.join(' ')}`));
    }, rules);
  } finally {
    await page.evaluate(() => globalThis.putBackAlike?.());
  }
}

/** The complaints about a page in every theme, or in those named, one after the other. */
export async function complaintsInThemes(
  preview: OpenPreview,
  names: readonly ThemeName[] = Object.keys(themes) as ThemeName[],
): Promise<string[]> {
  const all: string[] = [];
  for (const [i, theme] of names.entries()) {
    await preview.setTheme(theme);
    // Themes are made of colours: what has none is the same in all.
    all.push(...(await complaints(preview, i === 0 ? undefined : 'colours')).map((one) => `${theme}: ${one}`));
  }
  return all;
}

declare global {
  // Inside the browser.
  var putBackAlike: (() => void) | undefined;
}

/**
 * Leaves room in the place of each drawn formula whose texts all look like some that stay, or that is hidden: the same
 * colour on the same ground, large or not. Most of a page are the pieces of formulas, and all that axe asks of them is
 * their contrast; screen readers have MathML instead, which stays unless only colours are asked for. Runs inside the browser.
 */
function leaveOutAlike(unheard: boolean): void {
  const looks = new Set<string>();
  const grounds = new Map<Element, string>();
  const groundOf = (element: Element | null): string => {
    if (element === null) return '';
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const above = groundOf(element.parentElement);
    const plain = backgroundColor === 'rgba(0, 0, 0, 0)' && backgroundImage === 'none' && opacity === '1';
    const ground = plain ? above : `${above} ${backgroundColor} ${backgroundImage} ${opacity}`;
    grounds.set(element, ground);
    return ground;
  };
  const lookOf = (element: Element): string => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(element);
    const large = parseFloat(fontSize) >= (Number(fontWeight) >= 700 ? 18.66 : 24);
    return `${color} ${large} ${textShadow}${groundOf(element)}`;
  };
  const alike: { readonly formula: HTMLElement; readonly room: HTMLElement }[] = [];
  if (unheard) {
    for (const formula of document.querySelectorAll<HTMLElement>('.katex-mathml'))
      alike.push({ formula, room: document.createElement('span') });
  }
  for (const formula of document.querySelectorAll<HTMLElement>('.katex-html')) {
    let isNew = false;
    const texts = document.createTreeWalker(formula, NodeFilter.SHOW_TEXT);
    while (formula.checkVisibility() && texts.nextNode()) {
      const before = looks.size;
      looks.add(lookOf(texts.currentNode.parentElement!));
      isNew ||= looks.size > before;
    }
    if (isNew) continue;
    const { width, height } = formula.getBoundingClientRect();
    const room = document.createElement('span');
    Object.assign(room.style, { display: 'inline-block', width: `${width}px`, height: `${height}px` });
    alike.push({ formula, room });
  }
  for (const { formula, room } of alike) formula.replaceWith(room);
  globalThis.putBackAlike = () => {
    for (const { formula, room } of alike) room.replaceWith(formula);
    globalThis.putBackAlike = undefined;
  };
}
