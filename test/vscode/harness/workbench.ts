/** The whole workbench of VS Code in a browser, driven as a user would drive it. */
import fs from 'node:fs';
import path from 'node:path';
import type { BrowserContext, Frame, FrameLocator, Locator, Page } from 'playwright-core';
import { extensionHosts } from './extensionHost';
import { testsManyFiles } from './browser';
import { homeOfTests } from './examples';
import { OWN_KEYS, type Settings } from './server';
import { isAsNew, openWindow, type Window, type WindowOptions } from './window';

/** Each theme's name in the settings and in the list, and the mark that the workbench wears once its colours are in. */
export const THEMES = {
  light: { name: 'Light Modern', label: 'Light Modern', mark: 'themes-light_modern-json' },
  dark: { name: 'Dark Modern', label: 'Dark Modern', mark: 'themes-dark_modern-json' },
  hc: { name: 'Default High Contrast', label: 'Dark High Contrast', mark: 'themes-hc_black-json' },
  'hc-light': { name: 'Default High Contrast Light', label: 'Light High Contrast', mark: 'themes-hc_light-json' },
} as const;
export type Theme = keyof typeof THEMES;

export interface WorkbenchOptions extends WindowOptions {
  readonly theme?: Theme;
  /** Which of the two hosts runs the extension. */
  readonly host?: 'node' | 'web';
}

export interface SharedOptions extends Pick<WindowOptions, 'file' | 'log'> {
  readonly folder: string;
}

declare global {
  // The bundles of the tests in one process know no other place in common.
  var windowOfTests: Window | undefined;
}

/** Steadier pictures and tests. */
const CALM: Settings = {
  'editor.minimap.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.hover.delay': 100,
  'editor.occurrencesHighlight': 'off',
  'editor.accessibilitySupport': 'off',
  'window.autoDetectColorScheme': false,
  'window.autoDetectHighContrast': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
  // A click on a row names one folder: the tests have theirs in one that all share.
  'explorer.compactFolders': false,
};

const PATIENCE = 90_000;

export class Workbench {
  private constructor(
    readonly page: Page,
    private readonly window?: Window,
    /** Where the files of the test are, in a window that has the folders of other tests open too. */
    private readonly folder?: string,
  ) {
    page.setDefaultTimeout(PATIENCE);
  }

  /** The workbench at an address, served by someone else. */
  static async at(url: string, context: BrowserContext): Promise<Workbench> {
    const page = await context.newPage();
    await page.goto(url);
    await shown(page);
    return new Workbench(page);
  }

