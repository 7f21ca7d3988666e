// Every check that reads the source without running it: node scripts/lint.mjs
import fs from 'node:fs';
import path from 'node:path';
import { ensureDependencies, ROOT, run } from './prepare.mjs';

ensureDependencies();
const bin = (name) => path.join(ROOT, 'node_modules/.bin', name);
const CHECKS = {
  eslint: [bin('eslint'), ['.', '--max-warnings=0']],
  prettier: [bin('prettier'), ['--check', '--log-level=warn', '.']],
  'types of the core': [bin('tsc'), ['-p', 'tsconfig.core.json']],
  'types of the host': [bin('tsc'), ['-p', 'tsconfig.host.json']],
  'types of the page': [bin('tsc'), ['-p', 'tsconfig.webview.json']],
  'types of everything': [bin('tsc'), ['-p', 'tsconfig.json']],
};

let failed = 0;
for (const [name, command] of Object.entries(CHECKS)) {
  const ok = run(...command);
  console.log(`  ${ok ? '✓' : '✗'} ${name}`);
  if (!ok) failed++;
}
if (process.env.NNET_REPORT) {
  fs.mkdirSync(path.dirname(process.env.NNET_REPORT), { recursive: true });
  fs.writeFileSync(
    process.env.NNET_REPORT,
    JSON.stringify({ passed: Object.keys(CHECKS).length - failed, failed, skipped: 0 }),
  );
}
process.exitCode = failed > 0 ? 1 : 0;
