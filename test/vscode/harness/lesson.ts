/** A long lesson in the editor with its preview: whatever happens in between, the last edit is what is shown. */
import type { Workbench } from './workbench';

/** A spec whose title, from column 10 of its first line, is typed into. */
export const lessonSpec = (title: string): string => `network "${title}"
input X = [1 2]
layer identity
  W = [3 4]
output 1
`;

export class Lesson {
  constructor(
    private readonly workbench: Workbench,
    /** What the title is. */
    public title: string,
  ) {}

  /** Opens the preview beside the text. */
  async start(): Promise<void> {
    await this.workbench.runCommand('NNet: Open Preview to the Side');
    await this.shows();
    await this.workbench.focusEditor();
  }

  /** Waits until the page in view has the title. */
  async shows(): Promise<void> {
    await this.workbench.webview.locator('h1').getByText(this.title, { exact: true }).waitFor();
  }

  /** Types words into the title and deletes them again, `keys` keystrokes in all, and then types words that stay. */
  async type(keys: number, words: string): Promise<void> {
    const { workbench } = this;
    await workbench.goTo(1, 10);
    for (let typed = 0; typed < keys; typed += 20) {
      await workbench.type('abcdefghij');
      for (let i = 0; i < 10; i++) await workbench.press('Backspace');
    }
    await workbench.type(words);
    this.title = words + this.title;
    await this.shows();
  }

  /** Undoes and redoes much, and ends where it began. */
  async undoAndRedo(): Promise<void> {
    const { workbench } = this;
    for (let i = 0; i < 10; i++) await workbench.press('Control+Z');
    for (let i = 0; i < 10; i++) await workbench.press('Control+Y');
    for (let i = 0; i < 20; i++) await workbench.press(i % 2 === 0 ? 'Control+Z' : 'Control+Y');
    await this.shows();
  }

  /** Types in the second half of a split editor. */
  async split(keys: number): Promise<void> {
    const { workbench } = this;
    await workbench.runCommand('View: Split Editor Down');
    await this.type(keys, 'split ');
    await workbench.runCommand('View: Close Editor');
    await workbench.focusEditor();
  }

  /** Types with a second preview of the text open; both show the last edit. */
  async twoPreviews(file: string, keys: number): Promise<void> {
    const { workbench } = this;
    await workbench.runCommand('NNet: Open Locked Preview to the Side');
    await workbench.tab(`[Preview] ${file}`).waitFor();
    await this.focusText();
    await this.type(keys, 'both ');
    for (const tab of [`[Preview] ${file}`, `Preview ${file}`]) {
      await this.tab(tab).click();
      await this.shows();
    }
    await this.tab(`[Preview] ${file}`).click();
    await workbench.runCommand('View: Close Editor');
    await this.focusText();
  }

  /** Puts the keyboard into the text, which is in the first group. */
  private async focusText(): Promise<void> {
    await this.workbench.runCommand('View: Focus First Editor Group');
    await this.workbench.editorLines.first().waitFor();
  }

  /** The tab whose name begins so. */
  tab(name: string): ReturnType<Workbench['tab']> {
    const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return this.workbench.page.locator('.tabs-container .tab', { hasText: new RegExp(`^${escaped}`) });
  }
}
