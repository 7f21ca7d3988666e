// Each choice on its way through the page: whoever adds one is asked by the compiler for its control here.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { gradientForms, type Look, networkForms, type ToPage, type ViewChoices } from '../../src/panel/protocol';
import { choiceNames, textOfChoices, withAndWithout } from '../otherChoices';
import { Host } from './host';
import { type OpenPreview, PreviewLab } from './preview';

type Role = 'combobox' | 'checkbox' | 'spinbutton';

/** A control by its role and name, and what it shows of the other value. */
type Control = readonly [Role, string, string | boolean];

/** The controls of each choice among the tools; of the others, where they are made. */
const controls: { readonly [Name in keyof ViewChoices]: readonly Control[] | string } = {
  sample: [['combobox', 'Input', 'B']],
  column: [['combobox', 'Sample', '2']],
  output: [['combobox', 'Output', '2']],
  digits: [
    ['combobox', 'Numbers', 'decimals'],
    ['spinbutton', 'Number of digits', '1'],
  ],
  form: [['combobox', 'Formula', 'delta']],
  layer: [['combobox', 'Gradient of layer', '1']],
  shapes: [['checkbox', 'Shapes', true]],
  letters: [['combobox', 'Letters', 'course']],
  general: [['checkbox', 'General k', true]],
  network: [['combobox', 'Network', 'homogeneous']],
  expanded: 'by a click on the dots of a matrix',
  neuron: 'in the proof',
  own: 'in the box for own work',
};

type Kinds = { readonly digits: ViewChoices['digits']['kind'] };
type Listed = Kinds & Pick<ViewChoices, keyof Look | 'network' | 'form'>;

/** What the values of a list are called, in its order. */
const called: { readonly [Name in keyof Listed]: Readonly<Record<Listed[Name], string>> } = {
  network: {
    written: 'As written',
    homogeneous: 'Homogeneous (§3)',
    affine: 'Affine, with biases',
    both: 'Both, side by side (§3)',
  },
  form: {
    1: '(1) numbers, with arguments',
    2: '(2) numbers',
    3: '(3) left to right',
    4: '(4) right to left',
    5: '(5) diagonal matrices',
    delta: 'Recursion for Δ',
    proof: '(6), (7) of the proof',
  },
  letters: { paper: 'Paper: W₁, N₁, Σ₁, Δ₁', course: 'Course: W[1], z[1], a[1], δ[1]' },
  digits: { significant: 'significant digits', decimals: 'decimals', fractions: 'exact fractions' },
};

/** All values of these lists, whatever a network has. */
const everything = { forms: gradientForms, networkForms, exact: true };

const valueIn = (choices: ViewChoices, name: keyof Listed): string =>
  name === 'digits' ? choices.digits.kind : choices[name];

describe('Each choice of the page', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;
  let host: Host;
  let version = 1;

  before(async () => {
    lab = await PreviewLab.open();
    preview = await lab.preview();
    host = await Host.of(textOfChoices);
    await preview.show(await host.page());
    // In the place of what makes pages in the page: it tells for which choices it was asked to.
    await preview.page.evaluate(() => {
      const page = (_turn: number, _trials: unknown, choices: unknown) => {
        Object.assign(globalThis, { askedFor: choices });
        return Promise.resolve(null);
      };
      Object.assign(globalThis, { nnetOwnPages: () => ({ page }) });
    });
  });
  after(() => lab.close());

  /** Shows the page with these choices, as the host does, or with more to choose than it has. */
  async function show(choices: ViewChoices, offer: Partial<typeof everything> = {}): Promise<void> {
    const message = (await host.answer({ type: 'choose', uri: '', choices })) as Extract<ToPage, { type: 'page' }>;
    await preview.show({ ...message, ...offer, documentVersion: ++version });
  }

  const located = ([role, name]: Control): Locator =>
    preview.page.locator('.choices').getByRole(role, { name, exact: true });
  const value = async ([role, ...named]: Control): Promise<string | boolean> =>
    role === 'checkbox' ? located([role, ...named]).isChecked() : located([role, ...named]).inputValue();

  for (const name of choiceNames) {
    const { before, after } = withAndWithout(name);
    const made = controls[name];

    if (typeof made !== 'string')
      it(`has a control that makes and shows it: ${name}`, async () => {
        const shown = () => Promise.all(made.map(value));
        const others = made.map(([, , other]) => other);
        await show(before);
        const usual = await shown();
        for (const control of made) {
          const [role, , other] = control;
          if (role === 'combobox') await located(control).selectOption(String(other));
          else if (role === 'checkbox') await located(control).setChecked(other === true);
          else await located(control).fill(String(other));
          await located(control).blur();
        }
        assert.deepEqual((await preview.said('choose')).at(-1)!.choices, after, 'it tells the host');
        assert.deepEqual((await preview.kept()).choices, after, 'it is kept');
        await show(after);
        await show(before);
        assert.deepEqual(await shown(), usual, 'the control shows the usual value');
        await show(after);
        assert.deepEqual(await shown(), others, 'the control shows the other value');
      });

    if (name in called)
      it(`is called in its list what it is: ${name}`, async () => {
        const list = name as keyof Listed;
        const control = located(made[0] as Control);
        const [values, words] = [Object.keys(called[list]), Object.values<string>(called[list])];
        await show(before, everything);
        assert.deepEqual(await control.locator('option').allTextContents(), words);
        for (const label of words) await control.selectOption({ label });
        const chosen = (await preview.said('choose')).slice(-words.length).map(({ choices }) => choices);
        assert.deepEqual(
          chosen.map((choices) => valueIn(choices, list)),
          values,
          'what is chosen by its words',
        );
        // The last is answered: until then, the page takes no others.
        await show(chosen.at(-1)!, everything);
        for (const [i, choices] of chosen.entries()) {
          await show(choices, everything);
          assert.equal(await control.locator('option:checked').textContent(), words[i], 'what is shown of a page');
        }
      });

    it(`is kept, and holds for pages with numbers that are tried: ${name}`, async () => {
      await show(after);
      assert.deepEqual((await preview.kept()).choices, after);
      // With own work, the host makes the pages.
      if (after.own !== null) return;
      const { uri } = await host.page();
      await preview.send({ type: 'text', uri, documentVersion: version, text: textOfChoices, words: {} });
      await preview.page.locator('[data-block="forward.1.N"] .formula-area').focus();
      const current = preview.page.locator('.current-mark');
      while ((await current.count()) === 0 || !(await current.getAttribute('data-t'))?.startsWith('W.1.'))
        await preview.page.keyboard.press('ArrowRight');
      await preview.page.evaluate(() => Object.assign(globalThis, { askedFor: null }));
      await preview.page.keyboard.press('Alt+ArrowUp');
      const asked = await preview.page.waitForFunction(() => (globalThis as { askedFor?: unknown }).askedFor);
      assert.deepEqual(await asked.jsonValue(), after);
      await preview.page.keyboard.press('Escape');
    });
  }
});
