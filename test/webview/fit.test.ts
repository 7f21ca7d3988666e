import assert from 'node:assert/strict';
import { message } from '../../src/message/message';
import type { Page } from '../../src/page/page';
import { mazurPage, pageMessage } from './pages';
import { type OpenPreview, PreviewLab } from './preview';

/** A page with one product of so many factors, each with so many columns. */
function product(factors: number, columns = 2): Page {
  const factor = (i: number) =>
    `\\begin{bmatrix} ${Array.from({ length: columns }, () => `0.${i}678`).join(' & ')} \\end{bmatrix}`;
  return formulaPage(Array.from({ length: factors }, (_, i) => factor(i)).join(' \\cdot '));
}

function formulaPage(tex: string): Page {
  const formula = {
    kind: 'formula',
    id: 'forward.product',
    tex,
    plainTex: tex,
    label: message('A product'),
    spoken: [],
  } as const;
  return { title: 'Wide', sections: [{ id: 'forward', heading: message('Forward'), blocks: [formula] }] };
}

describe('What is wider than the page', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;
  before(async () => {
    lab = await PreviewLab.open();
  });
  after(() => lab?.close());
  beforeEach(async () => {
    preview = await lab.preview();
  });
  afterEach(() => preview.close());

  const area = () => preview.page.locator('.formula-area').first();
  /** Waits until the page has measured; says how large the formula is set, in how many lines, and whether it scrolls. */
  async function look(): Promise<{ share: number; lines: number; scrolls: boolean; bar: string }> {
    await preview.settled();
    return area().evaluate((e) => {
      const bases = [...e.querySelectorAll('.katex-base')].map((base) => base.getBoundingClientRect());
      // A line begins where a piece is not right of the one before it.
      const lines = bases.filter((box, i) => i === 0 || box.left < bases[i - 1].right - 1).length;
      return {
        share: Number(e.style.getPropertyValue('--fit') || 1),
        lines,
        scrolls: e.scrollWidth > e.clientWidth,
        // Browsers without a window hide scroll bars, so this is what the bar would be; a colour would turn it off.
        bar: getComputedStyle(e).scrollbarColor === 'auto' ? getComputedStyle(e, '::-webkit-scrollbar').height : '',
      };
    });
  }
  const width = (pixels: number) => preview.resize({ width: pixels, height: 600 });
  /** How wide the formula is in one line. */
  const natural = () =>
    area()
      .locator('.katex-html')
      .evaluate(
        (e) => e.lastElementChild!.getBoundingClientRect().right - e.firstElementChild!.getBoundingClientRect().left,
      );

  it('is set a little smaller if that keeps it in one line, else breaks before its operators', async () => {
    await width(1600);
    await preview.show(pageMessage(product(4)));
    assert.deepEqual(await look(), { share: 1, lines: 1, scrolls: false, bar: '9px' });
    const wide = await natural();
    await width(Math.round(wide * 0.95) + 40);
    const smaller = await look();
    assert.ok(smaller.share < 1 && smaller.share >= 0.9, `${smaller.share}`);
    assert.deepEqual([smaller.lines, smaller.scrolls], [1, false]);
    await width(Math.round(wide * 0.6) + 40);
    assert.deepEqual(await look(), { share: 1, lines: 2, scrolls: false, bar: '9px' });
    // Every line but the first begins with its operator.
    const starts = await area()
      .locator('.katex-base')
      .evaluateAll((all) => all.map((base) => base.textContent.replace(/[\u200b\s]/g, '').charAt(0)));
    assert.deepEqual(starts, ['[', '⋅', '⋅', '⋅']);
    await width(1600);
    assert.deepEqual(await look(), { share: 1, lines: 1, scrolls: false, bar: '9px' });
  });

  it('fits also where letters keep to whole pixels, in as many lines', async () => {
    const hinted = await PreviewLab.open({ hinting: 'full' });
    try {
      preview = await hinted.preview();
      await width(1600);
      await preview.show(pageMessage(product(4)));
      const wide = await natural();
      const seen = new Set<number>();
      for (let part = 0.88; part < 1.02; part += 0.01) {
        await width(Math.round(wide * part) + 40);
        const { share, lines, scrolls } = await look();
        assert.ok(!scrolls, `scrolls at ${part}`);
        assert.ok(lines === 1 ? share >= 0.88 : share === 1, `${share} in ${lines} lines at ${part}`);
        seen.add(lines);
      }
      assert.deepEqual([...seen].sort(), [1, 2]);
    } finally {
      await hinted.close();
    }
  });

  it('is set smaller where a factor alone is too wide, as far as it can be read, and then scrolls', async () => {
    await width(560);
    await preview.show(pageMessage(product(2, 9)));
    const { share, lines, scrolls } = await look();
    assert.ok(share < 1 && share > 0.72, `${share}`);
    assert.deepEqual([lines, scrolls], [2, false]);
    await width(320);
    assert.deepEqual(await look(), { share: 0.72, lines: 2, scrolls: true, bar: '9px' });
  });

  it('is set smaller still in a presentation', async () => {
    await width(560);
    await preview.show(pageMessage(product(1, 10)));
    const { share } = await look();
    await preview.page.keyboard.press('p');
    const presented = await look();
    assert.ok(presented.share < share && presented.share >= 0.5, `${presented.share} after ${share}`);
    await preview.page.keyboard.press('Escape');
    assert.equal((await look()).share, share);
  });

  it('follows a formula that grows or shrinks with the text', async () => {
    await width(700);
    await preview.show(pageMessage(product(2)));
    assert.equal((await look()).lines, 1);
    await preview.show(pageMessage(product(9), { documentVersion: 2 }));
    assert.ok((await look()).lines > 1);
    await preview.show(pageMessage(product(2), { documentVersion: 3 }));
    assert.equal((await look()).lines, 1);
  });

  it('breaks a system in its lines and keeps them behind one brace, each aligned at its relation', async () => {
    const line = (i: number) =>
      `A_${i} &= ${Array.from({ length: 3 }, (_, j) => `\\begin{bmatrix} 0.${i}${j}34 \\\\ 5 \\end{bmatrix}`).join(' \\circ ')}`;
    const plain = (i: number) => line(i).replace('&', '');
    await width(1600);
    await preview.show(pageMessage(formulaPage(`\\begin{aligned} ${line(1)} \\\\[0.8em] ${line(2)} \\end{aligned}`)));
    await width(320);
    await look();
    const lefts = () =>
      area()
        .locator('.line > .right')
        .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)));
    const [first, second] = await lefts();
    assert.equal(first, second);
    await preview.show(
      pageMessage(
        formulaPage(`\\left\\{ \\begin{array}{l} ${plain(1)} \\\\[0.5em] ${plain(2)} \\end{array} \\right.`),
        { documentVersion: 2 },
      ),
    );
    await look();
    const [brace, text] = await area().evaluate((e) =>
      [e.querySelector('.brace')!, e.querySelector('.lines')!].map((part) => part.getBoundingClientRect().height),
    );
    assert.equal(brace, text);
  });

  it('keeps parentheses as tall as the matrices in them where a line breaks inside', async () => {
    const tall = '\\begin{bmatrix} 0.1234 & 0.5678 \\\\ 1 & 2 \\\\ 3 & 4 \\\\ 5 & 6 \\\\ 7 & 8 \\end{bmatrix}';
    await width(320);
    await preview.show(pageMessage(formulaPage(`\\Sigma \\left( ${tall} \\cdot ${tall} \\cdot ${tall} \\right)`)));
    assert.deepEqual(await look(), { share: 1, lines: 3, scrolls: false, bar: '9px' });
    const heights = await area()
      .locator('.katex-base')
      .evaluateAll((all) => all.map((base) => base.getBoundingClientRect().height));
    const parentheses = await area()
      .locator('.mopen, .mclose')
      .evaluateAll((all) =>
        all.map((one) =>
          Math.max(...[...one.querySelectorAll('svg, .vlist')].map((e) => e.getBoundingClientRect().height)),
        ),
      );
    assert.ok(Math.max(...parentheses) >= 0.9 * Math.min(...heights), `${parentheses.join()} of ${heights.join()}`);
  });

  it('is laid out again only near the screen, and fits there once it is near', async () => {
    await preview.close();
    preview = await lab.preview({ skips: true });
    await preview.resize({ width: 480, height: 400 });
    const page = mazurPage();
    await preview.show(pageMessage(page));
    await look();
    const areas = preview.page.locator('.formula-area.fitted');
    const last = areas.last();
    /** Whether the browser lays out what is in it. */
    const isLaidOut = (which: typeof last) => which.locator('.katex-html').first().evaluate((e) => e.checkVisibility({ contentVisibilityAuto: true })); // prettier-ignore
    const height = () => last.evaluate((e) => e.getBoundingClientRect().height);
    await preview.page.waitForFunction(
      () => ![...document.querySelectorAll('.formula-area.fitted .katex-html')].at(-1)!.checkVisibility({ contentVisibilityAuto: true }),
    ); // prettier-ignore
    assert.equal(await isLaidOut(areas.first()), true);
    assert.ok((await areas.count()) > 5);
    const before = await height();
    assert.ok(before > 20);
    // More digits in every number: what is far changes, and keeps its place until somebody comes.
    const wider = JSON.parse(JSON.stringify(page).replaceAll(/(\d\.\d{3})(\d*)/g, '$1$2777777')) as Page;
    await preview.show(pageMessage(wider, { documentVersion: 2 }));
    await look();
    assert.equal(await isLaidOut(last), false);
    assert.equal(await height(), before);
    assert.match((await last.locator('.katex-html').first().textContent())!, /7777777/);
    await last.scrollIntoViewIfNeeded();
    await preview.page.waitForFunction(
      () => [...document.querySelectorAll('.formula-area.fitted .katex-html')].at(-1)!.checkVisibility({ contentVisibilityAuto: true }),
    ); // prettier-ignore
    await look();
    const { scrolls, fit, lines } = await last.evaluate((e) => ({
      scrolls: e.scrollWidth > e.clientWidth,
      fit: e.style.getPropertyValue('--fit'),
      lines: e.querySelector('.lines') !== null,
    }));
    assert.ok(!scrolls || (lines && fit === '0.72'), JSON.stringify({ scrolls, fit, lines }));
  });

  it('is no table of the check in a window of 320 px', async () => {
    await width(320);
    await preview.show(pageMessage(mazurPage()));
    const table = preview.page.locator('.table').first();
    assert.ok(await table.evaluate((e) => e.scrollWidth <= e.clientWidth));
  });

  it('breaks between summands, not within one that has a power', async () => {
    const summand = (a: string, b: string) => `\\left(${a} - ${b}\\right)^{2}`;
    const sum = [summand('0.3028', '0'), summand('0.4476', '1'), summand('0.4499', '0')].join(' + ');
    await width(360);
    await preview.show(pageMessage(formulaPage(`L = \\tfrac{1}{2} \\left( ${sum} \\right) = 0.2996`)));
    assert.ok((await look()).lines > 1);
    const starts = (await area().locator('.katex-base').allTextContents()).map((text) =>
      text.replaceAll('\u200b', '').at(0),
    );
    assert.ok(starts.includes('+'), starts.join());
    assert.ok(!starts.includes('−'), starts.join());
  });

  it('does not break a shape', async () => {
    const note = { kind: 'text', text: message('a {0} × {1} matrix', 3, 1) } as const;
    await preview.show(
      pageMessage({
        title: 'Shape',
        sections: [
          {
            id: 'forward',
            heading: message('Forward'),
            blocks: [{ kind: 'paragraph', id: 'forward.p', content: [note] }],
          },
        ],
      }),
    );
    const words = await preview.page.locator('[data-block="forward.p"]').textContent();
    assert.equal(words, 'a 3\u00a0×\u00a01 matrix');
  });
});
