import fs from 'node:fs';
import path from 'node:path';

/** The repository: bundles of this file lie at different depths below `out/`, so it is looked for. */
export const ROOT = findRoot(__dirname);

/** Where VS Code is installed; set NNET_VSCODE_DIR to share one install between clones. */
export const VSCODE_DIR = path.resolve(process.env['NNET_VSCODE_DIR'] ?? path.join(ROOT, '.vscode-test'));

function findRoot(from: string): string {
  for (let dir = from; ; dir = path.dirname(dir)) {
    if (fs.existsSync(path.join(dir, 'package-lock.json'))) return dir;
    if (dir === path.dirname(dir)) throw new Error(`no package-lock.json above ${from}`);
  }
}
