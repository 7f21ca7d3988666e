import assert from 'node:assert/strict';
import { defaultChoices } from '../../src/panel/protocol';
import { exampleSteps } from './exampleSteps';
import { pageMessage } from './pages';
import { type OpenPreview, PreviewLab } from './preview';

describe('The proof of §6', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  beforeEach(async () => (preview = await lab.preview()));
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  const heading = () => preview.page.locator('#section-proof button');
  const formula = (id: string) => preview.page.locator(`[data-block="${id}"] .formula-area`);
  const neuron = () => preview.page.locator('[data-block="proof.neuron"]');
  const isOpen = async () => (await heading().getAttribute('aria-expanded')) === 'true';

  it('is folded beside another form, opens by mouse and keyboard, and stays as it was left', async () => {
    const { page } = await exampleSteps('paper.nnet');
    await preview.show(pageMessage(page));
    assert.equal(await isOpen(), false);
    assert.equal(await neuron().isVisible(), false);
    // What cannot be seen costs nothing.
    assert.equal(await formula('proof.6.general').isVisible(), false);
    assert.equal(await formula('proof.6.general').textContent(), '');
    await heading().click();
    assert.equal(await isOpen(), true);
    await neuron().waitFor();
    await formula('proof.6.general').locator('.katex').first().waitFor();
    // A new page of the same form leaves it open.
    await preview.show(pageMessage(page, { documentVersion: 2 }));
    assert.equal(await isOpen(), true);
    await heading().press('Enter');
    assert.equal(await isOpen(), false);
    // The form of the proof opens it.
    const choices = { ...defaultChoices, form: 'proof' as const };
    const { page: proof } = await exampleSteps('paper.nnet', choices);
    await preview.show(pageMessage(proof, { documentVersion: 3, choices }));
    assert.equal(await isOpen(), true);
  });

  it('is found by the search of the browser while it is folded, which opens it where it was found', async () => {
    const { page } = await exampleSteps('paper.nnet');
    await preview.show(pageMessage(page));
    const stands = preview.page.locator('.folded-text [hidden="until-found"]');
    const found = stands.filter({ hasText: /^∇A \(A · B\)/ }).first();
    const id = (await found.getAttribute('data-stands'))!;
    assert.match(id, /^proof\./);
    assert.equal(
      await preview.page.locator('#section-proof + .folded-text').evaluate((e: HTMLElement) => e.offsetHeight),
      0,
    );
    // As the browser does when its search comes there.
    await found.evaluate((element) => element.dispatchEvent(new Event('beforematch', { bubbles: true })));
    await formula(id).locator('.katex').first().waitFor();
    assert.equal(await isOpen(), true);
    await preview.page.waitForFunction((block) => {
      const { top, bottom } = document.querySelector(`[data-block="${block}"]`)!.getBoundingClientRect();
      return top >= 0 && bottom <= innerHeight;
    }, id);
    assert.equal(await stands.count(), 0);
    await heading().press('Enter');
    assert.equal(await isOpen(), false);
    await preview.show(pageMessage(page, { documentVersion: 2 }));
    await found.waitFor({ state: 'attached' });
  });

  it('is for the neuron that is chosen', async () => {
    const choices = { ...defaultChoices, form: 'proof' as const };
    const first = await exampleSteps('paper.nnet', choices);
    await preview.show(pageMessage(first.page, { choices }));
    const before = await formula('proof.rule.neuron').textContent();
    await neuron().getByLabel('Neuron').fill('2');
    const asked = (await preview.said('choose')).at(-1)!.choices.neuron;
    assert.deepEqual(asked, { layer: 2, index: 2 });
    const second = await exampleSteps('paper.nnet', { ...choices, neuron: asked });
    await preview.show(pageMessage(second.page, { documentVersion: 2, choices: { ...choices, neuron: asked } }));
    const after = await formula('proof.rule.neuron').textContent();
    assert.notEqual(after, before);
    // One beyond the layer is not asked for.
    await neuron().getByLabel('Neuron').fill('99');
    assert.equal((await preview.said('choose')).length, 1);
  });
});
