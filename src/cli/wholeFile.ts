import { chmod, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What writing a file needs of a disk; a test has one that fails. */
export interface Disk {
  /** Writes a new file and sees to it that it is on the disk. */
  write(file: string, content: string | Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(file: string): Promise<void>;
}

const realDisk: Disk = {
  write: async (file, content) => {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
  rename,
  remove: (file) => rm(file, { force: true }),
};

let written = 0;

/** A file that is ready beside its place: it takes the place, or nothing has happened. */
interface ReadyFile {
  readonly put: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

export interface NamedContent {
  readonly file: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, which then takes its place with its mode. A
 * symbolic link stays and its file is written; a device or a pipe is written to as it is.
 */
export function writeWholeFile(file: string, content: string | Uint8Array, disk: Disk = realDisk): Promise<void> {
  return writeWholeFiles([{ file, content }], disk);
}

/** The same of several files that belong together: where one cannot be written, none takes its place. */
export async function writeWholeFiles(files: readonly NamedContent[], disk: Disk = realDisk): Promise<void> {
  const ready: ReadyFile[] = [];
  try {
    for (const one of files) ready.push(await readied(one, disk));
    for (const { put } of ready) await put();
  } catch (error) {
    for (const { discard } of ready) await discard();
    throw error;
  }
}

async function readied({ file, content }: NamedContent, disk: Disk): Promise<ReadyFile> {
  const target = await realpath(file).catch(() => file);
  const before = await stat(target).catch(() => null);
  if (before?.isDirectory()) throw Object.assign(new Error('It is a folder.'), { code: 'EISDIR', path: file });
  if (before !== null && !before.isFile()) {
    return { put: () => writeFile(target, content), discard: () => Promise.resolve() };
  }
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.${++written}.tmp`);
  const discard = () => disk.remove(temporary).catch(() => undefined);
  try {
    await disk.write(temporary, content);
    if (before !== null) await chmod(temporary, before.mode & 0o7777);
  } catch (error) {
    await discard();
    throw error;
  }
  return { put: () => disk.rename(temporary, target), discard };
}
