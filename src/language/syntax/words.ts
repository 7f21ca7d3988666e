import { nameEnd, skipBlanks } from '../text/characters';

/** The words that start a statement, `W`, `b`, `V` and `v` aside. */
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
  'exercise',
  'give',
  'ask',
  'note',
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

const parameterWord = /^([WbVv])(?:_?([0-9]+|[₀-₉]+))?$/;

/** What `W`, `b` and their directions `V`, `v` say of themselves. */
export interface ParameterWord {
  readonly kind: 'weights' | 'bias';
  /** Whether it is V or v, the direction for W or b. */
  readonly direction: boolean;
  /** Null if there is none. */
  readonly index: number | null;
}

/** Reads `W`, `b`, `V`, `v`, `W1`, `W_1`, `W₁`; null for any other word. */
export function readParameterWord(word: string): ParameterWord | null {
  const match = parameterWord.exec(word);
  if (match === null) return null;
  const digits = match[2]?.replace(/[₀-₉]/g, (d) => String(d.charCodeAt(0) - 0x2080));
  const letter = match[1];
  return {
    kind: letter === 'W' || letter === 'V' ? 'weights' : 'bias',
    direction: letter === 'V' || letter === 'v',
    index: digits === undefined ? null : Number(digits),
  };
}

/**
 * Whether a statement starts at `offset`, blanks aside. An open bracket ends before such a line, so `W`, `b`,
 * `V` and `v`, which may well be entries, count only before `=`.
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
