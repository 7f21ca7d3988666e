import { Portion } from '../../steps/portion';
import { finish, type Steps } from '../../steps/steps';

/** So many bytes are read in one step. */
const bytesAtOnce = 1 << 20;

/**
 * The text in bytes: UTF-16 where its mark says so, else UTF-8, without the mark. What is no UTF-8 becomes U+FFFD. The
 * core has no TextDecoder.
 */
export function decodedText(bytes: Uint8Array): string {
  return finish(decodedTextSteps(bytes));
}

/** `decodedText` in steps that can be abandoned. */
export function* decodedTextSteps(bytes: Uint8Array): Steps<string> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return yield* utf16(bytes, 0);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return yield* utf16(bytes, 1);
  const parts: string[] = [];
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let pause = bytesAtOnce;
  while (at < bytes.length) {
    if (at >= pause) {
      yield at / bytes.length;
      pause = at + bytesAtOnce;
    }
    const end = asciiEnd(bytes, at, at + bytesAtOnce);
    for (; at < end; at += 8192) {
      // Many times quicker than with `...`, which goes through an iterator.
      const piece = bytes.subarray(at, Math.min(end, at + 8192)) as unknown as number[];
      parts.push(String.fromCharCode.apply(null, piece));
    }
    at = end;
    if (at < bytes.length && bytes[at] >= 0x80) {
      const { code, length } = codePoint(bytes, at);
      parts.push(String.fromCodePoint(code));
      at += length;
    }
  }
  return parts.join('');
}

/** Where the ASCII characters from `from` on end, at `limit` at the latest. */
function asciiEnd(bytes: Uint8Array, from: number, limit: number): number {
  const end = Math.min(bytes.length, limit);
  let at = from;
  while (at < end && bytes[at] < 0x80) at++;
  return at;
}

function codePoint(bytes: Uint8Array, at: number): { readonly code: number; readonly length: number } {
  const lead = bytes[at];
  const length =
    lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 0;
  let code = lead & (0xff >> (length + 1));
  for (let i = 1; i < length; i++) {
    const next = bytes[at + i];
    if (next === undefined || (next & 0xc0) !== 0x80) return { code: 0xfffd, length: 1 };
    code = (code << 6) | (next & 0x3f);
  }
  const least = [0, 0, 0x80, 0x800, 0x10000][length];
  const isValid = length > 0 && code >= least && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000);
  return isValid ? { code, length } : { code: 0xfffd, length: 1 };
}

function* utf16(bytes: Uint8Array, high: 0 | 1): Steps<string> {
  const parts: string[] = [];
  const portion = new Portion(bytesAtOnce);
  for (let from = 2; from < bytes.length; from += 8192) {
    if (portion.fills(8192)) yield from / bytes.length;
    const units: number[] = [];
    for (let at = from; at + 1 < Math.min(bytes.length, from + 8192); at += 2) {
      units.push(high === 0 ? bytes[at] | (bytes[at + 1] << 8) : (bytes[at] << 8) | bytes[at + 1]);
    }
    parts.push(String.fromCharCode(...units));
  }
  return parts.join('');
}
