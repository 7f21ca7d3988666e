/** The drawing as an SVG file, in a browser: labels are measured. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { exportOf, LARGE_LAYERS, LONG_NAMES } from '../exportOf';
import { type RunningBrowser, startBrowser } from '../vscode/harness/browser';

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

describe('The drawing as SVG', () => {
  let running: RunningBrowser;
  before(async () => (running = await startBrowser()));
  after(() => running.close());

  const examples = fs
    .readdirSync('examples')
    .filter((name) => name.endsWith('.nnet'))
    .map((name) => [name, fs.readFileSync(path.join('examples', name), 'utf8')] as const);
  const cases = [...examples, ['long names', LONG_NAMES] as const, ['large layers', LARGE_LAYERS] as const];
  for (const [name, text] of cases) {
    for (const colours of ['weight', 'gradient'] as const) {
      it(`of ${name} (${colours}) has its labels in the picture, apart from each other`, async () => {
        const svg = await exportOf(text, 'svg', { colours });
        const page = await running.context.newPage();
        try {
          const { wrong, boxes, frame } = await page.evaluate((source) => {
            const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
            const root = document.body.appendChild(document.importNode(parsed.documentElement, true));
            const box = (of: Element): Box => {
              const { left, right, top, bottom } = of.getBoundingClientRect();
              return { text: of.textContent ?? '', left, right, top, bottom };
            };
            const known = ['svg', 'title', 'desc', 'metadata', 'rect', 'line', 'circle', 'text', 'tspan', 'style'];
            return {
              wrong: [...root.querySelectorAll('*')].map((one) => one.localName).filter((one) => !known.includes(one)),
              boxes: [...root.querySelectorAll('text, circle')].map((one) => ({ ...box(one), kind: one.localName })),
              frame: box(root),
            };
          }, svg);
          assert.deepEqual(wrong, []);
          assert.ok(boxes.some(({ text: label }) => /^n = \d+$/.test(label)));
          const outside = boxes.filter(
            ({ left, right, top, bottom }) =>
              left < frame.left || right > frame.right || top < frame.top || bottom > frame.bottom,
          );
          assert.deepEqual(outside, []);
          const texts = boxes.filter(({ kind }) => kind === 'text');
          for (const [i, a] of texts.entries()) {
            for (const b of texts.slice(i + 1)) {
              const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              // Line boxes of stacked labels may touch; letters do not.
              assert.ok(across <= 0 || down <= 5, `${a.text} and ${b.text}: ${across} × ${down}`);
            }
          }
        } finally {
          await page.close();
        }
      });
    }
  }
});
