import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { message } from '../../src/message/message';
import type { FormulaBlock } from '../../src/page/page';
import { ROOT } from '../vscode/harness/paths';
import { Host } from './host';
import { longPage, mazurPage, pageMessage, problemsMessage, ragged } from './pages';
import { type OpenPreview, PreviewLab } from './preview';

describe('What the page shows', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;

  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  beforeEach(async () => (preview = await lab.preview()));
  afterEach(async () => {
    assert.deepEqual(await preview.violations(), [], 'the policy was not offended');
    assert.deepEqual([...lab.outside], [], 'nothing was asked of the network');
    await preview.close();
  });

  const formula = (id: string) => preview.page.locator(`[data-block="${id}"] .formula-area`);

  it('says that it is ready, and that it is loading until something comes', async () => {
    assert.deepEqual(await preview.said('ready'), [{ type: 'ready' }]);
    await preview.page.getByText('Reading the network…').waitFor();
  });

  it('sets every formula, without an error of KaTeX, through the DOM alone', async () => {
    await preview.show(pageMessage(mazurPage()));
    assert.equal(await preview.page.locator('.formula .katex').count(), 9);
    assert.equal(await preview.page.locator('.katex-error').count(), 0);
    assert.equal(await preview.page.locator('.undrawn').count(), 0);
    assert.match((await formula('gradient.2.numbers').textContent()) ?? '', /0\.08217/);
  });

  it('has a title, headings in order, numbered formulas, notes and tables', async () => {
    await preview.show(pageMessage(mazurPage()));
    assert.equal(await preview.page.locator('h1').textContent(), 'Two by two by two');
    assert.deepEqual(await preview.page.locator('main h2:visible').allTextContents(), [
      'The network',
      'Forward',
      'Gradient',
      'Step by step',
      'Check',
    ]);
    assert.deepEqual(await preview.page.locator('h3:visible').allTextContents(), [
      'Layer 1: sigmoid',
      'Layer 2: sigmoid',
    ]);
    assert.equal(await preview.page.locator('[data-block="gradient.symbolic"] .formula-tag').textContent(), '(3)');
    assert.equal(
      await preview.page.getByRole('note').textContent(),
      'The actions order in (3) is from the left to the right.',
    );
    assert.equal(await preview.page.getByRole('cell', { name: '4 of 4' }).count(), 2);
  });

  it('sets blanks between words and formulas, but not before punctuation', async () => {
    await preview.show(pageMessage(mazurPage()));
    const html = await preview.page
      .locator('[data-block="network.words"]')
      .evaluate((p) => [...p.childNodes].map((n) => (n instanceof Element ? '∎' : n.textContent)).join(''));
    assert.equal(
      html,
      'An affine network of 2 layers; every ∎ acts coordinate by coordinate, and the gradient has the shape of its matrix.',
    );
  });

  describe('changes numbers in place', () => {
    const block = (tex: string): FormulaBlock => ({
      kind: 'formula',
      id: 'f',
      tex,
      plainTex: tex,
      label: message('f'),
      spoken: [],
    });
    const page = (tex: string, documentVersion: number) =>
      pageMessage({ title: 'f', sections: [{ id: 'network', heading: message('f'), blocks: [block(tex)] }] }, { documentVersion }); // prettier-ignore
    const markup = (of: OpenPreview) => of.page.locator('[data-block="f"] .formula-area').innerHTML();
    const matrixOf = (...entries: readonly string[]): string =>
      `\\htmlData{t=W.1}{W_{1}}^{2} = \\begin{bmatrix*}[r] ${entries.map((entry, i) => `\\htmlData{t=W.1.0.${i}}{${entry}}`).join(' & ')} \\\\[0.3em] 1 & 7 & \\frac{1}{3} \\end{bmatrix*} \\cdot 10^{-5} \\cdot N_1^T`; // prettier-ignore
    const versions = [
      [matrixOf('0.1', '-2.5', '30')],
      [matrixOf('0.2', '-2.5', '30')],
      [matrixOf('0.25', '-12.75', '3'), 'kept'],
      [matrixOf('1', '-1', '1'), 'kept'],
      // A sign changes what is typeset, an exponent only a number.
      [matrixOf('1', '1', '1')],
      [matrixOf('1', '1', '1').replace('-5', '-6')],
      [matrixOf('1', '1', '9').replace('-5', '-12'), 'kept'],
    ] as const;

    it('and shows what typesetting anew would show', async () => {
      for (const [i, [tex, kept]] of versions.entries()) {
        await preview.page.locator('.katex-html').first().evaluate((html) => html.setAttribute('data-seen', ''), undefined, { timeout: 1000 }).catch(() => assert.equal(i, 0)); // prettier-ignore
        await preview.show(page(tex, i + 1));
        const seen = preview.page.locator('[data-seen]');
        assert.equal(await seen.count(), kept ? 1 : 0, tex);
        if (kept) await seen.evaluate((html) => html.removeAttribute('data-seen'));
        // The reader rests, and the page finds out which text is which number.
        await preview.page.waitForTimeout(400);
        const fresh = await lab.preview();
        await fresh.show(page(tex, 1));
        const wanted = await markup(fresh);
        // Its MathML follows a little later.
        await preview.page.waitForFunction((html) => document.querySelector('[data-block="f"] .formula-area')!.innerHTML === html, wanted); // prettier-ignore
        await fresh.close();
      }
    });

    it('in the drawing too, whose elements stay', async () => {
      const text = fs.readFileSync(path.join(ROOT, 'examples/mazur.nnet'), 'utf8');
      const [before, now] = [await Host.of(text), await Host.of(text.replace('0.15 0.20', '-2.5 0.20'))];
      const drawing = (of: OpenPreview) => of.page.locator('.drawing-area svg');
      await preview.show(await before.page());
      const [svg, edges] = [await drawing(preview).elementHandle(), await preview.page.$$('.drawing-area .edge')];
      await preview.show({ ...(await now.page()), documentVersion: 2 });
      const fresh = await lab.preview();
      await fresh.show(await now.page());
      const wanted = await drawing(fresh).evaluate((one) => one.outerHTML);
      assert.equal(await drawing(preview).evaluate((one) => one.outerHTML), wanted);
      assert.ok(wanted.includes('edge negative'), 'one weight has changed its sign');
      for (const kept of [svg, ...edges]) assert.ok(await kept.evaluate((one) => one.isConnected));
      await fresh.close();
    });
  });

  it('uses the name of the file where the network has no title', async () => {
    await preview.show(pageMessage({ ...mazurPage(), title: null }));
    assert.equal(await preview.page.locator('h1').textContent(), 'mazur.nnet');
  });

  it('speaks the language of the host', async () => {
    const words = { 'The network': 'Сеть', 'Layer {0}: sigmoid': 'Слой {0}: сигмоида' };
    await preview.show(pageMessage(mazurPage(), { words }));
    assert.equal(await preview.page.locator('main h2:visible').nth(1).textContent(), 'Forward');
    await preview.page.getByRole('heading', { name: 'Сеть', exact: true }).waitFor();
    await preview.page.getByRole('heading', { name: 'Слой 2: сигмоида' }).waitFor();
  });

  it('draws all of a long page, what is in sight first', async () => {
    await preview.send(pageMessage(longPage(150)));
    await formula('long.0').locator('.katex').waitFor();
    const first = await preview.page.locator('.undrawn').count();
    assert.ok(first > 50, `${first} blocks were left for later`);
    await preview.page.locator('body[data-drawn]').waitFor();
    assert.equal(await preview.page.locator('.undrawn').count(), 0);
    assert.equal(await preview.page.locator('.formula .katex').count(), 150);
  });

  describe('when a new version comes', () => {
    it('touches only what has changed', async () => {
      await preview.show(pageMessage(mazurPage(0.15)));
      const nodes = () =>
        preview.page.evaluate(() => {
          const kept = (globalThis as unknown as { nodes?: Map<string, Node | null> }).nodes;
          const now = new Map(
            [...document.querySelectorAll<HTMLElement>('[data-block]')].map((b) => [
              b.dataset['block']!,
              b.querySelector('.katex, svg') ?? b.firstChild,
            ]),
          );
          Object.assign(globalThis, { nodes: now });
          return [...now].filter(([id, node]) => kept?.get(id) !== node).map(([id]) => id);
        });
      await nodes();
      const element = await preview.page.locator('[data-block="forward.1.numbers"]').elementHandle();
      await preview.show(pageMessage(mazurPage(0.16), { documentVersion: 2 }));
      assert.deepEqual(await nodes(), ['forward.1.numbers']);
      assert.ok(await element.evaluate((e) => e.isConnected), 'the block of the formula is the same element');
      assert.match((await formula('forward.1.numbers').textContent()) ?? '', /0\.16/);
    });

    it('changes nothing at all if nothing has changed', async () => {
      await preview.show(pageMessage(mazurPage()));
      await preview.settled();
      await preview.page.evaluate(() => {
        Object.assign(globalThis, { changes: 0 });
        new MutationObserver((all) => {
          const counted = globalThis as unknown as { changes: number };
          counted.changes += all.length;
        }).observe(document.querySelector('main')!, {
          subtree: true,
          childList: true,
          attributes: true,
          characterData: true,
        });
      });
      await preview.show(pageMessage(mazurPage(), { documentVersion: 2 }));
      assert.equal(await preview.page.evaluate(() => (globalThis as unknown as { changes: number }).changes), 0);
    });

    it('adds, removes and reorders blocks and sections', async () => {
      const whole = mazurPage();
      await preview.show(pageMessage(whole));
      const [network, forward, gradient] = whole.sections;
      const shorter = { ...forward, blocks: forward.blocks.slice(2).reverse() };
      await preview.show(pageMessage({ ...whole, sections: [gradient, network, shorter] }, { documentVersion: 2 }));
      const shown = await preview.page
        .locator('[data-block]')
        .evaluateAll((all) => all.map((b) => (b as HTMLElement).dataset['block']));
      assert.deepEqual(shown, [
        ...gradient.blocks.map(({ id }) => id),
        'steps',
        ...[network, shorter].flatMap(({ blocks }) => blocks.map(({ id }) => id)),
      ]);
      assert.equal(await preview.page.locator('main > section').count(), 4);
    });

    it('shows only the latest of a flood', async () => {
      await preview.show(pageMessage(mazurPage(0)));
      await preview.page.evaluate(() => {
        Object.assign(globalThis, { seen: [] });
        const block = document.querySelector('[data-block="forward.1.numbers"]')!;
        new MutationObserver(() =>
          (globalThis as unknown as { seen: string[] }).seen.push(document.body.dataset['version']!),
        ).observe(block, { subtree: true, childList: true });
      });
      const versions = Array.from({ length: 100 }, (_, i) => i + 2);
      await preview.send(...versions.map((v) => pageMessage(mazurPage(v), { documentVersion: v })));
      await preview.page.locator('body[data-version="101"][data-drawn]').waitFor();
      assert.match((await formula('forward.1.numbers').textContent()) ?? '', /101/);
      const seen = await preview.page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
      assert.ok(seen.length < 20, `${seen.length} versions were drawn`);
      assert.equal(seen.at(-1), '101');
    });

    it('abandons a long page for the next one', async () => {
      await preview.send(pageMessage(longPage(300, 1)));
      await formula('long.0').locator('.katex').waitFor();
      await preview.show(pageMessage(mazurPage(), { documentVersion: 2 }));
      assert.equal(await preview.page.locator('[data-block^="long."]').count(), 0);
      assert.equal(await preview.page.locator('.formula .katex').count(), 9);
    });

    it('keeps what the reader looks at where it is while what is above grows', async () => {
      const page = longPage(40);
      await preview.show(pageMessage(page));
      await preview.page.locator('[data-block="long.20"]').evaluate((e) => e.scrollIntoView({ block: 'start' }));
      await preview.page.mouse.wheel(0, 33);
      await preview.page.waitForTimeout(100);
      const top = () => preview.page.locator('[data-block="long.21"]').evaluate((e) => e.getBoundingClientRect().top);
      const before = await top();
      const [section] = page.sections;
      const taller = { ...section, blocks: [...longPage(60, 3).sections[0].blocks.slice(40), ...section.blocks] };
      await preview.show(pageMessage({ ...page, sections: [taller] }, { documentVersion: 2 }));
      assert.ok(Math.abs((await top()) - before) < 2, `moved from ${before} to ${await top()}`);
    });

    it('stays at the very top if the reader is there', async () => {
      await preview.show(pageMessage(longPage(20)));
      await preview.show(pageMessage(longPage(30, 1), { documentVersion: 2 }));
      assert.equal(await preview.page.evaluate(() => scrollY), 0);
    });

    it('keeps the focus and the choice in a control', async () => {
      await preview.show(pageMessage(mazurPage(), { samples: ['a', 'b'] }));
      await preview.page.getByRole('combobox', { name: 'Input' }).focus();
      await preview.show(pageMessage(mazurPage(0.3), { samples: ['a', 'b'], documentVersion: 2 }));
      assert.equal(await preview.page.evaluate(() => document.activeElement?.tagName), 'SELECT');
    });
  });

  describe('while the text is broken', () => {
    const stale = () => preview.page.locator('body.stale');

    it('keeps the last good page, dimmed and marked, with the problems on top', async () => {
      await preview.show(pageMessage(mazurPage()));
      const h1 = await preview.page.locator('h1').boundingBox();
      await preview.send(problemsMessage([ragged]));
      await stale().waitFor();
      assert.match((await formula('gradient.2.numbers').textContent()) ?? '', /0\.08217/);
      const region = preview.page.getByRole('region', { name: 'Problems' });
      assert.match((await region.textContent()) ?? '', /Showing the last valid version.*Row 2 has 1 entry/);
      await preview.page.waitForFunction(() => getComputedStyle(document.querySelector('main')!).opacity === '0.7');
      assert.deepEqual(await preview.page.locator('h1').boundingBox(), h1, 'nothing jumps');
    });

    it('says at once that there are errors, but dims nothing for a word half typed', async () => {
      await preview.show(pageMessage(mazurPage()));
      await preview.send(problemsMessage([ragged]));
      await preview.page.locator('.state', { hasText: 'The text has errors' }).waitFor();
      await preview.show(pageMessage(mazurPage(0.16), { documentVersion: 3 }));
      await preview.page.waitForTimeout(600);
      assert.equal(await stale().count(), 0);
      assert.equal(await preview.page.locator('.state').textContent(), '');
    });

    it('goes to a problem by its link', async () => {
      await preview.show(pageMessage(mazurPage()));
      await preview.send(problemsMessage([ragged]));
      await preview.page.getByRole('button', { name: 'Line 10, column 8' }).click();
      assert.deepEqual(await preview.said('goToProblem'), [{ type: 'goToProblem', offset: 187 }]);
    });

    it('is fresh again with the next good page, and says so', async () => {
      await preview.show(pageMessage(mazurPage()));
      await preview.send(problemsMessage([ragged]));
      await stale().waitFor();
      await preview.show(pageMessage(mazurPage(), { documentVersion: 3 }));
      assert.equal(await stale().count(), 0);
      assert.equal(await preview.page.locator('.errors').isVisible(), false);
      assert.equal(await preview.page.getByRole('status').textContent(), 'Up to date.');
    });

    it('shows the problems alone if there never was a page', async () => {
      await preview.send(problemsMessage([ragged]));
      await preview.page.getByText('Row 2 has 1 entry').waitFor();
      assert.equal(await stale().count(), 0);
      await preview.page.getByRole('heading', { name: 'The text has errors' }).waitFor();
    });

    it('shows page and problems that come together: a page shown again while the text is broken', async () => {
      await preview.send(pageMessage(mazurPage()), problemsMessage([ragged]));
      await stale().waitFor();
      assert.equal(await preview.page.locator('h1').textContent(), 'Two by two by two');
    });
  });

  it('says what a network needs while there is none', async () => {
    await preview.send(problemsMessage([]));
    await preview.page.getByText('Nothing to show yet').waitFor();
  });

  it('lists the warnings of a good page below its title', async () => {
    const warning = { ...ragged, severity: 'warning', code: 'at-kink', text: 'Neuron 1 sits on a kink.' } as const;
    await preview.show(pageMessage(mazurPage(), { problems: [warning] }));
    await preview.page.locator('main .remarks').getByText('Neuron 1 sits on a kink.').waitFor();
    await preview.show(pageMessage(mazurPage(), { documentVersion: 2 }));
    assert.equal(await preview.page.locator('main .remarks').isVisible(), false);
  });

  it('says that it is behind while a page takes its time', async () => {
    await preview.show(pageMessage(mazurPage()));
    await preview.send({ type: 'busy' });
    await preview.page.getByText('Updating…').waitFor();
    await preview.show(pageMessage(mazurPage(), { documentVersion: 2 }));
    assert.equal(await preview.page.locator('.state').textContent(), '');
  });
});
