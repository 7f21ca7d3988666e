// `npm test -- --changed` runs what a change can touch: by imports, by the products that a leg runs, by names of files.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { touchedTests } from '../../../scripts/changed.mjs';

interface Leg {
  readonly tests: readonly string[];
  readonly products: readonly string[];
  readonly reads?: RegExp;
}

const touched = touchedTests as (
  legs: Readonly<Record<string, Leg>>,
  changed: readonly string[],
) => Promise<Readonly<Record<string, { readonly run: readonly string[] | 'all' | 'none'; readonly why: string }>>>;

const tests = [
  'test/unit/numbers/steppedNumber.test.ts',
  'test/unit/engine/wasm/wasmKernels.test.ts',
  'test/unit/cli/usage.test.ts',
  'test/unit/examples.test.ts',
];
const legs: Readonly<Record<string, Leg>> = {
  lint: { tests: [], products: [], reads: /./ },
  unit: { tests, products: [] },
  host: { tests: [], products: ['extension'], reads: /^test\/vscode\/suite\// },
  page: { tests: ['test/webview/fit.test.ts'], products: ['page'] },
};

const cases: readonly { changed: string; unit: readonly string[] | 'all' | 'none'; host: string; page: unknown }[] = [
  { changed: 'src/numbers/steppedNumber.ts', unit: ['test/unit/numbers/steppedNumber.test.ts'], host: 'all', page: 'all' },
  { changed: 'src/page/networkSection.ts', unit: ['test/unit/cli/usage.test.ts'], host: 'all', page: 'all' },
  { changed: 'src/webview/tools/zoom.ts', unit: 'none', host: 'none', page: 'all' },
  { changed: 'src/cli/check.ts', unit: ['test/unit/cli/usage.test.ts'], host: 'none', page: 'none' },
  { changed: 'test/webview/fit.test.ts', unit: 'none', host: 'none', page: ['test/webview/fit.test.ts'] },
  { changed: 'test/vscode/suite/editing.test.ts', unit: 'none', host: 'all', page: 'none' },
  { changed: 'docs/performance.md', unit: 'none', host: 'none', page: 'none' },
  { changed: 'esbuild.js', unit: 'all', host: 'all', page: 'all' },
]; // prettier-ignore

describe('npm test -- --changed', () => {
  for (const { changed, unit, host, page } of cases) {
    it(`runs what a change of ${changed} can touch, and nothing else`, async () => {
      assert.ok(existsSync(changed), changed);
      const result = await touched(legs, [changed]);
      const found = Object.fromEntries(Object.entries(result).map(([name, { run }]) => [name, run]));
      assert.deepEqual(found, { lint: 'all', unit, host, page });
    });
  }

  it('runs nothing where nothing has changed', async () => {
    const result = await touched(legs, []);
    assert.deepEqual(
      Object.values(result).map(({ run }) => run),
      ['none', 'none', 'none', 'none'],
    );
  });
});
