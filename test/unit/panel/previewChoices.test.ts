// Each choice on its way through the preview's host: whoever adds one is asked for another value of it in otherChoices.ts.
import assert from 'node:assert/strict';
import { FakePanel, Uri } from './fakeVscode';
import { ADDRESS, hears, PreviewHost, say, type Told } from './previewHost';
import '../../../src/panel/making/ownPages';
import { lookNames, usualLook } from '../../../src/notation/look';
import { defaultChoices, type ViewChoices } from '../../../src/panel/protocol';
import { type MakeOwnPages, ownPagesName } from '../../../src/panel/protocol/ownPages';
import { choiceNames, otherChoices, textOfChoices, withAndWithout } from '../../otherChoices';

const LOST = 'a choice that changes nothing is lost on the way, or the text of otherChoices.ts does not show it';
const trials = [{ target: { quantity: 'W', layer: 1, entry: { row: 0, column: 0 } }, steps: 1 }] as const;
const question = { at: { quantity: 'W', layer: 1, row: 0, column: 0 }, about: 'value' } as const;
const OTHER = 'file:///spec/other.nnet';

/** What a panel is told last, once there is nothing more to tell. */
async function last(host: PreviewHost, panel: FakePanel): Promise<Told['page']> {
  await host.settled();
  const pages = panel.take().filter((message): message is Told['page'] => message.type === 'page');
  assert.ok(pages.length > 0, 'there is a page');
  return pages.at(-1)!;
}

describe('Each choice of the page', () => {
  let host: PreviewHost;
  beforeEach(() => (host = new PreviewHost()));
  afterEach(() => host.dispose());

  async function chosen(panel: FakePanel, choices: ViewChoices): Promise<Told['page']> {
    say(panel, { type: 'choose', uri: ADDRESS, choices });
    return last(host, panel);
  }

  /** Every step of what is shown. */
  async function steps(panel: FakePanel): Promise<string> {
    const views: unknown[] = [];
    for (let [index, count] = [0, 1]; index < count; index++) {
      say(panel, { type: 'step', index });
      const { overview, view } = await hears(panel, 'step');
      count = overview.count;
      views.push(view.formula.tex);
    }
    say(panel, { type: 'endSteps' });
    return views.join('\n');
  }

  async function entry(panel: FakePanel): Promise<Told['entry']> {
    say(panel, { type: 'inspect', question });
    return hears(panel, 'entry');
  }

  /** A preview that VS Code brings back after a restart. */
  async function restored(choices: ViewChoices): Promise<Told['page']> {
    const panel = new FakePanel({});
    const state = { version: 1, uri: ADDRESS, choices };
    await host.world.serializer!.deserializeWebviewPanel(panel, JSON.parse(JSON.stringify(state)));
    say(panel, { type: 'ready' });
    return last(host, panel);
  }

  for (const name of choiceNames) {
    const { value, changes } = otherChoices[name];
    const { before, after } = withAndWithout(name);

    it(`changes the page, the steps and what is said of numbers as it should: ${name}`, async () => {
      const { panel } = await host.opened(textOfChoices);
      const answers = async (choices: ViewChoices) => {
        const { page, ...message } = await chosen(panel, choices);
        assert.deepEqual(message.choices, choices);
        return { page: JSON.stringify(page), steps: await steps(panel), entry: JSON.stringify(await entry(panel)) };
      };
      const [one, other] = [await answers(before), await answers(after)];
      const changed = (['page', 'steps', 'entry'] as const).filter((answer) => one[answer] !== other[answer]);
      assert.deepEqual(changed, ['page', ...changes], LOST);
    });

    it(`is in the pages that the page makes itself: ${name}`, async () => {
      const { panel } = await host.opened(textOfChoices);
      await chosen(panel, after);
      say(panel, { type: 'whatIf', uri: ADDRESS, turn: 1, trials });
      const page = await hears(panel, 'page', (message) => message.trials !== undefined);
      const text = await hears(panel, 'text');
      await host.settled();
      const told: Told['entry'][] = [];
      const make = (globalThis as unknown as { readonly [ownPagesName]: MakeOwnPages })[ownPagesName];
      const own = make(text, (message) => told.push(message));
      assert.deepEqual(await own.page(1, trials, after), page);
      own.entry(question);
      const answer = await entry(panel);
      assert.deepEqual(told, [answer]);
    });

    it(`is kept for the text: ${name}`, async () => {
      const { panel } = await host.opened(textOfChoices);
      await chosen(panel, after);
      assert.deepEqual(host.preview.choicesOf(Uri.parse(ADDRESS) as never)[name], value);
      panel.dispose();
      const { page } = await host.opened(textOfChoices);
      assert.deepEqual(page.choices[name], value, 'of a preview that is opened again');
      assert.deepEqual((await restored(after)).choices[name], value, 'of a preview after a restart');
    });
  }
});

describe('How formulas are written is a setting', () => {
  let host: PreviewHost;
  beforeEach(() => (host = new PreviewHost()));
  afterEach(() => host.dispose());
  const tex = ({ page }: Told['page']): string => JSON.stringify(page);

  for (const name of lookNames) {
    const { value } = otherChoices[name];

    it(`which a preview writes, and others follow: ${name}`, async () => {
      host.world.edit(host.world.open(ADDRESS, textOfChoices));
      await host.world.run('nnet.openLockedPreviewToSide');
      const chosen = host.last();
      host.world.edit(host.world.open(OTHER, textOfChoices));
      await host.world.run('nnet.openPreviewToSide');
      const panel = host.last();
      for (const one of [chosen, panel]) say(one, { type: 'ready' });
      const before = await last(host, panel);
      await last(host, chosen);
      say(chosen, { type: 'choose', uri: ADDRESS, choices: { ...defaultChoices, [name]: value } });
      const after = await last(host, panel);
      assert.deepEqual(host.world.updated, [{ name: `nnet.${name}`, value, target: 1 }]);
      assert.equal(after.choices[name], value);
      assert.ok(tex(after) !== tex(before), LOST);
    });

    it(`which previews follow, those that are open and those that are opened: ${name}`, async () => {
      const { panel, page } = await host.opened(textOfChoices);
      await host.settled();
      panel.take();
      host.world.set(`nnet.${name}`, value);
      const written = await last(host, panel);
      assert.equal(written.choices[name], value);
      assert.ok(tex(written) !== tex(page), LOST);
      assert.equal(host.preview.choicesOf(Uri.parse(OTHER) as never)[name], value);
      panel.dispose();
      assert.equal((await host.opened(textOfChoices)).page.choices[name], value);
      // What a page has kept is older than the setting.
      const again = new FakePanel({});
      const state = { version: 1, uri: OTHER, choices: { ...defaultChoices, [name]: usualLook[name] } };
      host.world.open(OTHER, textOfChoices);
      await host.world.serializer!.deserializeWebviewPanel(again, state);
      say(again, { type: 'ready' });
      assert.equal((await hears(again, 'page')).choices[name], value);
    });
  }
});
