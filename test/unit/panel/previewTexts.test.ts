// Which text a preview shows, and what of it: where it is renamed, saved, closed or gone, and where the cursor is.
import assert from 'node:assert/strict';
import { type FakePanel, Uri, type World } from './fakeVscode';
import { ADDRESS, CHAIN, hears, pass, PreviewHost, say, until } from './previewHost';
import { defaultChoices } from '../../../src/panel/protocol';
import { moved } from '../../../src/panel/previewedText';

const OTHER = 'file:///spec/other.nnet';

describe('A preview', () => {
  let host: PreviewHost;
  let world: World;
  beforeEach(() => {
    host = new PreviewHost();
    world = host.world;
  });
  afterEach(() => host.dispose());
  const kinds = (panel: FakePanel) => panel.take().map(({ type }) => type);

  it('of another text has nothing of the last one', async () => {
    const { document, panel } = await host.opened();
    const editor = world.active!;
    say(panel, { type: 'step', index: 0 });
    await hears(panel, 'step');
    const other = world.open(OTHER, CHAIN.replace('Chain', 'Other'));
    world.edit(other);
    assert.deepEqual(editor.decorated.at(-1), [], 'its step is no longer marked');
    assert.equal((await hears(panel, 'descent')).state.kind, 'none');
    await host.settled();
    assert.ok(!kinds(panel).includes('step'));
    world.type(document, `${CHAIN}# more`);
    assert.equal(await host.settled(), 0);
    say(panel, { type: 'plain', id: 'forward.1.N' });
    assert.match((await hears(panel, 'plain')).tex, /N_1/);
    world.edit(world.open('file:///spec/broken.nnet', 'layer ['));
    await hears(panel, 'problems');
    say(panel, { type: 'ready' });
    await host.settled();
    assert.ok(!kinds(panel).includes('page'), 'the page of another text is not shown again');
    say(panel, { type: 'plain', id: 'forward.1.N' });
    assert.deepEqual(panel.take(), []);
  });

  it('marks the layer of the cursor as soon as the text is read, and when another editor is active', async () => {
    const document = world.open(ADDRESS, CHAIN);
    const editor = world.edit(document);
    world.select(editor, 6);
    await world.run('nnet.openPreviewToSide');
    const panel = host.last();
    say(panel, { type: 'ready' });
    assert.equal((await hears(panel, 'highlight')).layer, null);
    assert.equal((await hears(panel, 'highlight')).layer, 2);
    editor.selection = { active: document.positionAt(CHAIN.indexOf('layer tanh')) };
    world.edit(document);
    assert.equal((await hears(panel, 'highlight')).layer, 1);
    const plain = world.open('file:///spec/readme.md', CHAIN);
    plain.languageId = 'markdown';
    const other = world.edit(plain);
    panel.take();
    world.select(other, 6);
    world.leave();
    assert.deepEqual(kinds(panel), [], 'another text');
  });

  it('says that it is at work when an answer takes long, and looks again where the text changed meanwhile', async () => {
    const { document, panel } = await host.opened();
    await host.settled();
    panel.take();
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => (go = resolve));
    let asked = 0;
    host.instead = () => (++asked === 1 ? gate.then(() => null) : undefined);
    world.type(document, CHAIN.replace('[2]', '[5]'));
    await pass(299);
    assert.deepEqual(kinds(panel), []);
    await pass(1);
    assert.deepEqual(kinds(panel), ['busy']);
    go();
    assert.equal((await hears(panel, 'page')).documentVersion, 2);
    assert.equal(asked, 2);
  });

  it('does not hush up what goes wrong', async () => {
    const { document, panel } = await host.opened();
    await host.settled();
    const told = new Promise<unknown>((resolve) => {
      const others = process.listeners('unhandledRejection');
      process.removeAllListeners('unhandledRejection');
      process.once('unhandledRejection', (reason) => {
        for (const other of others) process.on('unhandledRejection', other);
        resolve(reason);
      });
    });
    host.instead = () => Promise.reject(new Error('on purpose'));
    world.type(document, CHAIN.replace('[2]', '[6]'));
    await pass(400);
    assert.match(String(await told), /on purpose/);
    host.instead = null;
    world.type(document, CHAIN.replace('[2]', '[7]'));
    assert.equal((await hears(panel, 'page')).documentVersion, 3);
  });

  it('says the formulas of its last page again while the text is broken', async () => {
    const { document, panel } = await host.opened();
    const first = await hears(panel, 'spoken');
    world.type(document, 'layer [');
    await hears(panel, 'problems');
    await host.settled();
    panel.take();
    panel.setVisible(false);
    panel.setVisible(true);
    say(panel, { type: 'ready' });
    assert.deepEqual((await hears(panel, 'spoken')).sentences, first.sentences);
  });

  it('has the words of its letters', async () => {
    world.settings.set('nnet.letters', 'course');
    const { panel, page } = await host.opened();
    assert.equal(page.choices.letters, 'course');
    assert.ok(Object.keys(page.words).length > 0);
    const { words } = await hears(panel, 'spoken');
    // Pre-activations are N in the paper, z in most courses.
    assert.ok(Object.entries(words).some(([template, said]) => /\bN\b/.test(template) && /\bz\b/.test(said)));
    say(panel, { type: 'inspect', question: { at: { quantity: 'N', layer: 1, row: 0, column: 0 }, about: 'value' } });
    const entry = await hears(panel, 'entry');
    assert.ok(Object.entries(entry.words).some(([template, said]) => /\bN\b/.test(template) && /\bz\b/.test(said)));
    say(panel, { type: 'step', index: 0 });
    assert.ok(Object.keys((await hears(panel, 'step')).words).length > 0);
    // The letters in which it is shown already.
    await host.settled();
    world.set('nnet.letters', 'course');
    assert.equal(await host.settled(), 0);
  });

  it('goes on with the file that an untitled text is saved to when that is no longer changed, or writable', async () => {
    const { document, panel } = await host.opened(CHAIN, 'untitled:Untitled-1');
    world.type(document, `${CHAIN}rate = 1\n`);
    world.type(document, '');
    world.close(document);
    await hears(panel, 'problems');
    const readonly = world.open('readonly:///spec/saved.nnet', `${CHAIN}rate = 1\n`);
    world.save(readonly);
    const saved = world.open('file:///spec/saved.nnet', CHAIN, true);
    assert.equal(panel.title, 'Preview Untitled-1', 'it is not saved yet');
    saved.replace(`${CHAIN}rate = 1  \n\n`);
    saved.isDirty = false;
    world.save(saved);
    assert.equal(panel.title, 'Preview saved.nnet');
    assert.equal(host.preview.choicesOf(saved.uri as never).form, defaultChoices.form);
    assert.equal(host.kept.size, 1, 'with its choices');
  });

  it('goes on with a file that is open already when its untitled text is closed', async () => {
    const { document, panel } = await host.opened(CHAIN, 'untitled:Untitled-1');
    world.open('file:///spec/copy.nnet', CHAIN.replace('2', '3'));
    world.open('file:///spec/saved.nnet', CHAIN);
    assert.equal(panel.title, 'Preview Untitled-1');
    world.close(document);
    assert.equal(panel.title, 'Preview saved.nnet');
    await host.settled();
    assert.ok(!kinds(panel).includes('problems'));
  });

  it('opens an untitled text only where that has a tab, as it would be a new one otherwise', async () => {
    const state = { version: 1, uri: 'untitled:Untitled-1', choices: {} };
    const back = async (): Promise<FakePanel> => {
      world.files.set('untitled:Untitled-1', CHAIN);
      await world.run('nnet.openLockedPreviewToSide', Uri.parse('untitled:Untitled-1'));
      const panel = host.last();
      say(panel, { type: 'ready' });
      await host.settled();
      return panel;
    };
    assert.ok(state);
    assert.deepEqual(
      (await back()).take().flatMap(({ type, missing }) => (type === 'problems' ? [missing] : [])),
      ['closed'],
    );
    host.last().dispose();
    world.tabs = [
      { viewColumn: 1, address: 'file:///spec/readme.md' },
      { viewColumn: 1, address: 'untitled:Untitled-1' },
      { viewColumn: 3, address: OTHER },
    ];
    assert.ok(kinds(await back()).includes('page'));
  });

  it('watches the folder of a file that is gone, once, until it is there', async () => {
    const { document, panel } = await host.opened();
    world.close(document);
    const told = await hears(panel, 'problems');
    assert.deepEqual(told, { type: 'problems', uri: ADDRESS, documentVersion: 0, choices: defaultChoices, problems: [], missing: 'unreadable' }); // prettier-ignore
    const [[pattern, ...ignored]] = world.watched as [{ base: Uri; pattern: string }, ...boolean[]][];
    assert.deepEqual([String(pattern.base), pattern.pattern], ['file:///spec', '*']);
    assert.deepEqual(ignored, [false, false, true], 'that it is deleted again says nothing');
    say(panel, { type: 'ready' });
    await host.settled();
    assert.equal(world.watchers, 1);
    panel.take();
    world.create(OTHER, CHAIN);
    assert.equal(await host.settled(), 0);
    assert.ok(!kinds(panel).includes('page'));
    world.changeFile(ADDRESS, CHAIN);
    await hears(panel, 'page');
    assert.equal(world.watchers, 0);
    // Of a folder that is moved as a whole only the folder may be told.
    world.close(world.documents.at(-1)!);
    world.files.clear();
    await hears(panel, 'problems');
    world.files.set(ADDRESS, CHAIN);
    world.create('file:///spec', '');
    await hears(panel, 'page');
    world.close(world.documents.at(-1)!);
    world.files.clear();
    await hears(panel, 'problems');
    panel.dispose();
    assert.equal(world.watchers, 0);
  });

  it('watches the whole of an open folder', async () => {
    world.folder = Uri.parse('file:///spec');
    const { document, panel } = await host.opened();
    world.close(document);
    await hears(panel, 'problems');
    const [[pattern]] = world.watched as [{ base: unknown; pattern: string }][];
    assert.deepEqual([pattern.base, pattern.pattern], [world.folder, '**']);
    assert.equal(panel.title, 'Preview chain.nnet');
    world.rename(ADDRESS, OTHER);
    assert.equal(world.watchers, 0, 'it waits for another file now');
  });

  it('is of the file at its address only', () => {
    const [file, folder, to] = ['file:///a/b/c.nnet', 'file:///a/b', 'file:///x'].map((name) => Uri.parse(name));
    const address = (from: Uri, of = file) => moved(of as never, from as never, to as never)?.toString() ?? null;
    assert.equal(address(file), 'file:///x');
    assert.equal(address(folder), 'file:///x/c.nnet');
    assert.equal(address(Uri.parse('file:///a')), 'file:///x/b/c.nnet');
    for (const other of ['file:///a/b/d.nnet', 'file:///a/b/c', 'memory:///a/b', 'file:///a/b/c.nnet/d'])
      assert.equal(address(Uri.parse(other)), null, other);
    assert.equal(moved({ ...file, authority: 'host' } as never, folder as never, to as never), null);
  });

  it('is the one that the commands mean: with the focus, else seen, else any', async () => {
    const { panel } = await host.opened();
    await world.run('nnet.openLockedPreviewToSide', Uri.parse(OTHER));
    const other = host.last();
    world.files.set(OTHER, CHAIN);
    say(other, { type: 'ready' });
    const titles = () => world.panels.map(({ title }) => title);
    // None has the focus and both are seen: the one that follows.
    await world.run('nnet.togglePreviewLock');
    assert.deepEqual(titles(), ['[Preview] chain.nnet', '[Preview] other.nnet']);
    await world.run('nnet.togglePreviewLock');
    assert.deepEqual(titles(), ['[Preview] chain.nnet', '[Preview] other.nnet'], 'none follows');
    panel.visible = false;
    await world.run('nnet.togglePreviewLock');
    assert.deepEqual(titles(), ['[Preview] chain.nnet', 'Preview other.nnet'], 'the only one that is seen');
    other.visible = false;
    panel.active = true;
    assert.equal(String(host.preview.focused), ADDRESS);
    await world.run('nnet.togglePreviewLock');
    assert.deepEqual(titles()[0], 'Preview chain.nnet', 'the one with the focus');
    assert.ok(other.disposed, 'two that follow would show the same');
    // Of two that show the text, the one with the focus is told.
    await world.run('nnet.openLockedPreviewToSide', Uri.parse(ADDRESS));
    const second = host.last();
    const told = async (): Promise<number> => {
      [panel, second].forEach((one) => one.reveals.splice(0));
      await world.run('nnet.checkMyWork', Uri.parse(ADDRESS));
      return [panel, second].findIndex(({ reveals }) => reveals.length > 0);
    };
    assert.equal(await told(), 0);
    [panel.active, second.active] = [false, true];
    assert.equal(await told(), 1);
    [second.active, second.visible, panel.visible] = [false, true, false];
    assert.equal(await told(), 1);
    second.visible = false;
    assert.equal(await told(), 0);
    world.leave();
    const { length } = world.panels;
    await world.run('nnet.openPreviewToSide');
    assert.equal(world.panels.length, length, 'there is no text to show');
  });

  it('follows a text that becomes one of the language while it is being edited', async () => {
    const { panel } = await host.opened();
    const plain = world.open(OTHER, CHAIN);
    plain.languageId = 'plaintext';
    world.edit(plain);
    assert.equal(panel.title, 'Preview chain.nnet');
    plain.languageId = 'nnet';
    world.open('file:///spec/elsewhere.nnet', CHAIN);
    assert.equal(panel.title, 'Preview chain.nnet', 'another text was opened');
    world.reopen(plain);
    assert.equal(panel.title, 'Preview other.nnet');
  });

  it('is disposed of with all that listens', async () => {
    const { document, panel } = await host.opened();
    await host.settled();
    panel.dispose();
    panel.take();
    world.type(document, CHAIN.replace('[2]', '[8]'));
    say(panel, { type: 'ready' });
    assert.equal(await host.settled(), 0);
    assert.deepEqual(panel.take(), []);
    await until(() => world.panels.length === 1, 'the panel');
    host.preview.dispose();
    assert.equal(world.registered.size, 0);
    assert.equal(world.serializer, null);
  });
});
