import type { FileContent } from '../meaning/checked';
import { untransposed } from './matrixShape';
import type { FileNode, Spec } from '../syntax/tree';

/** Reads the file that a spec names by this path. Never fails: what is wrong is the content's problem. */
export type ReadFile = (path: string) => Promise<FileContent>;

/** What became of every file that a spec names, each read once. */
export async function readNamedFiles(spec: Spec, readFile: ReadFile): Promise<ReadonlyMap<string, FileContent>> {
  const paths = namedPaths(spec);
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path)] as const)));
}

/** The path of every file that a spec names, each once. */
export function namedPaths(spec: Spec): readonly string[] {
  return [...new Set(fileNodes(spec).map((node) => node.path.value))];
}

/** Every `file("…")` of a spec, in text order. */
export function fileNodes({ statements }: Spec): FileNode[] {
  const found: FileNode[] = [];
  for (const statement of statements) {
    if (!('value' in statement) || statement.kind === 'let' || statement.kind === 'rate') continue;
    if (statement.value === null) continue;
    const node = untransposed(statement.value);
    if (node.kind === 'file') found.push(node);
  }
  return found;
}
