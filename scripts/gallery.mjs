// Builds what the gallery needs and takes its pictures: node scripts/gallery.mjs [--base COMMIT] [--accept] [NAME …]
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { ensureChromium, ensureDependencies, ROOT } from './prepare.mjs';
import { withWorkTree } from './worktree.mjs';

const PROGRAM = 'out/test/gallery/gallery.js';

/** Builds the page and the program of the gallery in a clone, and runs it there; its exit status. */
function runIn(root, args) {
  const node = (...command) => execFileSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
  try {
    node('esbuild.js', '--only=page,tests', '--log-level=warning');
    node(PROGRAM, ...args);
    return 0;
  } catch (error) {
    return error.status ?? 2;
  }
}

/** Accepts the pictures of a commit: they are taken in a working tree of its own. */
function acceptBase(commit, names) {
  const accepted = path.join(ROOT, '.gallery/accepted');
  return withWorkTree(commit, (tree) => {
    fs.rmSync(accepted, { recursive: true, force: true });
    if (!fs.existsSync(path.join(tree, 'test/gallery'))) throw new Error(`${commit} has no gallery yet.`);
    return runIn(tree, ['--into', accepted, ...names]);
  });
}

ensureDependencies();
ensureChromium();
const args = process.argv.slice(2);
const base = args.indexOf('--base');
const names = args.filter((arg, i) => !arg.startsWith('--') && args[i - 1] !== '--base');
if (base >= 0 && acceptBase(args[base + 1], names) !== 0) process.exitCode = 2;
else process.exitCode = runIn(ROOT, base >= 0 ? names : args);
