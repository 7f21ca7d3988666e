import assert from 'node:assert/strict';
import { Analysis } from '../../src/analysis/analysis';
import { buildPage } from '../../src/page/networkPage';
import { lookNames, type Look, usualLook } from '../../src/notation/look';
import { defaultChoices, longestWork, type OwnWork, type ToPage } from '../../src/panel/protocol';
import { checkOwnWork } from '../../src/service/paste/ownWork';
import { looksShow, withOther } from '../otherLooks';
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
`;

/** Without ∘ Σ′₂; nothing is right. */
const WITHOUT: OwnWork = {
  claim: { quantity: 'gradW', layer: 2 },
  text: '[ 0.4398  0.4425;\n -0.1288 -0.1296]',
};
const ONE_WRONG: OwnWork = { ...WITHOUT, text: '[0.0822 0.0828; -0.0226 0.5]' };

async function message(
  own: OwnWork | null,
  documentVersion = 1,
  look: Look = usualLook,
): Promise<Extract<ToPage, { type: 'page' }>> {
  const analysis = await Analysis.of(SPEC);
  const trace = (await analysis.trace())!;
  const work = await checkOwnWork(own, trace);
  const choices = { ...defaultChoices, ...look, own };
  const input = { network: analysis.network!, trace, check: await analysis.check(), work };
  const page = buildPage({ ...input, choices: { ...choices, expanded: new Set<string>() } });
  return pageMessage(page, { choices, documentVersion });
}

describe("A reader's own matrix in the page", () => {
  let lab: PreviewLab;
  let preview: OpenPreview;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  beforeEach(async () => (preview = await lab.preview()));
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  const block = () => preview.page.locator('.compare');
  const box = () => preview.page.getByRole('textbox', { name: 'Your result' });
  const verdict = () => block().getByRole('status');

  it('is sent as it is typed, with what it claims to be, by keyboard alone', async () => {
    await preview.show(await message(null));
    await preview.page.keyboard.press('m');
    assert.ok(await box().evaluate((e) => e === document.activeElement));
    // Letters are the box's, not commands of the page.
    await preview.page.keyboard.type('p 0');
    await preview.page.keyboard.press('Tab');
    await preview.page.keyboard.press('ArrowDown');
    await preview.page.keyboard.press('ArrowDown');
    const wanted = { claim: { quantity: 'gradW', layer: 2 }, text: 'p 0' };
    await preview.page.waitForFunction(
      (own) => standIn.messages.some((m) => m.type === 'choose' && JSON.stringify(m.choices.own) === own),
      JSON.stringify(wanted),
    );
    assert.equal(await preview.page.locator('body.presenting').count(), 0);
  });

  it('is reached by the button on top, and by the command of the host', async () => {
    await preview.send({ type: 'reveal', section: 'work' });
    await preview.show(await message(null));
    // The command came before there was a page.
    await preview.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    await preview.page.evaluate(() => {
      window.scrollTo(0, 0);
      (document.activeElement as HTMLElement).blur();
    });
    await preview.page.getByRole('button', { name: 'Check My Work (M)' }).click();
    await preview.page.waitForFunction(() => document.activeElement?.tagName === 'TEXTAREA');
    const { top, bottom } = await box().evaluate((e) => e.getBoundingClientRect());
    assert.ok(top > 0 && bottom < 800, `${top} ${bottom}`);
    assert.equal(await preview.page.locator('.tabs [aria-current]').textContent(), 'Your work');
  });

  it('of several matrices is a list with the first mistake, and is cleared by one button', async () => {
    const text = '∇W₂ = [0.4398 0.4425; -0.1288 -0.1296]\nN₁ = [0.3775 0.3925]\nΔ₂ = [0.7414 -0.2171]';
    await preview.show(await message({ claim: null, text }));
    await verdict().getByText('The first mistake is in Δ₂.').waitFor();
    const items = block().getByRole('list', { name: 'Your matrices, along the computation' }).getByRole('listitem');
    assert.deepEqual(await items.locator('b').allTextContents(), ['N₁', 'Δ₂', '∇W₂']);
    const marks = await items.getByRole('img').evaluateAll((all) => all.map((e) => e.getAttribute('aria-label')));
    assert.deepEqual(marks, ['correct', 'wrong', 'follows from an earlier mistake']);
    assert.equal(await block().locator('caption').textContent(), 'Δ₂');
    await block().getByRole('button', { name: 'Clear' }).click();
    assert.equal(await box().inputValue(), '');
    await preview.page.waitForFunction(() => standIn.messages.some((m) => m.type === 'choose' && !m.choices.own));
    await preview.show(await message(null, 2));
    assert.equal(await block().getByRole('button', { name: 'Clear' }).isVisible(), false);
    assert.equal(await items.count(), 0);
  });

  it('is marked entry by entry, and the right values come only when they are asked for', async () => {
    await preview.show(await message(ONE_WRONG));
    const marks = block().locator('td [role=img]');
    const names = await marks.evaluateAll((all) => all.map((e) => e.getAttribute('aria-label')));
    assert.deepEqual(names, ['correct', 'off by rounding', 'correct', 'wrong']);
    assert.deepEqual(await marks.allTextContents(), ['✓', '≈', '✓', '✗']);
    assert.match((await verdict().textContent())!, /1 of 4.*\(2, 2\)/);
    const right = block().locator('.right');
    assert.equal(await right.first().isVisible(), false);
    await preview.page.getByRole('checkbox', { name: 'Show correct values' }).check();
    assert.equal(await right.count(), 2);
    assert.match((await right.last().textContent())!, /0\.02274/);
    assert.equal(await right.last().isVisible(), true);
  });

  for (const name of lookNames)
    it(`is drawn in its table as formulas are, as far as it shows how they are written: ${name}`, async () => {
      // Of several the table has a heading.
      const own = { claim: null, text: 'N₁ = [0.3775 0.3925]\nΔ₂ = [0.7414 -0.2171]' };
      const table = block().locator('table');
      const drawn = async (version: number, look: Look) => {
        await preview.show(await message(own, version, look));
        return (await table.screenshot()).toString('base64');
      };
      const usual = await drawn(1, usualLook);
      const other = await drawn(2, withOther(name));
      assert.equal(await drawn(3, usualLook), usual, 'drawn the same again');
      assert.equal(other !== usual, looksShow[name].inTable);
    });

  it('is explained by the slip behind it', async () => {
    await preview.show(await message(WITHOUT));
    await verdict().getByText('This is ∇W₂ without ∘ Σ′₂: the factor σ′ of layer 2 is missing.').waitFor();
  });

  it('stays as it is typed until the host has it, and then is what the host has', async () => {
    await preview.show(await message(ONE_WRONG));
    await box().fill('[1 2');
    await box().blur();
    await preview.show(await message(ONE_WRONG, 2));
    assert.equal(await box().inputValue(), '[1 2');
    await preview.show(await message({ ...ONE_WRONG, text: '[1 2' }, 3));
    await preview.show(await message(WITHOUT, 4));
    assert.equal(await box().inputValue(), WITHOUT.text);
  });

  it('that is no matrix, or too long, is told why', async () => {
    await preview.show(await message({ ...WITHOUT, text: 'x' }));
    assert.match((await verdict().textContent())!, /Couldn’t read “x” as a number/);
    await box().fill('1 '.repeat(longestWork));
    await verdict().getByText('too long').waitFor();
    assert.deepEqual(await preview.said('choose'), []);
  });

  it('is printed only if there is one', async () => {
    await preview.page.emulateMedia({ media: 'print' });
    await preview.show(await message(null));
    assert.equal(await block().isVisible(), false);
    await preview.show(await message(WITHOUT, 2));
    assert.equal(await block().isVisible(), true);
  });

  it('has nothing that axe complains about, in every theme', async () => {
    await preview.show(await message(ONE_WRONG));
    await preview.page.getByRole('checkbox', { name: 'Show correct values' }).check();
    assert.deepEqual(await complaintsInThemes(preview), []);
  });
});
