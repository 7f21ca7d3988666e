import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { examplesCopy } from '../harness/examples';
import { Workbench } from '../harness/workbench';

/** By hand: N₁ = 2·3 − 1 = 5 = Σ₁, f = 4·5 = 20, Δ₂ = 20 − 17 = 3, ∇W₂ = 3·5 = 15, Δ₁ = 4·3 = 12, ∇W₁ = 12·3 = 36. */
const NETWORK = `network "By hand"
input X = 3
target = 17
layer 1 identity
W = 2
b = -1
layer 1 identity
W = 4
loss half_sse
`;

const LECTURE = `# Lecture

\`\`\`nnet {forward}
input = 3
layer identity
W = 2
b = -1
\`\`\`

\`\`\`nnet {exercise}
input = 3
target = 17
layer identity
W = 4
loss half_sse
exercise "Backward"
ask Delta1 gradW1
\`\`\`

\`\`\`nnet {key}
input = 3
target = 17
layer identity
W = 4
loss half_sse
exercise "Backward"
ask gradW1
\`\`\`
`;

/** From a text to its sheet and key, and to a lecture, as a lecturer goes about it. */
describe('an exercise in the workbench', () => {
  const examples = examplesCopy();
  let workbench: Workbench;

  before(async () => {
    fs.writeFileSync(path.join(examples.folder, 'hand.nnet'), NETWORK);
    fs.writeFileSync(path.join(examples.folder, 'bare.nnet'), NETWORK);
    fs.writeFileSync(path.join(examples.folder, 'lecture.md'), LECTURE);
    for (const folder of ['sheets', 'again', 'friendly', 'bare']) fs.mkdirSync(path.join(examples.folder, folder));
    workbench = await Workbench.shared({ folder: examples.folder, file: 'hand.nnet' });
    await workbench.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  });
  after(async () => {
    await workbench?.close();
    examples.remove();
  });

  const widget = () => workbench.page.locator('.quick-input-widget');
  const input = () => widget().locator('input.input');
  const row = (label: string) =>
    widget().locator('.monaco-list-row .label-name').getByText(label, { exact: true }).first();
  const suggestion = (label: string) =>
    workbench.page.locator(`.suggest-widget.visible .monaco-list-row[aria-label^="${label}"]`).first();
  const line = (text: string | RegExp) => workbench.editorLines.filter({ hasText: text }).first();

  /** Takes a completion: the first letters, and Enter once it is the one in focus; on a busy machine the list has to be asked for. */
  async function complete(typed: string, label: string): Promise<void> {
    await workbench.type(typed);
    const isOffered = () => suggestion(label).waitFor({ timeout: 5000 }).then(() => true, () => false); // prettier-ignore
    while (!(await isOffered())) await workbench.press('Control+Space');
    const isFocused = async () => /\bfocused\b/.test((await suggestion(label).getAttribute('class')) ?? '');
    for (let i = 0; i < 30 && !(await isFocused()); i++) await workbench.press('ArrowDown');
    const list = workbench.page.locator('.suggest-widget.visible');
    const isTaken = () => list.waitFor({ state: 'hidden', timeout: 5000 }).then(() => true, () => false); // prettier-ignore
    // A list that is just being made anew takes no answer.
    do await workbench.press('Enter');
    while (!(await isTaken()));
  }

  /** Answers what *Make Exercise…* and *Find Friendly Numbers…* ask: the last question is for the folder. */
  async function answer(target: string, count: number | string, folder: string): Promise<void> {
    await row(target).click();
    await widget().getByText('How many sheets with different numbers?').waitFor();
    await input().fill(`${count}`);
    await workbench.press('Enter');
    await row('Draw the network').waitFor();
    await workbench.press('Enter');
    await workbench.page.waitForFunction(
      (begin) => document.querySelector<HTMLInputElement>('.quick-input-widget input.input')?.value.startsWith(begin),
      examples.folder,
    );
    await input().fill(`${path.join(examples.folder, folder)}/`);
    // A click is lost while the folder is still being read.
    const isGone = () => widget().waitFor({ state: 'hidden', timeout: 2000 }).then(() => true, () => false); // prettier-ignore
    do
      await widget().getByRole('button', { name: 'Write Here' }).click({ timeout: 5000 }).catch(() => undefined); // prettier-ignore
    while (!(await isGone()));
  }

  /** The files that are written to a folder, once there are so many. */
  async function written(folder: string, count: number): Promise<Map<string, string>> {
    const place = path.join(examples.folder, folder);
    // Those that are being written begin with a dot.
    const there = () => fs.readdirSync(place).filter((name) => !name.startsWith('.'));
    for (let waited = 0; there().length < count; waited++) {
      assert.ok(waited < 900, `${there().length} files of ${count} are written`);
      await workbench.page.waitForTimeout(100);
    }
    const names = there().sort();
    assert.equal(names.length, count);
    return new Map(names.map((name) => [name, fs.readFileSync(path.join(place, name), 'utf8')]));
  }

  it('is written with completion, and is refused nothing', async () => {
    await workbench.goTo(10);
    await complete('exer', 'exercise');
    // Between the quotes, and out of them.
    await workbench.type('By hand');
    await workbench.press('End');
    await workbench.type('\n');
    await complete('giv', 'give');
    await complete('N1', 'N1');
    await workbench.type('\n');
    await complete('as', 'ask');
    await complete('Delta2', 'Delta2');
    await workbench.type(': 2 ');
    await complete('gradW', 'gradW2');
    await workbench.type(' ');
    await complete('gradW', 'gradW1');
    await line(/ask\sDelta2:\s2\sgradW2\sgradW1/).waitFor();
    await workbench.errorSquiggles.first().waitFor({ state: 'detached' });
    await workbench.save();
  });

  it('becomes a sheet and a key, which open', async () => {
    await workbench.page.locator('.codelens-decoration').getByText('Make sheet and key').waitFor();
    await workbench.runCommand('NNet: Make Exercise…');
    await answer('Markdown', 1, 'sheets');
    const files = await written('sheets', 2);
    const [key, sheet] = [...files.keys()];
    assert.match(key, /^hand-[0-9A-Z]{7}-0[0-9A-Z]-key\.md$/);
    await workbench.tab(sheet).waitFor();
    await workbench.tab(key).waitFor();
    // Δ₂ = 3, ∇W₂ = 15, ∇W₁ = 36.
    for (const answer of ['\\Delta_2 = 3 ', '\\nabla_{W_2} L = 15 ', '\\nabla_{W_1} L = 36 ']) {
      assert.ok(files.get(key)!.includes(`${answer}\\;\\pm`), answer);
    }
    assert.doesNotMatch(files.get(sheet)!, /15|36|(?<!\{)\b20\b/);
    assert.ok(files.get(sheet)!.includes('N_1 = 5'));
  });

  it('becomes the same sheet and key again from the code on the sheet', async () => {
    const first = await written('sheets', 2);
    const code = /^Sheet (\S+)$/m.exec([...first.values()].join('\n'))![1];
    await workbench.openFile('hand.nnet');
    await workbench.runCommand('NNet: Make Exercise…');
    await answer('Markdown', code.toLowerCase(), 'again');
    assert.deepEqual([...(await written('again', 2))], [...first]);
    // What opens late would come in front of the next test's file. Both folders have files of these names.
    for (const name of first.keys()) await workbench.tab(name).nth(1).waitFor();
  });

  it('is put together from questions where a text has none, and written into it', async () => {
    await workbench.openFile('bare.nnet');
    await workbench.runCommand('NNet: Make Exercise…');
    await row('gradW2').waitFor();
    await widget().getByRole('button', { name: 'OK' }).click();
    const dialog = workbench.page.locator('.monaco-dialog-box');
    await dialog.getByText('Add this exercise at the end of “bare.nnet”?').waitFor();
    await dialog.getByRole('button', { name: 'Add' }).click();
    // The question stays when the text is clicked in, as to look something up.
    await row('LaTeX exam paper (exam.cls)').waitFor();
    await workbench.editorLines.last().click();
    await answer('LaTeX exam paper (exam.cls)', 1, 'bare');
    const files = await written('bare', 2);
    for (const name of files.keys()) await workbench.tab(name).waitFor();
    const [key, sheet] = [...files.values()];
    assert.match(key, /\\boxed\{\\nabla_\{W_1\} L = 36 /);
    assert.doesNotMatch(sheet, /\b(?:15|36)\b/);
    await workbench.openFile('bare.nnet');
    await line(/ask\sDelta2\sgradW2\sDelta1\sgradW1/).waitFor();
  });

  it('has friendly numbers found, of which it is said how many were looked through', async () => {
    await workbench.openFile('exam.nnet');
    await workbench.runCommand('NNet: Find Friendly Numbers…');
    await answer('Markdown', 2, 'friendly');
    const files = await written('friendly', 4);
    // The toasts of a window in development are hidden.
    await workbench.runCommand('Notifications: Show Notifications');
    const said = workbench.page.locator('.notifications-center').getByText(/Found 2 of 2; looked through \d+ variants/);
    await said.first().waitFor();
    await workbench.press('Escape');
    for (const [name, text] of files) {
      if (!name.endsWith('key.md')) continue;
      const answers = [...text.matchAll(/\*\*Answer\*\*\n\n```math\n(.*) = (.*) \\;\\pm/g)].flatMap(([, , value]) =>
        [...value.replace(/\\phantom\{[^}]*\}/g, '').matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number)),
      );
      assert.equal(answers.length, 2 + 4 + 2 + 2 + 4 + 1);
      // Halves, quarters and eighths, none of them 0.
      for (const x of answers) assert.ok(x !== 0 && Number.isInteger(8 * x), `${x}`);
    }
  });

  it('is shown in a lecture with three fences, as a sheet and as a key, and follows its text', async () => {
    await workbench.openFile('lecture.md');
    await workbench.runCommand('Markdown: Open Preview to the Side');
    const fences = () => workbench.webview.locator('.nnet-fence');
    const tex = (fence: number) => fences().nth(fence).locator('annotation').allTextContents();
    const texWith = (fence: number, part: string) =>
      fences().nth(fence).locator('annotation').filter({ hasText: part }).first().waitFor({ state: 'attached' });
    await texWith(0, 'N_1');
    assert.equal(await fences().count(), 3);
    // N = 2·3 − 1 = 5; f = 4·3 = 12, so Δ = 12 − 17 = −5 and ∇W = −5·3 = −15.
    assert.ok((await tex(0)).some((formula) => /N_1/.test(formula) && /\b5\b/.test(formula)));
    assert.doesNotMatch((await tex(1)).join(' '), /15|-5/);
    assert.equal(await fences().nth(1).locator('table[role=img] td').count(), 2);
    await texWith(2, '-15');
    await workbench.press('Control+1');
    await workbench.goTo(24, 6);
    await workbench.press('Backspace');
    await workbench.type('5');
    // The key: f = 5·3 = 15, Δ = −2, ∇W = −6.
    await texWith(2, '-6');
    assert.doesNotMatch((await tex(1)).join(' '), /-6/);
  });

  it('asks nothing of the network for it', () => assert.deepEqual(workbench.outside, []));
});
