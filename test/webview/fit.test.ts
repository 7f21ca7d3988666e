import assert from 'node:assert/strict';
import { message } from '../../src/message/message';
import type { Page } from '../../src/page/page';
import { mazurPage, pageMessage } from './pages';
import { type OpenPreview, PreviewLab } from './preview';

/** A page with one formula of so many factors. */
function product(factors: number): Page {
  const tex = Array.from({ length: factors }, (_, i) => `\\begin{bmatrix} 0.1234 & 0.${i}678 \\end{bmatrix}`).join(
    ' \\cdot ',
  );
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
  afterEach(() => preview.page.close());

  const area = () => preview.page.locator('.formula-area').first();
  /** Waits until the page has measured, and says how large the formula is set and whether it scrolls. */
  async function look(): Promise<{ share: number; scrolls: boolean; bar: string }> {
    await preview.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))),
    );
    return area().evaluate((e) => ({
      share: Number(e.style.getPropertyValue('--fit') || 1),
      scrolls: e.scrollWidth > e.clientWidth,
      // Browsers without a window hide scroll bars, so this is what the bar would be; a colour would turn it off.
      bar: getComputedStyle(e).scrollbarColor === 'auto' ? getComputedStyle(e, '::-webkit-scrollbar').height : '',
    }));
  }
  const width = (pixels: number) => preview.page.setViewportSize({ width: pixels, height: 600 });

  it('is set smaller as far as it can be read, and then scrolls with a bar that can be seen', async () => {
    await width(1600);
    await preview.show(pageMessage(product(4)));
    assert.deepEqual(await look(), { share: 1, scrolls: false, bar: '9px' });
    const natural = await area()
      .locator('.katex-html')
      .evaluate((e) => {
        const [first, last] = [e.firstElementChild!, e.lastElementChild!];
        return last.getBoundingClientRect().right - first.getBoundingClientRect().left;
      });
    await width(Math.round(natural * 0.9) + 40);
    const smaller = await look();
    assert.ok(smaller.share < 1 && smaller.share > 0.72, `${smaller.share}`);
    assert.equal(smaller.scrolls, false);
    await width(320);
    const least = await look();
    assert.equal(least.share, 0.72);
    assert.equal(least.scrolls, true);
    assert.equal(least.bar, '9px');
    await width(1600);
    assert.equal((await look()).share, 1);
  });

  it('is set smaller still in a presentation', async () => {
    await width(500);
    await preview.show(pageMessage(product(4)));
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
    assert.equal((await look()).share, 1);
    await preview.show(pageMessage(product(9), { documentVersion: 2 }));
    assert.equal((await look()).share, 0.72);
    await preview.show(pageMessage(product(2), { documentVersion: 3 }));
    assert.equal((await look()).share, 1);
  });

  it('is no table of the check in a window of 320 px', async () => {
    await width(320);
    await preview.show(pageMessage(mazurPage()));
    const table = preview.page.locator('.table').first();
    assert.ok(await table.evaluate((e) => e.scrollWidth <= e.clientWidth));
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
