import fs from 'node:fs';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { Workbench } from '../../vscode/harness/workbench';

interface Setup {
  /** The folder of the extension. */
  readonly extension: string;
  readonly folder: string;
  readonly file: string;
  readonly behind: string;
  /** Opens the page, whose body bears the version of the document that it shows as `data-version`. */
  readonly command: string;
}

interface Observed {
  nnetKey: number;
  nnetChanges: [version: number, at: number][];
}

/** A VS Code with one extension and its page, in which keystrokes are timed. */
export class EditorUnderTest {
  private constructor(
    private readonly workbench: Workbench,
    private readonly page: Frame,
  ) {}

  static async open({ extension, folder, file, behind, command }: Setup): Promise<EditorUnderTest> {
    const viewport = { width: 1400, height: 900 };
    const workbench = await Workbench.open({ extension, folder, file, viewport });
    await workbench.runCommand(command);
    await workbench.webview.locator('body[data-drawn]').waitFor();
    await workbench.page.locator('.tabs-container .tab', { hasText: file }).first().click();
    const lines = fs.readFileSync(path.join(folder, file), 'utf8').split('\n');
    const line = lines.findIndex((text) => text.includes(behind));
    await workbench.goTo(line + 1, lines[line].indexOf(behind) + behind.length + 1);

    const page = await workbench.webviewFrame();
    await page.evaluate(() => {
      const seen = ((globalThis as unknown as Observed).nnetChanges = []) as Observed['nnetChanges'];
      // Runs when the task that changed the page is over, so what it draws at once is counted in.
      new MutationObserver(() => {
        const version = Number(document.body.dataset['version']);
        if (version !== seen.at(-1)?.[0]) seen.push([version, performance.timeOrigin + performance.now()]);
      }).observe(document.body, { attributes: true, attributeFilter: ['data-version'] });
    });
    await workbench.page.evaluate(() => {
      const stamp = (event: KeyboardEvent): void => {
        (globalThis as unknown as Observed).nnetKey = performance.timeOrigin + event.timeStamp;
      };
      document.addEventListener('keydown', stamp, true);
    });
    return new EditorUnderTest(workbench, page);
  }

  /**
   * Types a digit and deletes it, and so on; each keystroke waits for the page of the one before.
   *
   * @returns milliseconds from each keystroke to the changed page
   */
  async type(keystrokes: number): Promise<number[]> {
    const times: number[] = [];
    for (let i = 0; i < keystrokes; i++) {
      const before = await this.page.evaluate(() => (globalThis as unknown as Observed).nnetChanges.length);
      await this.workbench.press(i % 2 === 0 ? String((i % 9) + 1) : 'Backspace');
      const handle = await this.page.waitForFunction(
        (count) => (globalThis as unknown as Observed).nnetChanges[count],
        before,
      );
      const [, changed] = (await handle.jsonValue()) as [number, number];
      const pressed = await this.workbench.page.evaluate(() => (globalThis as unknown as Observed).nnetKey);
      times.push(changed - pressed);
      // People rest between keystrokes, and what is left to do is done meanwhile.
      await this.workbench.page.waitForTimeout(120);
    }
    return times;
  }

  /** What VS Code itself says about the activation, for example `Activation: 4ms`. */
  async activation(): Promise<string> {
    await this.workbench.runCommand('Developer: Show Running Extensions');
    const row = this.workbench.page.locator('.runtime-extensions-editor .extension', { hasText: /nnet|do-nothing/ });
    return (await row.locator('.activation-time').first().innerText()).replace(/^Activation: /, '');
  }

  close(): Promise<void> {
    return this.workbench.close();
  }
}
