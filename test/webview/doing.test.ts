import assert from 'node:assert/strict';
import { message } from '../../src/message/message';
import type { Block } from '../../src/page/page';
import { defaultChoices, type ToPage } from '../../src/panel/protocol';
import { sentPage } from '../../src/panel/making/sentPage';
import { elidedPage, longPage, mazurPage, pageMessage, uri } from './pages';
import { type OpenPreview, PreviewLab } from './preview';

describe('What the reader does', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  beforeEach(async () => (preview = await lab.preview()));
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  const block = (id: string) => preview.page.locator(`[data-block="${id}"]`);
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => preview.page.keyboard.press(key)), Promise.resolve());

  describe('with a batch', () => {
    const chosen = async () => (await preview.said('choose')).map(({ choices }) => choices.column);

    it('chooses one sample of a few from a list, and all again', async () => {
      await preview.show(pageMessage(mazurPage(), { columns: 4 }));
      const list = preview.page.getByRole('combobox', { name: 'Sample' });
      assert.deepEqual(await list.locator('option').allTextContents(), ['all', '1', '2', '3', '4']);
      await list.selectOption('3');
      await list.selectOption('all');
      assert.deepEqual(await chosen(), [3, null]);
      await preview.show(pageMessage(mazurPage(), { documentVersion: 2 }));
      await list.waitFor({ state: 'hidden' });
    });

    it('chooses the letters of a course', async () => {
      await preview.show(pageMessage(mazurPage()));
      const list = preview.page.getByRole('combobox', { name: 'Letters' });
      assert.equal(await list.inputValue(), 'paper');
      await list.selectOption('course');
      assert.equal((await preview.said('choose')).at(-1)!.choices.letters, 'course');
    });

    it('chooses one sample of very many by its number', async () => {
      await preview.show(pageMessage(mazurPage(), { columns: 1000 }));
      const number = preview.page.getByRole('spinbutton', { name: 'Sample' });
      await number.fill('750');
      await number.fill('1001');
      await number.fill('');
      assert.deepEqual(await chosen(), [750, null]);
      assert.equal((await preview.page.locator('.choices option').count()) < 100, true);
    });

    it('follows the link of a note to one sample', async () => {
      const page = mazurPage();
      const note: Block = {
        kind: 'note',
        id: 'gradient.oneSample',
        tone: 'info',
        content: [
          { kind: 'text', text: message('Formulas (4) and (5) cover one sample.') },
          { kind: 'choose', text: message('Show only sample 1'), column: 1 },
        ],
      };
      const sections = page.sections.map((section, i) => (i === 0 ? { ...section, blocks: [note] } : section));
      await preview.show(pageMessage({ ...page, sections }));
      await preview.page.getByRole('button', { name: 'Show only sample 1' }).press('Enter');
      assert.deepEqual(await chosen(), [1]);
    });
  });

  describe('with a formula', () => {
    beforeEach(() => preview.show(pageMessage(mazurPage())));

    it('goes to a quantity by a click on its symbol', async () => {
      await block('forward.2.numbers').locator('[data-t="W.2"]').click();
      assert.deepEqual(await preview.said('goTo'), [{ type: 'goTo', target: { quantity: 'W', layer: 2 } }]);
    });

    it('goes to an entry by a click on it', async () => {
      await block('forward.2.numbers').locator('[data-t="W.2.1.0"]').click();
      const target = { quantity: 'W', layer: 2, entry: { row: 1, column: 0 } };
      assert.deepEqual(await preview.said('goTo'), [{ type: 'goTo', target }]);
    });

    it('goes there from running text too', async () => {
      await block('network.words').locator('[data-t="Sigma.1"]').click();
      assert.deepEqual(await preview.said('goTo'), [{ type: 'goTo', target: { quantity: 'Sigma', layer: 1 } }]);
    });

    it('copies the LaTeX of the model, not of the page', async () => {
      await block('forward.1.numbers').hover();
      const button = block('forward.1.numbers').getByRole('button', { name: /^Copy as LaTeX/ });
      await preview.page.waitForFunction(
        () =>
          getComputedStyle(document.querySelector('[data-block="forward.1.numbers"] .formula-tools')!).opacity === '1',
      );
      await button.click();
      const [{ text }] = await preview.said('copy');
      assert.equal(
        text,
        'N_1 = W_1 \\cdot X + b_1 = \\begin{bmatrix*}[r] 0.15 & 0.2 \\\\ 0.25 & 0.3 \\end{bmatrix*} \\cdot ' +
          '\\begin{bmatrix*}[r] 0.05 \\\\ 0.1 \\end{bmatrix*} + \\begin{bmatrix*}[r] 0.35 \\\\ 0.35 \\end{bmatrix*}',
      );
      assert.equal(await preview.page.getByRole('status').textContent(), '');
      await preview.send({ type: 'copied' });
      await preview.page.getByRole('status').getByText('Copied').waitFor();
    });

    it('asks the host for the LaTeX of a page as it is sent, and hears its words later', async () => {
      await preview.answer((said) => (said.type === 'plain' ? { type: 'plain', id: said.id, tex: `plain ${said.id}` } : null)); // prettier-ignore
      await preview.show(pageMessage(mazurPage(), { page: sentPage(mazurPage()), documentVersion: 9 }));
      const area = block('forward.1.numbers').locator('.formula-area');
      await area.focus();
      await press('c');
      await preview.page.waitForFunction(() => standIn.messages.some(({ type }) => type === 'copy'));
      assert.deepEqual(await preview.said('copy'), [{ type: 'copy', text: 'plain forward.1.numbers' }]);
      const spoken = (documentVersion: number, word: string): ToPage => ({
        type: 'spoken',
        documentVersion,
        sentences: { 'forward.1.numbers': [message(word)] },
        words: { said: 'gesagt' },
      });
      await preview.send(spoken(9, 'said'), spoken(8, 'too late'));
      const label = 'N 1 is W 1 times the values before, plus b 1';
      await preview.page.waitForFunction(() => document.querySelector('[aria-label$="Gesagt"]') !== null);
      assert.equal(await area.getAttribute('aria-label'), `${label}. Gesagt`);
    });

    it('lights up the row and the column of an entry, and the same entry everywhere', async () => {
      await block('forward.2.numbers').locator('[data-t="W.2.0.1"]').hover();
      const marks = (name: string) =>
        preview.page.locator(`.${name}`).evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset['t']));
      assert.deepEqual(await marks('lit'), ['W.2.0.0', 'W.2.0.1', 'W.2.1.1']);
      // In the drawing, in the formula, and in the gradient.
      assert.deepEqual(await marks('lit-entry'), ['W.2.0.1', 'W.2.0.1', 'W.2.0.1']);
      await preview.page.mouse.move(1, 1);
      assert.deepEqual(await marks('lit'), []);
    });

    it('can do all of that with the keyboard alone', async () => {
      await block('forward.2.numbers').locator('.formula-area').focus();
      await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowDown');
      assert.equal(await preview.page.getByRole('status').textContent(), 'W₂, row 2, column 2');
      await press('Enter');
      const target = { quantity: 'W', layer: 2, entry: { row: 1, column: 1 } };
      assert.deepEqual(await preview.said('goTo'), [{ type: 'goTo', target }]);
      await press('Home');
      assert.equal(await preview.page.getByRole('status').textContent(), 'W₂');
      await press('c');
      assert.match((await preview.said('copy'))[0].text, /^N_2 = W_2/);
      await press('Tab', 'Enter');
      assert.equal((await preview.said('copy')).length, 2, 'the button comes next, and shows itself');
      await press('ArrowRight', 'Enter', 'ArrowRight', 'Enter');
      const [latex, , markdown, mathml] = (await preview.said('copy')).map(({ text }) => text);
      assert.equal(markdown, `$$\n${latex}\n$$\n`);
      assert.match(mathml, /^<math [^]*<\/math>$/);
    });
  });

  describe('with an elided matrix', () => {
    it('opens it by a click on the dots, and closes it again', async () => {
      await preview.show(pageMessage(elidedPage(false)));
      await block('forward.1').locator('[data-expand]').first().click();
      const expanded = ['forward.1.W'];
      assert.deepEqual(await preview.said('choose'), [
        { type: 'choose', uri, choices: { ...defaultChoices, expanded } },
      ]);
      await preview.show(
        pageMessage(elidedPage(true), { choices: { ...defaultChoices, expanded }, documentVersion: 2 }),
      );
      await block('forward.1').hover();
      await block('forward.1').getByRole('button', { name: 'Show fewer entries' }).click();
      assert.deepEqual((await preview.said('choose')).at(-1)!.choices.expanded, []);
    });

    it('opens it from the keyboard', async () => {
      await preview.show(pageMessage(elidedPage(false)));
      await block('forward.1').locator('.formula-area').focus();
      await press('End', 'Enter');
      assert.deepEqual((await preview.said('choose')).at(-1)!.choices.expanded, ['forward.1.W']);
    });

    it('opens some more rows with every step, by mouse and by keyboard, and all or none with the button', async () => {
      const open = async () => (await preview.said('choose')).at(-1)!.choices.expanded;
      await preview.show(pageMessage(elidedPage(false, 'forward.1.W/r1')));
      assert.equal(await block('forward.1').locator('[data-expand]').first().getAttribute('title'), 'Show more rows');
      await block('forward.1').locator('[data-expand]').first().click();
      assert.deepEqual(await open(), ['forward.1.W/r1']);
      const next = (step: number, expanded: readonly string[]) =>
        preview.show(
          pageMessage(elidedPage(false, `forward.1.W/r${step}`), {
            choices: { ...defaultChoices, expanded },
            documentVersion: step,
          }),
        );
      await next(2, await open());
      await block('forward.1').locator('.formula-area').focus();
      await press('End', 'Enter');
      assert.equal(await preview.page.getByRole('status').textContent(), 'Show more rows');
      assert.deepEqual(await open(), ['forward.1.W/r2'], 'in the place of the step before');
      await next(3, await open());
      await press('Enter');
      assert.deepEqual(await open(), ['forward.1.W/r3'], 'the key goes on at the new dots');
      await next(4, await open());
      await press('Enter');
      assert.deepEqual(await open(), ['forward.1.W/r4']);
      await block('forward.1').hover();
      await block('forward.1').getByRole('button', { name: 'Show fewer entries' }).click();
      assert.deepEqual(await open(), []);
      await next(5, []);
      await block('forward.1').hover();
      await block('forward.1').getByRole('button', { name: 'Show all entries' }).click();
      assert.deepEqual(await open(), ['forward.1.W']);
    });

    it('closes all from the toolbar, also those opened before a restart', async () => {
      const choices = { ...defaultChoices, expanded: ['forward.1.W'] };
      await preview.show(pageMessage(elidedPage(true), { choices }));
      await preview.page.getByRole('button', { name: 'Collapse matrices' }).click();
      assert.deepEqual((await preview.said('choose')).at(-1)!.choices.expanded, []);
    });
  });

  describe('with the choices', () => {
    const last = async () => (await preview.said('choose')).at(-1)!.choices;

    it('offers inputs and outputs only where there are several', async () => {
      const input = preview.page.getByRole('combobox', { name: 'Input' });
      const output = preview.page.getByRole('combobox', { name: 'Output' });
      await preview.show(pageMessage(mazurPage()));
      assert.equal(await input.count(), 0);
      assert.equal(await output.count(), 0);
      await preview.show(pageMessage(mazurPage(), { samples: ['a', 'b'], outputs: 3, documentVersion: 2 }));
      await input.selectOption('b');
      assert.equal((await last()).sample, 'b');
      await output.selectOption('3');
      assert.deepEqual(await last(), { ...defaultChoices, sample: 'b', output: 3 });
    });

    it('chooses the form of the gradient, its layer, and the shapes', async () => {
      await preview.show(pageMessage(mazurPage(), { outputs: 3 }));
      await preview.page.getByRole('combobox', { name: 'Formula' }).selectOption('5');
      await preview.page.getByRole('combobox', { name: 'Gradient of layer' }).selectOption('2');
      await preview.page.getByRole('checkbox', { name: 'Shapes' }).check();
      await preview.page.getByRole('combobox', { name: 'Output' }).selectOption('all');
      assert.deepEqual(await last(), { ...defaultChoices, form: '5', layer: 2, shapes: true, output: 'all' });
    });

    it('keeps to the last choice when the answer to an earlier one comes late', async () => {
      const formula = preview.page.getByRole('combobox', { name: 'Formula' });
      await preview.show(pageMessage(mazurPage()));
      await formula.selectOption('4');
      const early = await last();
      await formula.selectOption('5');
      await preview.show(pageMessage(mazurPage(), { choices: early, documentVersion: 2 }));
      assert.equal(await formula.inputValue(), '5');
      await preview.show(pageMessage(mazurPage(), { choices: await last(), documentVersion: 3 }));
      assert.equal(await formula.inputValue(), '5');
      // All is answered: now the host's choices are news.
      await preview.show(pageMessage(mazurPage(), { documentVersion: 4 }));
      assert.equal(await formula.inputValue(), '3');
    });

    it('chooses the form of numbers, within its limits', async () => {
      await preview.show(pageMessage(mazurPage()));
      const count = preview.page.getByRole('spinbutton', { name: 'Number of digits' });
      await count.fill('7');
      assert.deepEqual((await last()).digits, { kind: 'significant', count: 7 });
      await preview.page.getByRole('combobox', { name: 'Numbers', exact: true }).selectOption('decimals');
      assert.deepEqual((await last()).digits, { kind: 'decimals', count: 7 });
      await count.fill('99');
      assert.deepEqual((await last()).digits, { kind: 'decimals', count: 15 });
      await count.fill('');
      assert.deepEqual((await last()).digits, { kind: 'decimals', count: 15 }, 'nothing typed yet is no choice');
    });

    it('offers fractions where something is exact, and what is chosen can be unchosen', async () => {
      const numbers = preview.page.getByRole('combobox', { name: 'Numbers', exact: true });
      const offered = () => numbers.locator('option').allTextContents();
      await preview.show(pageMessage(mazurPage()));
      assert.deepEqual(await offered(), ['significant digits', 'decimals']);
      await preview.show(pageMessage(mazurPage(), { exact: true, documentVersion: 2 }));
      await numbers.selectOption('fractions');
      const { digits } = await last();
      assert.deepEqual(digits, { kind: 'fractions', count: 4 });
      assert.ok(await preview.page.getByLabel('Number of digits').isHidden());
      await preview.show(pageMessage(mazurPage(), { choices: { ...defaultChoices, digits }, documentVersion: 3 }));
      assert.equal(await numbers.inputValue(), 'fractions');
      await numbers.selectOption('significant');
      assert.deepEqual((await last()).digits, { kind: 'significant', count: 4 });
    });

    it('changes the size with buttons and keys', async () => {
      await preview.show(pageMessage(mazurPage()));
      const size = () => preview.page.locator('main').evaluate((e) => parseFloat(getComputedStyle(e).fontSize));
      const usual = await size();
      await preview.page.getByRole('button', { name: 'Zoom in (+)' }).click();
      assert.ok(Math.abs((await size()) / usual - 1.15) < 0.01);
      await press('+');
      assert.ok(Math.abs((await size()) / usual - 1.3) < 0.01);
      await press('-', '-', '-');
      assert.ok(Math.abs((await size()) / usual - 0.9) < 0.01);
      await press('0');
      assert.equal(await size(), usual);
    });

    it('starts a presentation and ends it with Escape', async () => {
      await preview.show(pageMessage(mazurPage()));
      await press('p');
      assert.equal(await preview.page.getByRole('banner').isVisible(), false);
      await press('Escape');
      assert.equal(await preview.page.getByRole('banner').isVisible(), true);
    });

    it('leaves the keys of a control to it', async () => {
      await preview.show(pageMessage(mazurPage()));
      await preview.page.getByRole('spinbutton').focus();
      await press('0');
      assert.equal(await preview.page.locator('.zoom-reset').textContent(), '100 %');
    });
  });

  describe('with the drawing', () => {
    beforeEach(() => preview.show(pageMessage(mazurPage())));

    it('sees neurons with values, edges by sign and size, formal neurons for the biases, names', async () => {
      const drawing = block('network.drawing');
      assert.deepEqual(await drawing.locator('.neuron .value').allTextContents(), [
        '0.05',
        '0.10',
        '0.59',
        '0.60',
        '0.75',
        '0.77',
      ]);
      assert.equal(await drawing.locator('.edge.positive .stroke').count(), 9, 'eight edges and the legend');
      assert.equal(await drawing.locator('.formal').count(), 2);
      assert.equal(await drawing.locator('.bias-edge').count(), 4);
      assert.deepEqual(await drawing.locator('.activation').allTextContents(), ['sigmoid', 'sigmoid']);
      assert.deepEqual(await drawing.locator('.name').allTextContents(), ['hidden']);
      const width = (mark: string) =>
        drawing.locator(`[data-t="${mark}"] .stroke`).evaluate((e) => Number(e.getAttribute('stroke-width')));
      assert.ok((await width('W.2.1.1')) > (await width('W.2.0.0')));
      assert.equal(
        await drawing.locator('.drawing-area').getAttribute('aria-label'),
        'The network as neurons and connections. Layer 1 has 2 neurons',
      );
    });

    it('chooses between weights and gradient, and that is kept', async () => {
      await preview.page.getByRole('radio', { name: 'gradient' }).check();
      assert.equal(await block('network.drawing').locator('.drawing-area .edge.negative').count(), 2);
      assert.equal((await preview.kept()).edges, 'gradient');
      await preview.page.getByRole('radio', { name: 'weights' }).check();
      assert.equal(await block('network.drawing').locator('.drawing-area .edge.negative').count(), 0);
    });

    it('exports what is shown, with what the colours of the drawing show', async () => {
      await preview.page.getByRole('radio', { name: 'gradient' }).check();
      await preview.page.getByRole('button', { name: 'Export…' }).click();
      const messages = await preview.page.evaluate(() => standIn.messages);
      assert.deepEqual(messages.at(-1), { type: 'export', colours: 'gradient' });
    });

    it('goes to weights, neurons and biases by a click', async () => {
      const drawing = block('network.drawing');
      await drawing.locator('[data-t="W.1.1.0"] .hit').click({ position: { x: 30, y: 10 }, force: true });
      await drawing.locator('[data-t="Sigma.2.1.0"]').click();
      await drawing.locator('[data-t="b.2"]').click();
      const targets = (await preview.said('goTo')).map(({ target }) => target);
      assert.deepEqual(targets.slice(-2), [
        { quantity: 'Sigma', layer: 2, entry: { row: 1, column: 0 } },
        { quantity: 'b', layer: 2 },
      ]);
      assert.equal(targets[0].quantity, 'W');
    });

    it('goes from neuron to neuron with the arrow keys', async () => {
      await block('network.drawing').locator('.drawing-area').focus();
      await press('ArrowRight', 'ArrowDown', 'ArrowRight');
      assert.equal(await preview.page.getByRole('status').textContent(), 'Σ₁, entry 2');
      await press('ArrowRight', 'ArrowUp', 'Enter');
      const target = { quantity: 'Sigma', layer: 2, entry: { row: 0, column: 0 } };
      assert.deepEqual(await preview.said('goTo'), [{ type: 'goTo', target }]);
    });
  });

  it('sees which layer the cursor is in', async () => {
    await preview.show(pageMessage(mazurPage()));
    const current = () =>
      preview.page.locator('.block.current').evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset['block']));
    assert.deepEqual(await current(), []);
    await preview.send({ type: 'highlight', layer: 2 });
    const second = ['forward.2', 'forward.2.numbers', 'forward.2.sigma', 'gradient.2.numbers'];
    await preview.page.locator('.block.current').first().waitFor();
    assert.deepEqual(await current(), second);
    assert.equal(await preview.page.locator('.column.current').count(), 1);
    await preview.show(pageMessage(mazurPage(0.7), { documentVersion: 2 }));
    assert.deepEqual(await current(), second, 'also in a new version');
    await preview.send({ type: 'highlight', layer: null });
    await preview.page.locator('.block.current').first().waitFor({ state: 'detached' });
  });

  describe('and finds again after a restart', () => {
    it('the size, the edges and the place', async () => {
      const message = pageMessage(longPage(60));
      await preview.show(message);
      await press('+');
      await preview.page.evaluate(() => document.querySelector('[data-block="long.40"]')!.scrollIntoView());
      await preview.page.mouse.wheel(0, 20);
      const kept = await preview.kept();
      assert.equal(kept.version, 1);
      assert.equal(kept.uri, uri);
      assert.equal(kept.zoom, 1.15);
      const top = await preview.page.locator('[data-block="long.41"]').evaluate((e) => e.getBoundingClientRect().top);
      await preview.close();
      preview = await lab.preview({ state: kept });
      await preview.show(message);
      const again = await preview.page.locator('[data-block="long.41"]').evaluate((e) => e.getBoundingClientRect().top);
      assert.ok(Math.abs(again - top) < 3, `was at ${top}, is at ${again}`);
      assert.equal(await preview.page.locator('.zoom-reset').textContent(), '115 %');
    });

    it('its choices', async () => {
      await preview.show(pageMessage(mazurPage(), { samples: ['a', 'b'] }));
      await preview.page.getByRole('combobox', { name: 'Input' }).selectOption('b');
      assert.equal((await preview.kept()).choices.sample, 'b');
    });

    it('nothing in a state that is not one of ours', async () => {
      await preview.close();
      preview = await lab.preview({ state: { version: 9, zoom: 'big', scroll: [] } as never });
      await preview.show(pageMessage(mazurPage()));
      assert.equal(await preview.page.locator('.zoom-reset').textContent(), '100 %');
    });
  });
});
