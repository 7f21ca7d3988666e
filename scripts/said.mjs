// What is said of the inputs of test/unit/fingerprints, now and in another commit, side by side:
//   node scripts/said.mjs --base COMMIT [SUITE.test.ts …]
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureDependencies, ROOT } from './prepare.mjs';
import { withWorkTree } from './worktree.mjs';

const TESTS = 'test/unit/fingerprints';
const OUT = path.join(ROOT, '.said');
/** So many lines of the difference are printed; all are in a file. */
const MOST_LINES = 300;

ensureDependencies();
const { values, positionals } = parseArgs({
  options: { base: { type: 'string', default: 'HEAD' } },
  allowPositionals: true,
});

/** Writes all that is said by the sources in a folder; false if that failed. */
function write(root, into) {
  const found = fs.existsSync(path.join(root, TESTS)) ? fs.readdirSync(path.join(root, TESTS)) : [];
  const tests = found.filter(
    (name) =>
      name.endsWith('.test.ts') &&
      (positionals.length === 0 || positionals.some((given) => path.basename(given) === name)),
  );
  if (tests.length === 0) throw new Error(`${root} has none of these tests.`);
  const args = ['scripts/unit.mjs', ...tests.map((name) => `${TESTS}/${name}`)];
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NNET_SAID: path.join(OUT, into) },
  });
  return status === 0;
}

fs.rmSync(OUT, { recursive: true, force: true });
fs.mkdirSync(OUT);
if (!withWorkTree(values.base, (tree) => write(tree, 'before')) || !write(ROOT, 'now')) process.exit(2);
const { stdout } = spawnSync('git', ['diff', '--no-index', '--unified=0', 'before', 'now'], {
  cwd: OUT,
  encoding: 'utf8',
  maxBuffer: 2 ** 30,
});
fs.writeFileSync(path.join(OUT, 'difference.diff'), stdout);
const lines = stdout.split('\n');
console.log(lines.slice(0, MOST_LINES).join('\n'));
const inputs = lines.filter((line) => line.startsWith('diff ')).length;
console.log(`Of ${inputs} inputs something else is said; all of it is in .said/difference.diff.`);
