import type { FileContent } from '../../language/meaning/checked';

/** The text of an exercise, with the matrices that it takes from files. */
export interface CodedText {
  readonly text: string;
  readonly files: ReadonlyMap<string, FileContent>;
}

/** The short code of a text and a variant: seven letters and digits of the text, a hyphen, and the variant. */
export function codeOf(of: CodedText, variant: number): string {
  return `${textCode(of)}-${variant.toString(36).toUpperCase()}`;
}

/** The variant that a code names; `changed` if it was made from another text, undefined if it is no code. */
export function variantOf(code: string, of: CodedText): number | 'changed' | undefined {
  const match = /^([0-9A-Z]{7})-([0-9A-Z]{1,6})$/.exec(code.trim().toUpperCase());
  if (match === null) return undefined;
  return match[1] === textCode(of) ? Number.parseInt(match[2], 36) : 'changed';
}

/** FNV-1a over the UTF-16 units, line breaks as one kind, and over the bits of the numbers from files. */
function textCode({ text, files }: CodedText): string {
  let hash = 0x811c9dc5;
  const add = (byte: number) => (hash = Math.imul(hash ^ byte, 0x01000193));
  const same = text.replace(/\r\n?/g, '\n');
  for (let i = 0; i < same.length; i++) {
    const unit = same.charCodeAt(i);
    add(unit & 0xff);
    add(unit >>> 8);
  }
  const bits = new DataView(new ArrayBuffer(8));
  for (const [, file] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (file.kind !== 'matrix') continue;
    for (const x of file.data) {
      bits.setFloat64(0, x);
      for (let i = 0; i < 8; i++) add(bits.getUint8(i));
    }
  }
  return (hash >>> 0).toString(36).toUpperCase().padStart(7, '0');
}
