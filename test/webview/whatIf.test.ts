// What if: numbers of the page dragged, stepped and typed, with a host that computes them as the extension does.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { ROOT } from '../vscode/harness/paths';
import { complaintsInThemes } from './axe';
import { Host } from './host';
import { type OpenPreview, PreviewLab } from './preview';

const MAZUR = fs.readFileSync(path.join(ROOT, 'examples/mazur.nnet'), 'utf8');

for (const lends of [false, true])
  describe(`What if, in the page, ${lends ? 'which has the text' : 'by the extension'}`, () => {
    let lab: PreviewLab;
    let preview: OpenPreview;
    let host: Host;

    before(async () => (lab = await PreviewLab.open()));
    after(() => lab.close());
    beforeEach(async () => {
      preview = await lab.preview();
      host = await Host.of(MAZUR, { lends });
      await preview.answer((message) => host.answer(message));
      await preview.show(await host.page());
    });
    afterEach(async () => {
      assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
      await preview.close();
    });

    const formula = (id: string) => preview.page.locator(`[data-block="${id}"] .formula-area`);
    const entry = (id: string, mark: string) => formula(id).locator(`[data-t="${mark}"]`).first();
    const bar = () => preview.page.getByRole('region', { name: 'What if' });
    const field = (name: string) => bar().getByRole('textbox', { name });

    async function drag(at: Locator, dy: number, modifier?: 'Shift'): Promise<void> {
      await at.scrollIntoViewIfNeeded();
      const box = (await at.boundingBox())!;
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await preview.page.mouse.move(x, y);
      await preview.page.mouse.down();
      if (modifier) await preview.page.keyboard.down(modifier);
      await preview.page.mouse.move(x, y - dy / 2);
      await preview.page.mouse.move(x, y - dy);
      await preview.page.mouse.up();
      if (modifier) await preview.page.keyboard.up(modifier);
    }

    it('a weight that is dragged moves every formula; the old value stays as a ghost, and Escape lets go', async () => {
      const numbers = 'forward.1.N';
      await drag(entry(numbers, 'W.1.0.0'), 60);
      await field('W₁, row 1, column 1').waitFor();
      assert.equal(await field('W₁, row 1, column 1').inputValue(), '0.25');
      assert.equal(await bar().locator('.ghost').textContent(), '0.15');
      const tried = entry(numbers, 'W.1.0.0');
      await formula(numbers).locator('.tried').first().waitFor();
      assert.equal(await tried.getAttribute('data-ghost'), '0.15');
      // N₁ = 0.25·0.05 + 0.2·0.1 + 0.35 = 0.3825 and 0.3925, which has not changed.
      const results = formula(numbers).locator('[data-q^="N.1."]');
      assert.deepEqual(await results.allTextContents(), ['0.3825', '0.3925']);
      assert.deepEqual(await results.evaluateAll((all) => all.map((e) => e.classList.contains('moved'))), [
        true,
        false,
      ]);
      assert.deepEqual(await preview.said('goTo'), [], 'a drag is no click');
      await preview.page.keyboard.press('Escape');
      await bar().waitFor({ state: 'hidden' });
      await formula(numbers).locator('.tried').first().waitFor({ state: 'detached' });
      assert.deepEqual(await results.allTextContents(), ['0.3775', '0.3925']);
      await preview.page.locator('.moved').first().waitFor({ state: 'detached' });
    });

    it('is stepped by keys, ten steps with Shift, and said aloud with its derivative and next value', async () => {
      await formula('forward.1.N').focus();
      for (let i = 0; i < 12; i++) {
        await preview.page.keyboard.press('ArrowRight');
        if ((await preview.page.locator('.current-mark').getAttribute('data-t')) === 'W.1.0.0') break;
      }
      const status = preview.page.locator('.status');
      await status.getByText('the derivative by it is 0.0004386').waitFor();
      // 0.15 − 0.5·0.000438568 = 0.149780716
      await status.getByText('a step of rate 0.5 makes it 0.1498').waitFor();
      await preview.page.keyboard.press('Alt+ArrowUp');
      await preview.page.keyboard.press('Shift+Alt+ArrowUp');
      await preview.page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('.what-if input')?.value === '0.26',
      );
      await preview.page.keyboard.press('Alt+ArrowDown');
      await preview.page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('.what-if input')?.value === '0.25',
      );
    });

    it('is typed, and asked to be written', async () => {
      await drag(entry('forward.1.N', 'b.1.1.0'), 12);
      const input = field('b₁, entry 2');
      await input.waitFor();
      await input.fill('1/3');
      // N₁ = 0.25·0.05 + 0.3·0.1 + 1/3 = 0.375833…
      await preview.page.waitForFunction(() =>
        document.querySelector('[data-block="forward.1.N"] [data-q="N.1.1.0"]')?.textContent?.startsWith('0.3758'),
      );
      await bar().getByRole('button', { name: 'Write to the text' }).click();
      await preview.page.waitForFunction(() => standIn.messages.some(({ type }) => type === 'writeWhatIf'));
      assert.equal((await preview.said('writeWhatIf')).length, 1);
      const told = (await preview.said('whatIf')).at(-1)!.trials;
      assert.deepEqual(told, [{ target: told[0].target, text: '1/3' }], 'the extension knows what it is to write');
      // The host answers with the page of the new text.
      await preview.send({ ...(await host.page()), documentVersion: 2 });
      await bar().waitFor({ state: 'hidden' });
      await preview.page.locator('.status').getByText('Written to the text.').waitFor();
    });

    it('the wheel moves a number that is tried, and scrolls the page elsewhere', async () => {
      await drag(entry('forward.1.N', 'W.1.0.0'), 12);
      await field('W₁, row 1, column 1').waitFor();
      const box = (await entry('forward.1.N', 'W.1.0.0').boundingBox())!;
      await preview.page.mouse.move(box.x + 5, box.y + 5);
      await preview.page.mouse.wheel(0, -100);
      await preview.page.waitForFunction(
        () => document.querySelector<HTMLInputElement>('.what-if input')?.value === '0.18',
      );
      const other = (await entry('forward.1.N', 'W.1.1.1').boundingBox())!;
      await preview.page.mouse.move(other.x + 5, other.y + 5);
      const before = await preview.page.evaluate(() => window.scrollY);
      await preview.page.mouse.wheel(0, 100);
      await preview.page.waitForFunction((y) => window.scrollY > y, before);
      assert.equal(await bar().getByRole('textbox').count(), 1);
    });

    it('an edge of the drawing is dragged as its weight', async () => {
      const edge = preview.page.locator('.drawing [data-t="W.2.0.0"] .hit');
      await drag(edge, 60);
      await field('W₂, row 1, column 1').waitFor();
      await preview.page.locator('.drawing [data-t="W.2.0.0"].tried').waitFor({ state: 'attached' });
    });

    it('a number under the pointer shows what it is, and lights its row and column', async () => {
      await entry('forward.1.N', 'W.1.0.1').hover();
      const card = preview.page.locator('.entry-card');
      await card.waitFor();
      assert.equal(await card.locator(':scope > div').count(), 3);
      assert.match((await card.textContent())!, /w121=0\.2.*0\.0008771.*0\.1996/);
      const lit = formula('forward.1.N').locator('.lit');
      assert.deepEqual((await lit.evaluateAll((all) => all.map((e) => (e as HTMLElement).dataset['t']))).sort(), [
        'W.1.0.0',
        'W.1.0.1',
        'W.1.1.1',
      ]);
      await preview.page.mouse.move(5, 400);
      await card.waitFor({ state: 'hidden' });
    });

    it('ends when the text changes', async () => {
      await drag(entry('forward.1.N', 'W.1.0.0'), 12);
      await field('W₁, row 1, column 1').waitFor();
      await preview.send({ ...(await (await Host.of(MAZUR)).page()), documentVersion: 2 });
      await bar().waitFor({ state: 'hidden' });
      await preview.page.locator('.status').getByText('The text has changed').waitFor();
    });

    // The other way leads to the same page, as is tested below.
    if (!lends)
      it('has nothing that axe complains about, in every theme', async () => {
        await drag(entry('forward.1.N', 'W.1.0.0'), 60);
        await field('W₁, row 1, column 1').waitFor();
        // The tools of the formula come with the focus; they have tests of their own.
        await preview.page.evaluate(() => (document.activeElement as HTMLElement).blur());
        await preview.page.mouse.move(2, 790);
        assert.deepEqual(await complaintsInThemes(preview), []);
      });
  });

