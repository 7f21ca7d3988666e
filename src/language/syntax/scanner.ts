import { afterLineBreak, isBlank, isDigit, isLineBreak, lineEnd, nameEnd, nameRestEnd } from '../text/characters';
import { maxGap, maxString, maxWord } from '../text/limits';
import { isEllipsis, NumberScanner } from './numberScanner';

/** Signs of the language, longest first where one begins another. `**` is the sign `^`, U+2212 the sign `-`. */
const signs = [
  '(', ')', '[', ']', ',', ';', ':', '.', "'", 'ᵀ', '<=', '>=', '==', '!=', '<', '>', '=', '+', '-', '*', '/', '^', '...',
] as const; // prettier-ignore

export type Sign = (typeof signs)[number];

/**
 * `number` is well formed; `bad-number` is one with letters, digits or points stuck to it, like `2x`;
 * `open-string` has no closing quote on its line; `unknown` is one character that the language does not use; `too-long`
 * is the beginning of a name or a number, or a text in quotes, that has more characters than may be, and `gap` as many
 * spaces as nothing is read behind.
 */
export type TokenKind =
  | Sign
  | 'number'
  | 'bad-number'
  | 'name'
  | 'string'
  | 'open-string'
  | 'comment'
  | 'newline'
  | 'unknown'
  | 'too-long'
  | 'gap'
  | 'end';

/** A word of the text, `end` exclusive. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: number;
  readonly end: number;
  /** Whether something blank stands before it. */
  readonly blankBefore: boolean;
}

const bySign = new Map<string, Sign>([...signs.map((s): [string, Sign] => [s, s]), ['−', '-'], ['…', '...']]);

/** Cuts a text into tokens. It keeps no state between calls, so one may start anywhere between two tokens. */
export class Scanner {
  private readonly numbers: NumberScanner;

  constructor(readonly text: string) {
    this.numbers = new NumberScanner(text);
  }

  /** The first token at or after `offset`; at the end of the text, again and again, the empty token `end`. */
  scan(offset: number): Token {
    const { text } = this;
    let start = offset;
    while (isBlank(text.charCodeAt(start)) && start - offset <= maxGap) start++;
    const blankBefore = start > offset;
    if (start - offset > maxGap) return token('gap', offset, true, start);
    if (start >= text.length) return token('end', start, blankBefore, start);
    const c = text.charCodeAt(start);
    if (isLineBreak(c)) return token('newline', start, blankBefore, afterLineBreak(text, start));
    if (c === 0x23) return token('comment', start, blankBefore, lineEnd(text, start));
    if (c === 0x22) return this.string(start, blankBefore);
    if (isDigit(c) || (c === 0x2e && isDigit(text.charCodeAt(start + 1)))) {
      this.numbers.scan(start);
      const end = stuckEnd(text, start, this.numbers.end);
      return word(end > this.numbers.end ? 'bad-number' : 'number', start, blankBefore, end);
    }
    const name = nameEnd(text, start);
    if (name > start) return word('name', start, blankBefore, name);
    if (isEllipsis(text, start)) return token('...', start, blankBefore, start + 3);
    if (c === 0x2a && text.charCodeAt(start + 1) === 0x2a) return token('^', start, blankBefore, start + 2);
    const two = text.slice(start, start + 2);
    const sign = two.length === 2 ? bySign.get(two) : undefined;
    if (sign !== undefined) return token(sign, start, blankBefore, start + 2);
    const one = bySign.get(text.charAt(start));
    if (one !== undefined) return token(one, start, blankBefore, start + 1);
    return token('unknown', start, blankBefore, start + (text.codePointAt(start)! > 0xffff ? 2 : 1));
  }

  private string(start: number, blankBefore: boolean): Token {
    const { text } = this;
    for (let i = start + 1; i < text.length && i - start < maxString; i++) {
      const c = text.charCodeAt(i);
      if (c === 0x22) return token('string', start, blankBefore, i + 1);
      if (isLineBreak(c)) break;
      if (c === 0x5c && isEscapable(text.charCodeAt(i + 1))) i++;
    }
    const end = lineEnd(text, start);
    return token(end - start > maxString ? 'too-long' : 'open-string', start, blankBefore, end);
  }
}

function token(kind: TokenKind, start: number, blankBefore: boolean, end: number): Token {
  return { kind, start, end, blankBefore };
}

function word(kind: 'number' | 'bad-number' | 'name', start: number, blankBefore: boolean, end: number): Token {
  return token(end - start > maxWord ? 'too-long' : kind, start, blankBefore, end);
}

/** Every token of the text, comments and line breaks too, without the final `end`. */
export function* tokens(text: string): Generator<Token> {
  const scanner = new Scanner(text);
  for (let next = scanner.scan(0); next.kind !== 'end'; next = scanner.scan(next.end)) yield next;
}

/** What a string token stands for. A backslash before anything but `"` and `\` is a backslash. */
export function stringValue(written: string): string {
  const inner = written.endsWith('"') && written.length > 1 ? written.slice(1, -1) : written.slice(1);
  return inner.replace(/\\(["\\])/g, '$1');
}

function isEscapable(c: number): boolean {
  return c === 0x22 || c === 0x5c;
}

/** The end of the letters, digits, `_` and points stuck to a number from `start` to `offset`. */
function stuckEnd(text: string, start: number, offset: number): number {
  for (let end = offset; ;) {
    if (end - start > maxWord) return end;
    const next = text.charCodeAt(end) === 0x2e && !isEllipsis(text, end) ? end + 1 : nameRestEnd(text, end);
    if (next === end) return end;
    end = next;
  }
}
