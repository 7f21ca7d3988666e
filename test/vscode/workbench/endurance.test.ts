// Much typing with the preview open: whatever happens in between, the last edit is what is shown.
// NNET_KEYSTROKES=10000 types more than the few hundred of every run.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Workbench } from '../harness/workbench';

const KEYSTROKES = Number(process.env['NNET_KEYSTROKES'] ?? 300);

const spec = (title: string): string => `network "${title}"
input X = [1 2]
layer identity
  W = [3 4]
output 1
`;

describe('a long lesson in the editor', function () {
  this.timeout(120_000 + 100 * KEYSTROKES);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nnet-endurance-'));
  let workbench: Workbench;

  before(async () => {
    for (const name of ['one', 'two']) writeFileSync(path.join(folder, `${name}.nnet`), spec(name));
    workbench = await Workbench.open({ folder, file: 'one.nnet' });
    await workbench.runCommand('NNet: Open Preview to the Side');
    await title('one');
    await workbench.focusEditor();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const title = (text: string) => workbench.webview.locator('h1').getByText(text, { exact: true }).waitFor();

  /** Types words into the title, and deletes them but for the last letters. */
  async function typeMuch(keys: number, last: string): Promise<void> {
    await workbench.goTo(1, 10);
    for (let typed = 0; typed < keys; typed += 20) {
      await workbench.type('abcdefghij');
      for (let i = 0; i < 10; i++) await workbench.press('Backspace');
    }
    await workbench.type(last);
  }

  it('shows the last of very many keystrokes', async () => {
    await typeMuch(KEYSTROKES, 'typed ');
    await title('typed one');
  });

  it('shows what a storm of undo and redo ends with', async () => {
    for (let i = 0; i < 10; i++) await workbench.press('Control+Z');
    for (let i = 0; i < 10; i++) await workbench.press('Control+Y');
    for (let i = 0; i < 20; i++) await workbench.press(i % 2 === 0 ? 'Control+Z' : 'Control+Y');
    await title('typed one');
  });

  it('shows what is typed in the other half of a split editor', async () => {
    await workbench.runCommand('View: Split Editor Down');
    await typeMuch(40, 'split ');
    await title('split typed one');
    await workbench.runCommand('View: Close Editor');
    await workbench.focusEditor();
  });
});
