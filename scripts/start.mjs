// Opens a real VS Code with this extension and the examples. Works in a fresh clone.
//   npm start [-- --server] [-- --port N] [-- --check]
import { ensureChromium, ensureDependencies, run } from './prepare.mjs';

ensureDependencies();
if (process.argv.includes('--check')) ensureChromium();
// `npm test` has just done so.
const built =
  process.env.NNET_BUILT !== undefined || run(process.execPath, ['esbuild.js', '--production', '--log-level=warning']);
process.exitCode = built && run(process.execPath, ['out/test/vscode/start.js', ...process.argv.slice(2)]) ? 0 : 1;
