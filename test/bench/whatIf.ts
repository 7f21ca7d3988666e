// A number that is dragged in the preview of the real VS Code, from the pointer to the page that shows it, by the
// page's own clock: npm run bench -- whatIf [EXAMPLE…] [--write]
import { execFileSync } from 'node:child_process';
import type { Frame } from 'playwright-core';
import { examplesCopy } from '../vscode/harness/examples';
import { ROOT } from '../vscode/harness/paths';
import { Workbench } from '../vscode/harness/workbench';
import { chosenRows, report } from './measure/page';
import { duration, type Line } from './measure/report';

interface Row {
  readonly file: string;
  /** The mark of the number that is dragged. */
  readonly mark: string;
  /** Targets for the median and the 95th percentile, in milliseconds. */
  readonly median: number;
  readonly most: number;
}

const rows: readonly Row[] = [
  { file: 'mazur.nnet', mark: 'W.1.0.0', median: 16, most: 33 },
  { file: 'large.nnet', mark: 'W.3.0.0', median: 150, most: 150 },
];

/** The moves that are timed, after those that warm up. */
const MOVES = 120;
const WARM = 40;
/** As far as a step of a drag, in pixels. */
const STEP = 6;

interface Observed {
  /** The move that is waited for, by the page's clock, and how long it took when it is there. */
  nnetMoved: number;
  nnetTook: number | null;
}

/** Notes when the pointer moves, and when the page that answers is drawn and laid out: all that can be seen and, of a small network, all of it. */
function observe(): void {
  const observed = globalThis as unknown as Observed;
  Object.assign(observed, { nnetMoved: NaN, nnetTook: null });
  document.addEventListener('pointermove', () => (observed.nnetMoved = performance.now()), true);
  new MutationObserver(() => {
    if (!document.body.hasAttribute('data-drawn') || Number.isNaN(observed.nnetMoved)) return;
    // What the page has left to the browser's next picture counts too.
    document.body.getBoundingClientRect();
    observed.nnetTook = performance.now() - observed.nnetMoved;
    observed.nnetMoved = NaN;
  }).observe(document.body, { attributes: true, attributeFilter: ['data-drawn'] });
}

async function drag(workbench: Workbench, frame: Frame, mark: string): Promise<number[]> {
  const number = workbench.webview.locator(`.formula [data-t="${mark}"]`).first();
  await number.scrollIntoViewIfNeeded();
  const box = (await number.boundingBox())!;
  const { mouse } = workbench.page;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await mouse.move(x, y);
  await mouse.down();
  await frame.evaluate(observe);
  const times: number[] = [];
  for (let i = 0; i < WARM + MOVES; i++) {
    // To and fro, so that the number stays as long as it is.
    await mouse.move(x, y - STEP * (2 + (i % 8)));
    const took = await frame.waitForFunction(() => (globalThis as unknown as Observed).nnetTook);
    if (i >= WARM) times.push((await took.jsonValue())!);
    await frame.evaluate(() => ((globalThis as unknown as Observed).nnetTook = null));
    // A hand does not move faster than a screen shows.
    await workbench.page.waitForTimeout(16);
  }
  await mouse.up();
  return times;
}

async function measure({ file, mark, median, most }: Row): Promise<void> {
  const examples = examplesCopy();
  const workbench = await Workbench.open({
    ...{ folder: examples.folder, file, viewport: { width: 1400, height: 900 } },
  });
  try {
    await workbench.runCommand('NNet: Open Preview to the Side');
    await workbench.webview.locator('body[data-drawn]').waitFor();
    const times = await drag(workbench, await workbench.webviewFrame(), mark);
    times.sort((a, b) => a - b);
    const line = (name: string, share: number, target: number): Line => {
      const ours = times[Math.min(times.length - 1, Math.floor(share * times.length))];
      const what = `what if, ${file}, ${name}`;
      return { what, ours: duration(ours), peer: '–', compared: '–', target: `≤ ${target} ms`, met: ours <= target };
    };
    report('whatIf', [line('median', 0.5, median), line('95 %', 0.95, most)]);
  } finally {
    await workbench.close();
    examples.remove();
  }
}

async function main(): Promise<void> {
  const build = ['esbuild.js', '--production', '--only=extension,page,style', '--log-level=warning'];
  execFileSync(process.execPath, build, { cwd: ROOT, stdio: 'inherit' });
  for (const row of rows) if (chosenRows.length === 0 || chosenRows.includes(row.file)) await measure(row);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
