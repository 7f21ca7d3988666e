import { message, type Message } from '../../message/message';
import type { ExportedFile } from '../target';
import { lettersWithoutFont } from './latexText';

/** What to say of letters that the files have as code points, as pdfLaTeX has no font for them; null if there are none. */
export function unsetLetters(files: readonly ExportedFile[]): Message | null {
  const found = new Set(
    files.flatMap(({ name, content }) =>
      name.endsWith('.tex') && typeof content === 'string' ? lettersWithoutFont(content) : [],
    ),
  );
  if (found.size === 0) return null;
  return message(
    'pdfLaTeX has no font for {0}, so the file shows code points instead.',
    [...found].map(named).join(', '),
  );
}

function named(letter: string): string {
  const code = `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  return /[\p{L}\p{S}\p{P}\p{N}]/u.test(letter) ? `${letter} (${code})` : code;
}
