// Test files that run other programs, bundled, in as many processes as there are processors: node scripts/bundled.mjs LEG FILE…
import os from 'node:os';
import path from 'node:path';
import { continueInNodeOfTests, ensureDependencies, ROOT, run } from './prepare.mjs';

ensureDependencies();
continueInNodeOfTests();
const { MOCHA, writeBundle } = await import('./unitBundle.mjs');
const [leg, ...files] = process.argv.slice(2);
const stubs = await writeBundle(files, path.join(ROOT, 'out', leg));
const jobs = ['--parallel', '--jobs', String(os.availableParallelism())];
const report = ['--reporter', 'scripts/reporter.cjs', '--reporter-option', 'base=spec'];
const mocha = [MOCHA, '--no-config', '--timeout', '600000', ...report, ...jobs, ...stubs];
process.exitCode = run(process.execPath, ['--enable-source-maps', ...mocha]) ? 0 : 1;
