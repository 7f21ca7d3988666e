// How long the preview's page keeps its thread while it draws a long page: npm run bench -- drawing
import { execFileSync } from 'node:child_process';
import { ROOT } from '../vscode/harness/paths';
import { longPage, pageMessage } from '../webview/pages';
import { PreviewLab } from '../webview/preview';

/** Formulas of the page, and the target for the longest task as a part of the whole. */
const FORMULAS = 150;
const LARGEST_PART = 1 / 4;

interface Observed {
  longest: number;
}

async function main(): Promise<void> {
  const build = ['esbuild.js', '--production', '--only=page', '--log-level=warning'];
  execFileSync(process.execPath, build, { cwd: ROOT, stdio: 'inherit' });
  const lab = await PreviewLab.open();
  try {
    const preview = await lab.preview();
    await preview.page.evaluate(() => {
      const observed = Object.assign(globalThis, { longest: 0 });
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) observed.longest = Math.max(observed.longest, duration);
      }).observe({ type: 'longtask' });
    });
    const started = performance.now();
    await preview.show(pageMessage(longPage(FORMULAS)));
    const whole = performance.now() - started;
    const longest = await preview.page.evaluate(() => (globalThis as unknown as Observed).longest);
    const verdict = longest <= whole * LARGEST_PART ? 'met' : 'missed';
    console.log(`\na page of ${FORMULAS} formulas drawn in ${whole.toFixed(0)} ms`);
    console.log(`  longest task ${longest.toFixed(0)} ms (target ≤ ${LARGEST_PART} of the whole, ${verdict})`);
  } finally {
    await lab.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
