import assert from 'node:assert/strict';
import { fiveNetworks, pageOf } from './fiveNetworks';
import { faint, misplaced, written } from './measure';
import { type OpenPreview, PreviewLab } from './preview';
import { type ThemeName, themes } from './themes';

/** From the widest down: what is in lines stays so, and is set once. */
const WIDTHS = [1600, 760, 480, 320];

describe('The page of five networks at every width, in every theme', () => {
  let lab: PreviewLab;
  let preview: OpenPreview;
  before(async () => (lab = await PreviewLab.open()));
  after(() => lab.close());
  afterEach(() => preview.close());

  async function width(pixels: number): Promise<void> {
    await preview.resize({ width: pixels, height: 900 });
    // The browser tells of a new size with its next picture.
    await preview.settled();
  }

  it('would notice what is cut, lies over something else or is too faint', async () => {
    preview = await lab.preview();
    await preview.show((await pageOf(fiveNetworks['paper']())).message);
    await width(760);
    await preview.page.evaluate(() => {
      const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
      const [cut, far, , low] = all('.formula-area');
      Object.assign(cut.style, { overflow: 'hidden', width: '1em' });
      far.querySelector<HTMLElement>('.katex-base')!.style.left = '-40em';
      Object.assign(low.style, { height: '1em' });
      for (const side of ['x', 'y'])
        all('.drawing-area .value')[2].setAttribute(side, all('.drawing-area .value')[3].getAttribute(side)!);
      all('.drawing-area .value')[0].setAttribute('font-size', '1');
      all('.drawing-area .value')[1].setAttribute('font-size', '60');
      all('[data-block="network.facts"]')[0].style.marginTop = '-3em';
      all('h1')[0].style.color = 'rgb(190 190 190)';
    });
    const [found, tooFaint] = [await preview.page.evaluate(misplaced), await preview.page.evaluate(faint)];
    for (const fault of [
      /is cut at its side/,
      /begins left of its place/,
      /is cut below/,
      /^“[^“]*” lies over “/,
      /is too small$/,
      /leaves its neuron$/,
      /network\.facts.* lies over|lies over network\.facts/,
    ])
      assert.ok(
        found.some((one) => fault.test(one)),
        `${fault} in ${found.join('\n')}`,
      );
    assert.match(tooFaint.join(), /Homogeneous.*contrast 1\.\d/);
  });

  for (const [name, text] of Object.entries(fiveNetworks)) {
    it(`shows ${name} without anything cut, overlapping or too faint`, async () => {
      preview = await lab.preview();
      await preview.resize({ width: 1600, height: 900 });
      await preview.show((await pageOf(text())).message);
      await preview.whole();
      await width(WIDTHS[0]);
      const whole = await preview.page.evaluate(written);
      const found: string[] = [];
      const look = async (measure: () => string[], where: string) =>
        found.push(...(await preview.page.evaluate(measure)).map((fault) => `${where}: ${fault}`));
      for (const pixels of WIDTHS) {
        await width(pixels);
        await look(misplaced, `${pixels} px`);
        assert.deepEqual(await preview.page.evaluate(written), whole, 'the formulas say the same in lines');
      }
      for (const theme of Object.keys(themes) as ThemeName[]) {
        await preview.setTheme(theme);
        await look(faint, theme);
      }
      // Where there are borders, at the least width.
      await look(misplaced, 'high contrast');
      assert.deepEqual(found, []);
    });
  }
});
