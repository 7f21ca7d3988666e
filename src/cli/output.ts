import { writeFile } from 'node:fs/promises';
import { say } from '../message/message';
import { reason, Refusal } from './outcome';
import type { Source } from './source';

export async function writeTo(file: string, text: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such folder' : reason(error as NodeJS.ErrnoException);
    throw new Refusal(`${file} cannot be written: ${why}.`);
  }
}

export function printProblems({ file, analysis }: Source): void {
  const lines = analysis.diagnostics.map(({ range, severity, message, code }) => {
    const { line, character } = analysis.lines.positionAt(range.start);
    return `${file}:${line + 1}:${character + 1}: ${severity}: ${say(message)} [${code}]\n`;
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
  process.stderr.write(`nnet: ${text}\n`);
}