describe('What if, in a page that makes its pages itself', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;
  let host: Host;
  /** Whether the extension answers; it may be slow. */
  let answers: boolean;
  let waiting: ((answered: boolean) => void)[];

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  beforeEach(async () => {
    preview = await lab.preview();
    host = await Host.of(MAZUR, { lends: true });
    [answers, waiting] = [true, []];
    // However long the extension takes, the page waits for it.
    await preview.page.evaluate(() => {
      const soon = window.setTimeout.bind(window);
      Object.assign(window, { setTimeout: (then: () => void, ms = 0) => (ms < 1000 ? soon(then, ms) : 0) });
    });
    await preview.answer(async (message) => {
      if (!answers) await new Promise((resolve) => waiting.push(resolve));
      return host.answer(message);
    });
    await preview.show(await host.page());
    // The first number brings the text.
    await step('Alt+ArrowUp', '0.16');
    await preview.page.waitForFunction(() => 'nnetOwnPages' in globalThis);
    answers = false;
  });
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  const N1 = () => preview.page.locator('[data-block="forward.1.N"] [data-q="N.1.0.0"]').first();

  /** Moves the first weight by keys, and waits until the bar has it. */
  async function step(key: string, value: string): Promise<void> {
    await preview.page.locator('[data-block="forward.1.N"] .formula-area').focus();
    const current = preview.page.locator('.current-mark');
    while ((await current.count()) === 0 || (await current.getAttribute('data-t')) !== 'W.1.0.0')
      await preview.page.keyboard.press('ArrowRight');
    await preview.page.keyboard.press(key);
    await preview.page.waitForFunction(
      (wanted) => document.querySelector<HTMLInputElement>('.what-if input')?.value === wanted,
      value,
    );
  }

  it('follows though the extension does not answer, and tells it what is tried', async () => {
    await step('Alt+ArrowUp', '0.17');
    await step('Shift+Alt+ArrowUp', '0.27');
    // N₁ = 0.27·0.05 + 0.2·0.1 + 0.35
    assert.equal(await N1().textContent(), '0.3835');
    await preview.page.waitForFunction(() => {
      const told = standIn.messages.filter((message) => message.type === 'whatIf').at(-1)!;
      return told.trials.some((trial) => 'steps' in trial && trial.steps === 12);
    });
  });

  it('shows what the extension shows, which changes nothing when it comes', async () => {
    await step('Shift+Alt+ArrowUp', '0.26');
    await preview.page.waitForFunction(() => standIn.messages.filter(({ type }) => type === 'whatIf').length > 1);
    // What only a screen reader reads follows once the reader rests, all at once.
    await preview.page.waitForFunction(() => /0\.3830/.test(document.querySelector('[data-block="forward.1.N"] .katex-mathml')!.textContent)); // prettier-ignore
    await preview.page.evaluate(() => {
      const seen = Object.assign(globalThis, { changes: 0 });
      new MutationObserver((all) => (seen.changes += all.length)).observe(document.querySelector('main')!, {
        subtree: true,
        childList: true,
        characterData: true,
      });
      document.body.removeAttribute('data-drawn');
    });
    answers = true;
    for (const go of waiting) go(true);
    await preview.page.locator('body[data-drawn]').waitFor();
    assert.equal(await N1().textContent(), '0.3830');
    assert.equal(await preview.page.evaluate(() => (globalThis as unknown as { changes: number }).changes), 0);
  });

  it('is not taken back by an answer to an earlier number', async () => {
    const early = await host.page([], 1);
    await step('Shift+Alt+ArrowUp', '0.26');
    await preview.send(early);
    // What comes is drawn at once or with the next frame.
    await preview.settled();
    assert.equal(await N1().textContent(), '0.3830');
    assert.equal(await preview.page.locator('.what-if input').inputValue(), '0.26');
  });

  it('says nothing else to the extension before it knows what is tried', async () => {
    await step('Alt+ArrowUp', '0.17');
    await preview.page.locator('.what-if').getByRole('button', { name: 'Write to the text' }).click();
    await preview.page.waitForFunction(() => standIn.messages.filter(({ type }) => type === 'whatIf').length > 1);
    assert.deepEqual(await preview.said('writeWhatIf'), []);
    answers = true;
    for (const go of waiting) go(true);
    await preview.page.waitForFunction(() => standIn.messages.at(-1)!.type === 'writeWhatIf');
  });

  it('says what a number is, from the page that it has made', async () => {
    await step('Shift+Alt+ArrowUp', '0.26');
    await preview.page.locator('[data-block="forward.1.N"] [data-t="W.1.0.0"]').first().hover();
    const card = preview.page.locator('.entry-card');
    await card.waitFor();
    // By NumPy, with W₁₁ = 0.26: ∂f/∂w¹₁₁ = 0.00043823…
    assert.match((await card.textContent())!, /w111=0\.26.*0\.0004382/);
  });
});
