import { afterLineBreak, endsLine, isBlank, isLineBreak, lineEnd, skipBlanks } from './characters';
import type { Fix, TextEdit } from './diagnostic';
import { message } from '../../message/message';
import type { TextRange } from '../../functions/expression/tree';

/** Takes a statement out of the text, with its lines unless a comment would go with them; a last `;` or `,` goes too. */
export function removeLines(text: string, statement: TextRange): TextEdit {
  let end = skipBlanks(text, statement.end);
  if (/[;,]/.test(text.charAt(end)) && endsLine(text, end + 1)) end = skipBlanks(text, end + 1);
  // A comment comes to stand where the statement stood.
  if (end < text.length && !isLineBreak(text.charCodeAt(end))) {
    return { range: { start: statement.start, end }, newText: '' };
  }
  const start = indentStart(text, statement.start);
  return { range: { start, end: end < text.length ? afterLineBreak(text, end) : end }, newText: '' };
}

/** The fix that takes a statement out of the text. */
export function removeStatement(text: string, { range }: { readonly range: TextRange }): Fix {
  return { title: message('Remove this line'), edits: [removeLines(text, range)], preferred: false };
}

/** Puts a new line below a statement, indented by `indent`, and `more` lines as they are. */
export function addLineBelow(
  text: string,
  statement: TextRange,
  line: string,
  indent: string,
  ...more: readonly string[]
): TextEdit {
  const offset = lineEnd(text, statement.end);
  const lineBreak = lineBreakOf(text);
  return insertAt(offset, [indent + line, ...more].map((added) => lineBreak + added).join(''));
}

/** Puts new lines above a statement, indented as it is. */
export function addLineAbove(text: string, statement: TextRange, ...lines: readonly string[]): TextEdit {
  const indent = indentOf(text, statement);
  const lineBreak = lineBreakOf(text);
  const start = statement.start - indent.length;
  return insertAt(start, lines.map((line) => (line === '' ? '' : indent + line) + lineBreak).join(''));
}

/** Takes a statement out of its place and puts it below another one, indented by `indent`. */
export function moveBelow(text: string, statement: TextRange, above: TextRange, indent: string): readonly TextEdit[] {
  const written = text.slice(statement.start, statement.end);
  return [removeLines(text, statement), addLineBelow(text, above, written, indent)];
}

export function insertAt(offset: number, newText: string): TextEdit {
  return { range: { start: offset, end: offset }, newText };
}

/** The blanks before a statement on its line. */
export function indentOf(text: string, statement: TextRange): string {
  return text.slice(indentStart(text, statement.start), statement.start);
}

function lineBreakOf(text: string): string {
  const at = lineEnd(text, 0);
  return at < text.length ? text.slice(at, afterLineBreak(text, at)) : '\n';
}

function indentStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && isBlank(text.charCodeAt(start - 1))) start--;
  return start;
}