  /** Starts a server and a browser, and opens the workbench. */
  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const window = await openWindow({
      ...options,
      settings: {
        ...CALM,
        'workbench.colorTheme': THEMES[options.theme ?? 'dark'].name,
        // Both hosts of VS Code run in one install; this setting sends the extension to the web worker.
        ...(options.host === 'web' ? { 'remote.extensionKind': { 'nnet.nnet': ['web'] } } : {}),
        ...options.settings,
      },
    });
    try {
      await shown(window.page);
      const workbench = new Workbench(window.page, window);
      await workbench.wears(options.theme ?? 'dark');
      if (options.file) await workbench.editorLines.first().waitFor();
      return workbench;
    } catch (error) {
      await window.end();
      throw error;
    }
  }

  /**
   * The window that the tests of one process share, as new: with a folder from `testFolder`. A test that closes it leaves
   * it to the next, and to nobody if it cannot be made as new.
   */
  static async shared({ folder, file, log = () => {} }: SharedOptions): Promise<Workbench> {
    const window = globalThis.windowOfTests ?? (await Workbench.open({ folder: homeOfTests() })).window!;
    globalThis.windowOfTests = window;
    window.log = log;
    const workbench = new Workbench(window.page, window, folder);
    if (file !== undefined) await workbench.openFile(file);
    return workbench;
  }

  async close(): Promise<void> {
    if (this.window === undefined) return;
    const isShared = globalThis.windowOfTests === this.window;
    if (isShared && testsManyFiles && (await this.madeAsNew())) return;
    if (isShared) globalThis.windowOfTests = undefined;
    await this.window.end();
  }

  /** Closes all that a test has opened; whether the window is then as it was at first. */
  private async madeAsNew(): Promise<boolean> {
    const question = this.page.locator('.monaco-dialog-box');
    try {
      for (let attempt = 1; attempt <= 4; attempt++) {
        await this.press(OWN_KEYS.closeAll);
        const discard = question.getByRole('button', { name: "Don't Save" });
        await discard.click({ timeout: 500 }).catch(() => undefined);
        const isNew = await this.page.waitForFunction(isAsNew, THEMES.dark.mark, { timeout: OPENING }).then(() => true, () => false); // prettier-ignore
        if (isNew) return true;
        // What a failed test has left open.
        await this.press('Escape');
      }
    } catch {
      // The page is gone, or no longer answers.
    }
    return false;
  }

  /** The processes that run extensions; none on systems without /proc. */
  get extensionHosts(): readonly number[] {
    return this.window === undefined ? [] : extensionHosts(this.window.server.pid);
  }

  /** Addresses outside this machine that were asked for (and refused). */
  get outside(): readonly string[] {
    return [...(this.window?.running.outside ?? [])];
  }

  // ---- the editor -------------------------------------------------------------------------------

  /** The lines of the active text editor that are in view. */
  get editorLines(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-lines .view-line');
  }

  private get focusedEditor(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor.focused');
  }

  /** Opens a file by its path in the folder. */
  async openFile(name: string): Promise<void> {
    const place = this.folder === undefined ? name : path.join(this.folder, name);
    // Of files with one name, the one that was asked for.
    const editor = this.page.locator(
      `.editor-group-container.active .monaco-editor[data-uri$="/${place.replace(/^\//, '')}"]`,
    );
    for (let attempt = 1; ; attempt++) {
      await this.pick('Control+P', place, path.basename(name));
      try {
        await editor.waitFor({ timeout: OPENING });
        break;
      } catch (error) {
        // What a command opens late has come in front of it.
        if (attempt === 12) throw error;
      }
    }
    await this.editorLines.first().waitFor();
  }

  tab(name: string | RegExp): Locator {
    return this.page.locator('.tabs-container .tab', { hasText: name });
  }

  /** The editors as the window has kept them last, in its own words; empty while it has kept none. */
  keptLayout(): Promise<string> {
    return this.page.evaluate(async () => {
      const done = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('The database cannot be read.'));
        });
      const kept: unknown[] = [];
      for (const { name } of await indexedDB.databases()) {
        if (!name?.startsWith('vscode-web-state-db')) continue;
        const database = await done(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const editors = database.transaction(store).objectStore(store).get('memento/workbench.parts.editor');
          kept.push(((await done(editors)) as unknown) ?? '');
        }
        database.close();
      }
      return kept.join('');
    });
  }

  /** Opens the view options of the preview, which are folded where it is narrow. */
  async openViewOptions(): Promise<void> {
    const button = this.webview.getByRole('button', { name: 'View options' });
    if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
  }

  /** Puts the keyboard into the active text editor. */
  async focusEditor(): Promise<void> {
    await this.pressUntil(OWN_KEYS.focusEditor, this.focusedEditor);
    await this.editorLines.first().waitFor();
  }

  /** The text in view, in the order of the lines. */
  async visibleText(): Promise<string> {
    const lines = await this.editorLines.evaluateAll((elements) =>
      elements
        .map((e) => ({ top: (e as HTMLElement).offsetTop, text: (e.textContent ?? '').replace(/\u00a0/g, ' ') }))
        .sort((a, b) => a.top - b.top)
        .map((line) => line.text),
    );
    return lines.join('\n');
  }

  /** Replaces the whole text of the active editor. */
  async setText(text: string): Promise<void> {
    await this.focusEditor();
    await this.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Control+V');
    const last = text.trimEnd().split('\n').at(-1)?.trim() ?? '';
    if (last) await this.editorLines.filter({ hasText: last }).first().waitFor();
  }

  /** Types at the cursor, key by key; `\n` is Enter. */
  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Puts the cursor at a place; lines and columns from 1. */
  async goTo(line: number, column = 1): Promise<void> {
    await this.pick('Control+G', `:${line}:${column}`);
    await this.focusEditor();
  }

  /** Moves the mouse over a word of the active editor, and returns what the hover then says. */
  async hover(word: string, nth = 0): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      const box = await this.boxOf(word, nth);
      // From somewhere else, in steps: a mouse that has not moved opens no hover.
      await this.page.mouse.move(box.x - 40, box.y + 60);
      await this.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 });
      try {
        await this.hoverContent.first().waitFor({ timeout: OPENING });
        break;
      } catch (error) {
        // What moves the text after the mouse came, such as a bar at the top of the window, keeps the hover from opening.
        if (attempt === 12) throw error;
      }
    }
    await this.hoverContent
      .filter({ hasNotText: /^(Loading…|Loading\.\.\.)$/ })
      .first()
      .waitFor();
    return (await this.hoverContent.allInnerTexts()).join('\n');
  }

  get hoverContent(): Locator {
    return this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content');
  }

  /** Where a piece of one line of the active editor is on the screen; it must be in view. */
  async boxOf(word: string, nth = 0): Promise<{ x: number; y: number; width: number; height: number }> {
    await this.editorLines.filter({ hasText: word }).first().waitFor();
    const box = await this.editorLines.evaluateAll(
      (lines, [wanted, index]) => {
        let seen = 0;
        const sorted = [...lines].sort((a, b) => (a as HTMLElement).offsetTop - (b as HTMLElement).offsetTop);
        for (const line of sorted) {
          // A word may be spread over several tokens, each a span of its own.
          const pieces: Text[] = [];
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) pieces.push(walker.currentNode as Text);
          const text = pieces.map((p) => p.data.replace(/\u00a0/g, ' ')).join('');
          for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            if (seen++ < index) continue;
            const range = document.createRange();
            let start = 0;
            for (const piece of pieces) {
              const end = start + piece.length;
              if (at >= start && at < end) range.setStart(piece, at - start);
              const stop = at + wanted.length;
              if (stop > start && stop <= end) range.setEnd(piece, stop - start);
              start = end;
            }
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x, y, width, height };
          }
        }
        return null;
      },
      [word, nth] as const,
    );
    if (!box) throw new Error(`"${word}" (occurrence ${nth}) is not in view in the editor`);
    return box;
  }

  get errorSquiggles(): Locator {
    return this.page.locator('.squiggly-error');
  }

  get warningSquiggles(): Locator {
    return this.page.locator('.squiggly-warning');
  }

  /** Every problem of the Problems view, as its text; opens that view. */
  async problems(): Promise<string[]> {
    await this.runCommand('Problems: Focus on Problems View');
    const view = this.page.locator('.markers-panel');
    await view.waitFor();
    return (
      await view
        .locator('.monaco-list-row .marker-message-details-container, .monaco-list-row .marker-line')
        .allInnerTexts()
    )
      .map((text) => text.trim())
      .filter((text) => text !== '');
  }

  /** The language that the status bar shows for the active editor. */
  get language(): Locator {
    return this.page.locator('#status\\.editor\\.mode');
  }

  // ---- the workbench ----------------------------------------------------------------------------

  /** Runs a command of the palette by its title, for example `NNet: Compute Gradient`. */
  async runCommand(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /** Presses keys, again where what still changes in the window has swallowed them, until something is there. */
  async pressUntil(keys: string, there: Locator): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.press(keys);
      try {
        return await there.first().waitFor({ timeout: OPENING });
      } catch (error) {
        if (attempt === PATIENCE / OPENING) throw error;
      }
    }
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** Saves the text that has the keys; once it is written, a command that closes it asks nothing. */
  async save(): Promise<void> {
    await this.press('Control+S');
    await this.page.locator('.tab.dirty').waitFor({ state: 'detached' });
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.answer(THEMES[theme].label);
    await this.wears(theme);
  }

  private async wears(theme: Theme): Promise<void> {
    await this.page.locator(`.monaco-workbench[class*="${THEMES[theme].mark}"]`).waitFor();
  }

  /** A picture of the window, once it has stopped changing. */
  async screenshot(file: string): Promise<void> {
    let last = await this.page.screenshot({ animations: 'disabled' });
    for (let i = 0; i < 20; i++) {
      await this.page.waitForTimeout(150);
      const next = await this.page.screenshot({ animations: 'disabled' });
      if (next.equals(last)) break;
      last = next;
    }
    fs.writeFileSync(file, last);
  }

  /** The whole page inside the webview in one picture, also what has to be scrolled to in the window. */
  async screenshotWebview(file: string): Promise<void> {
    const frame = await this.webviewFrame();
    const missing = (): number => Math.ceil(document.documentElement.scrollHeight - window.innerHeight);
    const before = this.page.viewportSize()!;
    const more = Math.max(0, await frame.evaluate(missing));
    await this.page.setViewportSize({ width: before.width, height: before.height + more });
    await frame.waitForFunction(() => document.documentElement.scrollHeight <= window.innerHeight + 1);
    await this.webview.locator('body').screenshot({ path: file, animations: 'disabled' });
    await this.page.setViewportSize(before);
  }

  // ---- webviews ---------------------------------------------------------------------------------

  /** The content of the webview in view. */
  get webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** The same as a frame, for `evaluate`. */
  async webviewFrame(): Promise<Frame> {
    await this.webview.locator('body').waitFor();
    const frame = this.page.frames().find((f) => f.name() === 'active-frame' || f.url().includes('fake.html'));
    if (!frame) throw new Error('no webview is open');
    return frame;
  }

  /** Waits until the keys come to the webview. */
  async webviewHasKeys(): Promise<void> {
    await (await this.webviewFrame()).waitForFunction(() => document.hasFocus());
  }

  /** Answers a question that a command asks at the top of the window: by the row named so. */
  async answer(row: string): Promise<void> {
    await this.choose(row, row);
  }

  /** Opens a quick pick by its key, and takes the row named, or the first. */
  private async pick(key: string, text: string, row?: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await this.page.keyboard.press(key);
      try {
        return await this.choose(text, row);
      } catch (error) {
        // What still takes the focus late, such as a webview that was just clicked on, closes the list again.
        if (attempt === 12 || !(error instanceof QuickPickClosed)) throw error;
      }
    }
  }

  /** Waits for a row of a list that a text was typed into. */
  private async offered(row: Locator, input: Locator, text: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await row.waitFor({ timeout: OPENING });
      } catch (error) {
        if (attempt === PATIENCE / OPENING) throw error;
        // A list that was still being made may have lost the text.
        if ((await input.inputValue({ timeout: OPENING })) !== text) await input.fill(text, { timeout: OPENING });
      }
    }
  }

  private async choose(text: string, row?: string): Promise<void> {
    const widget = this.page.locator('.quick-input-widget');
    const orClosed = async (action: Promise<unknown>): Promise<void> => {
      const closed = widget.waitFor({ state: 'hidden' }).then(() => {
        throw new QuickPickClosed(`the list closed before ${text} could be taken`);
      });
      // The one that loses the race may fail later on, when nobody waits for it any more.
      closed.catch(() => {});
      action.catch(() => {});
      await Promise.race([action, closed]);
    };
    const input = widget.locator('input.input');
    await input.waitFor({ timeout: OPENING }).catch(() => {
      throw new QuickPickClosed(`no list opened for ${text}`);
    });
    await orClosed(input.fill(text));
    if (row === undefined) await this.page.keyboard.press('Enter');
    else {
      // Not by Enter where a row is named: what matches best need not be what has that very name.
      const named = widget.locator('.monaco-list-row .label-name').getByText(row, { exact: true }).first();
      await orClosed(this.offered(named, input, text));
      // A hover of the list's own input, left by the mouse there, may lie over the rows.
      await this.page.mouse.move(1, 1);
      for (let attempt = 1, isTaken = false; !isTaken; attempt++) {
        try {
          await named.click({ timeout: OPENING });
          isTaken = true;
        } catch (error) {
          if (await widget.isHidden()) throw new QuickPickClosed(`the list closed before ${text} was taken`);
          if (attempt === 6) throw error;
        }
      }
    }
    // The answer was taken when the list is gone, or asks the next thing.
    await this.page.waitForFunction((asked) => {
      const box = document.querySelector<HTMLElement>('.quick-input-widget');
      return (
        !box || box.style.display === 'none' || box.querySelector<HTMLInputElement>('input.input')?.value !== asked
      );
    }, text);
  }
}

/** How long a list or a hover of the workbench may take to open; a key that met a changing focus opens none. */
const OPENING = 5_000;

class QuickPickClosed extends Error {}

async function shown(page: Page): Promise<void> {
  await page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 2 * PATIENCE });
}
