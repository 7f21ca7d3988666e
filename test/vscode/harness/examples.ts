import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './paths';

/** A copy of the examples in a folder of its own, so that a test may write. */
export function examplesCopy(): { readonly folder: string; remove: () => void } {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-examples-'));
  // Its name stands in the window, and so in the pictures of the README.
  const folder = path.join(dir, 'examples');
  fs.cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });
  return { folder, remove: () => fs.rmSync(dir, { recursive: true, force: true }) };
}
