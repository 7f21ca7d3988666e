import type { FileContent } from '../../language/meaning/checked';
import { Hash } from '../hash';

/** The text of an exercise, with the matrices that it takes from files. */
export interface CodedText {
  readonly text: string;
  readonly files: ReadonlyMap<string, FileContent>;
}

/** Digits and capital letters without I, L, O and U, which are taken for 1, 0 and V. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOK_ALIKES: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', U: 'V' };

/** Signs of the text, and at most of the variant. */
const TEXT_SIGNS = 7;
const VARIANT_SIGNS = 6;
/** The last variant that has a code. */
export const LAST_VARIANT = SIGNS.length ** VARIANT_SIGNS - 1;

/** The short code of a text and a variant: seven signs of the text, a hyphen, the variant, and a sign that checks them. */
export function codeOf(of: CodedText, variant: number): string {
  const text = written(textHash(of)).padStart(TEXT_SIGNS, '0');
  const number = written(variant);
  return `${text}-${number}${SIGNS[timesAlpha(syndrome(text + number))]}`;
}

/** What a code says of a text. */
export type ReadCode =
  | { readonly kind: 'variant'; readonly variant: number }
  /** It does not look like a code. */
  | { readonly kind: 'none' }
  /** A sign of it is wrong. */
  | { readonly kind: 'mistyped' }
  /** It is the code of another text. */
  | { readonly kind: 'changed' };

/** Reads a code in small or capital letters, with or without its hyphen, and with O for 0, I or L for 1 and U for V. */
export function readCode(code: string, of: CodedText): ReadCode {
  const signs = code
    .replace(/[\s\p{Pd}−]/gu, '')
    .toUpperCase()
    .replace(/[ILOU]/g, (sign) => LOOK_ALIKES[sign]);
  const [least, most] = [TEXT_SIGNS + 2, TEXT_SIGNS + VARIANT_SIGNS + 1];
  if (signs.length < least || signs.length > most || !/^[0-9A-Z]*$/.test(signs)) return { kind: 'none' };
  if (syndrome(signs) !== 0) return { kind: 'mistyped' };
  if (numberOf(signs.slice(0, TEXT_SIGNS)) !== textHash(of)) return { kind: 'changed' };
  return { kind: 'variant', variant: numberOf(signs.slice(TEXT_SIGNS, -1)) };
}

function written(n: number): string {
  const rest = Math.floor(n / SIGNS.length);
  return (rest === 0 ? '' : written(rest)) + SIGNS[n % SIGNS.length];
}

function numberOf(signs: string): number {
  return [...signs].reduce((n, sign) => n * SIGNS.length + SIGNS.indexOf(sign), 0);
}

/** The signs as a polynomial over the field of 32 elements, at α: 0 with the last sign, and not if one is wrong or two are swapped. */
function syndrome(signs: string): number {
  return [...signs].reduce((sum, sign) => timesAlpha(sum) ^ SIGNS.indexOf(sign), 0);
}

/** α⁵ = α² + 1. */
function timesAlpha(x: number): number {
  return (x << 1) ^ (x & 16 ? 0b100101 : 0);
}

/** Of the text, whatever ends its lines, and of the bits of the numbers from files. */
function textHash({ text, files }: CodedText): number {
  const hash = new Hash();
  hash.text(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const bits = new DataView(new ArrayBuffer(8));
  for (const [, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file.kind !== 'matrix') continue;
    for (const x of file.data) {
      bits.setFloat64(0, x);
      for (let i = 0; i < 8; i++) hash.byte(bits.getUint8(i));
    }
  }
  return hash.value;
}
