// npm run bench [-- NAME [ARGUMENTS]]: the benchmarks in test/bench, one by its name or all of them.
// The libraries that they compare NNet with are installed in test/bench; without a network those rows are skipped.
import fs from 'node:fs';
import path from 'node:path';
import { ROOT, ensureDependencies, run } from './prepare.mjs';

const BENCH = path.join(ROOT, 'test/bench');
const [name, ...rest] = process.argv.slice(2);
const names = fs
  .readdirSync(BENCH)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length))
  .sort();
if (name !== undefined && !names.includes(name)) {
  console.error(`There is no benchmark ${name}; there are ${names.join(', ')}.`);
  process.exit(2);
}

ensureDependencies();
if (!fs.existsSync(path.join(BENCH, 'node_modules'))) {
  console.log('Installing what is compared with (npm ci in test/bench)');
  const options = ['--prefix', BENCH, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (!run('npm', ['ci', ...options])) console.log('They could not be installed: those comparisons are skipped.');
}
if (!run('node', ['esbuild.js', '--only=bench', '--log-level=warning'])) process.exit(1);
const ran = (name === undefined ? names : [name]).map((each) => run('node', [`out/bench/${each}.js`, ...rest]));
process.exitCode = ran.every(Boolean) ? 0 : 1;
