import { afterLineBreak, isBlank, isLineBreak, lineEnd, skipBlanks } from './characters';
import type { TextEdit } from './diagnostic';
import type { TextRange } from './tree';

/** Takes a statement out of the text, with its lines unless a comment would go with them. */
export function removeLines(text: string, statement: TextRange): TextEdit {
  const start = indentStart(text, statement.start);
  const end = skipBlanks(text, statement.end);
  if (end < text.length && !isLineBreak(text.charCodeAt(end))) return { range: statement, newText: '' };
  return { range: { start, end: end < text.length ? afterLineBreak(text, end) : end }, newText: '' };
}

/** Puts a new line below a statement, indented by `indent`. */
export function addLineBelow(text: string, statement: TextRange, line: string, indent: string): TextEdit {
  const offset = lineEnd(text, statement.end);
  const lineBreak = offset < text.length ? text.slice(offset, afterLineBreak(text, offset)) : '\n';
  return { range: { start: offset, end: offset }, newText: lineBreak + indent + line };
}

/** The blanks before a statement on its line. */
export function indentOf(text: string, statement: TextRange): string {
  return text.slice(indentStart(text, statement.start), statement.start);
}

function indentStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  return start;
}
