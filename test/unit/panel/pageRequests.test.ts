// What a page asks of the window (the clipboard, pictures, exports), and what it asks about its numbers.
import assert from 'node:assert/strict';
import type { FakePanel, World } from './fakeVscode';
import { ADDRESS, CHAIN, hears, pass, PreviewHost, say, until } from './previewHost';
import type { TextDocument } from 'vscode';
import { defaultChoices, type EntryRef } from '../../../src/panel/protocol';

describe('A page asks the window', () => {
  let host: PreviewHost;
  let world: World;
  let panel: FakePanel;
  beforeEach(async () => {
    host = new PreviewHost();
    world = host.world;
    ({ panel } = await host.opened());
    await host.settled();
    panel.take();
  });
  afterEach(() => host.dispose());

  const commands = () => world.executed.splice(0).map(([command, uri, more]) => [command, String(uri), more]);
  const NOT_COPIED = 'Couldn’t copy to the clipboard.';

  it('for the clipboard, and is told that it has its text', async () => {
    say(panel, { type: 'copy', text: 'a_b' });
    await hears(panel, 'copied');
    assert.equal(world.clipboard, 'a_b');
    world.clipboardWorks = false;
    say(panel, { type: 'copy', text: 'b' });
    await until(() => world.warnings.length > 0, 'the reason');
    assert.deepEqual(world.warnings, [NOT_COPIED]);
    assert.deepEqual(panel.take(), []);
  });

  it('for a picture as PNG, which the page itself puts there', async () => {
    say(panel, { type: 'picture', format: 'png', tex: 'x^2', tag: '(3)', words: 'x squared' });
    const { png } = await hears(panel, 'picture');
    assert.deepEqual([...png!.slice(0, 4)], [0x89, ...Buffer.from('PNG')]);
    say(panel, { type: 'picture', format: 'png', tex: '\\frac{', tag: null, words: 'x' });
    assert.equal((await hears(panel, 'picture')).png, null);
    assert.deepEqual(world.warnings, []);
  });

  it('for a picture as SVG, with its title, number and words', async () => {
    say(panel, { type: 'picture', format: 'svg', tex: 'x^2', tag: '(3)', words: 'x squared' });
    await hears(panel, 'copied');
    const tagged = world.clipboard;
    assert.match(tagged, /<title>chain\.nnet<\/title>\s*<desc>x squared<\/desc>\s*<rect[^>]* fill="#ffffff"/);
    say(panel, { type: 'picture', format: 'svg', tex: 'x^2', tag: null, words: 'x squared' });
    await hears(panel, 'copied');
    assert.ok(world.clipboard.length < tagged.length, 'without the number');
  });

  it('and offers an export where a picture cannot be copied', async () => {
    const refused = async (answer: string | undefined) => {
      world.answer = answer;
      say(panel, { type: 'pictureCopied', done: false });
      await pass(10);
      return commands();
    };
    assert.deepEqual(await refused(undefined), []);
    const exported = [['nnet.export', ADDRESS, { target: 'formulas-png' }]];
    assert.deepEqual(await refused('Export…'), exported);
    say(panel, { type: 'picture', format: 'svg', tex: '\\frac{', tag: null, words: 'x' });
    await until(() => world.executed.length > 0, 'the export');
    assert.deepEqual(commands(), exported);
    assert.deepEqual(world.warnings, [NOT_COPIED, NOT_COPIED, NOT_COPIED]);
    say(panel, { type: 'pictureCopied', done: true });
    await pass(10);
    assert.equal(world.warnings.length, 3);
  });

  it('gives the focus back to the editor once the picture of a command is on the clipboard', () => {
    const png = new Uint8Array([1, 2, 3]);
    const editor = world.active!;
    host.preview.copyPicture(editor.document.uri as never, png);
    assert.deepEqual(panel.take(), [{ type: 'picture', png }]);
    assert.deepEqual(panel.reveals, [[]], 'the page needs the focus');
    say(panel, { type: 'pictureCopied', done: true });
    assert.equal(world.shown.length, 0, 'the panel has yet to come to the front, and would take it away again');
    panel.setActive(true);
    assert.equal(world.shown[0].document, editor.document);
    assert.equal(world.shown[0].viewColumn, editor.viewColumn);
    say(panel, { type: 'pictureCopied', done: true });
    panel.setActive(false);
    panel.setActive(true);
    assert.equal(world.shown.length, 1, 'once');
    host.preview.copyPicture(editor.document.uri as never, png);
    say(panel, { type: 'pictureCopied', done: false });
    say(panel, { type: 'pictureCopied', done: true });
    assert.equal(world.shown.length, 1, 'not where it failed');
    world.active = editor;
    host.preview.copyPicture(editor.document.uri as never, png);
    say(panel, { type: 'pictureCopied', done: true });
    assert.equal(world.shown.length, 2, 'at once where the panel is in front');
    world.active = undefined;
    host.preview.copyPicture(editor.document.uri as never, png);
    say(panel, { type: 'pictureCopied', done: true });
    assert.equal(world.shown.length, 2, 'not where nobody was writing');
  });

  it('what an entry is: the last of several questions about the same is answered', async () => {
    const entry = (quantity: EntryRef['quantity'], layer: number, row = 0): EntryRef => ({ quantity, layer, row, column: 0 }); // prettier-ignore
    const value = (at: EntryRef) => ({ at, about: 'value' }) as const;
    say(panel, { type: 'inspect', question: value(entry('W', 2)) });
    say(panel, { type: 'inspect', question: value(entry('W', 1)) });
    say(panel, { type: 'inspect', question: { at: entry('W', 2), about: 'product' } });
    await pass(50);
    const [first, product, ...more] = panel.take() as unknown as { question: unknown; view: { lines: readonly { tex: string }[] } }[]; // prettier-ignore
    assert.deepEqual(more, []);
    assert.deepEqual(first.question, value(entry('W', 1)));
    assert.match(JSON.stringify(first.view.lines), /0\.5/);
    assert.deepEqual(product.question, { at: entry('W', 2), about: 'product' });
    say(panel, { type: 'inspect', question: value(entry('W', 1, 9)) });
    const nothing = await hears(panel, 'entry');
    assert.equal(nothing.view, null, 'there is no such row');
    assert.deepEqual(nothing.words, {});
  });

  it('what an entry is: not of a text that is no longer shown, or has no numbers', async () => {
    const question = { at: { quantity: 'W', layer: 1, row: 0, column: 0 }, about: 'value' } as const;
    say(panel, { type: 'inspect', question });
    const other = world.open('file:///spec/other.nnet', 'input 2\nlayer 1 tanh\n');
    world.edit(other);
    await hears(panel, 'page');
    assert.ok(!panel.heard.some(({ type }) => type === 'entry'));
    say(panel, { type: 'inspect', question });
    assert.equal((await hears(panel, 'entry')).view, null);
    assert.deepEqual(host.refused, []);
  });

  it('what would be with other numbers, which are written as one edit where that is possible', async () => {
    const [document] = world.documents;
    const trials = [{ target: { quantity: 'W' as const, layer: 1, entry: { row: 0, column: 0 } }, text: '0.75' }];
    const tried = async () => {
      say(panel, { type: 'whatIf', uri: ADDRESS, turn: 1, trials });
      return hears(panel, 'page', (message) => message.trials !== undefined);
    };
    const { trials: shown } = await tried();
    assert.deepEqual(shown, { turn: 1, numbers: [{ target: trials[0].target, before: '0.5', now: '0.75' }] });
    say(panel, { type: 'ready' });
    assert.equal(
      panel.take().some(({ type }) => type === 'page'),
      false,
      'a page of tries is not sent again',
    );
    assert.equal((await hears(panel, 'page')).trials, undefined);
    say(panel, { type: 'writeWhatIf' });
    await host.settled();
    assert.equal(document.version, 1, 'nothing is tried any more');
    await tried();
    document.replace(CHAIN.replace('[1]', '[1.5]'));
    say(panel, { type: 'writeWhatIf' });
    await host.settled();
    assert.equal(document.version, 2, 'it was tried on another version');
    world.type(document, document.getText());
    await host.settled();
    assert.equal(panel.take().at(-1)!.trials, undefined);
    await tried();
    say(panel, { type: 'writeWhatIf' });
    await until(() => document.version === 4, 'the edit');
    assert.equal(document.getText(), CHAIN.replace('[1]', '[1.5]').replace('0.5]', '0.75]'));
    assert.deepEqual(world.warnings, []);
  });

  it('what would be with other numbers, and is told where they cannot be written', async () => {
    world.type(world.documents[0], 'input 101\nlayer 101 tanh\n  W = zeros()\n');
    await host.settled();
    panel.take();
    const trials = [{ target: { quantity: 'W' as const, layer: 1, entry: { row: 0, column: 0 } }, steps: 1 }];
    say(panel, { type: 'whatIf', uri: ADDRESS, turn: 1, trials });
    await hears(panel, 'page', (message) => message.trials !== undefined);
    say(panel, { type: 'writeWhatIf' });
    await until(() => world.warnings.length > 0, 'the reason');
    assert.match(world.warnings[0], /can’t be written/);
    assert.equal(world.documents[0].version, 2);
  });

  it('for the gradient of an output, which is chosen for good', async () => {
    const free = world.open('file:///spec/free.nnet', 'input X = [1 2]\nlayer 2 identity\n  W = [1 2; 3 4]\n');
    const another = (await host.opened(CHAIN, 'file:///spec/another.nnet')).panel;
    another.take();
    world.edit(free);
    await hears(panel, 'page', ({ uri }) => uri === 'file:///spec/free.nnet');
    host.preview.showGradient(free.uri as never, 2);
    await hears(panel, 'reveal', ({ section }) => section === 'gradient');
    const { choices, outputs } = await hears(panel, 'page');
    assert.deepEqual([choices.output, outputs], [2, 2]);
    assert.equal(host.preview.choicesOf(free.uri as never).output, 2);
    host.preview.showGradient(free.uri as never, null);
    await hears(panel, 'reveal', ({ section }) => section === 'gradient');
    assert.equal(host.preview.choicesOf(free.uri as never).output, 2);
    assert.deepEqual(host.preview.choicesOf(world.documents[0].uri as never), defaultChoices);
    assert.equal(await host.settled(), 0);
  });

  it('to look at a file of which the text has changed, and only then', async () => {
    const [document] = world.documents;
    host.filesChanged.fire(world.open('file:///spec/other.nnet', CHAIN) as unknown as TextDocument);
    assert.equal(await host.settled(), 0);
    host.filesChanged.fire(document as unknown as TextDocument);
    assert.equal(await host.settled(), 1);
  });
});
