import { isUtf8 } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { Analysis } from '../analysis/analysis';
import type { ReportedFile } from '../analysis/diagnosticsReport';
import type { FileContent } from '../language/meaning/checked';
import { localPath } from '../language/matrices/filePath';
import { readMatrixFile } from '../language/matrices/matrixFile';
import { message } from '../message/message';
import { reason, Refusal } from './outcome';

/** A file as the user named it, and its analysis. */
export interface Source {
  /** As the user wrote it. */
  readonly file: string;
  readonly analysis: Analysis;
}

/** A source as its problems are printed. */
export function reported({ file, analysis: { lines, diagnostics } }: Source): ReportedFile {
  return { file, lines, diagnostics };
}

export async function openSource(file: string): Promise<Source> {
  const bytes = await bytesOf(file);
  const analysis = await analysisOf(bytes.toString('utf8'), file);
  const known = analysis.diagnostics.some(({ code }) => code === 'foreign-file');
  // Its errors would be about letters that nobody wrote.
  if (analysis.broken && !known && !isUtf8(bytes)) throw new Refusal(`${file} is not UTF-8 text.`);
  return { file, analysis };
}

/** The analysis of a text that is in a file: the files that it names are beside that. */
export function analysisOf(text: string, file: string): Promise<Analysis> {
  const folder = file === '-' ? '.' : path.dirname(file);
  return Analysis.of(text, {
    readFile: (name) => matrixFile(folder, name),
    failed: (error) => {
      throw error;
    },
  });
}

/** More bytes are no text that a string can hold. */
const MAX_BYTES = 500_000_000;

export async function bytesOf(file: string): Promise<Buffer> {
  try {
    if (file === '-') return await wholeStream(process.stdin);
    const entry = await stat(file);
    if (entry.isFile() || entry.isDirectory()) return await readFile(file);
    // What a shell makes of `<(…)`; a pipe in a folder may have nobody at its other end.
    if (entry.isFIFO() && /^\/(dev\/fd|proc\/self\/fd)\/\d+$/.test(file))
      return await wholeStream(createReadStream(file));
  } catch (error) {
    throw new Refusal(`${file} cannot be read: ${reason(error as NodeJS.ErrnoException)}.`);
  }
  throw new Refusal(`${file} cannot be read: it is a device, a pipe or a socket; - reads standard input.`);
}

/** The matrix file of this name beside the spec. */
async function matrixFile(folder: string, name: string): Promise<FileContent> {
  const local = localPath(name);
  if (local === null) {
    const text = message('The file {0} was not read: NNet never reads files over a network.', name);
    return { kind: 'problem', code: 'file-not-found', message: text };
  }
  try {
    const file = path.resolve(folder, local);
    const entry = await stat(file);
    if (!entry.isFile() && !entry.isDirectory()) {
      const text = message('The file {0} was not read: it is a device, a pipe or a socket.', name);
      return { kind: 'problem', code: 'file-not-found', message: text };
    }
    return readMatrixFile(name, await readFile(file));
  } catch (error) {
    const text = message('Couldn’t read the file {0}: {1}.', name, reason(error as NodeJS.ErrnoException));
    return { kind: 'problem', code: 'file-not-found', message: text };
  }
}

async function wholeStream(stream: NodeJS.ReadableStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > MAX_BYTES) throw Object.assign(new Error('too large'), { code: 'ERR_FS_FILE_TOO_LARGE' });
  }
  return Buffer.concat(chunks);
}
