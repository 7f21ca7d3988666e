// Formulas of a large network that are not drawn: the browser's search finds them, and what a trial changes in them is marked.
import assert from 'node:assert/strict';
import { Host } from './host';
import { type OpenPreview, PreviewLab } from './preview';

/** 60 neurons have a heat map, so formulas are drawn where the reader is. */
const TEXT = `input X = [0.5 -0.25]
target = [1]
layer hidden: 60 tanh
  W = glorot(seed = 3)
  b = zeros()
layer 3 tanh
  W = glorot(seed = 4)
  b = [0.1 0.2 0.3]
layer 1 identity
  W = [0.1 0.2 0.3]
loss half_sse
rate = 0.5
`;

describe('Formulas that are not drawn', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  beforeEach(async () => {
    preview = await lab.preview();
    const host = await Host.of(TEXT);
    await preview.answer((message) => host.answer(message));
    await preview.show(await host.page());
  });
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  const block = (id: string) => preview.page.locator(`[data-block="${id}"]`);
  const drawn = (id: string) => block(id).and(preview.page.locator(':not(.undrawn)'));

  it('can be found by their text, which draws them and brings them into view', async () => {
    const stand = block('gradient.3.updatedW').locator('.stand-in');
    assert.equal(await stand.getAttribute('hidden'), 'until-found');
    assert.equal(await block('gradient.3.updatedW').locator('.katex').count(), 0);
    // The formula has W₃, η and the result in it, as one reads them.
    assert.match((await stand.textContent()) ?? '', /^W3\+ = W3 − η ∇W3 ?L .*0\.1 0\.2 0\.3 .*0\.5/);
    // As the browser does when its search comes there.
    await stand.evaluate((element) => element.dispatchEvent(new Event('beforematch', { bubbles: true })));
    await drawn('gradient.3.updatedW').locator('.katex').first().waitFor();
    assert.equal(await block('gradient.3.updatedW').locator('.stand-in').count(), 0);
    await preview.page.waitForFunction(() => {
      const { top, bottom } = document.querySelector('[data-block="gradient.3.updatedW"]')!.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    });
  });

  it('have words for a screen reader, and no MathML that would double their nodes', async () => {
    const area = drawn('network.chain').locator('.formula-area');
    await area.locator('.katex-html').first().waitFor();
    assert.equal(await preview.page.locator('.formula-area .katex-mathml').count(), 0);
    const { documentVersion } = await (await Host.of(TEXT)).page();
    const words = { template: 'R two, then W one', args: [] };
    await preview.send({ type: 'spoken', documentVersion, sentences: { 'network.chain': [words] }, words: {} });
    await preview.page.waitForFunction(() =>
      document.querySelector('[data-block="network.chain"] .formula-area')!.ariaLabel!.endsWith('R two, then W one'),
    );
  });

  it('are drawn as soon as a higher window shows them, and have no mark before', async () => {
    assert.equal(await preview.page.locator('.undrawn .formula-form:visible').count(), 0);
    await preview.resize({ width: 900, height: 200 });
    await preview.page.evaluate(() => scrollTo(0, 0));
    assert.equal(await block('forward.1.N').and(preview.page.locator('.undrawn')).count(), 1);
    await preview.resize({ width: 900, height: 4000 });
    await drawn('forward.1.N').locator('.katex').first().waitFor();
  });

  it('have their marks of what has moved when they are drawn while a number is tried', async () => {
    assert.equal(await block('gradient.3.W').locator('.katex').count(), 0);
    await block('forward.X').evaluate((element) => element.scrollIntoView());
    await drawn('forward.X').locator('[data-t="X.0.0.0"]').first().waitFor();
    await block('forward.X').locator('.formula-area').focus();
    await preview.page.keyboard.press('Home');
    while ((await block('forward.X').locator('.current-mark').getAttribute('data-t')) !== 'X.0.0.0')
      await preview.page.keyboard.press('ArrowRight');
    await preview.page.keyboard.press('Alt+ArrowUp');
    await block('forward.X').locator('[data-t="X.0.0.0"].tried').waitFor();
    await block('gradient.3.W').evaluate((element) => element.scrollIntoView());
    await drawn('gradient.3.W').locator('[data-q="gradW.3.0.0"].moved').first().waitFor();
    // ∂L/∂w¹₁₂ of W as it is tried: what stays the same has no mark.
    await block('gradient.3.updatedW').evaluate((element) => element.scrollIntoView());
    assert.equal(await block('gradient.3.W').locator('[data-t="W.3.0.0"]:not([data-q]).moved').count(), 0);
    await preview.page.keyboard.press('Escape');
    await preview.page.waitForFunction(() => document.querySelector('.moved, .tried') === null);
  });
});
