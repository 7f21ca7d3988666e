import { maxWord } from './limits';

/** Whether the UTF-16 unit is a blank: a space, a tab, a no-break or thin space, a stray byte-order mark. */
export function isBlank(c: number): boolean {
  if (c < 0x80) return c === 0x20 || c === 0x09 || c === 0x0b || c === 0x0c;
  return (
    c === 0xa0 ||
    (c >= 0x2000 && c <= 0x200a) ||
    // U+2028 and U+2029 end no line here, as in VS Code.
    c === 0x2028 ||
    c === 0x2029 ||
    c === 0x202f ||
    c === 0x205f ||
    c === 0x3000 ||
    c === 0x1680 ||
    c === 0xfeff
  );
}

/** Whether the UTF-16 unit ends a line: LF, or CR (alone or before LF). */
export function isLineBreak(c: number): boolean {
  return c === 0x0a || c === 0x0d;
}

/** Whether the UTF-16 unit is one of 0–9. */
export function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

/** The offset after the line break at `offset`: CR LF counts as one. */
export function afterLineBreak(text: string, offset: number): number {
  return text.charCodeAt(offset) === 0x0d && text.charCodeAt(offset + 1) === 0x0a ? offset + 2 : offset + 1;
}

/** The first offset from `offset` on that is not a blank. */
export function skipBlanks(text: string, offset: number): number {
  while (isBlank(text.charCodeAt(offset))) offset++;
  return offset;
}

/** Lines up to this length are searched sign by sign. */
const SHORT_LINE = 512;

/** The end of the line that `offset` is in: the offset of its line break, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  for (const near = Math.min(offset + SHORT_LINE, text.length); offset < near; offset++) {
    if (isLineBreak(text.charCodeAt(offset))) return offset;
  }
  if (offset >= text.length) return offset;
  // A very long line: the runtime's own search is a hundred times as fast as a loop.
  const lineFeed = text.indexOf('\n', offset);
  const end = lineFeed < 0 ? text.length : lineFeed;
  const carriageReturn = text.slice(offset, end).indexOf('\r');
  return carriageReturn < 0 ? end : offset + carriageReturn;
}

/** Whether only blanks and a comment follow on the line of `offset`. */
export function endsLine(text: string, offset: number): boolean {
  const next = skipBlanks(text, offset);
  return next >= text.length || isLineBreak(text.charCodeAt(next)) || text.charCodeAt(next) === 0x23;
}

// ᵀ is a letter for Unicode, and the sign of transposition here. Marks belong to names: before NFC an é may be two.
const nameStart = /(?!ᵀ)[\p{L}_]/uy;
const nameRest = new RegExp(`(?:(?!ᵀ)[\\p{L}\\p{M}_0-9₀-₉]){0,${maxWord}}`, 'uy');

function isAsciiNameStart(c: number): boolean {
  return (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c === 0x5f;
}

/** The end of the name that starts at `offset`; `offset` itself if none does. */
export function nameEnd(text: string, offset: number): number {
  const c = text.charCodeAt(offset);
  if (isAsciiNameStart(c)) return nameRestEnd(text, offset + 1);
  if (!(c >= 0x80)) return offset;
  nameStart.lastIndex = offset;
  return nameStart.test(text) ? nameRestEnd(text, nameStart.lastIndex) : offset;
}

/**
 * The end of the letters, digits, `_` and subscripts from `offset` on. What is longer than a word may be is looked at no
 * further than where it is too long.
 */
export function nameRestEnd(text: string, offset: number): number {
  const tooLong = offset + maxWord;
  let end = offset;
  let c = text.charCodeAt(end);
  while (end < tooLong && (isAsciiNameStart(c) || isDigit(c))) c = text.charCodeAt(++end);
  if (!(c >= 0x80)) return end;
  nameRest.lastIndex = end;
  nameRest.test(text);
  return nameRest.lastIndex;
}
