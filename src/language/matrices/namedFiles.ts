import { message } from '../../message/message';
import { grouped, maxFiles, maxNumbers } from '../text/limits';
import type { FileContent } from '../meaning/checked';
import { untransposed } from './matrixShape';
import type { FileNode, Spec } from '../syntax/tree';

/** Reads the file that a spec names by this path. Never fails: what is wrong is the content's problem. */
export type ReadFile = (path: string) => Promise<FileContent>;

/** So many files are read together. */
const AT_ONCE = 4;

/**
 * What became of every file that a spec names, each read once, and no more of them than one spec can use.
 * @param breathe called now and then: rejects once nobody waits for the files
 */
export async function readNamedFiles(
  spec: Spec,
  readFile: ReadFile,
  breathe: () => Promise<void>,
): Promise<ReadonlyMap<string, FileContent>> {
  const contents = new NamedFiles(spec);
  for (let some = contents.next(AT_ONCE); some.length > 0; some = contents.next(AT_ONCE)) {
    const read = await Promise.all(some.map(readFile));
    some.forEach((path, i) => contents.add(path, read[i]));
    await breathe();
  }
  return contents.all();
}

/** `readNamedFiles` where what the files hold is at hand. */
export function contentsOfNamed(
  spec: Spec,
  contentOf: (path: string) => FileContent,
): ReadonlyMap<string, FileContent> {
  const contents = new NamedFiles(spec);
  for (let some = contents.next(1); some.length > 0; some = contents.next(1)) contents.add(some[0], contentOf(some[0]));
  return contents.all();
}

/** The files of a spec in the order in which they are read, up to where there are too many of them or of their numbers. */
class NamedFiles {
  private readonly paths: readonly string[];
  private readonly contents = new Map<string, FileContent>();
  private taken = 0;
  private numbers = 0;

  constructor(spec: Spec) {
    this.paths = namedPaths(spec);
  }

  /** The next `count` to be read; none at the end, or where there are too many. */
  next(count: number): readonly string[] {
    if (this.numbers > maxNumbers) return [];
    const some = this.paths.slice(this.taken, Math.min(this.taken + count, maxFiles));
    this.taken += some.length;
    return some;
  }

  add(path: string, content: FileContent): void {
    this.contents.set(path, content);
    if (content.kind === 'matrix') this.numbers += content.rows * content.cols;
  }

  /** All of them; those that were not read say why. */
  all(): ReadonlyMap<string, FileContent> {
    const tooMany = this.numbers > maxNumbers;
    for (const path of this.paths.slice(this.taken)) {
      const text = tooMany
        ? message('The file {0} is not read: those above have more than {1} numbers.', path, grouped(maxNumbers))
        : message('The file {0} is not read: a text can name at most {1} files.', path, grouped(maxFiles));
      this.contents.set(path, { kind: 'problem', code: 'too-large', message: text });
    }
    return this.contents;
  }
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
