import { mkdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { exportedState, type Exported } from '../authoring/checksum';
import { reason, Refusal, UsageError } from './outcome';
import { writeWholeFiles, type NamedContent } from './wholeFile';

/** What is at a place where a file is to be written. */
export type Occupant = 'nothing' | Exported;

/** An empty file is as good as none, and a device is written to as it is. */
export async function occupant(file: string): Promise<Occupant> {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile() || found.size === 0) return 'nothing';
  const text = await readFile(file, 'utf8').catch(() => '');
  return exportedState(text);
}

/** A place that a user named for the result of a file; it is never that file. */
export async function refuseSource(source: string, place: string): Promise<void> {
  if (place === '') throw new UsageError('-o needs a name.');
  if (source === '-') return;
  const [from, to] = await Promise.all([source, place].map((one) => realpath(one).catch(() => path.resolve(one))));
  if (from === to) throw new UsageError(`-o ${place} is the file itself.`);
}

/** A device or a pipe is written to only where a user names it. */
export async function refuseSpecial(file: string): Promise<void> {
  const found = await stat(file).catch(() => null);
  if (found === null || found.isFile()) return;
  throw new Refusal(`${file} cannot be written: ${found.isDirectory() ? 'it is a folder' : 'it is a device, a pipe or a socket'}.`); // prettier-ignore
}

export function writeTo(file: string, content: string | Uint8Array): Promise<void> {
  return writeAllTo([{ file, content }]);
}

/** Several files that belong together, the one that they are named after last: all of them or none. */
export async function writeAllTo(files: readonly NamedContent[]): Promise<void> {
  try {
    await writeWholeFiles(files);
  } catch (error) {
    const found = files.find(({ file }) => file === (error as NodeJS.ErrnoException).path);
    const { file } = found ?? files[files.length - 1];
    throw new Refusal(`${file} cannot be written: ${await whyNotWritten(file, error as NodeJS.ErrnoException)}.`);
  }
}

async function whyNotWritten(file: string, error: NodeJS.ErrnoException): Promise<string> {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') return reason(error);
  const folder = path.dirname(path.resolve(file));
  const found = await stat(folder).catch(() => null);
  if (found === null) return (await fileOnTheWay(folder)) ?? 'there is no such folder';
  return found.isDirectory() ? `no file can be made in ${folder}` : `${folder} is not a folder`;
}

/** What on the way to a folder is a file. */
async function fileOnTheWay(folder: string): Promise<string | null> {
  const { there } = await lastThere(folder);
  return (await stat(there)).isDirectory() ? null : `${there} is not a folder`;
}

/** The part of a path that is there, and what is missing below it, the first first. */
async function lastThere(folder: string): Promise<{ readonly there: string; readonly missing: readonly string[] }> {
  const missing: string[] = [];
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    try {
      await stat(at);
      return { there: at, missing: missing.reverse() };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if ((code !== 'ENOENT' && code !== 'ENOTDIR') || at === path.dirname(at)) throw error;
      missing.push(at);
    }
  }
}

/** Makes a folder for what is written, if it is not there. */
export async function makeFolder(folder: string): Promise<void> {
  if (folder === '') throw new UsageError('-o needs a name.');
  const refusal = (why: string) => new Refusal(`the folder ${folder} cannot be made: ${why}.`);
  try {
    const { there, missing } = await lastThere(folder);
    if (!(await stat(there)).isDirectory()) throw refusal(`${there} is not a folder`);
    for (const one of missing) await made(one);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw refusal(code === 'ENOENT' ? 'no folder can be made there' : reason(error as NodeJS.ErrnoException));
  }
}

/** Another program may have made it in the meantime. */
async function made(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error;
  }
}
