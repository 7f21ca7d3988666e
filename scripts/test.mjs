// All tests, or the legs named: node scripts/test.mjs [leg …]. Works in a fresh clone.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  ensureChromium,
  ensureDependencies,
  ensurePdflatex,
  ensurePython,
  ensureReaders,
  ROOT,
  run,
} from './prepare.mjs';

const REPORTS = path.join(ROOT, 'out/reports');
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
const mocha = (...args) => [bin('mocha'), ['--reporter', 'scripts/reporter.cjs', ...args]];
/** As many test files at a time as there are processors, each in its own browser, VS Code or folder. */
const PARALLEL = ['--parallel', '--jobs', String(os.availableParallelism())];

/** Tests built into out/: programs of their own, so without the settings of .mocharc.json for unit tests. */
const built = (glob) =>
  mocha('--no-config', '--enable-source-maps', '--timeout', '240000', '--reporter-option', 'base=spec', ...PARALLEL, glob); // prettier-ignore

/** Tests straight from TypeScript that run other programs. */
const typescript = (glob) =>
  mocha('--no-config', '--node-option', 'import=tsx', '--timeout', '600000', '--reporter-option', 'base=spec', ...PARALLEL, glob); // prettier-ignore

/** Each leg: the command that runs it and hands its numbers in at NNET_REPORT. */
const LEGS = {
  lint: [process.execPath, ['scripts/lint.mjs']],
  unit: [process.execPath, ['scripts/unit.mjs']],
  'node-host': [process.execPath, ['out/test/vscode/legs/host.js', 'node']],
  'web-host': [process.execPath, ['out/test/vscode/legs/host.js', 'web']],
  workbench: built('out/test/vscode/workbench/**/*.test.js'),
  page: built('out/test/webview/**/*.test.js'),
  tex: typescript('test/tex/**/*.test.ts'),
  readers: typescript('test/readers/**/*.test.ts'),
  vsix: built('out/test/vscode/vsix/**/*.test.js'),
  start: [process.execPath, ['scripts/start.mjs', '--check']],
};
const NEED_NO_BUILD = ['lint', 'unit', 'tex', 'readers'];

function runLeg(name) {
  console.log(`\n=== ${name} ===`);
  const report = path.join(REPORTS, `${name}.json`);
  fs.rmSync(report, { force: true });
  const started = Date.now();
  const ok = run(...LEGS[name], { NNET_REPORT: report });
  const seconds = (Date.now() - started) / 1000;
  const numbers = fs.existsSync(report)
    ? JSON.parse(fs.readFileSync(report, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  // A leg that broke without a failed test, or ran none, has failed all the same: it counts as one.
  if (numbers.failed === 0 && (!ok || numbers.passed === 0)) numbers.failed = 1;
  return { name, seconds, ...numbers };
}

function printTable(rows) {
  const line = (name, ...cells) => console.log(name.padEnd(12) + cells.map((c) => String(c).padStart(9)).join(''));
  console.log();
  line('leg', 'passed', 'failed', 'skipped', 'seconds');
  for (const r of rows) line(r.name, r.passed, r.failed, r.skipped, r.seconds.toFixed(1));
}

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in LEGS));
if (unknown.length > 0) {
  console.error(`no leg ${unknown.join(', ')}; there are: ${Object.keys(LEGS).join(', ')}`);
  process.exit(2);
}
const legs = names.length > 0 ? names : Object.keys(LEGS);

ensureDependencies();
if (legs.includes('tex')) ensurePdflatex();
if (legs.includes('readers')) {
  ensurePython();
  ensureReaders();
  ensureChromium();
}
if (legs.some((leg) => !NEED_NO_BUILD.includes(leg))) {
  ensureChromium();
  // Minified, as users get it.
  if (!run(process.execPath, ['esbuild.js', '--production', '--log-level=warning'])) {
    console.error('the build failed');
    process.exit(1);
  }
}
const rows = legs.map(runLeg);
printTable(rows);
// Again at the end, where a long log is read first.
for (const { name, failures = [] } of rows)
  for (const failure of failures) console.log(`\nfailed in ${name}: ${failure}`);
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
const failed = sum('failed');
const skipped = sum('skipped');
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
