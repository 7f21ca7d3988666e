// The unit tests, bundled, in as many processes as there are processors: node scripts/unit.mjs [test file or folder …] [mocha option …]
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { continueInNodeOfTests, ensureDependencies, outputOf, ROOT, run } from './prepare.mjs';

ensureDependencies();
continueInNodeOfTests();
const { BUILD_FOR_UNIT_TESTS, MOCHA, testsIn, unitTests, writeUnitBundle } = await import('./unitBundle.mjs');

/** How long each file took when it ran last; written by scripts/reporter.cjs. */
const TIMES = path.join(ROOT, 'out/reports/unit-times.json');

const given = process.argv.slice(2);
const isFolder = (arg) => fs.statSync(arg, { throwIfNoEntry: false })?.isDirectory() === true;
// What follows an option may be its value.
const isPlace = (arg, i) => arg.endsWith('.test.ts') || (isFolder(arg) && !given[i - 1]?.startsWith('-'));
const places = given.filter(isPlace);
const named = places.flatMap((place) => {
  const inRoot = path.relative(ROOT, path.resolve(place)).split(path.sep).join('/');
  return isFolder(place) ? testsIn(inRoot) : [inRoot];
});
const files = places.length > 0 ? [...new Set(named)] : unitTests();
if (files.length === 0) {
  console.error(`there are no *.test.ts in ${places.join(', ')}`);
  process.exit(1);
}

/** The longest first, so that no process is left alone with a long one; new files are guessed by their length. */
function longestFirst(names) {
  const times = fs.existsSync(TIMES) ? JSON.parse(fs.readFileSync(TIMES, 'utf8')) : {};
  const expected = (name) => times[name] ?? fs.statSync(path.join(ROOT, name)).size / 10;
  return [...names].sort((a, b) => expected(b) - expected(a));
}

// `npm test` has built all there is before.
const build = process.env.NNET_BUILT ? { ok: true, output: '' } : outputOf(process.execPath, BUILD_FOR_UNIT_TESTS);
const [built, stubs] = await Promise.all([build, writeUnitBundle(longestFirst(files))]);
process.stdout.write(built.output);
const jobs = Math.max(1, Math.min(os.availableParallelism(), files.length));
/** For new objects, in megabytes; a process takes up to three times as much, beside the gigabytes for those that stay. */
const room = os.totalmem() / jobs > 6 * 2 ** 30 ? 256 : 64;
const ok =
  built.ok &&
  run(
    process.execPath,
    [
      // Tests make much garbage: with room for it, it is collected seldom; helping threads would take turns with the
      // other processes.
      ...['--enable-source-maps', '--single-threaded-gc'],
      ...[`--max-semi-space-size=${room}`, `--min-semi-space-size=${room / 2}`],
      ...[MOCHA, '--no-config', '--timeout', '120000'],
      ...['--reporter', 'scripts/reporter.cjs', '--reporter-option', 'base=dot'],
      ...(jobs > 1 ? ['--parallel', '--jobs', String(jobs)] : []),
      ...given.filter((arg, i) => !isPlace(arg, i)),
      ...stubs,
    ],
    { NNET_CLI_BUILT: '1', NNET_TIMES: TIMES },
  );
process.exitCode = ok ? 0 : 1;
