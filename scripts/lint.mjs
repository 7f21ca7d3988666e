// Every check that reads the source without running it: node scripts/lint.mjs
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureDependencies, outputOf, ROOT } from './prepare.mjs';

ensureDependencies();
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
/** What was found good is not looked at again while it and what it depends on are the same. */
const KEPT = 'out/lint';
fs.mkdirSync(path.join(ROOT, KEPT), { recursive: true });
/** TypeScript 7; ESLint's parser still needs the programming interface of 6, so that one is called `typescript`. */
const tsc = path.join(ROOT, 'node_modules/typescript-native/bin/tsc');
const types = (project) => [
  tsc,
  ['-p', `${project}.json`, '--incremental', '--tsBuildInfoFile', `${KEPT}/${project}.tsbuildinfo`],
];
const cached = ['--cache', '--cache-strategy', 'content', '--cache-location', `${KEPT}/prettier`];
const CHECKS = {
  eslint: [bin('eslint'), ['.', '--max-warnings=0']],
  // The rules that need types.
  oxlint: [bin('oxlint'), ['--type-aware', '--deny-warnings']],
  prettier: [bin('prettier'), ['--check', '--log-level=warn', ...cached, '.']],
  'types of the core': types('tsconfig.core'),
  'types of the host': types('tsconfig.host'),
  'types of the page': types('tsconfig.webview'),
  'types of everything': types('tsconfig'),
};

let failed = 0;

/** A check with its output, when it is done: several run at a time. */
async function runCheck(name, [command, args]) {
  const { ok, output } = await outputOf(command, args);
  process.stdout.write(`${output}  ${ok ? '✓' : '✗'} ${name}\n`);
  if (!ok) failed++;
}

const waiting = Object.entries(CHECKS);
await Promise.all(
  Array.from({ length: os.availableParallelism() }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await runCheck(...next);
  }),
);
if (process.env.NNET_REPORT) {
  fs.mkdirSync(path.dirname(process.env.NNET_REPORT), { recursive: true });
  fs.writeFileSync(
    process.env.NNET_REPORT,
    JSON.stringify({ passed: Object.keys(CHECKS).length - failed, failed, skipped: 0 }),
  );
}
process.exitCode = failed > 0 ? 1 : 0;
