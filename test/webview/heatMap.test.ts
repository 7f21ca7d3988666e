import assert from 'node:assert/strict';
import { Analysis } from '../../src/analysis/analysis';
import { entrySteps } from '../../src/page/entry/entryView';
import { PictureCache } from '../../src/page/heatMap/pictureCache';
import { buildPage, picturedMatrices } from '../../src/page/networkPage';
import { defaultChoices, type ToHost, type ToPage } from '../../src/panel/protocol';
import { finish } from '../../src/steps/steps';
import { complaintsInThemes } from './axe';
import { pageMessage } from './pages';
import { type OpenPreview, PreviewLab } from './preview';

/** W₁ is 60 × 70: 2 in row 3, column 5, −1 in row 60, column 70, otherwise 0; f is the sum of its product with ones. */
function spec(): string {
  const rows = Array.from({ length: 60 }, (_, r) =>
    Array.from({ length: 70 }, (_, c) => (r === 2 && c === 4 ? 2 : r === 59 && c === 69 ? -1 : 0)).join(' '),
  );
  return `input X = [${'1 '.repeat(70)}]\nlayer identity\n  W = [${rows.join('\n  ')}]\nlayer 1 identity\n  W = ones()\n`;
}

describe('Heat maps in the page', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;
  let message: Extract<ToPage, { type: 'page' }>;
  let host: (asked: ToHost) => ToPage | null;

  before(async () => {
    lab = await PreviewLab.open();
    const analysis = await Analysis.of(spec());
    const [network, trace] = [analysis.network!, (await analysis.trace())!];
    const choices = { ...defaultChoices, expanded: new Set<string>() };
    const pictures = finish(new PictureCache().make(trace, network, picturedMatrices(network, choices)));
    message = pageMessage(buildPage({ network, trace, check: null, choices, pictures }), { documentVersion: 1 });
    host = (asked) => {
      if (asked.type !== 'inspect') return null;
      const { question } = asked;
      return { type: 'entry', question, view: finish(entrySteps(question, trace, choices)), words: {} };
    };
  });
  after(() => lab.close());
  beforeEach(async () => {
    preview = await lab.preview();
    await preview.answer(host);
    await preview.show(message);
  });
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  const figure = (name: string) =>
    preview.page.locator('figure.heat-map', { hasText: new RegExp(`^${name} as a picture`) });

  it('paints positive and negative entries in the colours of their signs, and zeros as paper', async () => {
    const pixels = await figure('W₁')
      .locator('.map canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const at = (x: number, y: number) => [...canvas.getContext('2d')!.getImageData(x, y, 1, 1).data].slice(0, 3);
        return { size: [canvas.width, canvas.height], two: at(4, 2), minusOne: at(69, 59), zero: at(0, 0) };
      });
    assert.deepEqual(pixels.size, [70, 60]);
    const paper = pixels.zero;
    const distance = (colour: readonly number[]) => Math.hypot(...colour.map((part, i) => part - paper[i]));
    assert.ok(pixels.two[2] > pixels.two[0], 'positive is blue');
    assert.ok(pixels.minusOne[0] > pixels.minusOne[2], 'negative is amber');
    assert.ok(distance(pixels.two) > distance(pixels.minusOne), 'the larger one is stronger');
  });

  it('says what is under the mouse, as for any entry, and a click goes to it in the text', async () => {
    const map = figure('W₁').locator('.map');
    await map.scrollIntoViewIfNeeded();
    // What comes into the window is drawn, and moves what is below.
    await preview.page.waitForFunction(() =>
      [...document.querySelectorAll('.formula.undrawn')].every((formula) => {
        const { top, bottom } = formula.getBoundingClientRect();
        return bottom <= 0 || top >= innerHeight;
      }),
    );
    await preview.settled();
    const box = (await map.boundingBox())!;
    const position = { x: (4.5 / 70) * box.width, y: (2.5 / 60) * box.height };
    await map.hover({ position });
    const card = preview.page.locator('.entry-card');
    await card.locator('annotation', { hasText: 'w^{1}_{35} = 2' }).waitFor({ state: 'attached' });
    await card.locator('annotation', { hasText: 'w^{1}_{35} = 1' }).waitFor({ state: 'attached' });
    await map.click({ position });
    await preview.page.getByRole('dialog', { name: 'W 1, row 3, column 5 is 2' }).waitFor();
    assert.deepEqual(
      (await preview.said('goTo')).map(({ target }) => target),
      [{ quantity: 'W', layer: 1, entry: { row: 2, column: 4 } }],
    );
  });

  it('is read by keyboard too', async () => {
    await figure('W₁').locator('.map').focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'End', 'Shift+ArrowLeft', 'Home']) {
      await preview.page.keyboard.press(key);
    }
    for (let i = 0; i < 4; i++) await preview.page.keyboard.press('ArrowRight');
    await preview.page.locator('.status').getByText('W 1, row 3, column 5 is 2').waitFor();
    await preview.page.keyboard.press('Enter');
    const dialog = preview.page.getByRole('dialog', { name: 'W 1, row 3, column 5 is 2' });
    await dialog.waitFor();
    assert.equal((await preview.said('goTo')).length, 1);
    // ∂f/∂w₃₅ has one path, over neuron 3: Σ′₂ · 1 · Σ′₁ · x₅ = 1.
    await dialog.getByRole('button', { name: 'All Paths' }).first().click();
    await dialog.getByRole('row', { name: '5 → 3 → 1 1 1 1 1 1' }).waitFor();
    await preview.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('opens an entry of a gradient as what it is computed from', async () => {
    await figure('∇W₁').locator('.map').focus();
    await preview.page.keyboard.press('ArrowRight');
    await preview.page.keyboard.press('Enter');
    await preview.page.getByRole('dialog').locator('.entry-equation annotation').waitFor({ state: 'attached' });
    assert.match(
      (await preview.page.getByRole('dialog').locator('.entry-equation annotation').textContent())!,
      /\\partial f \/ \\partial w\^\{1\}_\{11\} &= \(\\Delta_1\)_\{1\} \\, x_\{1\}/,
    );
    assert.deepEqual(await preview.said('goTo'), []);
  });

  it('has its figures and the largest entries in words', async () => {
    await figure('W₁').getByText('W₁: smallest entry −1, largest 2, norm 2.236. Zeros: 4198 of 4200.').waitFor();
    await figure('W₁').getByText('The largest entries').click();
    await figure('W₁').getByRole('button', { name: 'row 60, column 70: −1' }).click();
    assert.deepEqual((await preview.said('goTo')).at(-1)?.target, {
      quantity: 'W',
      layer: 1,
      entry: { row: 59, column: 69 },
    });
    await figure('∇W₁').getByText('smallest entry 1, largest 1').waitFor();
    // Those of a gradient are what it is looked at for.
    assert.equal(await figure('∇W₁').locator('details').first().getAttribute('open'), '');
  });

  it('is a table too, and says what a click does: of W in the text, of a gradient as what it is computed from', async () => {
    await figure('W₁').getByText('click to go to it in the text').waitFor();
    await figure('∇W₁').getByText('click to see how it is computed').waitFor();
    assert.equal(await figure('W₁').locator('table tr').count(), 0);
    await figure('W₁').getByText('As a table').click();
    const table = figure('W₁').getByRole('table', { name: 'The entry with the largest magnitude in each block' });
    // 60 rows in 8 blocks, 70 columns in 6: row 3, column 5 is in the first, row 60, column 70 in the last.
    assert.deepEqual(await table.getByRole('row').nth(1).locator('th, td').allTextContents(), [
      '1–7',
      ...['2', '0', '0', '0', '0', '0'],
    ]);
    assert.deepEqual((await table.getByRole('columnheader').allTextContents()).slice(-1), ['59–70']);
    assert.equal(await table.getByRole('row').last().locator('td').last().textContent(), '−1');
  });

  it('takes the colours of another theme', async () => {
    const zero = () =>
      figure('W₁')
        .locator('.map canvas')
        .evaluate((canvas: HTMLCanvasElement) => canvas.getContext('2d')!.getImageData(0, 0, 1, 1).data[0]);
    assert.ok((await zero()) > 200);
    await preview.setTheme('dark');
    await preview.page.waitForFunction(
      () =>
        document.querySelector<HTMLCanvasElement>('.heat-map .map canvas')!.getContext('2d')!.getImageData(0, 0, 1, 1)
          .data[0] < 80,
    );
  });

  it('has nothing that axe complains about, dark and in high contrast', async () => {
    for (const summary of await figure('W₁').locator('summary').all()) await summary.click();
    assert.deepEqual(await complaintsInThemes(preview, ['dark', 'highContrastLight']), []);
  });
});
