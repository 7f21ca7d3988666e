import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

/** What leaves the workbench: files by Export…, and pictures by the clipboard. */
describe('exports in the workbench', () => {
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

  const widget = () => workbench.page.locator('.quick-input-widget');
  const input = () => widget().locator('input.input');
  const row = (label: string) =>
    widget().locator('.monaco-list-row .label-name').getByText(label, { exact: true }).first();
  const inFolder = (name: string) => path.join(examples.folder, name);
  const read = (name: string) => fs.readFileSync(inFolder(name), 'utf8');
  const files = () => fs.readdirSync(examples.folder).sort();
  const dialog = () => workbench.page.locator('.monaco-dialog-box');
  const tools = () => workbench.webview.locator('.formula').filter({ hasText: '(3)' }).first();

  /** Goes back to the text whose exports these are. */
  async function toText(): Promise<void> {
    await workbench.page.locator('.tabs-container .tab[data-resource-name="mazur.nnet"]').first().click();
    await workbench.focusEditor();
    await textHasKeys();
  }

  const hasKeys = (name: string) =>
    workbench.page.locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`).waitFor();
  const textHasKeys = () => hasKeys('mazur.nnet');

  /** Runs a command of the text, and takes a row of the list that it offers. */
  async function chosen(command: string, label: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await toText();
      await workbench.runCommand(command);
      try {
        return await row(label).click({ timeout: 15_000 });
      } catch (error) {
        // A page that was just clicked on may take the keys late, and so close the list.
        if (attempt === 6) throw error;
        if (await widget().isVisible()) await workbench.press('Escape');
      }
    }
  }

  /** Answers the first questions of Export…, up to the place. */
  async function askedForPlace(
    target: string,
    begin = (): Promise<void> => workbench.runCommand('NNet: Export…'),
  ): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      await begin();
      try {
        return await answerUpToPlace(target);
      } catch (error) {
        // A page that was just clicked on may take the keys late, and so close the list.
        if (attempt === 6) throw error;
        if (await widget().isVisible()) await workbench.press('Escape');
      }
    }
  }

  async function answerUpToPlace(target: string): Promise<void> {
    const timeout = 15_000;
    await row(target).click({ timeout });
    await row('Forward values').waitFor({ timeout });
    await workbench.press('Enter');
    // The dialog begins with a name beside the text.
    await workbench.page.waitForFunction(
      (folder) =>
        document
          .querySelector<HTMLInputElement>('.quick-input-widget input.input')
          ?.value.startsWith(`${folder}/mazur.`),
      examples.folder,
      { timeout },
    );
  }

  async function exported(target: string, name: string): Promise<void> {
    await askedForPlace(target);
    await input().fill(inFolder(name));
    await workbench.press('Enter');
  }

  /** Waits until an export is done: it puts what it has written in front, and takes the keyboard there, last of all. */
  async function writtenAndOpened(name: string): Promise<void> {
    await hasKeys(name);
    // Mazur's published gradient.
    assert.match(read(name), /0\.0004386 & 0\.0008771/);
  }

  /** The picture that comes to the clipboard: its size, and the share of its pixels that are dark and that are clear. */
  async function copiedPicture(): Promise<{ width: number; height: number; dark: number; clear: number }> {
    for (let waited = 0; ; waited++) {
      const picture = await pictureOnClipboard();
      if (picture !== null) return picture;
      assert.ok(waited < 300, 'no picture comes to the clipboard');
      await workbench.page.waitForTimeout(100);
    }
  }

  const pictureOnClipboard = () =>
    workbench.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      if (!item?.types.includes('image/png')) return null;
      // It may be replaced while it is read.
      const blob = await item.getType('image/png').catch(() => null);
      if (blob === null) return null;
      const bitmap = await createImageBitmap(blob);
      const { width, height } = bitmap;
      const context = new OffscreenCanvas(width, height).getContext('2d')!;
      context.drawImage(bitmap, 0, 0);
      const { data } = context.getImageData(0, 0, width, height);
      let [dark, clear] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] > 128 && data[i] < 128) dark++;
        if (data[i + 3] < 128) clear++;
      }
      return { width, height, dark: dark / (width * height), clear: clear / (width * height) };
    });

  it('writes what the preview shows to the place that is answered, and opens it', async () => {
    await askedForPlace('LaTeX article', () => workbench.webview.getByRole('button', { name: 'Export…' }).click());
    await input().fill(inFolder('mazur.tex'));
    await workbench.press('Enter');
    await writtenAndOpened('mazur.tex');
    const text = read('mazur.tex');
    assert.match(text, /nnet export mazur\.nnet --to latex/);
    assert.match(text, /\\end\{document\}\n$/);
  });

  it('writes nothing if a question is not answered', async () => {
    const before = files();
    await toText();
    await askedForPlace('Jupyter notebook');
    await workbench.press('Escape');
    await widget().waitFor({ state: 'hidden' });
    await workbench.runCommand('NNet: Export…');
    await row('NumPy script').waitFor();
    await workbench.press('Escape');
    await widget().waitFor({ state: 'hidden' });
    assert.deepEqual(files(), before);
  });

  it('asks before it takes a file that someone else wrote, and leaves it if not', async () => {
    fs.writeFileSync(inFolder('mine.md'), 'My own notes.\n');
    await exported('Markdown', 'mine.md');
    await widget().getByText('mine.md already exists. Are you sure you want to overwrite it?').waitFor();
    await widget().getByRole('button', { name: 'Cancel' }).click();
    if (await widget().isVisible()) await workbench.press('Escape');
    await widget().waitFor({ state: 'hidden' });
    assert.equal(read('mine.md'), 'My own notes.\n');
    await exported('Markdown', 'mine.md');
    await widget().getByText('mine.md already exists. Are you sure you want to overwrite it?').waitFor();
    await workbench.press('Enter');
    await writtenAndOpened('mine.md');
  });

  it('does the last export of the file again, and asks if its file has become another', async () => {
    await toText();
    fs.writeFileSync(inFolder('mine.md'), `<!-- nnet export mazur.nnet --to markdown -->\n`);
    await workbench.runCommand('NNet: Export Again');
    await writtenAndOpened('mine.md');
    // What was edited since is not lost.
    const edited = `${read('mine.md')}My own line.\n`;
    fs.writeFileSync(inFolder('mine.md'), edited);
    await toText();
    await workbench.runCommand('NNet: Export Again');
    await dialog().getByText('“mine.md” was edited since it was exported. Replace it and lose the changes?').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
    assert.equal(read('mine.md'), edited);
    fs.writeFileSync(inFolder('mine.md'), 'My own notes again.\n');
    await toText();
    await workbench.runCommand('NNet: Export Again');
    await dialog().getByText('“mine.md” exists and was not written by an export. Replace it?').waitFor();
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await dialog().waitFor({ state: 'hidden' });
    assert.equal(read('mine.md'), 'My own notes again.\n');
    await workbench.runCommand('NNet: Export Again');
    await dialog().getByText('“mine.md” exists').waitFor();
    await dialog().getByRole('button', { name: 'Replace' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await writtenAndOpened('mine.md');
  });

  it('copies a formula as a picture from the preview', async () => {
    await workbench.tab('Preview mazur.nnet').click();
    await tools().hover();
    await tools().getByRole('button', { name: 'Copy as Picture (PNG)' }).click();
    await workbench.webview.getByRole('status').filter({ hasText: 'Copied' }).waitFor();
    const { width, height, dark, clear } = await copiedPicture();
    assert.ok(width > 400 && height > 100 && width > 2 * height, `${width} × ${height}`);
    assert.ok(dark > 0.01 && dark < 0.3 && clear === 0, `${dark} ${clear}`);
    await tools().hover();
    await tools().getByRole('button', { name: 'Copy as Picture (SVG)' }).click();
    const copied = () => workbench.page.evaluate(() => navigator.clipboard.readText());
    for (let waited = 0; !(await copied()).startsWith('<?xml'); waited++) {
      assert.ok(waited < 300, 'no SVG comes to the clipboard');
      await workbench.page.waitForTimeout(100);
    }
    assert.match(await copied(), /<svg .*<desc>[^<]*gradient.*<path /s);
  });

  it('copies (3) with numbers as a picture by a command, and gives the keyboard back to the text', async () => {
    await workbench.page.evaluate(() => navigator.clipboard.writeText('before'));
    await chosen('NNet: Copy as Picture…', 'Picture without a background (PNG)');
    const { width, height, dark, clear } = await copiedPicture();
    // As wide as a slide of 16:9.
    assert.ok(width > 1500 && Math.abs(width / height - 16 / 9) < 0.3, `${width} × ${height}`);
    assert.ok(dark > 0.01 && clear > 0.7, `${dark} ${clear}`);
    await textHasKeys();
  });

  it('copies the drawing as a picture', async () => {
    await workbench.page.evaluate(() => navigator.clipboard.writeText('before'));
    await chosen('NNet: Copy Drawing…', 'PNG');
    const { width, height, dark } = await copiedPicture();
    assert.deepEqual([width, height], [920, 580]);
    assert.ok(dark > 0.005 && dark < 0.2, String(dark));
  });

  it('asks nothing of the network for it', () => assert.deepEqual(workbench.outside, []));
});
