import type { CheckedSpec } from '../../language/meaning/checked';
import { fileNodes } from '../../language/matrices/namedFiles';
import type { TextRange } from '../../functions/expression/tree';
import type { FileNode } from '../../language/syntax/tree';

/** A path of `file("…")`, and where it stands without its quotes. */
export interface WrittenPath {
  readonly path: string;
  readonly range: TextRange;
}

/** Every path that the text names a file by. */
export function writtenPaths({ spec }: CheckedSpec): WrittenPath[] {
  return fileNodes(spec).map(written);
}

/** The path that the offset is in. */
export function writtenPathAt({ spec }: CheckedSpec, offset: number): WrittenPath | null {
  const node = fileNodes(spec).find(({ path: { range } }) => offset >= range.start && offset <= range.end);
  return node ? written(node) : null;
}

function written({ path: { value, range } }: FileNode): WrittenPath {
  return { path: value, range: { start: range.start + 1, end: range.end - 1 } };
}

/** A path that is being typed: the folder that it leads into, and the name in it. */
export interface TypedPath {
  /** Ends in a separator, or is empty: beside the spec. */
  readonly folder: string;
  /** Where the name starts, and where it ends behind the cursor. */
  readonly name: TextRange;
}

/** No path is longer; so a line of many numbers is not read. */
const REACH = 1000;

/** The path in `file("…` that the offset is at; null elsewhere. */
export function typedPathAt(text: string, offset: number): TypedPath | null {
  const before = /[^\r\n]*$/.exec(text.slice(Math.max(0, offset - REACH), offset))![0];
  const typed = /^[^"#]*(?<![\p{L}\p{N}_])file\s*\(\s*"([^"]*)$/u.exec(before)?.[1];
  if (typed === undefined) return null;
  const folder = /^(?:.*[/\\])?/.exec(typed)![0];
  const rest = /^[^"/\\\r\n]*/.exec(text.slice(offset, offset + REACH))![0];
  return { folder, name: { start: offset - (typed.length - folder.length), end: offset + rest.length } };
}
