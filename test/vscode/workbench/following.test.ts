// Which text the previews show: the one that is edited, or the one they are locked to.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testFolder } from '../harness/examples';
import { Workbench } from '../harness/workbench';

const spec = (name: string, weight: number): string => `network "${name}"
input X = [2]
rate = 0.5
layer identity
  W = [${weight}]
`;

describe('the preview and the active editor', () => {
  const folder = testFolder('follows');
  let workbench: Workbench;

  before(async () => {
    writeFileSync(path.join(folder, 'one.nnet'), spec('First', 3));
    writeFileSync(path.join(folder, 'two.nnet'), spec('Second', 5));
    writeFileSync(path.join(folder, 'notes.txt'), 'no network');
    workbench = await Workbench.shared({ folder, file: 'one.nnet' });
    await workbench.runCommand('NNet: Open Preview to the Side');
    await title('First');
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const title = (text: string) => workbench.webview.locator('h1', { hasText: text }).waitFor();
  const previews = () => workbench.page.locator('.tabs-container .tab', { hasText: 'Preview' });
  async function edit(file: string): Promise<void> {
    await workbench.page.locator('.editor-group-container').first().locator('.monaco-editor').first().click();
    await workbench.openFile(file);
  }

  it('follows the editor, with its title, and stays with the last network where there is none', async () => {
    await edit('two.nnet');
    await title('Second');
    await workbench.tab('Preview two.nnet').waitFor();
    await edit('notes.txt');
    await title('Second');
    await edit('one.nnet');
    await title('First');
    assert.equal(await previews().count(), 1);
  });

  it('offers the commands with the focus in it, for the text that it shows', async () => {
    await workbench.tab('Preview one.nnet').click();
    await workbench.webview.locator('h1').click();
    // f = 3·2 with ∇f = 2, so W becomes 3 − 0.5·2.
    await workbench.runCommand('NNet: Take a Gradient Step');
    await workbench.webview.locator('.formula [data-t="W.1.0.0"]', { hasText: /^2$/ }).first().waitFor();
    await workbench.webview.locator('h1').click();
    await workbench.runCommand('NNet: Compute Gradient');
    // The typeset page, at its gradient.
    await workbench.webview.locator('.tabs [aria-current]', { hasText: 'Gradient' }).waitFor();
    assert.equal(await previews().count(), 1);
  });

  it('stays with its text while it is locked', async () => {
    await workbench.tab('Preview one.nnet').click();
    await workbench.runCommand('NNet: Toggle Preview Lock');
    await workbench.tab('[Preview] one.nnet').waitFor();
    await edit('two.nnet');
    await workbench.page.locator('.tab.active', { hasText: 'two.nnet' }).waitFor();
    await title('First');
    assert.equal(await workbench.tab('Preview two.nnet').count(), 0);
    await workbench.tab('[Preview] one.nnet').click();
    await workbench.runCommand('NNet: Toggle Preview Lock');
    await workbench.tab('Preview one.nnet').waitFor();
    await edit('two.nnet');
    await title('Second');
  });

  it('is opened a second time, locked', async () => {
    await workbench.runCommand('NNet: Open Locked Preview to the Side');
    await workbench.tab('[Preview] two.nnet').waitFor();
    await edit('one.nnet');
    await workbench.tab('Preview one.nnet').waitFor();
    assert.equal(await previews().count(), 2);
    await title('Second');
  });
});
