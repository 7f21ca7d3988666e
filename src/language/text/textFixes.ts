import type { Fix } from './diagnostic';
import { message } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';

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
  return { title: message('Remove the space'), edits: [{ range: { start, end }, newText: '' }], preferred: true };
}

/** The fix that puts parentheses around a stretch. */
export function wrapFix({ start, end }: TextRange): Fix {
  const edits = [
    { range: { start, end: start }, newText: '(' },
    { range: { start: end, end }, newText: ')' },
  ];
  return { title: message('Add parentheses'), edits, preferred: true };
}

/** The fix that gives a second bearer of a name one of its own, where nothing else names it. */
export function renameFix({ start, end }: TextRange, newText: string): Fix {
  return { title: message('Rename it to {0}', newText), edits: [{ range: { start, end }, newText }], preferred: false };
}

/** `name2`, `name3` …: the first that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  let number = 2;
  while (isTaken(`${name}${number}`)) number++;
  return `${name}${number}`;
}
