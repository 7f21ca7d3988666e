import { csvRows } from './csvMatrix';
import type { FileContent } from '../meaning/checked';
import { finish, type Steps } from '../../steps/steps';
import { isNpy, readNpy } from './npyMatrix';

/** The matrix in a file that a spec names: NumPy's format by its first bytes, else text. Never throws. */
export function readMatrixFile(path: string, bytes: Uint8Array): FileContent {
  return finish(readMatrixFileSteps(path, bytes));
}

/** `readMatrixFile` in steps that can be abandoned. */
export function* readMatrixFileSteps(path: string, bytes: Uint8Array): Steps<FileContent> {
  return isNpy(bytes) ? yield* readNpy(path, bytes) : yield* csvRows(path, bytes);
}
