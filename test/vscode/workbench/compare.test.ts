import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

const TWO_INPUTS = `input a = [1]
target = [0]
input b = [2]
target = [0]
layer identity
  W = [1]
loss half_sse
rate = 0.5
`;

describe("a student's own matrix, and descent, in the workbench", () => {
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

  const box = () => workbench.webview.getByRole('textbox', { name: 'Your result' });
  const verdict = () => workbench.webview.locator('.compare').getByRole('status');

  it('is found by a command, which leaves the cursor in the box', async () => {
    await workbench.runCommand('NNet: Check My Work');
    await box().and(workbench.webview.locator(':focus')).waitFor();
    await workbench.page.keyboard.type('N1 = 0.3775 0.3925');
    await verdict().getByText('All entries are correct.').waitFor();
  });

  it('is compared as it is typed, and again when the network changes', async () => {
    await box().fill('[0.0822 0.0827; -0.0226 -0.0227]');
    await verdict().getByText('All entries are correct.').waitFor();
    await box().fill('array([[ 0.4398,  0.4425],\n       [-0.1288, -0.1296]])');
    await verdict().getByText('the factor σ′ of layer 2 is missing').waitFor();
    await box().fill('∇W₂ = [0.0822 0.0827; -0.0226 -0.0227]');
    await verdict().getByText('All entries are correct.').waitFor();
    const text = fs.readFileSync(path.join(examples.folder, 'mazur.nnet'), 'utf8');
    await workbench.page.getByRole('tab', { name: /^mazur\.nnet/ }).click();
    await workbench.setText(text.replace('0.99', '0.98'));
    await verdict().getByText('entries are wrong').waitFor();
    await workbench.setText(text);
    await verdict().getByText('All entries are correct.').waitFor();
  });

  it('is still there after the panel was hidden', async () => {
    // A preview that is not locked would follow to the other network.
    await workbench.tab('Preview mazur.nnet').click();
    await workbench.runCommand('NNet: Toggle Preview Lock');
    await workbench.tab('[Preview] mazur.nnet').click();
    await workbench.openFile('xor.nnet');
    await workbench.page.locator('iframe.webview.ready').waitFor({ state: 'hidden' });
    await workbench.tab('[Preview] mazur.nnet').click();
    await verdict().getByText('All entries are correct.').waitFor();
    assert.equal(await box().inputValue(), '∇W₂ = [0.0822 0.0827; -0.0226 -0.0227]');
  });

  it('gives way to a descent, whose last step is written into the text and taken back', async () => {
    const descent = workbench.webview.getByRole('region', { name: 'Descent' });
    await descent.getByRole('button', { name: 'Run descent' }).click();
    await descent.getByRole('img', { name: /^With η = 0\.5 the objective goes from 0\.298371/ }).waitFor();
    const write = descent.getByRole('button', { name: 'Write W and b to the text' });
    await write.click();
    // The text has changed: what was drawn began elsewhere.
    await descent.getByText('The network has changed since').waitFor();
    await verdict().getByText('entries are wrong').waitFor();
    assert.equal(await write.isDisabled(), true);
    await workbench.page.getByRole('tab', { name: /^mazur\.nnet/ }).click();
    await workbench.focusEditor();
    await workbench.press('Control+Z');
    await verdict().getByText('All entries are correct.').waitFor();
  });

  it('is not needed for a step, which asks for the input where there are several', async () => {
    await workbench.setText(TWO_INPUTS);
    await workbench.runCommand('NNet: Take a Gradient Step');
    await workbench.answer('b');
    // L = (2w)²/2, so ∇ = 4w at b.
    await workbench.page.locator('.view-line', { hasText: /W\s=\s\[-1\]/ }).waitFor();
  });
});
