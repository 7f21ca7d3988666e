import assert from 'node:assert/strict';
import { defaultChoices } from '../../src/panel/protocol';
import { mazurPage, pageMessage } from './pages';
import { type OpenPreview, PreviewLab } from './preview';

describe('The way around the page', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;
  before(async () => {
    lab = await PreviewLab.open();
  });
  after(() => lab?.close());
  beforeEach(async () => {
    preview = await lab.preview();
    await preview.resize({ width: 600, height: 500 });
    await preview.show(pageMessage(mazurPage()));
  });
  afterEach(() => preview.close());

  const tab = (name: string) => preview.page.locator('.tabs').getByRole('button', { name, exact: true });
  const current = (name: string) =>
    preview.page.locator('.tabs [aria-current="location"]', { hasText: name }).waitFor();
  const topOf = (selector: string) => preview.page.locator(selector).evaluate((e) => e.getBoundingClientRect().top);
  const bar = () => preview.page.locator('.top').evaluate((e) => e.getBoundingClientRect().bottom);
  const scrolled = () => preview.page.evaluate(() => scrollY);
  const press = (key: string) => preview.page.keyboard.press(key);

  for (const width of [320, 480, 760, 1600]) {
    it(`stays on top as one row in a window of ${width} px`, async () => {
      await preview.resize({ width, height: 500 });
      await preview.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const { top, height, lines } = await preview.page.locator('.toolbar').evaluate((toolbar) => {
        const box = toolbar.getBoundingClientRect();
        const shown = [...toolbar.querySelectorAll('button')].filter((button) => button.getClientRects().length > 0);
        const tops = shown.map((button) => {
          const { top, bottom } = button.getBoundingClientRect();
          return Math.round((top + bottom) / 2 / 8);
        });
        return { top: box.top, height: box.height, lines: new Set(tops).size };
      });
      assert.deepEqual([top, lines], [0, 1]);
      assert.ok(height < 48, `${height} px`);
      assert.ok(await preview.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
      // Every button can be seen.
      for (const button of await preview.page.locator('.view-buttons > button:visible').all()) {
        const { x, width: wide } = (await button.boundingBox())!;
        assert.ok(x >= 0 && x + wide <= width);
      }
      // So can every section: as a tab, or in the list behind them.
      const { names, right, room } = await preview.page.locator('.tabs').evaluate((tabs) => {
        const shown = [...tabs.querySelectorAll('button, select')].filter((one) => one.getClientRects().length > 0);
        const options = [
          ...tabs.querySelectorAll<HTMLOptionElement>('select:not([hidden]) option[value]:not([value=""])'),
        ];
        const buttons = shown.filter((one) => one instanceof HTMLButtonElement);
        return {
          names: [...buttons, ...options].map(({ textContent }) => textContent),
          right: Math.max(...shown.map((one) => one.getBoundingClientRect().right)),
          room: tabs.getBoundingClientRect().right,
        };
      });
      assert.deepEqual(names, ['Network', 'Forward', 'Gradient', 'Steps', 'Check']);
      assert.ok(right <= room + 0.5, `${right} of ${room}`);
    });
  }

  it('has no button over its list in a window of 320 px, however many there are', async () => {
    await preview.resize({ width: 320, height: 500 });
    const [list, first] = await preview.page.evaluate(async () => {
      const buttons = [...document.querySelectorAll<HTMLButtonElement>('.view-buttons > button')];
      for (const button of buttons) Object.assign(button, { hidden: false, disabled: false });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return [document.querySelector('.tabs select')!, buttons[0]].map((one) => one.getBoundingClientRect());
    });
    assert.ok(list.right <= first.left, `${list.right} and ${first.left}`);
    assert.ok(list.width > 85 && first.width >= 24, `${list.width} and ${first.width}`);
  });

  it('has a tab for each section, and shows where the reader is', async () => {
    assert.deepEqual(await preview.page.locator('.tabs button').allTextContents(), [
      'Network',
      'Forward',
      'Gradient',
      'Steps',
      'Check',
    ]);
    await current('Network');
    await preview.page.locator('#section-gradient').evaluate((e) => e.scrollIntoView());
    await preview.page.mouse.move(300, 300);
    await current('Gradient');
  });

  it('goes to a section by its tab, below the row, also to a short one at the end', async () => {
    await tab('Gradient').click();
    await current('Gradient');
    const distance = (await topOf('#section-gradient')) - (await bar());
    assert.ok(distance >= 0 && distance < 60, `${distance} px`);
    assert.equal(await preview.page.locator('#section-gradient').evaluate((e) => e === document.activeElement), true);
    await tab('Check').click();
    await current('Check');
    await preview.page
      .locator('#section-check')
      .evaluate((e) => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(e)))));
    await current('Check');
  });

  it('goes to a section by its number, and back by one key, as often as one has jumped', async () => {
    await preview.page.locator('[data-block="forward.1.sigma"]').evaluate((e) => e.scrollIntoView({ block: 'start' }));
    const before = await scrolled();
    await press('3');
    await current('Gradient');
    await press('1');
    await current('Network');
    await press('b');
    await current('Gradient');
    await press('b');
    assert.ok(Math.abs((await scrolled()) - before) < 2);
    assert.equal(await preview.page.getByRole('button', { name: /^Back/ }).isDisabled(), true);
  });

  it('shows where the reader is also after a jump and a way back between two pictures of the browser', async () => {
    await press('3');
    await current('Gradient');
    await preview.settled();
    await preview.page.evaluate(() => {
      for (const key of ['1', 'b']) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    });
    await current('Gradient');
    assert.equal(await preview.page.getByRole('button', { name: /^Back/ }).isDisabled(), false);
  });

  it('no longer names the section of a tab once the reader scrolls within another', async () => {
    await tab('Check').click();
    await current('Check');
    // A short section at the end does not reach the reading line.
    await preview.page.locator('#section-steps').evaluate((e) => (e.style.minHeight = '600px'));
    await tab('Check').click();
    const before = await scrolled();
    await preview.page.mouse.move(300, 300);
    await preview.page.mouse.wheel(0, -20);
    await preview.page.waitForFunction((y) => scrollY < y, before);
    await current('Steps');
  });

  it('goes from tab to tab by arrow keys, with one stop for Tab', async () => {
    await tab('Network').focus();
    await press('ArrowRight');
    await press('ArrowRight');
    assert.equal(await tab('Gradient').evaluate((e) => e === document.activeElement), true);
    await press('Home');
    await press('ArrowLeft');
    assert.equal(await tab('Check').evaluate((e) => e === document.activeElement), true);
    assert.equal(await preview.page.locator('.tabs [tabindex="0"]').count(), 1);
    await press('Enter');
    await current('Check');
  });

  it('lists the sections that have no room as tabs, and says in the list that one of them is read', async () => {
    await preview.resize({ width: 320, height: 500 });
    const list = preview.page.getByRole('combobox', { name: 'More sections' });
    await list.waitFor();
    assert.equal(await list.inputValue(), '');
    await list.selectOption('Check');
    await current('Check');
    const distance = (await topOf('#section-check')) - (await bar());
    assert.ok(distance >= 0 && distance < 500, `${distance} px`);
    assert.equal(await list.inputValue(), 'check');
    await preview.resize({ width: 420, height: 500 });
    await tab('Network').waitFor();
    assert.equal(await list.inputValue(), 'check');
    await press('1');
    await current('Network');
    assert.equal(await list.inputValue(), '');
    // By keys one goes on from there: the focus stays in the list.
    await list.focus();
    await press('ArrowDown');
    await preview.page.waitForFunction(() => document.querySelector<HTMLSelectElement>('.tabs select')!.value !== '');
    assert.equal(await list.evaluate((e) => e === document.activeElement), true);
    await preview.resize({ width: 1000, height: 500 });
    await list.waitFor({ state: 'hidden' });
    assert.equal(await preview.page.locator('.tabs button:visible').count(), 5);
  });

  it('begins with the section that a command asks for right below the row', async () => {
    await preview.close();
    preview = await lab.preview();
    await preview.resize({ width: 600, height: 500 });
    await preview.send({ type: 'reveal', section: 'gradient' });
    await preview.show(pageMessage(mazurPage()));
    await current('Gradient');
    await preview.settled();
    const distance = (await topOf('#section-gradient')) - (await bar());
    assert.ok(distance >= 0 && distance < 60, `${distance} px`);
  });

  it('keeps the section that a command asked for in place while other sections come above it', async () => {
    await preview.close();
    preview = await lab.preview();
    await preview.resize({ width: 600, height: 500 });
    await preview.send({ type: 'reveal', section: 'gradient' });
    const { title, sections } = mazurPage();
    const last = sections.find(({ id }) => id === 'gradient')!;
    // Too short to be scrolled to its top; then something comes above, and something below it.
    await preview.show(pageMessage({ title, sections: [{ ...last, blocks: last.blocks.slice(0, 1) }] }));
    await current('Gradient');
    await preview.show(pageMessage(mazurPage(), { documentVersion: 2 }));
    await preview.settled();
    const distance = (await topOf('#section-gradient')) - (await bar());
    assert.ok(distance >= 0 && distance < 60, `${distance} px`);
    // Whoever scrolls on is where they are.
    await preview.page.mouse.move(300, 300);
    await preview.page.mouse.wheel(0, -120);
    await preview.page.waitForFunction(
      (before) => document.querySelector('#section-gradient')!.getBoundingClientRect().top > before + 50,
      distance,
    );
    const after = await topOf('#section-gradient');
    await preview.show(pageMessage(mazurPage(0.25), { documentVersion: 3 }));
    assert.ok(Math.abs((await topOf('#section-gradient')) - after) < 2);
  });

  it('keeps its place when what is above becomes smaller or larger by itself', async () => {
    await press('3');
    const before = await topOf('#section-gradient');
    await preview.page.evaluate(() => (document.querySelector('h1')!.style.height = '9em'));
    await preview.settled();
    assert.ok(Math.abs((await topOf('#section-gradient')) - before) < 2);
  });

  it('scrolls to the layer of the cursor when asked to, in the section that is read', async () => {
    const seen = (id: string) =>
      preview.page.waitForFunction((block) => {
        const { top, bottom } = document.querySelector(`[data-block="${block}"]`)!.getBoundingClientRect();
        return top > 0 && bottom <= innerHeight;
      }, id);
    await preview.send({ type: 'highlight', layer: 2 });
    await preview.page.locator('.block.current[data-layer="2"]').first().waitFor();
    assert.equal(await scrolled(), 0);
    await press('f');
    assert.equal(
      await preview.page.getByRole('button', { name: /^Scroll to the layer/ }).getAttribute('aria-pressed'),
      'true',
    );
    await seen('forward.2');
    await press('3');
    await current('Gradient');
    await preview.send({ type: 'highlight', layer: 1 });
    await seen('gradient.1.numbers');
    await preview.send({ type: 'highlight', layer: 2 });
    await seen('gradient.2.numbers');
    assert.equal((await preview.kept()).follow, true);
    await press('f');
    await press('1');
    const before = await scrolled();
    await preview.send({ type: 'highlight', layer: 1 });
    await preview.page.locator('.block.current[data-layer="1"]').first().waitFor();
    assert.equal(await scrolled(), before);
  });

  it('keeps the choices below the row when asked to, and lets them go', async () => {
    const form = preview.page.getByRole('combobox', { name: 'Formula' });
    await preview.resize({ width: 320, height: 500 });
    await form.waitFor({ state: 'hidden' });
    await press('3');
    await current('Gradient');
    const options = preview.page.getByRole('button', { name: 'View options' });
    await options.click();
    await form.waitFor();
    const box = (await form.boundingBox())!;
    assert.ok(box.y >= (await bar()) && box.y < 300, `${box.y}`);
    await form.selectOption('5');
    assert.equal((await preview.said('choose')).at(-1)?.choices.form, '5');
    await options.click();
    await form.waitFor({ state: 'hidden' });
  });

  it('leaves a presentation where it was entered, with the steps in between', async () => {
    await preview.page
      .locator('[data-block="gradient.2.numbers"]')
      .evaluate((e) => e.scrollIntoView({ block: 'start' }));
    await press('p');
    await press('Escape');
    const place = async () => Math.round((await topOf('[data-block="gradient.2.numbers"]')) - (await bar()));
    const before = await place();
    assert.ok(Math.abs(before) < 80, `${before} px`);
    assert.ok((await scrolled()) > 200);
  });

  describe('with another text in the same preview', () => {
    const other = 'file:///spec/other.nnet';

    it('goes to its top, and takes its choices, though the last ones are not answered', async () => {
      await press('3');
      await current('Gradient');
      await preview.page.getByRole('combobox', { name: 'Formula' }).selectOption('5');
      const choices = { ...defaultChoices, form: '4' } as const;
      await preview.show(pageMessage(mazurPage(0.5), { uri: other, documentVersion: 7, choices }));
      await current('Network');
      assert.equal(await scrolled(), 0);
      assert.equal(await preview.page.getByRole('combobox', { name: 'Formula' }).inputValue(), '4');
      assert.equal(await preview.page.getByRole('button', { name: /^Back/ }).isDisabled(), true);
    });

    it('does not show the page of the last one while it is broken', async () => {
      await preview.send({ type: 'problems', uri: other, documentVersion: 7, problems: [], choices: defaultChoices });
      await preview.page.locator('h1').waitFor({ state: 'detached' });
      assert.equal(await preview.page.locator('main').textContent(), '');
      assert.equal(await preview.page.locator('.tabs button').count(), 0);
    });

    it('keeps that it is locked', async () => {
      await preview.send({ type: 'lock', locked: true });
      assert.equal((await preview.kept()).locked, true);
    });
  });
});
