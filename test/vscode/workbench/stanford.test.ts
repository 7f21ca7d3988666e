import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testFolder } from '../harness/examples';
import { Workbench } from '../harness/workbench';
import { stanfordSample } from '../../unit/stanford/stanfordSample';

describe('a Stanford NNet file in the workbench', () => {
  const folder = testFolder('stanford');
  let workbench: Workbench;

  before(async () => {
    writeFileSync(path.join(folder, 'acas.nnet'), stanfordSample);
    workbench = await Workbench.shared({ folder, file: 'acas.nnet' });
    await workbench.runCommand('NNet: Open Preview to the Side');
    await workbench.webview.locator('body[data-drawn]').waitFor();
  });
  after(async () => {
    await workbench?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const block = (id: string) => workbench.webview.locator(`[data-block="${id}"]`);

  it('has a page that says where X and the scaling come from', async () => {
    const note = (await block('network.notes').textContent()) ?? '';
    assert.match(note, /X is set to the means/);
    assert.match(note, /y·300 \+ 7\.5/);
    assert.match(note, /does not say which output to differentiate/);
  });

  it('has the gradient of the first output, and then of the one that is chosen on the page', async () => {
    await workbench.openViewOptions();
    const output = workbench.webview.getByRole('combobox', { name: 'Output' });
    assert.equal(await output.inputValue(), '1');
    // N₁ = b₁ at the means, so f₁ = (0.1·1 + 0.3·3 + 0.7)·300 + 7.5.
    await block('forward.value').filter({ hasText: '517.5' }).waitFor();
    await block('gradient.X.numbers').waitFor();
    await output.selectOption('2');
    // (−4·0.1 − 6·0.3 − 0.8)·300 + 7.5.
    await block('forward.value').filter({ hasText: '892.5' }).waitFor();
    assert.equal(await workbench.webview.locator('.katex-error').count(), 0);
  });

  it('is found in the text from the page', async () => {
    await workbench.webview.locator('.formula [data-t="W.1.1.1"]').first().click();
    await workbench.page
      .locator('#status\\.editor\\.selection')
      .filter({ hasText: /^Ln 10, .*\(4 selected/ })
      .waitFor();
  });

  it('is converted into a new document in front', async () => {
    await workbench.runCommand('NNet: Convert Stanford NNet File');
    await workbench.page.getByRole('tab', { name: /network "acas"/ }).waitFor();
    await workbench.page.getByText('The converted network does not.').first().waitFor();
  });
});
