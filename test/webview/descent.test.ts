import assert from 'node:assert/strict';
import { Analysis } from '../../src/analysis/analysis';
import { descend } from '../../src/engine/descent';
import { finish } from '../../src/steps/steps';
import { say } from '../../src/message/message';
import { buildPage } from '../../src/page/networkPage';
import { defaultChoices, type DescentState, type ToPage } from '../../src/panel/protocol';
import { descentReport } from '../../src/service/navigate/descentReport';
import { complaintsInThemes } from './axe';
import { pageMessage } from './pages';
import { type OpenPreview, PreviewLab } from './preview';

const SPEC = `network "Two by two by two"
input  X = [0.05 0.10]
target   = [0.01 0.99]
layer hidden: sigmoid
  W = [0.15 0.20; 0.25 0.30]
  b = [0.35 0.35]
layer sigmoid
  W = [0.40 0.45; 0.50 0.55]
  b = [0.60 0.60]
loss half_sse
rate = 0.5
`;

async function message(spec = SPEC, documentVersion = 1): Promise<Extract<ToPage, { type: 'page' }>> {
  const analysis = await Analysis.of(spec);
  const choices = { ...defaultChoices, expanded: new Set<string>() };
  const input = { network: analysis.network!, trace: await analysis.trace(), check: null, choices };
  return pageMessage(buildPage(input), { documentVersion });
}

async function ended(rate: number, count: number, outdated = false, tried = false): Promise<ToPage> {
  const { forward, backward } = (await (await Analysis.of(SPEC)).trace())!;
  const descent = finish(descend(forward.network, forward.sample, backward!.objective, rate, count));
  const { sentences, ...report } = descentReport(descent);
  const words = sentences.map((sentence) => say(sentence));
  const state: DescentState = { kind: 'ended', ...report, sentences: words, tried, outdated };
  return { type: 'descent', state };
}

describe('Descent in the page', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  beforeEach(async () => {
    preview = await lab.preview();
    await preview.show(await message());
  });
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  const section = () => preview.page.getByRole('region', { name: 'Descent' });
  const rate = () => section().getByRole('textbox', { name: 'Rate η' });
  const count = () => section().getByRole('spinbutton', { name: 'Steps', exact: true });
  const write = () => section().getByRole('button', { name: 'Write W and b to the text' });

  it('begins with the rate of the text, and is asked for by keyboard alone', async () => {
    assert.equal(await rate().inputValue(), '0.5');
    await rate().fill('1e-1');
    await count().focus();
    await preview.page.keyboard.press('Control+A');
    await preview.page.keyboard.type('20');
    await preview.page.keyboard.press('Enter');
    assert.deepEqual(await preview.said('descend'), [{ type: 'descend', rate: 0.1, count: 20 }]);
    // A rate of one's own stays until the text states another.
    await preview.show(await message(SPEC.replace('0.15', '0.16'), 2));
    assert.equal(await rate().inputValue(), '1e-1');
    await preview.show(await message(SPEC.replace('rate = 0.5', 'rate = 2'), 3));
    assert.equal(await rate().inputValue(), '2');
  });

  it('says what is wrong with a rate or a number of steps', async () => {
    await rate().fill('-1');
    await section().getByRole('button', { name: 'Run descent' }).click();
    await section().getByText('The rate must be a positive number.').waitFor();
    assert.equal(await rate().getAttribute('aria-invalid'), 'true');
    await rate().fill('0,5');
    await count().fill('0');
    await section().getByRole('button', { name: 'Run descent' }).click();
    await section().getByText('a whole number from 1 to').waitFor();
    assert.deepEqual(await preview.said('descend'), []);
  });

  it('can be stopped while it runs', async () => {
    await preview.send({ type: 'descent', state: { kind: 'running', done: 0.42 } });
    await section().getByText('42 % done').waitFor();
    await section().getByRole('button', { name: 'Stop' }).click();
    assert.equal((await preview.said('stopDescent')).length, 1);
  });

  it('brings its plot into view where somebody waits for it', async () => {
    await preview.resize({ width: 700, height: 640 });
    const plotIsSeen = () =>
      section()
        .locator('.descent-outcome')
        .evaluate((plot) => {
          const { top, bottom, height } = plot.getBoundingClientRect();
          return height > 0 && top >= 0 && bottom <= innerHeight + 1;
        });
    await preview.page.evaluate(() => scrollTo(0, 0));
    await preview.send(await ended(0.5, 50));
    await section().getByRole('img').waitFor();
    assert.equal(await plotIsSeen(), false);
    await section().getByRole('button', { name: 'Run descent' }).click();
    await preview.send(await ended(0.5, 20));
    await section()
      .getByRole('img', { name: /step 20/ })
      .waitFor();
    assert.equal(await plotIsSeen(), true);
  });

  it('is a plot, a table, and parameters to be written', async () => {
    await preview.send(await ended(0.5, 50));
    const plot = section().getByRole('img', {
      name: /^With η = 0\.5 the objective goes from 0\.298371 \(step 0\)/,
    });
    assert.equal(await plot.locator('circle').count(), 51);
    await section().getByText('Objective, as a table').click();
    assert.equal(await section().getByRole('row').count(), 12);
    const step = section().getByRole('spinbutton', { name: 'from step' });
    assert.equal(await step.inputValue(), '50');
    await step.fill('51');
    assert.equal(await write().isDisabled(), true);
    await step.fill('7');
    await write().click();
    assert.deepEqual(await preview.said('writeStep'), [{ type: 'writeStep', step: 7 }]);
  });

  it('is marked as old, and not to be written, once the network has changed', async () => {
    await preview.send(await ended(0.5, 50, true));
    await section().getByText('The network has changed since').waitFor();
    assert.equal(await write().isDisabled(), true);
  });

  it('is there again after the page was made anew, and gone without an objective', async () => {
    await preview.show(await message(SPEC.replace('loss half_sse', ''), 2));
    assert.equal(await section().count(), 0);
    await preview.send(await ended(0.5, 5));
    await preview.show(await message(SPEC, 3));
    await section().getByRole('img').waitFor();
  });

  it('is printed as its plot alone, and not at all before there is one', async () => {
    await preview.page.emulateMedia({ media: 'print' });
    assert.equal(await preview.page.locator('section:has(.descent)').isVisible(), false);
    await preview.send(await ended(0.5, 5));
    await section().getByRole('img').waitFor();
    assert.equal(await write().isVisible(), false);
  });

  it('has nothing that axe complains about, in every theme', async () => {
    await preview.send(await ended(0.5, 50));
    await section().getByText('Objective, as a table').click();
    assert.deepEqual(await complaintsInThemes(preview), []);
  });
});
