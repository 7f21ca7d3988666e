import type { FileContent } from './checked';
import { untransposed } from './matrixShape';
import type { Spec } from './tree';

/** Reads the file that a spec names by this path. Never fails: what is wrong is the content's problem. */
export type ReadFile = (path: string) => Promise<FileContent>;

/** What became of every file that a spec names, each read once. */
export async function readNamedFiles(spec: Spec, readFile: ReadFile): Promise<ReadonlyMap<string, FileContent>> {
  const paths = new Set<string>();
  for (const statement of spec.statements) {
    if (!('value' in statement) || statement.kind === 'let' || statement.kind === 'rate') continue;
    if (statement.value === null) continue;
    const node = untransposed(statement.value);
    if (node.kind === 'file') paths.add(node.path.value);
  }
  return new Map(await Promise.all([...paths].map(async (path) => [path, await readFile(path)] as const)));
}
