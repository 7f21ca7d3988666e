// The preview of a text that is saved, closed, moved or deleted.
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testFolder } from '../harness/examples';
import { Workbench } from '../harness/workbench';

const SPEC = `network "Moved"
input X = [1 2]
layer identity
  W = [3 4]
`;

describe('the preview of a text that moves or goes', () => {
  const folder = testFolder('moves');
  let workbench: Workbench;

  before(async () => {
    mkdirSync(path.join(folder, 'week1'));
    writeFileSync(path.join(folder, 'week1', 'one.nnet'), SPEC);
    workbench = await Workbench.shared({ folder });
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const title = (text: string) => workbench.webview.locator('h1', { hasText: text }).waitFor();
  const heading = (text: string) => workbench.webview.locator('.errors h2', { hasText: text }).waitFor();
  /**
   * Waits until the window has kept its editors as they are: it does that once a minute when it is idle, and a reload
   * brings back these. One that never is idle keeps them at the latest when it is left.
   */
  async function layoutKept(isLatest: (layout: string) => boolean): Promise<void> {
    for (let i = 0; i < 600 && !isLatest(await workbench.keptLayout()); i++) await workbench.page.waitForTimeout(200);
  }
  /** The tabs of documents that are not saved. */
  const untitled = () => workbench.page.locator('.tab[data-resource-name^="Untitled"]');

  /** A new document that is not saved, with its preview. */
  async function newWithPreview(name: string): Promise<void> {
    await workbench.runCommand('NNet: New Network…');
    await workbench.answer('Single neuron');
    await untitled().waitFor();
    await workbench.editorLines.first().waitFor();
    await workbench.setText(SPEC.replace('Moved', name));
    await workbench.runCommand('NNet: Open Preview to the Side');
    await title(name);
    await workbench.focusEditor();
  }

  it('follows an untitled text into the file that it is saved to', async () => {
    await newWithPreview('Saved');
    await workbench.press('Control+S');
    // The dialog proposes a file in the folder.
    const dialog = workbench.page.locator('.quick-input-widget input.input');
    await workbench.page.waitForFunction(
      (input) => document.querySelector<HTMLInputElement>(input)?.value.endsWith('.nnet'),
      '.quick-input-widget input.input',
    );
    const name = path.basename(await dialog.inputValue());
    await workbench.press('Enter');
    await workbench.tab(`Preview ${name}`).waitFor();
    await workbench.focusEditor();
    await workbench.goTo(1, 10);
    await workbench.type('Later ');
    await title('Later Saved');
    assert.equal(await workbench.webview.locator('body.stale').count(), 0);
    assert.equal(await untitled().count(), 0);
    await workbench.save();
    await workbench.runCommand('View: Close All Editors');
  });

  it('keeps the last page of an untitled text that is closed unsaved, says so, and opens no new one', async () => {
    await newWithPreview('Closed');
    await workbench.runCommand('View: Close Editor');
    await workbench.page.getByRole('button', { name: "Don't Save" }).click();
    await heading('The text was closed without saving');
    await title('Closed');
    // What is clicked on the page looks for the text too.
    await workbench.webview.locator('.formula [data-t="W.1.0.0"]').first().click();
    await workbench.openViewOptions();
    await workbench.webview.getByRole('combobox', { name: 'Formula' }).selectOption({ index: 1 });
    await heading('The text was closed without saving');
    assert.equal(await untitled().count(), 0);
    await workbench.runCommand('View: Close All Editors');
  });

  it('follows a file when its folder is renamed', async () => {
    await workbench.openFile('week1/one.nnet');
    await workbench.runCommand('NNet: Open Preview to the Side');
    await title('Moved');
    await workbench.runCommand('Explorer: Focus on Folders View');
    await workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'week1' }).click();
    await workbench.press('F2');
    const name = workbench.page.locator('.explorer-folders-view input');
    await name.fill('week2');
    await name.press('Enter');
    await workbench.page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'week2' }).waitFor();
    await workbench.focusEditor();
    await workbench.goTo(1, 10);
    await workbench.type('Twice ');
    await title('Twice Moved');
    assert.equal(await workbench.webview.locator('body.stale').count(), 0);
    await workbench.save();
  });

  it('says that a file is gone when it is brought back, and shows it once it is there again', async () => {
    const file = path.join(folder, 'week2', 'one.nnet');
    // The preview alone stays open.
    await workbench.runCommand('View: Close Editor');
    await workbench.tab('Preview one.nnet').waitFor();
    await layoutKept((layout) => layout.includes('week2/one.nnet') && !layout.includes('fileEditorInput'));
    rmSync(file);
    await workbench.page.reload();
    await heading('The file can’t be read');
    assert.equal(await workbench.webview.getByText('The text has errors').count(), 0);
    // Until the watcher of the new window has started, nobody sees that the file is there.
    for (let tries = 1; ; tries++) {
      writeFileSync(file, SPEC.replace('Moved', 'Again'));
      const shown = workbench.webview.locator('h1', { hasText: 'Again' }).waitFor({ timeout: 3000 });
      if (await shown.then(() => true, () => tries === 8)) break; // prettier-ignore
    }
    await title('Again');
  });

  it('shows new numbers when another program writes a matrix file, and says when it is gone', async () => {
    const csv = path.join(folder, 'week2', 'weights.csv');
    writeFileSync(csv, '3 4\n');
    writeFileSync(path.join(folder, 'week2', 'file.nnet'), SPEC.replace('[3 4]', 'file("weights.csv")'));
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile('week2/file.nnet');
    await workbench.runCommand('NNet: Open Preview to the Side');
    const output = (value: string) =>
      workbench.webview.locator('[data-block^="forward.1"] .katex-html').filter({ hasText: value }).first().waitFor();
    // 3·1 + 4·2, then 5·1 + 6·2.
    await output('11');
    writeFileSync(csv, '5 6\n');
    await output('17');
    rmSync(csv);
    await workbench.webview.getByText('The file weights.csv was not found').first().waitFor();
    writeFileSync(csv, '7 8\n');
    await output('23');
  });
});
