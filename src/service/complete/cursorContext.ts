import type { Analysis } from '../../analysis/analysis';
import { Scanner, type Token } from '../../language/syntax/scanner';
import { isKeyword, readParameterWord, type Keyword } from '../../language/syntax/words';

/** Beyond so many characters from a statement's start nothing is completed: nobody types there, and it would be slow. */
const REACH = 20_000;

/** What the text before the cursor says about what can stand at it. */
export interface CursorContext {
  /** The statement's word; null where a statement may begin. */
  readonly statement: Keyword | 'weights' | 'bias' | null;
  /** The tokens between the statement's word and the word being typed, without comments. */
  readonly before: readonly Token[];
  /** The innermost open brackets, outermost first. */
  readonly open: readonly { readonly kind: '(' | '['; readonly index: number }[];
  /** Where the statement begins. */
  readonly start: number;
  /** The word being typed, up to the cursor; empty if there is none. */
  readonly word: { readonly start: number; readonly text: string };
}

/** Reads the statement that the offset is in, as far as it goes before it; null in a comment, a string or far inside data. */
export function cursorContext({ text, checked }: Analysis, offset: number): CursorContext | null {
  if (checked.spec.language === 'other') return null;
  const start = statementStart(checked.spec.statements, text, offset);
  if (offset - start > REACH) return null;
  const scanner = new Scanner(text);
  const tokens: Token[] = [];
  let word = { start: offset, text: '' };
  for (let token = scanner.scan(start); token.start < offset && token.kind !== 'end'; token = scanner.scan(token.end)) {
    if (token.kind === 'comment') {
      if (offset <= token.end) return null;
    } else if (token.end >= offset && (token.kind === 'name' || token.kind === 'bad-number')) {
      if (token.kind === 'bad-number') return null;
      word = { start: token.start, text: text.slice(token.start, offset) };
    } else if (token.end > offset || token.kind === 'open-string') {
      return null;
    } else {
      tokens.push(token);
    }
  }
  const open = openBrackets(tokens);
  const lineBreak = tokens.findLastIndex((t) => t.kind === 'newline');
  // Outside brackets a line break ends the statement.
  const rest = open.length === 0 ? tokens.slice(lineBreak + 1) : tokens;
  const first = rest.find((t) => t.kind !== 'newline');
  if (first === undefined) return { statement: null, before: [], open: [], start: word.start, word };
  const keyword = text.slice(first.start, first.end);
  const statement = isKeyword(keyword) ? keyword : (readParameterWord(keyword)?.kind ?? null);
  if (first.kind !== 'name' || statement === null) return null;
  const before = rest.slice(rest.indexOf(first) + 1).filter((t) => t.kind !== 'newline');
  return { statement, before, open: openBrackets(before), start: first.start, word };
}

/** How many of the statements start before the offset. */
export function statementsBefore(
  statements: readonly { readonly range: { readonly start: number } }[],
  offset: number,
): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (statements[middle].range.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function statementStart(
  statements: readonly { readonly range: { readonly start: number; readonly end: number } }[],
  text: string,
  offset: number,
): number {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const before = statements[statementsBefore(statements, offset) - 1];
  return before === undefined ? lineStart : Math.min(lineStart, Math.max(before.range.start, 0));
}

function openBrackets(tokens: readonly Token[]): { kind: '(' | '['; index: number }[] {
  const open: { kind: '(' | '['; index: number }[] = [];
  tokens.forEach(({ kind }, index) => {
    if (kind === '(' || kind === '[') open.push({ kind, index });
    else if (kind === ')' || kind === ']') open.pop();
  });
  return open;
}
