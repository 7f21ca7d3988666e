import type { FileProblem } from '../meaning/checked';
import { message } from '../../message/message';

/** A path as a spec writes it, with `/` between its parts; null if it leads into a network: an address, or a share. */
export function localPath(written: string): string | null {
  const path = written.replaceAll('\\', '/');
  return /^(\/\/|[a-z][a-z0-9+.-]+:)/i.test(path) ? null : path;
}

/** Where a spec's files are looked for. */
export interface SpecFolder {
  /** The path of its address, with `/` between its parts; null while the spec has none. */
  readonly path: string | null;
  /** Whether the reader of the spec trusts its author; otherwise only files beside the spec, or below it, are read. */
  readonly trusted: boolean;
}

/** The file that `file("…")` names in a spec of that folder: the path of its address, or why it is not read. */
export function filePath(written: string, folder: SpecFolder): string | FileProblem {
  const local = localPath(written);
  if (local === null) {
    return notRead(message('The file {0} was not read: NNet never reads files over a network.', written));
  }
  if (local.trim() === '') return notRead(message('The path is empty. Expected a path relative to this file.'));
  const drive = /^[a-z]:\//i.test(local);
  const absolute = drive || local.startsWith('/');
  if (folder.path === null && !absolute) {
    return notRead(message('{0} is relative to this file, which has no folder yet. Save this file first.', written));
  }
  const path = normalised(drive ? `/${local}` : absolute ? local : `${folder.path}/${local}`);
  if (!folder.trusted && !isBelow(path, folder.path)) {
    return notRead(
      message(
        'The file {0} was not read: in an untrusted workspace only files in the spec’s folder or below it are read.',
        written,
      ),
    );
  }
  return path;
}

/** The paths from just below a folder down to a file in it. */
export function pathsBelow(path: string, folder: string): string[] {
  const root = normalised(folder);
  const parts = path.slice(root === '/' ? 1 : root.length + 1).split('/');
  return parts.map((_, i) => `${root === '/' ? '' : root}/${parts.slice(0, i + 1).join('/')}`);
}

/** Why a file behind a symbolic link is not read in a workspace that is not trusted. */
export function linkRefused(written: string): FileProblem {
  return notRead(
    message(
      'The file {0} is not read: in a workspace that is not trusted symbolic links are not followed, they may lead anywhere.',
      written,
    ),
  );
}

function notRead(text: FileProblem['message']): FileProblem {
  return { kind: 'problem', code: 'file-not-found', message: text };
}

/** An absolute path without `.`, `..` and doubled `/`. */
function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether the path leads to the folder, or to something in it. */
function isBelow(path: string, folder: string | null): boolean {
  if (folder === null) return false;
  const root = normalised(folder);
  return path === root || path.startsWith(root === '/' ? root : `${root}/`);
}
