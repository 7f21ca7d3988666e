// A working tree of another commit beside this clone, with its dependencies, as long as it is needed.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './prepare.mjs';

/** What `work` makes of the folder with the files of this commit. */
export function withWorkTree(commit, work) {
  const tree = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-base-'));
  const git = (...args) => execFileSync('git', args, { cwd: ROOT, stdio: 'inherit' });
  git('worktree', 'add', '--detach', '--quiet', tree, commit);
  try {
    fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'), 'junction');
    return work(tree);
  } finally {
    fs.rmSync(path.join(tree, 'node_modules'), { force: true });
    git('worktree', 'remove', '--force', tree);
  }
}
