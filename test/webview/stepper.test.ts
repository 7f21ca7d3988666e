import assert from 'node:assert/strict';
import { defaultChoices } from '../../src/panel/protocol';
import { exampleSteps } from './exampleSteps';
import { pageMessage, problemsMessage, ragged } from './pages';
import { type OpenPreview, PreviewLab } from './preview';

type Shown = Awaited<ReturnType<typeof exampleSteps>>;

describe('The steps', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;
  let mazur: Shown;

  before(async () => {
    lab = await PreviewLab.open();
    mazur = await exampleSteps('mazur.nnet');
  });
  after(() => lab.close());
  beforeEach(async () => {
    preview = await lab.preview();
    await show(mazur);
  });
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  /** Shows a page, with a host that answers with its steps. */
  async function show({ page, answer }: Shown): Promise<void> {
    await preview.answer(answer);
    await preview.show(pageMessage(page));
  }

  const player = () => preview.page.locator('.player');
  const count = () => preview.page.locator('.step-count');
  const lines = () => preview.page.locator('.step-lines li');
  const at = (step: number) =>
    count()
      .getByText(new RegExp(`^Step ${step} of`))
      .waitFor();
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => preview.page.keyboard.press(key)), Promise.resolve());
  /** The steps as the reader opens them with the keyboard. */
  async function open(): Promise<void> {
    await press('s');
    await player().waitFor();
  }
  /** The text of what carries a mark in the formula, piece by piece. */
  const marked = (part: 'left' | 'operator' | 'right') =>
    preview.page
      .locator(`.step-formula .katex-html [data-step="${part}"]`)
      .evaluateAll((all) => all.map((e) => e.textContent.replaceAll('\u200b', '')));

  it('are offered, and computed only once someone wants them', async () => {
    assert.equal(await player().isVisible(), false);
    assert.deepEqual(await preview.said('step'), []);
    await preview.page.getByRole('button', { name: 'Show step by step (S)' }).click();
    await player().waitFor();
    assert.deepEqual(await preview.said('step'), [{ type: 'step', index: 0 }]);
    assert.equal(await count().textContent(), 'Step 1 of 26');
    await preview.page.getByRole('button', { name: 'Close steps (S)' }).click();
    assert.equal(await player().isVisible(), false);
    assert.equal((await preview.said('endSteps')).length, 1);
  });

  it('go forward and back, to the ends and from formula to formula by the keyboard', async () => {
    await open();
    const sequence: [string, number][] = [
      ['ArrowRight', 2],
      ['ArrowRight', 3],
      ['ArrowLeft', 2],
      ['End', 26],
      ['ArrowRight', 26],
      ['Home', 1],
      ['ArrowLeft', 1],
      ['Shift+ArrowRight', 3],
      ['Shift+ArrowRight', 4],
      ['Shift+ArrowLeft', 3],
      ['PageDown', 4],
      ['PageUp', 3],
    ];
    for (const [key, step] of sequence) {
      await press(key);
      await at(step);
    }
  });

  it('go by the buttons, the slider and the list of formulas', async () => {
    await open();
    const button = (name: string) => player().getByRole('button', { name });
    assert.equal(await button('Previous step').getAttribute('aria-disabled'), 'true');
    await button('Next step').click();
    await at(2);
    await button('Last step').click();
    await at(26);
    assert.equal(await button('Next step').getAttribute('aria-disabled'), 'true');
    await button('Previous step').click();
    await at(25);
    await button('First step').click();
    await at(1);
    const list = player().getByRole('combobox', { name: 'Go to' });
    assert.deepEqual((await list.locator('option').allTextContents()).slice(0, 2), [
      'Layer 1: the pre-activations N₁',
      'Layer 1: the activations Σ₁',
    ]);
    await list.selectOption('The gradient with respect to W₁');
    await at(12);
    assert.equal(await player().locator('h3').textContent(), 'The gradient with respect to W₁');
    const slider = player().getByRole('slider', { name: 'Step' });
    assert.equal(await slider.getAttribute('aria-valuetext'), 'Step 12 of 26');
    await slider.focus();
    await press('ArrowRight');
    await at(13);
  });

  it('mark the product at hand in the formula, read in its order', async () => {
    await open();
    await player().getByRole('combobox').selectOption('The gradient with respect to W₁');
    await at(12);
    await player().locator('.sentence').getByText('Hadamard (entrywise) product').waitFor();
    assert.deepEqual([await marked('left'), await marked('operator'), await marked('right')], [['∇L'], ['∘'], ['Σ2′']]);
    await player().focus();
    await press('ArrowRight');
    await player().locator('.sentence').getByText('Inverted product').waitFor();
    assert.deepEqual(
      [await marked('left'), await marked('operator'), await marked('right')],
      [['∇L', '∘', 'Σ2′'], ['∙'], ['W2T']],
    );
  });

  it('keep what is done, and lead to the gradient of the page', async () => {
    await open();
    await player().getByRole('combobox').selectOption('The gradient with respect to W₁');
    await at(12);
    await player().focus();
    await press('ArrowRight', 'ArrowRight', 'ArrowRight');
    await at(15);
    await lines().nth(3).waitFor();
    assert.equal(await lines().count(), 4);
    assert.deepEqual(
      await lines().evaluateAll((all) => all.map((li) => (li as HTMLLIElement).value)),
      [12, 13, 14, 15],
    );
    assert.equal(await lines().nth(3).getAttribute('aria-current'), 'step');
    const text = (await lines().nth(3).locator('.katex-html').textContent())!;
    for (const number of ['0.0004386', '0.0008771', '0.0004977', '0.0009954', '2×2']) assert.ok(text.includes(number));
    assert.equal(await preview.page.locator('.katex-error').count(), 0);
  });

  it('play by themselves until they are stopped', async () => {
    await open();
    await press('Space');
    await player().getByRole('button', { name: 'Pause (Space)' }).waitFor();
    await at(2);
    await press('Space');
    await player().getByRole('button', { name: 'Play (Space)' }).waitFor();
    await preview.page.waitForTimeout(2800);
    await at(2);
    await press('Space', 'ArrowRight');
    await player().getByRole('button', { name: 'Play (Space)' }).waitFor();
    await at(3);
  });

  it('stay where they are when a weight changes, with the new numbers', async () => {
    await open();
    await press('ArrowRight');
    await at(2);
    await lines().nth(1).waitFor();
    const { answer } = await exampleSteps('mazur.nnet', defaultChoices, (text) => text.replace('0.15', '0.75'));
    const scroll = () => preview.page.evaluate(() => window.scrollY);
    const before = await scroll();
    await preview.send(answer({ type: 'step', index: 1 })!);
    await lines().first().getByText('0.75').first().waitFor();
    await at(2);
    assert.equal(await scroll(), before);
  });

  it('are at the last step where there are fewer than before', async () => {
    await open();
    await press('End');
    await at(26);
    const { answer } = await exampleSteps('neuron.nnet');
    const fewer = answer({ type: 'step', index: 25 })!;
    await preview.send(fewer);
    const last = fewer.type === 'step' ? fewer.overview.count : 0;
    assert.ok(last < 26);
    await at(last);
    assert.equal((await preview.kept()).step, last - 1);
  });

  it('have their numbers beside their formulas', async () => {
    await open();
    const [item, formula] = await Promise.all(
      [lines().first(), lines().first().locator('.formula')].map((one) => one.boundingBox()),
    );
    assert.ok(formula!.x - item!.x > 20, 'the number has its place at the left');
    assert.ok(item!.height - formula!.height < 20, 'and no line for itself');
  });

  it('can be copied as LaTeX, Markdown and MathML, by the keyboard too', async () => {
    await open();
    await press('c');
    const [{ text }] = await preview.said('copy');
    assert.match(text, /^\\underset\{.*\\left\[\\begin\{array\}/);
    assert.doesNotMatch(text, /htmlData/);
    const tools = lines().first();
    await tools.hover();
    await tools.getByRole('button', { name: 'Copy as Markdown' }).click();
    await tools.getByRole('button', { name: 'Copy as MathML' }).click();
    const [, markdown, mathml] = (await preview.said('copy')).map((copy) => copy.text);
    assert.equal(markdown, `$$\n${text}\n$$\n`);
    assert.match(mathml, /^<math /);
  });

  it('are told politely to a screen reader, one at a time', async () => {
    await open();
    const spoken = player().getByRole('status');
    await press('ArrowRight');
    await spoken.getByText('Step 2 of 26').waitFor();
    assert.equal(
      await spoken.textContent(),
      'Step 2 of 26. Layer 1: the pre-activations N₁. Entrywise sum: 2\u00a0×\u00a01, 2\u00a0×\u00a01 → 2\u00a0×\u00a01.',
    );
  });

  it('mark their layer in the page, in place of the layer of the cursor', async () => {
    await preview.send({ type: 'highlight', layer: 2 });
    const current = (layer: number) => preview.page.locator(`.block.current[data-layer="${layer}"]`).first().waitFor();
    await current(2);
    await open();
    await current(1);
    assert.equal(await preview.page.locator('.block.current[data-layer="2"]').count(), 0);
    await press('s');
    await current(2);
  });

  it('stay, dimmed, while the text is broken', async () => {
    await open();
    await press('ArrowRight');
    await preview.send(problemsMessage([ragged]));
    await preview.page.locator('body.stale').waitFor();
    assert.equal(await player().isVisible(), true);
    assert.equal(await preview.page.locator('main').evaluate((e) => getComputedStyle(e).opacity), '0.7');
  });

  it('are open again after a restart, at their step, and move nothing', async () => {
    await open();
    await press('ArrowRight', 'ArrowRight');
    await at(3);
    const state = { ...(await preview.kept()), scroll: null };
    assert.equal(state.step, 2);
    await preview.close();
    preview = await lab.preview({ state });
    assert.deepEqual(await preview.said('step'), [{ type: 'step', index: 2 }]);
    await show(mazur);
    await preview.send(mazur.answer({ type: 'step', index: 2 })!);
    await at(3);
    assert.equal(await preview.page.evaluate(() => window.scrollY), 0);
    assert.equal(await preview.page.evaluate(() => document.activeElement === document.body), true);
  });

  it('go back to the button that opened them when they are closed from within', async () => {
    await open();
    await press('s');
    assert.equal(await preview.page.evaluate(() => document.activeElement!.textContent), 'Show step by step (S)');
  });

  it('leave the arrow keys of a formula to it', async () => {
    await open();
    await lines().first().locator('.formula-area').focus();
    await press('ArrowRight', 'ArrowRight');
    await at(1);
    assert.equal(await lines().first().locator('.current-mark').count(), 1);
  });

  describe('in a presentation', () => {
    it('have the window to themselves, and are driven from anywhere', async () => {
      await press('p', 's');
      await player().waitFor();
      await preview.page.evaluate(() => (document.activeElement as HTMLElement).blur());
      assert.equal(await preview.page.getByRole('heading', { name: 'Forward', exact: true }).isVisible(), false);
      assert.equal(await preview.page.getByRole('banner').isVisible(), false);
      await press('PageDown');
      await at(2);
      await press('ArrowRight');
      await at(3);
      await press('s');
      await preview.page.getByRole('heading', { name: 'Forward', exact: true }).waitFor();
      assert.equal(await player().isVisible(), false);
      await press('s');
      await at(3);
      await press('Escape');
      await preview.page.getByRole('banner').waitFor();
      assert.equal(await player().isVisible(), true);
    });

    it('are as large a share of a large window as of a small one', async () => {
      await open();
      await press('p');
      const share = async (width: number, height: number) => {
        await preview.resize({ width, height });
        const [line] = await lines().all();
        return (await line.locator('.katex-base').first().boundingBox())!.height / height;
      };
      const [small, large] = [await share(1280, 720), await share(2560, 1440)];
      assert.ok(Math.abs(large / small - 1) < 0.05, `${small} and ${large} of the height`);
    });

    it('show every step large and whole', async () => {
      await preview.resize({ width: 1280, height: 720 });
      await open();
      const size = () =>
        lines()
          .last()
          .locator('.katex')
          .first()
          .evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
      const usual = await size();
      await press('p', 'Home');
      for (let step = 1; step <= 26; step++) {
        await at(step);
        await preview.page.waitForFunction((n) => {
          const now = document.querySelector<HTMLLIElement>('.step-lines:not([hidden]) .current-step');
          return now === null || now.value === n;
        }, step);
        const line = lines().last();
        if (await line.isVisible()) {
          assert.ok((await size()) > 1.6 * usual, `step ${step} is large`);
          const area = line.locator('.formula-area');
          assert.ok(
            await area.evaluate((e) => e.scrollWidth <= e.clientWidth + 1),
            `step ${step} is as wide as the window`,
          );
          const { top, bottom } = await line.evaluate((e) => e.getBoundingClientRect());
          const head = await player()
            .locator('.step-head')
            .evaluate((e) => e.getBoundingClientRect().bottom);
          assert.ok(top >= head - 1 && bottom <= 721, `step ${step} is in sight: ${head} … ${top} … ${bottom}`);
        }
        await press('ArrowRight');
      }
    });
  });

  it('show exact fractions where they are chosen', async () => {
    const choices = { ...defaultChoices, digits: { kind: 'fractions', count: 4 } } as const;
    const { page, answer } = await exampleSteps('fractions.nnet', choices);
    await preview.close();
    preview = await lab.preview();
    await preview.answer(answer);
    await preview.show(pageMessage(page, { choices, exact: true }));
    await open();
    await press('End');
    await player().locator('.mfrac', { hasText: '32' }).first().waitFor();
    assert.doesNotMatch((await player().locator('.katex-html').allTextContents()).join(), /\d\.\d/);
  });
});
