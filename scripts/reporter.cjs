// A mocha reporter: prints what another one prints (--reporter-option base=spec) and hands the numbers in to
// `npm test`, at NNET_REPORT.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const Mocha = require('mocha');

module.exports = function report(runner, options) {
  const Base = Mocha.reporters[options.reporterOptions?.base === 'spec' ? 'Spec' : 'Dot'];
  const base = new Base(runner, options);
  const failures = [];
  const times = {};
  runner.on('test end', ({ file, duration = 0 }) => {
    const source = path.relative(path.resolve('out/unit'), file ?? '').replace(/\.cjs$/, '.ts');
    times[source] = (times[source] ?? 0) + duration;
  });
  runner.on('fail', (test, error) => failures.push(`${test.fullTitle()}: ${firstLine(error)}${placeOf(error)}`));
  runner.once('end', () => {
    if (process.env.NNET_TIMES) keepTimes(process.env.NNET_TIMES, times);
    const file = process.env.NNET_REPORT;
    if (!file) return;
    const { passes, failures: failed, pending } = runner.stats;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify({ passed: passes, failed, skipped: pending, failures }));
  });
  return base;
};

/** How long each test file takes, in milliseconds: what starts the longest first. */
function keepTimes(file, times) {
  const before = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : {};
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ ...before, ...times }));
}

function firstLine(error) {
  return String(error?.message ?? error).split('\n', 1)[0];
}

/** What Playwright was waiting for, and the lines of the tests that a failure came through. */
function placeOf(error) {
  const waited = /^ *- (waiting for .*)$/m.exec(error?.message ?? '');
  const through = String(error?.stack ?? '').match(/test\/[^\s():]+:\d+/g) ?? [];
  const places = through.filter((place) => !place.includes('node_modules'));
  return [waited?.[1] ?? '', places.slice(0, 4).join(' < ')].filter((part) => part !== '').map((part) => ` [${part}]`).join(''); // prettier-ignore
}
