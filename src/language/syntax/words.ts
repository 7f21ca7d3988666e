import { nameEnd, skipBlanks } from '../text/characters';

/** The words that start a statement, `W` and `b` aside. */
export const keywords = [
  'network',
  'let',
  'activation',
  'derivative',
  'input',
  'batch',
  'target',
  'layer',
  'output',
  'loss',
  'rate',
] as const;

export type Keyword = (typeof keywords)[number];

const keywordSet: ReadonlySet<string> = new Set(keywords);

/** Whether a line that starts with this word is the statement of that name. */
export function isKeyword(word: string): word is Keyword {
  return keywordSet.has(word);
}

/** Words of expressions, which cannot be names. */
export const expressionWords: ReadonlySet<string> = new Set(['if', 'then', 'else', 'and', 'or', 'not']);

/** What may follow the bracket in a wrapper. */
export const wrapperOptions: ReadonlySet<string> = new Set(['dtype', 'device', 'requires_grad', 'grad_fn']);

const parameterWord = /^([Wb])(?:_?([0-9]+|[₀-₉]+))?$/;

/** Reads `W`, `b`, `W1`, `W_1`, `W₁`; null for any other word. The index is null if there is none. */
export function readParameterWord(word: string): { kind: 'weights' | 'bias'; index: number | null } | null {
  const match = parameterWord.exec(word);
  if (match === null) return null;
  const digits = match[2]?.replace(/[₀-₉]/g, (d) => String(d.charCodeAt(0) - 0x2080));
  return { kind: match[1] === 'W' ? 'weights' : 'bias', index: digits === undefined ? null : Number(digits) };
}

/**
 * Whether a statement starts at `offset`, blanks aside. An open bracket ends before such a line, so `W` and `b`,
 * which may well be entries, count only before `=`.
 */
export function startsStatement(text: string, offset: number): boolean {
  const start = skipBlanks(text, offset);
  const end = nameEnd(text, start);
  if (end === start || end - start > 20) return false;
  const word = text.slice(start, end);
  if (isKeyword(word)) return true;
  if (readParameterWord(word) === null) return false;
  const next = skipBlanks(text, end);
  return text.charCodeAt(next) === 0x3d && text.charCodeAt(next + 1) !== 0x3d;
}
