import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './paths';

declare global {
  // The bundles of the tests in one process know no other place in common.
  var homeOfTestFolders: string | undefined;
}

/** The folder with the folders of all tests of this process. */
export function homeOfTests(): string {
  if (globalThis.homeOfTestFolders === undefined) {
    const home = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-tests-'));
    process.once('exit', () => fs.rmSync(home, { recursive: true, force: true }));
    globalThis.homeOfTestFolders = home;
  }
  return globalThis.homeOfTestFolders;
}

/** A folder for the files of a test. */
export function testFolder(name: string): string {
  return fs.mkdtempSync(path.join(homeOfTests(), `${name}-`));
}

/** A copy of the examples in a folder of its own, so that a test may write. */
export function examplesCopy(): { readonly folder: string; remove: () => void } {
  const dir = testFolder('examples');
  // Its name stands in the window, and so in the pictures of the README.
  const folder = path.join(dir, 'examples');
  fs.cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });
  return { folder, remove: () => fs.rmSync(dir, { recursive: true, force: true }) };
}
