// The preview's host against a page that is the test, in a VS Code that is in memory.
import assert from 'node:assert/strict';
import { FakePanel, type Range, Uri, type World } from './fakeVscode';
import { ADDRESS, CHAIN, hears, pass, PreviewHost, say, type Told, until } from './previewHost';
import type { TextDocument } from 'vscode';
import { defaultChoices } from '../../../src/panel/protocol';

describe('The preview’s host', () => {
  let host: PreviewHost;
  let world: World;
  beforeEach(() => {
    host = new PreviewHost();
    world = host.world;
  });
  afterEach(() => host.dispose());

  it('opens beside the editor, and says nothing before its page is ready', async () => {
    const document = world.open(ADDRESS, CHAIN);
    world.edit(document);
    await world.run('nnet.openPreviewToSide');
    assert.equal(host.last().title, 'Preview chain.nnet');
    const { html, options } = host.last().webview;
    assert.match(html, /Content-Security-Policy[^]* src="file:\/\/\/extension\/dist\/webview\/main\.js"/);
    assert.match(html, /^<!DOCTYPE html>\n<html lang="en">[^]* href="file:\/\/\/extension\/dist\/webview\/main\.css"/);
    const root = Uri.parse('file:///extension/dist/webview');
    assert.deepEqual(options, { enableScripts: true, enableForms: false, localResourceRoots: [root] });
    assert.deepEqual(host.last().iconPath, {
      light: Uri.parse('file:///extension/media/nnet-light.svg'),
      dark: Uri.parse('file:///extension/media/nnet-dark.svg'),
    });
    const nonce = (page: string) => /nonce="([^"]{20,})"/.exec(page)![1];
    await world.run('nnet.openLockedPreviewToSide');
    assert.notEqual(nonce(host.last().webview.html), nonce(html));
    host.last().dispose();
    world.panels.pop();
    world.type(document, `${CHAIN}# more\n`);
    assert.deepEqual(host.last().heard, []);
    say(host.last(), { type: 'ready' });
    assert.deepEqual(
      host.last().heard.map(({ type }) => type),
      ['lock', 'highlight'],
    );
    const page = await hears(host.last(), 'page');
    assert.equal(page.documentVersion, 2);
    assert.equal(page.uri, ADDRESS);
    assert.deepEqual(page.samples, ['X']);
    assert.deepEqual([page.columns, page.outputs, page.layers], [0, 0, 2]);
    // Again: the one that follows the editor is used, and the editor keeps the focus.
    await world.run('nnet.openPreviewToSide');
    assert.equal(world.panels.length, 1);
    assert.deepEqual(host.last().reveals, [[undefined, true]]);
    assert.deepEqual(host.last().options, { viewColumn: -2, preserveFocus: true });
  });

  it('shows each version of the text, keeps the last good page, and sends it to a page that is shown again', async () => {
    const { document, panel } = await host.opened();
    world.type(document, CHAIN.replace('[2]', '[4]'));
    assert.equal((await hears(panel, 'page')).documentVersion, 2);
    world.type(document, 'layer tanh\n  W = [');
    const problems = await hears(panel, 'problems');
    assert.equal(problems.documentVersion, 3);
    assert.ok(problems.problems.some(({ severity, line }) => severity === 'error' && line === 2));
    panel.take();
    panel.setVisible(false);
    world.type(document, 'layer tanh\n  W = [1');
    assert.equal(await host.settled(), 0, 'nothing is made for a hidden page');
    assert.deepEqual(panel.take(), [], 'a hidden page hears nothing');
    panel.setVisible(true);
    say(panel, { type: 'ready' });
    assert.deepEqual(
      panel.heard.slice(0, 3).map(({ type }) => type),
      ['lock', 'page', 'problems'],
    );
    assert.equal((await hears(panel, 'page')).documentVersion, 2);
    assert.equal((await hears(panel, 'problems', ({ documentVersion }) => documentVersion === 4)).uri, ADDRESS);
  });

  it('begins with what takes long only when the page before has left, unless the text changes', async () => {
    const large = (x: string) => `input X = [${`${x} `.repeat(40)}]\nlayer 60 tanh\n  W = glorot()\n`;
    const { document, panel } = await host.opened(large('1'));
    await hears(panel, 'page', ({ page }) => !JSON.stringify(page).includes('"picture":null'));
    await host.settled();
    let deliver = (_delivered: boolean): void => undefined;
    panel.delivery = new Promise((resolve) => (deliver = resolve));
    panel.take();
    world.type(document, large('2'));
    await hears(panel, 'page');
    await pass(5000);
    assert.deepEqual(panel.heard.filter(({ type }) => type === 'page'), []); // prettier-ignore
    deliver(true);
    await hears(panel, 'page', ({ page }) => !JSON.stringify(page).includes('"picture":null'));
    // What never comes to the page holds up nothing that is newer.
    panel.delivery = new Promise(() => undefined);
    world.type(document, large('3'));
    await hears(panel, 'page');
    world.type(document, large('4'));
    await hears(panel, 'page', ({ documentVersion }) => documentVersion === document.version);
  });

  it('keeps choices for each file, and takes none that were made for another', async () => {
    const { panel } = await host.opened();
    const choices = { ...defaultChoices, form: '5' as const };
    say(panel, { type: 'choose', uri: 'file:///spec/other.nnet', choices });
    say(panel, { type: 'choose', uri: ADDRESS, choices: { ...choices, digits: { kind: 'decimals', count: 2 } } });
    const page = await hears(panel, 'page');
    assert.deepEqual([page.choices.form, page.choices.digits], ['5', { kind: 'decimals', count: 2 }]);
    assert.equal(host.preview.choicesOf(Uri.parse(ADDRESS) as never).form, '5');
    assert.equal(host.preview.choicesOf(Uri.parse('file:///spec/other.nnet') as never).form, '3');
    assert.equal(host.kept.size, 1);
  });

  it('refuses what is no message of the page, and says so in the log', async () => {
    const { panel } = await host.opened();
    const bad = { type: 'step', index: -1 };
    panel.said.fire(bad);
    assert.deepEqual(host.refused, [bad]);
  });

  it('goes from a quantity of the page to the text, in the group where the text is', async () => {
    const { document, panel } = await host.opened();
    say(panel, { type: 'goTo', target: { quantity: 'W', layer: 1 } });
    const { selection, viewColumn } = await until(() => world.shown.at(0), 'the text');
    assert.equal(document.textIn(selection!), '[0.5]');
    assert.equal(viewColumn, 1);
    say(panel, { type: 'goToProblem', offset: CHAIN.indexOf('rate') });
    const point = await until(() => world.shown.at(1), 'the place of the problem');
    assert.deepEqual({ ...point.selection!.start }, { line: 8, character: 0 });
    // Where no editor shows the text, it opens in the other group than the preview.
    world.close(document);
    world.files.set(ADDRESS, CHAIN);
    const column = async (of: number) => {
      panel.viewColumn = of;
      const before = world.shown.length;
      say(panel, { type: 'goToProblem', offset: 0 });
      return (await until(() => world.shown.at(before), 'the text')).viewColumn;
    };
    const [one, beside] = [1, -2];
    assert.deepEqual([await column(1), await column(2)], [beside, one]);
    // A tab in the background has its group.
    world.tabs = [
      { viewColumn: 3, address: 'file:///spec/readme.md' },
      { viewColumn: 4, address: ADDRESS },
    ];
    assert.equal(await column(1), 4);
  });

  it('marks the layer of the cursor on the page, and the layer of the step in the text', async () => {
    const { document, panel } = await host.opened();
    const editor = world.active!;
    panel.take();
    world.select(editor, 4);
    assert.deepEqual(panel.take(), [{ type: 'highlight', layer: 1 }]);
    world.select(editor, 3);
    assert.deepEqual(panel.take(), [], 'the same layer again');
    world.select(editor, 6);
    assert.deepEqual(panel.take(), [{ type: 'highlight', layer: 2 }]);
    world.select(editor, 1);
    assert.deepEqual(panel.take(), [{ type: 'highlight', layer: null }]);
    say(panel, { type: 'step', index: 0 });
    const { overview, view } = await hears(panel, 'step');
    assert.ok(overview.count > 5);
    const lines = (ranges: readonly Range[]) => ranges.map((range) => document.textIn(range).trim());
    assert.equal(view.layer, 1);
    assert.deepEqual(lines(editor.decorated.at(-1)!), ['layer tanh', 'W = [0.5]']);
    say(panel, { type: 'step', index: overview.count - 1 });
    assert.equal((await hears(panel, 'step')).view.index, overview.count - 1);
    say(panel, { type: 'endSteps' });
    assert.deepEqual(editor.decorated.at(-1), []);
  });

  it('runs descents, says when one is out of date, and lets a step be written', async () => {
    const { document, panel } = await host.opened();
    say(panel, { type: 'descend', rate: 0.5, count: 2 });
    const ended = ({ state }: Told['descent']): boolean => state.kind === 'ended';
    const { state } = await hears(panel, 'descent', ended);
    assert.ok(state.kind === 'ended' && !state.outdated && state.sentences.length > 0);
    say(panel, { type: 'writeStep', step: 2 });
    const [command, uri, asked] = world.executed.at(-1)!;
    assert.equal(command, 'nnet.takeGradientSteps');
    assert.equal(String(uri), ADDRESS);
    assert.deepEqual([(asked as { rate: number }).rate, (asked as { count: number }).count], [0.5, 2]);
    panel.take();
    say(panel, { type: 'ready' });
    assert.ok((await hears(panel, 'descent', ended)).state.kind === 'ended');
    world.type(document, CHAIN.replace('[2]', '[4]'));
    const old = await hears(panel, 'descent', ended);
    assert.ok(old.state.kind === 'ended' && old.state.outdated);
    world.executed.length = 0;
    say(panel, { type: 'writeStep', step: 1 });
    assert.deepEqual(world.executed, [], 'an old descent is not written');
  });

  it('copies, exports and opens the help', async () => {
    const { panel } = await host.opened();
    say(panel, { type: 'copy', text: 'a_b' });
    await hears(panel, 'copied');
    assert.equal(world.clipboard, 'a_b');
    say(panel, { type: 'export', colours: 'gradient' });
    say(panel, { type: 'help' });
    const calls = world.executed.map(([command, uri, more]) => [command, String(uri), more]);
    assert.deepEqual(calls, [
      ['nnet.export', ADDRESS, { choices: { colours: 'gradient' } }],
      ['markdown.showPreview', 'file:///extension/docs/conventions.md', undefined],
    ]);
  });

  it('shows tried numbers, and writes them into the text they were tried on', async () => {
    const { document, panel, page } = await host.opened();
    const trials = [{ target: { quantity: 'W' as const, layer: 1, entry: { row: 0, column: 0 } }, text: '0.75' }];
    say(panel, { type: 'whatIf', uri: 'file:///spec/other.nnet', turn: 6, trials });
    say(panel, { type: 'whatIf', uri: page.uri, turn: 7, trials });
    if (host.refused.length > 0) assert.fail(JSON.stringify(host.refused));
    const tried = await hears(panel, 'page', (message) => message.trials !== undefined);
    assert.equal(tried.trials!.turn, 7);
    say(panel, { type: 'writeWhatIf' });
    await until(() => document.version === 2, 'the edit');
    assert.match(document.getText(), /layer tanh\n {2}W = \[0\.75\]/);
    assert.equal((await hears(panel, 'page')).trials, undefined);
  });

  it('lends the text on which numbers are tried, once a version', async () => {
    const { document, panel, page } = await host.opened();
    const trials = [{ target: { quantity: 'W' as const, layer: 1, entry: { row: 0, column: 0 } }, steps: 1 }];
    say(panel, { type: 'whatIf', uri: page.uri, turn: 1, trials });
    const text = { type: 'text', uri: ADDRESS, words: {} };
    await hears(panel, 'page', ({ trials: tried }) => tried?.turn === 1);
    assert.deepEqual(await hears(panel, 'text'), { ...text, documentVersion: 1, text: CHAIN });
    say(panel, { type: 'whatIf', uri: page.uri, turn: 2, trials });
    await until(() => panel.heard.some((one) => one.type === 'page'), 'the next page');
    world.type(document, `${CHAIN}# more\n`);
    await until(() => panel.heard.some((one) => one.type === 'page' && one.documentVersion === 2), 'the new page');
    assert.deepEqual(
      panel.heard.filter(({ type }) => type === 'text'),
      [],
    );
    say(panel, { type: 'whatIf', uri: page.uri, turn: 3, trials });
    const next = { ...text, documentVersion: 2, text: `${CHAIN}# more\n` };
    assert.deepEqual(await hears(panel, 'text'), next);
  });

  it('follows the active editor unless it is locked', async () => {
    const { panel } = await host.opened();
    const other = world.open('file:///spec/other.nnet', CHAIN.replace('Chain', 'Other'));
    const plain = world.open('file:///spec/readme.md', '# text');
    plain.languageId = 'markdown';
    world.edit(plain);
    assert.equal(panel.title, 'Preview chain.nnet', 'another language is not followed');
    world.edit(other);
    assert.equal(panel.title, 'Preview other.nnet');
    assert.equal((await hears(panel, 'page', ({ uri }) => uri === 'file:///spec/other.nnet')).page.title, 'Other');
    await world.run('nnet.togglePreviewLock');
    assert.equal(panel.title, '[Preview] other.nnet');
    assert.equal((await hears(panel, 'lock')).locked, true);
    world.edit(world.documents[0]);
    assert.equal(panel.title, '[Preview] other.nnet');
    await world.run('nnet.openLockedPreviewToSide');
    assert.deepEqual(
      world.panels.map(({ title }) => title),
      ['[Preview] other.nnet', '[Preview] chain.nnet'],
    );
    // The one with the focus is the one that commands without a text are about.
    panel.active = true;
    assert.equal(String(host.preview.focused), 'file:///spec/other.nnet');
    await world.run('nnet.togglePreviewLock');
    assert.equal(panel.title, 'Preview other.nnet');
    panel.dispose();
    assert.equal(host.preview.focused, undefined);
  });

  it('goes on with a file that is renamed, alone or with a folder above it', async () => {
    const { panel } = await host.opened();
    say(panel, { type: 'choose', uri: ADDRESS, choices: { ...defaultChoices, form: '4' } });
    world.rename('file:///spec/chain', 'file:///spec/x');
    assert.equal(panel.title, 'Preview chain.nnet', 'a name that begins alike is another');
    world.rename('file:///spec', 'file:///moved');
    world.rename('file:///moved/chain.nnet', 'file:///moved/renamed.nnet');
    assert.equal(panel.title, 'Preview renamed.nnet');
    assert.equal(host.preview.choicesOf(Uri.parse('file:///moved/renamed.nnet') as never).form, '4');
  });

  it('goes on with the file that an untitled text is saved to', async () => {
    const { document, panel } = await host.opened(`${CHAIN}  \n`, 'untitled:Untitled-1');
    world.close(document);
    assert.equal((await hears(panel, 'problems')).missing, 'closed');
    const foreign = world.open('file:///spec/foreign.nnet', 'input 2\n');
    world.save(foreign);
    assert.equal(panel.title, 'Preview Untitled-1', 'another text is not its file');
    world.save(world.open('file:///spec/saved.nnet', CHAIN));
    assert.equal(panel.title, 'Preview saved.nnet');
    await hears(panel, 'page', ({ uri }) => uri === 'file:///spec/saved.nnet');
  });

  it('says that a file is gone, and shows it when it is there again', async () => {
    const { document, panel } = await host.opened();
    world.close(document);
    assert.equal((await hears(panel, 'problems')).missing, 'unreadable');
    assert.equal(world.watchers, 1);
    world.create('file:///spec/elsewhere.nnet', CHAIN);
    world.create(ADDRESS, CHAIN.replace('Chain', 'Again'));
    assert.equal((await hears(panel, 'page')).page.title, 'Again');
    assert.equal(world.watchers, 0);
  });

  it('looks again when a file that the text names has changed', async () => {
    const { document, panel } = await host.opened();
    panel.take();
    host.filesChanged.fire(world.open('file:///spec/other.nnet', CHAIN) as unknown as TextDocument);
    host.filesChanged.fire(document as unknown as TextDocument);
    assert.equal((await hears(panel, 'page')).uri, ADDRESS);
  });

  it('comes back after a restart with what was kept, or not at all', async () => {
    world.files.set(ADDRESS, CHAIN);
    const back = new FakePanel();
    const state = { version: 1, uri: ADDRESS, choices: { ...defaultChoices, form: 'delta' }, scroll: null, zoom: 1, edges: 'weight', step: null, locked: true, follow: false }; // prettier-ignore
    await world.serializer!.deserializeWebviewPanel(back, state);
    assert.equal(back.title, '[Preview] chain.nnet');
    say(back, { type: 'ready' });
    assert.equal((await hears(back, 'lock')).locked, true);
    assert.equal((await hears(back, 'page')).choices.form, 'delta');
    const broken = new FakePanel();
    await world.serializer!.deserializeWebviewPanel(broken, { ...state, version: 2 });
    assert.ok(broken.disposed);
  });

  it('goes to the box for own work as soon as the page is ready', async () => {
    const document = world.open(ADDRESS, CHAIN);
    world.edit(document);
    await world.run('nnet.checkMyWork');
    assert.deepEqual(host.last().heard, []);
    say(host.last(), { type: 'ready' });
    assert.equal((await hears(host.last(), 'reveal')).section, 'work');
    await hears(host.last(), 'page');
    await world.run('nnet.checkMyWork');
    await hears(host.last(), 'reveal');
    assert.equal(world.panels.length, 1);
    host.last().take();
    say(host.last(), { type: 'ready' });
    assert.ok(
      !host
        .last()
        .take()
        .some(({ type }) => type === 'reveal'),
      'it was asked once',
    );
  });

  it('changes the letters in every preview, and keeps those that a page chooses as the setting', async () => {
    const { panel } = await host.opened();
    world.set('nnet.letters', 'course');
    assert.equal((await hears(panel, 'page')).choices.letters, 'course');
    say(panel, { type: 'choose', uri: ADDRESS, choices: { ...defaultChoices, letters: 'paper' } });
    await until(() => world.settings.get('nnet.letters') === 'paper', 'the setting');
  });
});
