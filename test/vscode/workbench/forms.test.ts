import assert from 'node:assert/strict';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

describe('the homogeneous form of a network in the workbench', () => {
  const examples = examplesCopy();
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.shared({ folder: examples.folder, file: 'mazur.nnet' });
    await workbench.runCommand('NNet: Open Preview to the Side');
    await workbench.webview.locator('body[data-drawn]').waitFor();
  });
  after(async () => {
    await workbench?.close();
    examples.remove();
  });

  const form = () => workbench.webview.getByRole('combobox', { name: 'Network' });
  const formal = () => workbench.webview.locator('.neuron.formal');
  const gradient = () => workbench.webview.locator('[data-block="gradient.1.W"]');

  it('shows formal neurons and frozen rows', async () => {
    assert.equal(await formal().count(), 0);
    await workbench.openViewOptions();
    await form().selectOption('Homogeneous (§3)');
    await workbench.webview.locator('[data-block="network.formal"]').waitFor();
    assert.equal(await formal().count(), 2);
    // ∇b₁ stands in the last column of ∇W₁.
    await gradient().locator('[data-t="W.1.0.2"]', { hasText: '0.008771' }).first().waitFor();
    await workbench.webview.locator('[data-block="gradient.1.frozen"]').waitFor();
  });

  it('leads from a bias in W to b in the text', async () => {
    await gradient().locator('[data-t="W.1.1.2"]').first().click();
    const detail = workbench.webview.locator('.entry-detail');
    await detail.getByRole('button', { name: 'Show in Text' }).click();
    await workbench.page.locator('#status\\.editor\\.selection', { hasText: 'Ln 18, Col 17 (4 selected)' }).waitFor();
    await detail.getByRole('button', { name: 'Close (Esc)' }).click();
  });

  it('tries another bias in W, writes it to b in the text, and has it taken back by one undo', async () => {
    const bias = workbench.webview.locator('[data-block="forward.1.N"] [data-t="W.1.1.2"]').first();
    await bias.scrollIntoViewIfNeeded();
    const box = (await bias.boundingBox())!;
    const { mouse } = workbench.page;
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await mouse.down();
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 30);
    await mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 60);
    await mouse.up();
    const bar = workbench.webview.getByRole('region', { name: 'What if' });
    await bar.waitFor();
    assert.equal(await bar.getByRole('textbox').inputValue(), '0.45');
    // N₁, second entry: 0.25·0.05 + 0.3·0.1 + 0.45 = 0.4925.
    await workbench.webview.locator('[data-block="forward.1.N"] [data-q="N.1.1.0"]', { hasText: '0.4925' }).waitFor();
    await bar.getByRole('button', { name: 'Write to the text' }).click();
    await bar.waitFor({ state: 'hidden' });
    await workbench.page.getByRole('tab', { name: /^mazur\.nnet/ }).click();
    await workbench.focusEditor();
    assert.match(await workbench.visibleText(), /b = \[0\.35 0\.45\]/);
    await workbench.press('Control+Z');
    await workbench.webview.locator('[data-block="forward.1.N"] [data-q="N.1.1.0"]', { hasText: '0.3925' }).waitFor();
    assert.match(await workbench.visibleText(), /b = \[0\.35 0\.35\]/);
  });

  it('has a number of the text stepped by keys, one undo each', async () => {
    await workbench.goTo(18, 15);
    for (const [keys, b] of [
      ['Alt+ArrowUp', '0.36'],
      ['Shift+Alt+ArrowDown', '0.26'],
      ['Control+Z', '0.36'],
      ['Control+Z', '0.35'],
    ]) {
      await workbench.press(keys);
      await workbench.editorLines.filter({ hasText: new RegExp(`0\\.35\\s${b.replace('.', '\\.')}\\]`) }).waitFor();
    }
  });

  it('descends through the parameters of the text', async () => {
    const descent = workbench.webview.getByRole('region', { name: 'Descent' });
    await descent.getByRole('button', { name: 'Run descent' }).click();
    await descent.getByRole('button', { name: 'Write W and b to the text' }).click();
    await descent.getByText('The network has changed since').waitFor();
    await workbench.page.getByRole('tab', { name: /^mazur\.nnet/ }).click();
    await workbench.focusEditor();
    await workbench.press('Control+Z');
    await gradient().locator('[data-t="W.1.0.2"]', { hasText: '0.008771' }).first().waitFor();
  });

  it('is written into the text, and then shown as an affine network again', async () => {
    await workbench.page.getByRole('tab', { name: /^mazur\.nnet/ }).click();
    await workbench.focusEditor();
    await workbench.runCommand('NNet: Convert to Homogeneous Form');
    await form().locator('option', { hasText: 'Affine, with biases' }).waitFor({ state: 'attached' });
    assert.equal(await form().inputValue(), 'written');
    assert.equal(await formal().count(), 2);
    await form().selectOption('Affine, with biases');
    await workbench.webview.getByText('Every layer has a bias').waitFor();
    await workbench.webview.locator('[data-block="gradient.1.b"]', { hasText: '0.008771' }).waitFor();
  });
});
