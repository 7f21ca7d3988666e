import { unsetLetters } from '../authoring/latex/unsetLetters';
import type { ExportedFile } from '../authoring/target';
import { say } from '../message/message';
import { CANNOT, Refusal, UsageError } from './outcome';
import type { ReportedFile } from '../analysis/diagnosticsReport';

export function printProblems({ file, lines, diagnostics }: ReportedFile): void {
  const printed = diagnostics.map(({ range, severity, message, code }) => {
    const { line, character } = lines.positionAt(range.start);
    return `${printable(`${file}:${line + 1}:${character + 1}: ${severity}: ${say(message)} [${code}]`)}\n`;
  });
  process.stderr.write(printed.join(''));
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

/** Says which letters a file for LaTeX does not have. */
export function complainOfLetters(place: string, files: readonly ExportedFile[]): void {
  const text = unsetLetters(files);
  if (text !== null) complain(`${place}: ${say(text)}`);
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
