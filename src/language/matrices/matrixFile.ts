import { readCsv } from './csvMatrix';
import type { FileContent } from '../meaning/checked';
import { isNpy, readNpy } from './npyMatrix';

/** The matrix in a file that a spec names: NumPy's format by its first bytes, else text. Never throws. */
export function readMatrixFile(path: string, bytes: Uint8Array): FileContent {
  return isNpy(bytes) ? readNpy(path, bytes) : readCsv(path, bytes);
}
