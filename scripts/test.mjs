// All tests, or the legs named: node scripts/test.mjs [leg …] [--changed[=COMMIT]]. Works in a fresh clone.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  continueInNodeOfTests,
  ensureChromium,
  ensureDependencies,
  ensurePdflatex,
  ensurePython,
  ensureReaders,
  outputOf,
  ROOT,
  run,
} from './prepare.mjs';

const REPORTS = path.join(ROOT, 'out/reports');
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);

/** As many test files at a time as there are processors, each in its own browser, VS Code or folder. */
const MOCHA = ['--reporter', 'scripts/reporter.cjs', '--reporter-option', 'base=spec', '--parallel', '--jobs', String(os.availableParallelism()), '--no-config']; // prettier-ignore

/** Tests built into out/: programs of their own, so without the settings of .mocharc.json for unit tests. */
const built = (files) => [
  bin('mocha'),
  [...MOCHA, '--enable-source-maps', '--timeout', '480000', ...files.map((file) => `out/${file.replace(/ts$/, 'js')}`)],
];

const node = (...args) => [process.execPath, args];

/** Tests that run other programs. */
const bundled = (leg) => (files) => node('scripts/bundled.mjs', leg, ...files);

/** The tests in the extension hosts, and what starts them. */
const HOSTS = /^test\/vscode\/(suite|legs|harness)\//;

/**
 * Each leg, long ones first: where its tests are, which products they run, and the command that runs them and hands its
 * numbers in at NNET_REPORT.
 */
const LEGS = {
  lint: { reads: /./, command: () => node('scripts/lint.mjs') },
  workbench: { folder: 'test/vscode/workbench', products: ['extension', 'page'], command: built },
  unit: { folder: 'test/unit', command: (files) => node('scripts/unit.mjs', ...files) },
  page: { folder: 'test/webview', products: ['page'], command: built },
  readers: { folder: 'test/readers', command: bundled('readers') },
  'node-host': { products: ['extension'], reads: HOSTS, command: () => node('out/test/vscode/legs/host.js', 'node') },
  'web-host': { products: ['extension'], reads: HOSTS, command: () => node('out/test/vscode/legs/host.js', 'web') },
  tex: { folder: 'test/tex', command: bundled('tex') },
  vsix: { folder: 'test/vscode/vsix', products: ['extension', 'page', 'cli'], command: built },
  start: {
    products: ['extension'],
    reads: /^test\/vscode\/(start|harness\/.*)\.ts$/,
    command: () => node('scripts/start.mjs', '--check'),
  },
  // Only when it is named.
  endurance: {
    folder: 'test/vscode/endurance',
    products: ['extension', 'page', 'cli'],
    command: built,
    onRequest: true,
  },
};
const NEED_NO_BUILD = ['lint', 'unit', 'tex'];

/** So many legs run at a time: what one waits for, as a window that opens, is time for another. */
const AT_A_TIME = 2;

/** The test files of a leg. */
function testsOf({ folder }) {
  if (folder === undefined) return [];
  return fs
    .readdirSync(path.join(ROOT, folder), { recursive: true })
    .map((file) => `${folder}/${String(file).split(path.sep).join('/')}`)
    .filter((file) => file.endsWith('.test.ts'))
    .sort();
}

async function runLeg([name, files], alone) {
  const report = path.join(REPORTS, `${name}.json`);
  fs.rmSync(report, { force: true });
  const started = Date.now();
  const ok = await runs(name, LEGS[name].command(files), { NNET_REPORT: report }, alone);
  const seconds = (Date.now() - started) / 1000;
  const numbers = fs.existsSync(report)
    ? JSON.parse(fs.readFileSync(report, 'utf8'))
    : { passed: 0, failed: 0, skipped: 0 };
  // A leg that broke without a failed test, or ran none, has failed all the same: it counts as one.
  if (numbers.failed === 0 && (!ok || numbers.passed === 0)) numbers.failed = 1;
  return { name, seconds, ...numbers };
}

/** Runs the command of a leg, whose output is shown when it is over unless it is the only one; whether it ended with 0. */
async function runs(name, [command, args], env, alone) {
  if (alone) return run(command, args, env);
  console.log(`… ${name}`);
  const { ok, output } = await outputOf(command, args, env);
  console.log(`\n=== ${name} ===\n${output}`);
  return ok;
}

/** The legs in their order, each as soon as there is room for it. */
async function runLegs(legs) {
  const rows = [];
  const queue = [...legs];
  const take = async () => {
    for (let leg = queue.shift(); leg !== undefined; leg = queue.shift())
      rows.push(await runLeg(leg, legs.length === 1));
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, take));
  return rows;
}

function printTable(rows) {
  const line = (name, ...cells) => console.log(name.padEnd(12) + cells.map((c) => String(c).padStart(9)).join(''));
  console.log();
  line('leg', 'passed', 'failed', 'skipped', 'seconds');
  for (const r of rows) line(r.name, r.passed, r.failed, r.skipped, r.seconds.toFixed(1));
}

/** The legs to run, each with its test files: those named, or all; with --changed[=COMMIT] what a change since it can touch. */
async function chosenLegs(args) {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const changed = args.find((arg) => /^--changed(=|$)/.test(arg));
  const unknown = [
    ...names.filter((name) => !(name in LEGS)),
    ...args.filter((arg) => arg.startsWith('--') && arg !== changed),
  ];
  if (unknown.length > 0) {
    console.error(`no leg ${unknown.join(', ')}; there are: ${Object.keys(LEGS).join(', ')}; and --changed[=COMMIT]`);
    process.exit(2);
  }
  const legs = Object.keys(LEGS).filter((name) => (names.length === 0 ? !LEGS[name].onRequest : names.includes(name)));
  if (changed === undefined) return legs.map((name) => [name, testsOf(LEGS[name])]);

  const { changedSince, touchedTests } = await import('./changed.mjs');
  const { base, files } = changedSince(changed.split('=')[1]);
  console.log(`${files.length} files have changed since ${base}`);
  const kinds = legs.map((name) => [
    name,
    { tests: testsOf(LEGS[name]), products: LEGS[name].products ?? [], reads: LEGS[name].reads },
  ]);
  const touched = await touchedTests(Object.fromEntries(kinds), files);
  for (const [name, { run: what, why }] of Object.entries(touched))
    console.log(`${what === 'none' ? 'leaves out' : 'runs'} ${name}: ${why}`);
  return legs
    .filter((name) => touched[name].run !== 'none')
    .map((name) => [name, touched[name].run === 'all' ? testsOf(LEGS[name]) : touched[name].run]);
}

ensureDependencies();
continueInNodeOfTests();
const chosen = await chosenLegs(process.argv.slice(2));
const legs = chosen.map(([name]) => name);
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
  process.env.NNET_CLI_BUILT = process.env.NNET_BUILT = '1';
  // What one leg has packaged serves the next.
  process.env.NNET_VSIX = path.join(ROOT, 'out/nnet.vsix');
  fs.rmSync(process.env.NNET_VSIX, { force: true });
}
const rows = await runLegs(chosen);
printTable(rows);
// Again at the end, where a long log is read first.
for (const { name, failures = [] } of rows)
  for (const failure of failures) console.log(`\nfailed in ${name}: ${failure}`);
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
const failed = sum('failed');
const skipped = sum('skipped');
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${sum('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
