/** Exported pages and slides in Chromium without a network: nothing is asked for, axe has nothing to say, every number arrives. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import MarkdownIt from 'markdown-it';
import { showFences } from '../../src/authoring/fences/fencePlugin';
import { FenceRenderer } from '../../src/authoring/fences/fenceRenderer';
import { inEnglish } from '../../src/message/message';
import { partNames } from '../../src/authoring/choices';
import { exportedText } from '../exportedFiles';
import { complaints } from '../webview/axe';
import { ELIDED_ON_SLIDES, formulasOf, numbersOfTex, texOf } from './formulas';
import { exampleTexts, handoutOf } from './networks';

const HOSTILE = [
  'network "</title></style></script><script>document.x = 1</script><img src=x onerror=\'document.x = 1\'> \' \\" & <!-- -->"',
  'input = [1]',
  'layer a_b: tanh',
  ' W = [2]',
].join('\n');

describe('Exported HTML', () => {
  let browser: Browser | null = null;
  let folder: string;

  before(async function () {
    const places = (await import('../../scripts/chromium.mjs')) as { findChromium(): string | undefined };
    const executablePath = places.findChromium();
    if (executablePath === undefined) return this.skip();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-html-'));
  });
  after(async () => {
    await browser?.close();
    if (folder) fs.rmSync(folder, { recursive: true });
  });

  /** The file in a browser that has no network; whatever it asks for is noted. */
  async function opened(html: string, more: { js?: boolean; dark?: boolean } = {}): Promise<[Page, string[]]> {
    const file = path.join(folder, 'a.html');
    fs.writeFileSync(file, html);
    const context = await browser!.newContext({
      offline: true,
      javaScriptEnabled: more.js ?? true,
      colorScheme: more.dark ? 'dark' : 'light',
      bypassCSP: true,
    });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) asked.push(request.url());
    });
    page.on('pageerror', (error) => asked.push(String(error)));
    page.on('console', (line) => {
      if (line.type() === 'error') asked.push(line.text());
    });
    await page.goto(`file://${file}`);
    return [page, asked];
  }

  /** The numbers of every display, as MathML has them. */
  const shown = (page: Page) =>
    page.locator('.math math').evaluateAll((all) =>
      all.map((math) => {
        for (const hidden of math.querySelectorAll('annotation, mphantom')) hidden.remove();
        // TeX has what is below before what it belongs to.
        return [...math.querySelectorAll('mn')].map((mn) => mn.textContent ?? '').sort();
      }),
    );

  for (const [name, text] of exampleTexts()) {
    for (const target of ['html', 'slides'] as const) {
      it(`${target}: ${name} is whole, and every number arrives`, async () => {
        const handout = await handoutOf(text, { what: partNames });
        const [page, asked] = await opened(await exportedText(handout, target));
        assert.deepEqual(asked.slice(1), []);
        assert.equal(await page.locator('.katex-error').count(), 0);
        const wanted = formulasOf(handout, true).map((block) => [...numbersOfTex(texOf(block))].sort());
        // Slides have a tall formula in parts, and only the first and the last rows of large matrices.
        if (target === 'html') assert.deepEqual(await shown(page), wanted);
        else if (!ELIDED_ON_SLIDES.includes(name))
          assert.deepEqual((await shown(page)).flat().sort(), wanted.flat().sort());
        // The first slide may have no formula.
        await page.keyboard.press('End');
        await page.waitForFunction(() => [...document.fonts].some(({ status }) => status === 'loaded'));
        await page.context().close();
      });
    }
  }

  for (const target of ['html', 'slides'] as const) {
    it(`${target}: axe has nothing to say, light and dark, with and without steps`, async () => {
      const text = exampleTexts().find(([name]) => name === 'mazur.nnet')![1];
      for (const dark of [false, true]) {
        const [page] = await opened(await exportedText(await handoutOf(text, { what: partNames }), target), { dark });
        assert.deepEqual(await complaints({ page }), []);
        await page.context().close();
      }
    });

    it(`${target}: is read without a script`, async () => {
      const text = exampleTexts().find(([name]) => name === 'mazur.nnet')![1];
      const handout = await handoutOf(text, { what: partNames });
      const [page] = await opened(await exportedText(handout, target), { js: false });
      const count = formulasOf(handout, true).length;
      const visible = await page.locator('.math:visible').count();
      // A tall one is in parts.
      assert.ok(target === 'html' ? visible === count : visible >= count, `${visible} of ${count}`);
      await page.context().close();
    });

    it(`${target}: a hostile title stays text`, async () => {
      const [page, asked] = await opened(await exportedText(await handoutOf(HOSTILE, { what: partNames }), target));
      assert.deepEqual(asked.slice(1), []);
      assert.equal(await page.evaluate(() => 'x' in document), false);
      assert.match((await page.locator('h1').first().textContent())!, /^<\/title><\/style>/);
      assert.match(await page.title(), /<script>document\.x = 1<\/script>/);
      await page.context().close();
    });
  }

  it('says every formula in words', async () => {
    const text = exampleTexts().find(([name]) => name === 'mazur.nnet')![1];
    const handout = await handoutOf(text, { what: ['gradient'] });
    const [page] = await opened(await exportedText(handout, 'html'));
    const words = await page
      .locator('[role=math]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    assert.equal(words.length, formulasOf(handout).length);
    assert.ok(
      words.some((said) =>
        said!.includes(
          'the gradient of L, then the Hadamard product with Sigma prime 2, then times Sigma 1 transposed',
        ),
      ),
    );
    await page.context().close();
  });

  it('plays the steps of a page, and goes through slides by keys', async () => {
    const text = exampleTexts().find(([name]) => name === 'mazur.nnet')![1];
    const handout = await handoutOf(text, { what: ['steps'] });
    const [page] = await opened(await exportedText(handout, 'html'));
    const many = page.locator('.steps:has(.player)').first();
    assert.equal(await many.locator('li:visible').count(), 1);
    await many.getByRole('button', { name: 'Next' }).click();
    assert.match((await many.getByRole('status').textContent())!, /^2 \/ /);
    await many.getByRole('button', { name: 'Show all steps' }).click();
    assert.ok((await many.locator('li:visible').count()) > 1);
    await page.context().close();

    const [deck] = await opened(await exportedText(handout, 'slides'));
    assert.equal(await deck.locator('.frame:visible').count(), 1);
    await deck.keyboard.press('ArrowRight');
    await deck.keyboard.press('PageDown');
    assert.match((await deck.getByRole('status').textContent())!, /^3 \/ /);
    assert.equal(await deck.locator('.notes:visible').count(), 0);
    await deck.keyboard.press('n');
    assert.equal(await deck.locator('.notes:visible').count(), 1);
    await deck.keyboard.press('End');
    const frames = await deck.locator('.frame').count();
    assert.equal(await deck.getByRole('status').textContent(), `${frames} / ${frames}`);
    // Nothing runs out of its frame.
    for (let i = frames; i > 0; i--) {
      const over = await deck
        .locator('.frame.now .math')
        .evaluateAll((all) =>
          all.some(
            (math) =>
              math.scrollWidth > math.clientWidth + 1 &&
              math.firstElementChild!.getBoundingClientRect().width > math.clientWidth + 1,
          ),
        );
      assert.equal(over, false, `frame ${i}`);
      await deck.keyboard.press('ArrowLeft');
    }
    await deck.context().close();
  });

  it('has no formula on a slide that is too small to be read', async () => {
    for (const name of ['large.nnet', 'softmax-batch.nnet', 'paper.nnet']) {
      const text = exampleTexts().find(([one]) => one === name)![1];
      const [deck] = await opened(await exportedText(await handoutOf(text), 'slides'));
      await deck.setViewportSize({ width: 1280, height: 720 });
      const frames = await deck.locator('.frame').count();
      for (let i = 0; i < frames; i++) {
        const sizes = await deck.locator('.frame.now .math > .fit').evaluateAll((all) =>
          all.map((face) => {
            const scale = face.getBoundingClientRect().height / (face as HTMLElement).offsetHeight;
            return scale * parseFloat(getComputedStyle(face.querySelector('.katex')!).fontSize);
          }),
        );
        // Of a slide that is 720 high.
        for (const size of sizes) assert.ok(size > 20, `${name}, frame ${i + 1}: ${size} pixels`);
        await deck.keyboard.press('ArrowRight');
      }
      await deck.context().close();
    }
  });

  for (const target of ['html', 'slides'] as const) {
    it(`${target}: nothing is cut on paper, however wide`, async () => {
      for (const name of ['iris.nnet', 'large.nnet']) {
        const text = exampleTexts().find(([file]) => file === name)![1];
        const [page] = await opened(await exportedText(await handoutOf(text, { what: partNames }), target));
        await page.emulateMedia({ media: 'print' });
        await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
        const seen = await page.evaluate(() => {
          const shown = [...document.querySelectorAll('.math')].filter((math) => math.checkVisibility());
          const frames = [...document.querySelectorAll('.content')];
          return {
            all: shown.length === document.querySelectorAll('.math').length,
            wide: shown.filter((math) => [...math.querySelectorAll('.katex-html')].some((one) => one.getBoundingClientRect().right > math.getBoundingClientRect().right + 1)).length, // prettier-ignore
            tall: frames.filter((frame) => frame.scrollHeight > frame.clientHeight + 12).length,
            tiny: shown.filter((math) => math.getBoundingClientRect().height < 14).length,
          };
        });
        assert.deepEqual(seen, { all: true, wide: 0, tall: 0, tiny: 0 }, name);
        await page.context().close();
      }
    });
  }

  it('a fence of a Markdown preview is only text, formulas and drawing, whatever its title, names and choices say', async () => {
    const evil = '</code></pre></svg></math><script>document.x = 1</script><img src=x onerror="document.x = 1">';
    const text = `# ${evil}\n${HOSTILE}`;
    const infos = [
      '',
      '{spec}',
      '{spec drawing network forward gradient steps check}',
      `{${evil}}`,
      evil,
      '{layer="<b>"}',
    ];
    const broken = [`layer ${evil}`, `input = [1]\nlayer tanh\n W = file("${evil.replaceAll('"', '')}")`];
    const renderer = await FenceRenderer.load({
      translate: inEnglish,
      language: 'en',
      foreign: () => null,
      now: () => 0,
    });
    const markdown = showFences(new MarkdownIt(), (fence) => renderer.html(fence));
    const fences = [...infos.map((info) => [info, text] as const), ...broken.map((one) => ['', one] as const)];
    const source = fences.map(([info, one]) => `~~~nnet ${info}\n${one}\n~~~\n`).join('\n');
    const [page, asked] = await opened(`<!DOCTYPE html><meta charset="utf-8"><body>${markdown.render(source)}</body>`);
    assert.equal(asked.length, 1, 'only the file itself');
    const seen = await page.evaluate(() => ({
      ran: 'x' in document,
      fences: document.querySelectorAll('body > .nnet-fence').length,
      elements: [...new Set([...document.querySelectorAll('.nnet-fence *')].map((one) => one.localName))],
      handlers: [...document.querySelectorAll('.nnet-fence *')].filter((one) =>
        [...one.attributes].some(({ name, value }) => /^on|^(href|src|id)$/.test(name) || /javascript:/.test(value)),
      ).length,
      code: document.querySelector('.nnet-fence code')!.textContent,
      title: document.querySelector('.nnet-fence svg[role=img] > title')!.textContent,
    }));
    assert.equal(seen.ran, false);
    assert.equal(seen.fences, fences.length);
    assert.equal(seen.handlers, 0);
    assert.deepEqual(
      seen.elements.filter((name) => ['script', 'img', 'iframe', 'b', 'a', 'style', 'link', 'object'].includes(name)),
      [],
    );
    assert.equal(seen.code, text);
    assert.match(seen.title, /^<\/title><\/style><\/script><script>document\.x = 1<\/script>/);
  });
});
