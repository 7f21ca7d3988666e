import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readMatrixFile } from '../src/language/matrices/matrixFile';
import type { ReadFile } from '../src/language/matrices/namedFiles';

/** Reads the files that the specs of a folder name. */
export function filesIn(folder: string): ReadFile {
  return async (name) => readMatrixFile(name, await readFile(path.join(folder, name)));
}
