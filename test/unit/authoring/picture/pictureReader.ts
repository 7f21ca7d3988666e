// Reads what a picture of formulas shows by the shapes of its glyphs alone, as an eye does.
import { bold } from '@mathjax/mathjax-newcm-font/js/svg/bold.js';
import { normal } from '@mathjax/mathjax-newcm-font/js/svg/normal.js';

/** A character and where it begins on its base line, in thousandths of the font's size. */
export interface Glyph {
  readonly character: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly scale: number;
}

type Font = Readonly<Record<number, readonly [number, number, number, { readonly p?: string }?]>>;

/** What is drawn by which outline: the characters that are written with the same outline are alike to the eye too. */
const outlines = new Map<string, { character: string; width: number }>();
for (const font of [bold, normal] as unknown as Font[]) {
  for (const [code, [, , width, more]] of Object.entries(font)) {
    if (more?.p) outlines.set(`M${more.p}Z`, { character: String.fromCodePoint(Number(code)), width: 1000 * width });
  }
}

/** The glyphs of a picture whose outlines the font has; parts of tall brackets and braces are left out. */
export function glyphsOf(svg: string): readonly Glyph[] {
  const found = [...svg.matchAll(/<path transform="translate\((\S+) (\S+)\) scale\((\S+) (\S+)\)" d="([^"]*)"\/>/g)];
  return found.flatMap(([, x, y, a, , path]) => {
    const known = outlines.get(path);
    const scale = Number(a);
    return known ? [{ character: known.character, x: Number(x), y: Number(y), width: scale * known.width, scale }] : [];
  });
}

/** The numbers of a picture: signs of one size on one line, with no gap between them; in the order in which they are drawn. */
export function numbersOf(svg: string): readonly string[] {
  const numbers: string[] = [];
  let open: { text: string; end: Glyph } | null = null;
  const close = () => {
    if (open !== null && /\d/.test(open.text)) numbers.push(open.text);
    open = null;
  };
  for (const glyph of glyphsOf(svg)) {
    if (!/[\d.−]/.test(glyph.character)) {
      close();
      continue;
    }
    const goesOn: boolean =
      open !== null &&
      open.end.scale === glyph.scale &&
      Math.abs(open.end.y - glyph.y) < 1 &&
      Math.abs(open.end.x + open.end.width - glyph.x) < 30 &&
      glyph.character !== '−';
    if (!goesOn) close();
    open = { text: (open === null ? '' : (open as { text: string }).text) + glyph.character, end: glyph };
  }
  close();
  return numbers.map((number) => number.replace('−', '-'));
}
