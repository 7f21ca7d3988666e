// Both forms of §3: side by side where there is room, and one number in both.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../vscode/harness/paths';
import { complaints } from './axe';
import { Host } from './host';
import { faint, misplaced } from './measure';
import { type OpenPreview, PreviewLab } from './preview';
import { type ThemeName, themes } from './themes';

const MAZUR = fs.readFileSync(path.join(ROOT, 'examples/mazur.nnet'), 'utf8');

describe('Both forms of a network', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  beforeEach(async () => {
    preview = await lab.preview();
    const host = await Host.of(MAZUR);
    await preview.answer((message) => host.answer(message));
    await preview.show(await host.page());
    await preview.page.getByRole('button', { name: 'View options' }).click();
    await preview.page.getByRole('combobox', { name: 'Network' }).selectOption('Both, side by side (§3)');
    await preview.page.locator('[data-block="gradient.1.W.homogeneous"]:not(.undrawn)').waitFor();
    await preview.page.keyboard.press('Escape');
  });
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    await preview.close();
  });

  const block = (id: string) => preview.page.locator(`[data-block="${id}"]`);

  it('are side by side in a wide window, and one below the other in a narrow one, each with its name', async () => {
    const boxes = async () =>
      (await Promise.all(['gradient.1.W', 'gradient.1.W.homogeneous'].map((id) => block(id).boundingBox()))).map(
        (box) => box!,
      );
    await preview.resize({ width: 1200, height: 800 });
    const [left, right] = await boxes();
    assert.ok(left.x + left.width <= right.x && Math.abs(left.y - right.y) < 2, JSON.stringify([left, right]));
    await preview.resize({ width: 500, height: 800 });
    const [above, below] = await boxes();
    assert.ok(above.y + above.height <= below.y, JSON.stringify([above, below]));
    assert.equal(await block('gradient.1.W').locator('.formula-form').textContent(), 'Affine, with biases');
    assert.equal(await block('gradient.1.W.homogeneous').locator('.formula-form').textContent(), 'Homogeneous (§3)');
    assert.match((await block('gradient.1.W.homogeneous').locator('.formula-area').getAttribute('aria-label')) ?? '', /^The gradient with respect to W 1\. Homogeneous \(§3\)/); // prettier-ignore
    assert.equal(await block('gradient.formula').locator('.formula-form:visible').count(), 0);
    assert.deepEqual(await complaints(preview), []);
  });

  it('have nothing cut, overlapping or too faint, at every width, in every theme', async () => {
    const found: string[] = [];
    for (const width of [1600, 760, 480, 320]) {
      await preview.resize({ width, height: 900 });
      found.push(...(await preview.page.evaluate(misplaced)).map((fault) => `${width} px: ${fault}`));
    }
    for (const theme of Object.keys(themes) as ThemeName[]) {
      await preview.setTheme(theme);
      found.push(...(await preview.page.evaluate(faint)).map((fault) => `${theme}: ${fault}`));
    }
    assert.deepEqual(found, []);
  });

  it('light up the same entry in both', async () => {
    const bias = block('gradient.1.W.homogeneous').locator('[data-q="gradb.1.0.0"]').last();
    // ∂L/∂b¹₁ of Mazur's network: δ of the first hidden neuron.
    assert.equal(await bias.textContent(), '0.008771');
    await bias.hover();
    const lit = block('gradient.1.b').locator('.lit-entry[data-q="gradb.1.0.0"]');
    await lit.first().waitFor();
    assert.equal(await lit.last().textContent(), '0.008771');
  });

  it('change together when a number is tried in one of them', async () => {
    const number = block('forward.1.N.homogeneous').locator('[data-t="b.1.0.0"]').first();
    assert.equal(await number.textContent(), '0.35');
    await block('forward.1.N.homogeneous').locator('.formula-area').focus();
    await number.hover();
    await preview.page.keyboard.press('Home');
    while ((await block('forward.1.N.homogeneous').locator('.current-mark').getAttribute('data-t')) !== 'b.1.0.0')
      await preview.page.keyboard.press('ArrowRight');
    await preview.page.keyboard.press('Alt+ArrowUp');
    for (const id of ['forward.1.N', 'forward.1.N.homogeneous']) {
      const tried = block(id).locator('[data-t="b.1.0.0"].tried').first();
      await tried.waitFor();
      assert.equal(await tried.textContent(), '0.36');
    }
  });
});
