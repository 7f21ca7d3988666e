import assert from 'node:assert/strict';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

const SPEC = `network "Two by two by two"
input  X = [0.05 0.10]
target   = [0.01 0.99]
layer hidden: sigmoid
  W = [0.15 0.20
       0.25 0.30]
  b = [0.35 0.35]
layer sigmoid
  W = [0.40 0.45; 0.50 0.55]
  b = [0.60 0.60]
loss half_sse
`;

describe('the preview in the workbench', () => {
  const examples = examplesCopy();
  const complaints: string[] = [];
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.shared({
      folder: examples.folder,
      file: 'mazur.nnet',
      log: (line) => {
        if (/Content Security Policy|KaTeX|pageerror/.test(line)) complaints.push(line);
      },
    });
    await workbench.setText(SPEC);
    await workbench.runCommand('NNet: Open Preview to the Side');
    await drawn();
  });
  after(async () => {
    await workbench?.close();
    examples.remove();
  });

  const drawn = () => workbench.webview.locator('body[data-drawn]').waitFor();
  const block = (id: string) => workbench.webview.locator(`[data-block="${id}"]`);
  const position = () => workbench.page.locator('#status\\.editor\\.selection');

  it('shows the gradient of the network with its numbers', async () => {
    await workbench.tab('Preview mazur.nnet').waitFor();
    assert.equal(await workbench.webview.locator('h1').textContent(), 'Two by two by two');
    await workbench.webview.locator('.formula-tag', { hasText: '(3)' }).first().waitFor();
    await workbench.webview.locator('[data-t="W.2.0.0"]', { hasText: '0.08217' }).first().waitFor();
    assert.equal(await workbench.webview.locator('.katex-error').count(), 0);
  });

  it('follows the text as it is typed, and keeps the page while the text is broken', async () => {
    const title = () => workbench.webview.locator('h1');
    await workbench.goTo(1, 10);
    await workbench.type('New ');
    await title().filter({ hasText: 'New Two by two by two' }).waitFor();
    await workbench.goTo(1, 1);
    await workbench.type('% ');
    await workbench.webview.locator('body.stale').waitFor();
    assert.match((await title().textContent()) ?? '', /New Two/);
    await workbench.webview
      .getByRole('button', { name: /^Line 1, column/ })
      .first()
      .waitFor();
    await workbench.press('Backspace');
    await workbench.press('Backspace');
    await workbench.webview.locator('body:not(.stale)').waitFor();
  });

  it('goes to an entry of a matrix in the text', async () => {
    await block('network.drawing').locator('[data-t="Sigma.2.0.0"]').click();
    await position()
      .filter({ hasText: /^Ln 8, .*selected/ })
      .waitFor();
    await workbench.webview.locator('.formula [data-t="W.1.1.0"]', { hasText: '0.25' }).first().click();
    await position()
      .filter({ hasText: /^Ln 6, Col 12 \(4 selected/ })
      .waitFor();
    // What is selected is typed over.
    await workbench.type('0.75');
    await workbench.webview.locator('.formula [data-t="W.1.1.0"]', { hasText: '0.75' }).first().waitFor();
    await workbench.press('Control+Z');
    await workbench.webview.locator('.formula [data-t="W.1.1.0"]', { hasText: '0.25' }).first().waitFor();
  });

  it('marks the layer that the cursor is in', async () => {
    await workbench.goTo(5, 3);
    await workbench.webview.locator('.block.current[data-layer="1"]').first().waitFor();
    await workbench.goTo(9, 3);
    await workbench.webview.locator('.block.current[data-layer="2"]').first().waitFor();
    assert.equal(await workbench.webview.locator('.block.current[data-layer="1"]').count(), 0);
  });

  it('copies a formula as LaTeX', async () => {
    const formula = workbench.webview.locator('.formula').filter({ hasText: '(3)' }).first();
    await formula.hover();
    await formula.getByRole('button', { name: /^Copy as LaTeX/ }).click();
    await workbench.webview.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const copied = await workbench.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /\\nabla_\{W_2\}/);
    assert.doesNotMatch(copied, /htmlData/);
  });

  it('shows exact fractions where there are any, also in what is copied, and follows the text', async () => {
    await workbench.openViewOptions();
    const numbers = workbench.webview.getByRole('combobox', { name: 'Numbers', exact: true });
    await numbers.selectOption('exact fractions');
    const N = block('forward.1.N');
    await N.locator('.mfrac', { hasText: '400' }).first().waitFor();
    await workbench.webview.getByText('Rounded:').waitFor();
    await N.hover();
    await N.getByRole('button', { name: /^Copy as LaTeX/ }).click();
    await workbench.webview.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    // The word "Copied" may still be that of the last copy.
    await workbench.page.waitForFunction(async () =>
      (await navigator.clipboard.readText()).includes('\\tfrac{151}{400}'),
    );
    await workbench.page.getByRole('tab', { name: 'mazur.nnet, Editor Group 1', exact: true }).click();
    await workbench.setText(SPEC.replace('[0.05 0.10]', '[1/3 1/7]'));
    await N.locator('.mfrac', { hasText: '21' }).first().waitFor();
    await workbench.setText(SPEC);
    await numbers.selectOption('significant digits');
    await workbench.webview.locator('.formula [data-t="W.1.1.0"]', { hasText: '0.25' }).first().waitFor();
  });

  it('is the same panel when it is asked for again', async () => {
    await workbench.page.getByRole('tab', { name: 'mazur.nnet, Editor Group 1', exact: true }).click();
    await workbench.runCommand('NNet: Open Preview to the Side');
    await drawn();
    assert.equal(await workbench.tab('Preview mazur.nnet').count(), 1);
  });

  it('shows all there is again after it was hidden, with the changes made meanwhile', async () => {
    await workbench.openViewOptions();
    const digits = workbench.webview.getByRole('spinbutton', { name: 'Number of digits' });
    await digits.fill('6');
    await workbench.webview.locator('.formula [data-t="W.2.0.0"]', { hasText: '0.0821670' }).first().waitFor();
    await workbench.tab('Preview mazur.nnet').click();
    await workbench.runCommand('NNet: Toggle Preview Lock');
    await workbench.tab('[Preview] mazur.nnet').waitFor();
    await workbench.openFile('xor.nnet');
    await workbench.page.locator('iframe.webview.ready').waitFor({ state: 'hidden' });
    await workbench.tab('[Preview] mazur.nnet').click();
    await drawn();
    await workbench.webview.locator('.formula [data-t="W.2.0.0"]', { hasText: '0.0821670' }).first().waitFor();
    await workbench.openViewOptions();
    assert.equal(await digits.inputValue(), '6');
  });

  it('comes back after a restart of the window, with its choices', async () => {
    // The address opened a file besides; where it does so, VS Code does not bring back the editors.
    const url = new URL(workbench.page.url());
    const payload = JSON.parse(url.searchParams.get('payload')!) as [string, string][];
    url.searchParams.set('payload', JSON.stringify(payload.filter(([key]) => key !== 'openFile')));
    await workbench.page.goto(url.href);
    await workbench.tab('[Preview] mazur.nnet').click();
    await drawn();
    await workbench.webview.locator('.formula [data-t="W.2.0.0"]', { hasText: '0.0821670' }).first().waitFor();
  });

  it('looks at one sample of a batch, whose entries stand in their column of the text', async () => {
    await workbench.openFile('softmax-batch.nnet');
    await workbench.runCommand('NNet: Open Preview to the Side');
    const page = () => workbench.webview.locator('body[data-drawn]');
    await page().filter({ hasText: 'Formulas (4) and (5) are sums over the samples' }).waitFor();
    await workbench.webview.getByRole('button', { name: 'Show only sample 1' }).first().click();
    await page().filter({ hasText: 'Showing only sample 1 of 4 in the batch' }).waitFor();
    await workbench.openViewOptions();
    await workbench.webview.getByRole('combobox', { name: 'Sample' }).selectOption('3');
    await workbench.webview.getByRole('combobox', { name: 'Formula' }).selectOption('4');
    await page().filter({ hasText: 'Showing only sample 3 of 4 in the batch' }).waitFor();
    await block('gradient.start.Jacobian').waitFor();
    await block('forward.X').locator('[data-t="X.0.1.0"]', { hasText: '3.3' }).click();
    await position()
      .filter({ hasText: /^Ln 11, Col 23 \(3 selected/ })
      .waitFor();
  });

  it('has offended no policy and asked for nothing outside this machine', () => {
    assert.deepEqual(complaints, []);
    assert.deepEqual(workbench.outside, []);
  });
});
