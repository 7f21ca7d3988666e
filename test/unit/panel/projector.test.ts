// What becomes of the window when a page is presented: a window in memory, of which the page says how much it has.
import assert from 'node:assert/strict';
import type { FakePanel, World } from './fakeVscode';
import { CHAIN, pass, PreviewHost, say, until } from './previewHost';

const ZEN = 'workbench.action.toggleZenMode';
const NO_ZEN = 'workbench.action.exitZenMode';
const MAXIMIZE = 'workbench.action.toggleMaximizeEditorGroup';
const REVEAL = 'the panel is brought to the front';

describe('Presenting a page', () => {
  let host: PreviewHost;
  let world: World;
  let zen: boolean;
  let maximized: boolean;
  beforeEach(() => {
    host = new PreviewHost();
    world = host.world;
    [zen, maximized] = [false, false];
    world.onCommand = (command) => {
      if (command === ZEN) zen = !zen;
      if (command === NO_ZEN) zen = false;
      if (command === MAXIMIZE) maximized = !maximized;
    };
  });
  afterEach(() => host.dispose());

  /** A preview in a second group, whose page says how large it is. */
  async function opened(): Promise<FakePanel> {
    const { panel } = await host.opened();
    world.tabs = [{ viewColumn: 2, address: 'file:///spec/readme.md' }];
    panel.onHearing = ({ type }) => {
      const area = (maximized ? 2000 : 1000) + (zen ? 500 : 0);
      if (type === 'measure') queueMicrotask(() => say(panel, { type: 'area', area }));
    };
    return panel;
  }
  const contexts: unknown[] = [];
  const commands = () => {
    const all = world.executed.splice(0);
    for (const [command, ...args] of all) if (command === 'setContext') contexts.push(args);
    return all.map(([command]) => command).filter((command) => command !== 'setContext');
  };
  async function present(panel: FakePanel): Promise<void> {
    const before = panel.reveals.length;
    say(panel, { type: 'present', on: true });
    await until(() => panel.reveals.length > before, REVEAL);
  }
  /** Nothing is kept for afterwards: all has been given back. */
  const ended = () => until(() => !host.keptForAll.has('projector.zenMode'), 'the end');
  async function end(panel: FakePanel): Promise<void> {
    say(panel, { type: 'present', on: false });
    await ended();
  }

  it('gives it the window and its settings, and takes them back in reverse', async () => {
    const panel = await opened();
    world.settings.set('zenMode.showTabs', 'multiple');
    await present(panel);
    assert.deepEqual(commands(), [MAXIMIZE, ZEN]);
    assert.deepEqual(
      ['showTabs', 'centerLayout'].map((name) => world.settings.get(`zenMode.${name}`)),
      ['none', false],
    );
    assert.deepEqual(host.keptForAll.get('projector.zenMode'), { showTabs: 'multiple', centerLayout: null });
    await end(panel);
    assert.deepEqual(commands(), [NO_ZEN, MAXIMIZE]);
    assert.deepEqual([zen, maximized], [false, false]);
    assert.deepEqual(
      world.updated.slice(-2),
      [
        ['zenMode.showTabs', 'multiple'],
        ['zenMode.centerLayout', undefined],
      ].map(([name, value]) => ({ name, value, target: 1 })),
      'for the user',
    );
  });

  it('says that it is presented, so that Escape is its own, until all is given back', async () => {
    const panel = await opened();
    contexts.length = 0;
    await present(panel);
    commands();
    assert.deepEqual(contexts, [['nnet.presenting', true]]);
    await end(panel);
    await pass(10);
    commands();
    assert.deepEqual(contexts, [
      ['nnet.presenting', true],
      ['nnet.presenting', false],
    ]);
  });

  it('leaves a Zen Mode and a large group that were there before', async () => {
    const panel = await opened();
    [zen, maximized] = [true, true];
    await present(panel);
    assert.deepEqual(commands(), [MAXIMIZE, MAXIMIZE, ZEN, ZEN]);
    await end(panel);
    assert.deepEqual(commands(), []);
    assert.deepEqual([zen, maximized], [true, true]);
  });

  it('touches no groups where there is only one', async () => {
    const panel = await opened();
    world.tabs = [];
    await present(panel);
    assert.deepEqual(commands(), [ZEN]);
    await end(panel);
    assert.deepEqual(commands(), [NO_ZEN]);
  });

  it('does not maximize the only group that is left at the end', async () => {
    const panel = await opened();
    await present(panel);
    commands();
    world.tabs = [];
    await end(panel);
    assert.deepEqual(commands(), [NO_ZEN]);
  });

  it('ends when the page is hidden or closed, and not when it is shown', async () => {
    const panel = await opened();
    for (const go of [() => panel.setVisible(false), () => panel.dispose()]) {
      panel.visible = true;
      await present(panel);
      panel.setVisible(true);
      await pass(10);
      assert.deepEqual(commands(), [MAXIMIZE, ZEN]);
      go();
      await ended();
      assert.deepEqual(commands(), [NO_ZEN, MAXIMIZE]);
      say(panel, { type: 'present', on: false });
      await pass(10);
      assert.deepEqual(commands(), [], 'it has ended');
    }
  });

  it('of two pages the second has the window', async () => {
    const first = await opened();
    await present(first);
    commands();
    await world.run('nnet.openLockedPreviewToSide');
    const second = host.last();
    assert.notEqual(first, second);
    second.onHearing = first.onHearing;
    say(second, { type: 'ready' });
    await present(second);
    assert.deepEqual(commands(), [NO_ZEN, MAXIMIZE, MAXIMIZE, ZEN]);
    first.setVisible(false);
    await pass(10);
    assert.deepEqual(commands(), [], 'the first has nothing more to say');
    await end(second);
    assert.deepEqual(commands(), [NO_ZEN, MAXIMIZE]);
  });

  it('waits three seconds for a page that does not say how large it is', async () => {
    const panel = await opened();
    await host.settled();
    panel.onHearing = () => undefined;
    say(panel, { type: 'present', on: true });
    const measured = async () => {
      panel.take();
      await pass(2990);
      assert.deepEqual(panel.take(), []);
      await pass(10);
      return panel.take().map(({ type }) => type);
    };
    await until(() => panel.heard.some(({ type }) => type === 'measure'), 'the question');
    assert.deepEqual(await measured(), ['measure']);
    say(panel, { type: 'area', area: 7 });
    await until(() => panel.heard.some(({ type }) => type === 'measure'), 'the next one');
    assert.deepEqual(commands(), [MAXIMIZE]);
    panel.take();
    say(panel, { type: 'area', area: 7 });
    await until(() => panel.heard.some(({ type }) => type === 'measure'), 'the last one');
    assert.deepEqual(commands(), [ZEN]);
    say(panel, { type: 'area', area: 7 });
    await until(() => panel.reveals.length > 0, REVEAL);
  });

  it('does without settings that cannot be written', async () => {
    const panel = await opened();
    world.fixed.add('zenMode.showTabs');
    await present(panel);
    assert.deepEqual(commands(), [MAXIMIZE, ZEN]);
    assert.equal(world.settings.get('zenMode.centerLayout'), false);
    await end(panel);
    assert.deepEqual(commands(), [NO_ZEN, MAXIMIZE]);
  });

  it('after a crash gives the settings back when the editor starts', async () => {
    host.dispose();
    host = new PreviewHost({ 'projector.zenMode': { showTabs: 'single', centerLayout: null } });
    await ended();
    assert.deepEqual(
      host.world.updated.map(({ name, value }) => [name, value]),
      [
        ['zenMode.showTabs', 'single'],
        ['zenMode.centerLayout', undefined],
      ],
    );
    host.dispose();
    host = new PreviewHost();
    host.world.open('file:///a.nnet', CHAIN);
    await pass(10);
    assert.deepEqual(host.world.updated, [], 'where nothing was kept nothing is changed');
  });

  it('is begun by a command too, in the preview of the text', async () => {
    const panel = await opened();
    panel.take();
    await world.run('nnet.present');
    assert.deepEqual(panel.take(), [{ type: 'present' }]);
    assert.deepEqual(panel.reveals, [[]]);
  });
});
