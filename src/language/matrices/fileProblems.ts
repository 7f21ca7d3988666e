import type { FileContent } from '../meaning/checked';
import { diagnostic, type Diagnostic } from '../text/diagnostic';
import { untransposed } from './matrixShape';
import type { MatrixSource } from './matrixSources';
import { message } from '../../message/message';

/** Matrices from files that cannot be had. */
export function fileProblems(
  sources: readonly MatrixSource[],
  files: ReadonlyMap<string, FileContent>,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const source of sources) {
    const node = untransposed(source.node);
    if (node.kind !== 'file') continue;
    const { value: path, range } = node.path;
    const content = files.get(path);
    if (content === undefined) {
      const text = message('Files can’t be read here, so {0} is unknown. Write its numbers here instead.', path);
      found.push(diagnostic('file-not-found', range, text));
    } else if (content.kind === 'problem') {
      found.push(diagnostic(content.code, range, content.message));
    } else if (content.lost !== undefined) {
      found.push(diagnostic('underflow', range, content.lost));
    }
  }
  return found;
}
