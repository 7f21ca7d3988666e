import assert from 'node:assert/strict';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

describe('writing a network with the keyboard', () => {
  const examples = examplesCopy();
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.shared({ folder: examples.folder, file: 'mazur.nnet' });
  });
  after(async () => {
    await workbench?.close();
    examples.remove();
  });

  // The blanks of a line are no-break spaces to the page.
  const line = (text: string | RegExp) => workbench.editorLines.filter({ hasText: text }).first();
  const paste = async (text: string) => {
    await workbench.page.evaluate((value) => navigator.clipboard.writeText(value), text);
    await workbench.press('Control+V');
  };

  it('is in the language NNet', () => workbench.language.filter({ hasText: /^NNet$/ }).waitFor());

  it('takes what is typed', async () => {
    await workbench.setText('# one\n# two\n');
    await workbench.goTo(2, 6);
    await workbench.type(' three');
    await workbench.editorLines.filter({ hasText: '# two three' }).waitFor();
    assert.match(await workbench.visibleText(), /^# one\n# two three/);
  });

  it('pastes what NumPy prints as a matrix, which one undo takes back', async () => {
    await workbench.setText('input 2\nlayer 2 tanh\n  W =  # weights');
    await workbench.goTo(3, 7);
    await paste('array([[ 0.15, 0.2 ],\n       [ 0.25, 10.5 ]])');
    await line(/W\s=\s\[0\.15\s+0\.2/).waitFor();
    // The second row stands under the first, whatever VS Code does to the lines of a paste.
    await line(/^\s{7}0\.25\s+10\.5\]/).waitFor();
    await workbench.press('Control+Z');
    await line(/W\s=\s+#\sweights/).waitFor();
  });

  it('pastes anything else as it is', async () => {
    await workbench.setText('# notes: ');
    await workbench.goTo(1, 10);
    await paste('array([[1, 2]])');
    await line('# notes: array([[1, 2]])').waitFor();
  });

  it('completes an activation with its formula, and takes it with Enter', async () => {
    await workbench.setText('input 2\nlayer 3 ');
    await workbench.goTo(2, 9);
    await workbench.type('sigm');
    const row = workbench.page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'sigmoid' }).first();
    await row.waitFor();
    assert.match(await row.innerText(), /σ\(x\) = 1\/\(1 \+ exp\(-x\)\)/);
    await workbench.press('Enter');
    await line('layer 3 sigmoid').waitFor();
  });

  it('leaves Enter alone between the numbers of a matrix', async () => {
    await workbench.setText('input 2\nlayer 2 tanh\n  W = [');
    await workbench.goTo(3, 8);
    await workbench.type('1 2 \n3 4]');
    await line(/W\s=\s\[1\s2/).waitFor();
    await line(/^\s+3\s4\]/).waitFor();
  });

  it('mends a mistake with one key', async () => {
    await workbench.setText('input 2\nlayer 3 sigmiod');
    await workbench.errorSquiggles.first().waitFor();
    await workbench.goTo(2, 12);
    // On a busy machine the first press may be lost.
    await workbench.pressUntil('Control+.', workbench.page.locator('.action-widget').getByText('Write sigmoid'));
    await workbench.press('Enter');
    await line('layer 3 sigmoid').waitFor();
  });

  it('says beside the language what the network is', async () => {
    await workbench.setText('input 2\nlayer 3 relu\n  W = ones()\nlayer 1 relu\n  W = ones()');
    await workbench.page.locator('#status\\.languageStatus').hover();
    const status = workbench.page.locator('.hover-language-status');
    await status.filter({ hasText: '2-3-1' }).first().waitFor();
    assert.match((await status.allInnerTexts()).join('\n'), /9 parameters, homogeneous/);
  });

  it('asks for nothing outside this machine', () => assert.deepEqual(workbench.outside, []));
});
