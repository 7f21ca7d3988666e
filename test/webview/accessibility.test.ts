import assert from 'node:assert/strict';
import { complaintsInThemes } from './axe';
import { exampleSteps } from './exampleSteps';
import { elidedPage, mazurPage, pageMessage, problemsMessage, ragged } from './pages';
import { type OpenPreview, PreviewLab } from './preview';
import { themes } from './themes';

describe('The page for everybody', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  afterEach(() => preview.close());

  it('has nothing that axe complains about, in every theme', async () => {
    preview = await lab.preview();
    const warning = { ...ragged, severity: 'warning' } as const;
    await preview.show(pageMessage(mazurPage(), { samples: ['a', 'b'], outputs: 2, problems: [warning] }));
    assert.deepEqual(await complaintsInThemes(preview), []);
  });

  it('would notice a faint piece of one formula among all that look alike, in every theme', async () => {
    preview = await lab.preview();
    await preview.show(pageMessage(mazurPage()));
    // Of a single letter axe cannot tell.
    const piece = preview.page.locator('.katex-html .mord', { hasText: /^0\.7514$/ }).first();
    await piece.evaluate((element) => (element.style.color = 'rgb(128 128 128 / 40%)'));
    const shown = await preview.page.locator('.katex-html').count();
    const found = await complaintsInThemes(preview);
    for (const theme of Object.keys(themes))
      assert.ok(
        found.some((one) => one.startsWith(`${theme}: color-contrast: `)),
        `${theme}: ${found.join('\n')}`,
      );
    // All is there again.
    assert.equal(await preview.page.locator('.katex-html').count(), shown);
  });

  it('has nothing that axe complains about while the text is broken, in every theme', async () => {
    preview = await lab.preview();
    await preview.show(pageMessage(elidedPage(false)));
    await preview.send(problemsMessage([ragged]));
    await preview.page.locator('body.stale').waitFor();
    assert.deepEqual(await complaintsInThemes(preview), []);
  });

  it('has nothing that axe complains about while the steps are open, and presented, in every theme', async () => {
    preview = await lab.preview();
    const { page, answer } = await exampleSteps('mazur.nnet');
    await preview.answer(answer);
    await preview.show(pageMessage(page));
    await preview.page.keyboard.press('s');
    await preview.page.locator('.player').waitFor();
    for (let i = 0; i < 13; i++) await preview.page.keyboard.press('ArrowRight');
    await preview.page.locator('.step-lines li').nth(2).waitFor();
    assert.deepEqual(await complaintsInThemes(preview), []);
    await preview.page.keyboard.press('p');
    assert.deepEqual(await complaintsInThemes(preview), []);
  });

  it('has landmarks, and a name on everything that takes the focus', async () => {
    preview = await lab.preview();
    await preview.show(pageMessage(mazurPage(), { samples: ['a', 'b'] }));
    for (const name of ['The network', 'Forward', 'Gradient', 'Check']) {
      assert.equal(await preview.page.getByRole('region', { name, exact: true }).count(), 1);
    }
    for (const role of ['group', 'table'] as const)
      assert.equal(await preview.page.getByRole(role, { name: 'Check', exact: true }).count(), 1);
    assert.equal(await preview.page.getByRole('main').count(), 1);
    assert.equal(await preview.page.getByRole('banner').count(), 1);
    assert.equal(await preview.page.getByRole('group', { name: 'Sigma 2 with numbers' }).count(), 1);
    // A screen reader reads the formula itself as MathML.
    assert.equal(await preview.page.locator('.formula-area math').count(), 9);
  });

  it('reaches everything with Tab, in the order of the page, and shows where the focus is', async () => {
    preview = await lab.preview();
    await preview.show(pageMessage(mazurPage(), { samples: ['a', 'b'] }));
    const order = [
      'Network',
      'Scroll to the layer of the cur',
      'View options',
      'Export…',
      'Present (P), or with the steps',
      'Keyboard shortcuts',
      'Inputab',
      'Formula(3) left to right(4) ri',
      'Gradient of layerall12',
      'LettersPaper: W₁, N₁, Σ₁, Δ₁Co',
      'General k',
      'Shapes',
      'Number of digits',
      'Numbers',
      'Zoom out (−)',
      '100 %: Reset zoom (0)',
      'Zoom in (+)',
      'Σi',
      'The chain of maps from the inp',
      'Copy as LaTeX: The chain of ma',
      'The network as neurons and con',
    ];
    const names: string[] = [];
    // As far as the last of these, so that one more or less is the only difference.
    while (names.length < 60 && names.at(-1) !== order.at(-1)) {
      await preview.page.keyboard.press('Tab');
      const [name, outline] = await preview.page.evaluate(() => {
        const at = document.activeElement!;
        const label =
          at.getAttribute('aria-label') ??
          at.closest('label')?.textContent ??
          at.querySelector('.katex-html')?.textContent ??
          at.textContent;
        return [label.replace('\u200b', '').slice(0, 30), getComputedStyle(at).outlineStyle] as const;
      });
      names.push(name);
      assert.notEqual(outline, 'none', `the focus on ${name} can be seen`);
    }
    assert.deepEqual(names, order);
  });

  it('moves nothing for those who want no motion', async () => {
    preview = await lab.preview();
    await preview.page.emulateMedia({ reducedMotion: 'reduce' });
    await preview.show(pageMessage(mazurPage()));
    await preview.send(problemsMessage([ragged]));
    await preview.page.locator('body.stale').waitFor();
    const duration = await preview.page.locator('main').evaluate((e) => getComputedStyle(e).transitionDuration);
    assert.equal(duration, '0s');
  });

  it('prints the page without its tools', async () => {
    preview = await lab.preview({ theme: 'dark' });
    await preview.show(pageMessage(mazurPage()));
    await preview.page.emulateMedia({ media: 'print' });
    assert.equal(await preview.page.getByRole('banner').isVisible(), false);
    assert.equal(await preview.page.locator('.formula-tools').first().isVisible(), false);
    const colours = await preview.page
      .locator('body')
      .evaluate((e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]);
    assert.deepEqual(colours, ['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
  });
});
