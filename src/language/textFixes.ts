import type { Fix } from './diagnostic';
import { message } from './message';
import type { TextRange } from './tree';

/** The fix that puts `newText` in the place of `range`, and almost certainly is what was meant. */
export function rewriteFix({ start, end }: TextRange, newText: string): Fix {
  return { title: message('Write {0}', newText), edits: [{ range: { start, end }, newText }], preferred: true };
}

/** The fix that inserts a sign. `newText` may carry blanks that the title does not show. */
export function insertFix(at: number, newText: string): Fix {
  return {
    title: message('Insert {0}', newText.trim()),
    edits: [{ range: { start: at, end: at }, newText }],
    preferred: true,
  };
}

/** The fix that takes a blank away. */
export function removeBlankFix({ start, end }: TextRange): Fix {
  return { title: message('Remove the blank'), edits: [{ range: { start, end }, newText: '' }], preferred: true };
}

/** The fix that puts parentheses around a stretch. */
export function wrapFix({ start, end }: TextRange): Fix {
  const edits = [
    { range: { start, end: start }, newText: '(' },
    { range: { start: end, end }, newText: ')' },
  ];
  return { title: message('Put it in parentheses'), edits, preferred: true };
}
