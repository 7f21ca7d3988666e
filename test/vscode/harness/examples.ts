import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './paths';

/** A copy of the examples in a folder of its own, so that a test may write. */
export function examplesCopy(): { readonly folder: string; remove: () => void } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nnet-examples-'));
  fs.cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });
  return { folder, remove: () => fs.rmSync(folder, { recursive: true, force: true }) };
}
