import { mkdir } from 'node:fs/promises';
import { say } from '../message/message';
import { CANNOT, reason, Refusal, UsageError } from './outcome';
import type { Source } from './source';
import { writeWholeFiles, type NamedContent } from './wholeFile';

export function writeTo(file: string, content: string | Uint8Array): Promise<void> {
  return writeAllTo([{ file, content }]);
}

/** Several files that belong together, the one that they are named after last: all of them or none. */
export async function writeAllTo(files: readonly NamedContent[]): Promise<void> {
  try {
    await writeWholeFiles(files);
  } catch (error) {
    const { file } = files[files.length - 1];
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such folder' : reason(error as NodeJS.ErrnoException);
    throw new Refusal(`${file} cannot be written: ${why}.`);
  }
}

/** Makes a folder for what is written, if it is not there. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new Refusal(`${folder} cannot be made: ${reason(error as NodeJS.ErrnoException)}.`);
  }
}

export function printProblems({ file, analysis }: Source): void {
  const lines = analysis.diagnostics.map(({ range, severity, message, code }) => {
    const { line, character } = analysis.lines.positionAt(range.start);
    return `${printable(`${file}:${line + 1}:${character + 1}: ${severity}: ${say(message)} [${code}]`)}\n`;
  });
  process.stderr.write(lines.join(''));
}

export function printJson(report: object): void {
  let text: string;
  try {
    text = JSON.stringify(report);
  } catch {
    // Longer than a string can be.
    throw new Refusal('the result is too large for one JSON text.');
  }
  process.stdout.write(`${text}\n`);
}

export function complain(text: string): void {
  process.stderr.write(`nnet: ${printable(text)}\n`);
}

/** Text without control characters: in a title, a name or a path they would move the cursor or colour the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd');
}

/** A whole printout without control characters but line breaks and tabs. */
export function printableLines(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, '\ufffd');
}

/** Whether a file could be handled; an exception that nobody foresaw is told with the file, and the next one has its turn. */
export async function statusOf(file: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof Refusal) complain(error.message);
    else complain(`${file}: an error of NNet itself, please report it with the file: ${String(error)}`);
    return CANNOT;
  }
}
