// A layer 4096 wide in the preview: how soon its page is there, how many nodes it has, how long scrolling holds the
// thread: npm run bench -- wide [--write]
import { execFileSync } from 'node:child_process';
import { Analysis } from '../../src/analysis/analysis';
import type { Pictures } from '../../src/page/heatMap/heatMaps';
import { PictureCache } from '../../src/page/heatMap/pictureCache';
import { buildPage, picturedMatrices } from '../../src/page/networkPage';
import { usualChoices } from '../../src/page/pageChoices';
import { sentPage } from '../../src/panel/making/sentPage';
import { formsOf } from '../../src/notation/formula/forms';
import { finish } from '../../src/steps/steps';
import { ROOT } from '../vscode/harness/paths';
import { pageMessage } from '../webview/pages';
import { type OpenPreview, PreviewLab } from '../webview/preview';
import { report } from './measure/page';
import { duration, type Line } from './measure/report';

const WIDTH = 4096;
const TEXT = `input X = [${'0.5 '.repeat(WIDTH)}]
layer ${WIDTH} tanh
  W = glorot(seed = 1)
layer 1 identity
  W = glorot(seed = 2)
output 1
rate = 0.1
`;
/** Milliseconds from the trace to the page that is drawn to its end, nodes, and milliseconds of a task while scrolling. */
const TARGETS = { page: 1000, nodes: 5000, task: 50 };
const ROUNDS = 5;

/** What the rounds have found: times in milliseconds, and nodes. */
interface Found {
  readonly pages: number[];
  readonly pictures: number[];
  nodes: number;
  nodesOnTheWay: number;
  longest: number;
}

interface Observed {
  longest: number;
}

/** The longest task of the page since it was last asked, in milliseconds; shorter ones than 50 ms are not told of. */
function longestTask(preview: OpenPreview): Promise<number> {
  return preview.page.evaluate(() => {
    const observed = globalThis as unknown as Observed;
    const { longest } = observed;
    observed.longest = 0;
    return longest;
  });
}

/** Scrolls to the end by the wheel; the most nodes that there were on the way. */
async function scroll(preview: OpenPreview): Promise<number> {
  let [last, most] = [-1, 0];
  await preview.page.mouse.move(450, 500);
  for (;;) {
    const { at, nodes } = await preview.page.evaluate(() => ({
      at: window.scrollY,
      nodes: document.querySelectorAll('*').length,
    }));
    most = Math.max(most, nodes);
    if (at === last) return most;
    last = at;
    await preview.page.mouse.wheel(0, 400);
    await preview.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
}

async function main(): Promise<void> {
  const build = ['esbuild.js', '--production', '--only=page', '--log-level=warning'];
  execFileSync(process.execPath, build, { cwd: ROOT, stdio: 'inherit' });
  const analysis = await Analysis.of(TEXT);
  const network = analysis.network!;
  const trace = (await analysis.trace())!;
  const message = (pictures: Pictures, documentVersion: number) => {
    const page = buildPage({ network, trace, check: null, choices: usualChoices, pictures });
    const more = { documentVersion, layers: 2, forms: formsOf(network, trace) };
    return { ...pageMessage(page, more), page: sentPage(page) };
  };
  const lab = await PreviewLab.open();
  const found: Found = { pages: [], pictures: [], nodes: 0, nodesOnTheWay: 0, longest: 0 };
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const preview = await lab.preview();
      await preview.page.evaluate(() => {
        const observed = Object.assign(globalThis, { longest: 0 });
        new PerformanceObserver((list) => {
          for (const { duration: took } of list.getEntries()) observed.longest = Math.max(observed.longest, took);
        }).observe({ type: 'longtask' });
      });
      // As the host does: first the page, then its pictures.
      const started = performance.now();
      await preview.show(message(new Map(), 1));
      found.pages.push(performance.now() - started);
      const pictures = finish(new PictureCache().make(trace, network, picturedMatrices(network, usualChoices)));
      await preview.show(message(pictures, 2));
      found.pictures.push(performance.now() - started);
      await preview.page.locator('body:not([data-fitting])').waitFor();
      found.nodes = await preview.page.evaluate(() => document.querySelectorAll('*').length);
      await longestTask(preview);
      found.nodesOnTheWay = Math.max(found.nodesOnTheWay, await scroll(preview));
      found.longest = Math.max(found.longest, await longestTask(preview));
      await preview.page.close();
    }
  } finally {
    await lab.close();
  }
  report('wide', lines(found));
}

function lines({ pages, pictures, nodes, nodesOnTheWay, longest }: Found): Line[] {
  const row = (what: string, ours: string, target: string, met: boolean): Line => ({
    ...{ what: `${WIDTH}-${WIDTH}-1: ${what}`, ours, peer: '–', compared: '–', target, met },
  });
  const time = (what: string, all: readonly number[]): Line =>
    row(
      `from the trace to ${what}, median`,
      duration(median(all)),
      `≤ ${TARGETS.page} ms`,
      median(all) <= TARGETS.page,
    );
  const count = (what: string, found: number): Line =>
    row(`nodes of the page ${what}`, String(found), `≤ ${TARGETS.nodes}`, found <= TARGETS.nodes);
  const task = longest === 0 ? 'below 50 ms' : duration(longest);
  return [
    time('the page', pages),
    time('its heat maps', pictures),
    count('when it opens', nodes),
    count('at most while scrolling', nodesOnTheWay),
    row('longest task while scrolling', task, `≤ ${TARGETS.task} ms`, longest <= TARGETS.task),
  ];
}

function median(all: readonly number[]): number {
  return [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
