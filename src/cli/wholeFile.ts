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

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, which then takes its place with its mode. A
 * symbolic link stays and its file is written; a device or a pipe is written to as it is.
 */
export async function writeWholeFile(file: string, content: string | Uint8Array, disk: Disk = realDisk): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const before = await stat(target).catch(() => null);
  if (before !== null && !before.isFile()) {
    await writeFile(target, content);
    return;
  }
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.${++written}.tmp`);
  try {
    await disk.write(temporary, content);
    if (before !== null) await chmod(temporary, before.mode & 0o7777);
    await disk.rename(temporary, target);
  } catch (error) {
    await disk.remove(temporary).catch(() => undefined);
    throw error;
  }
}
