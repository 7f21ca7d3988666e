import { xmlText } from '../drawing/xmlText';
import type { Mark, Picture } from './mark';

/** What a picture is called, what it shows in words, where it comes from, and what is behind it. */
export interface PictureLook {
  readonly title: string;
  readonly words: string;
  /** As metadata; nothing by default. */
  readonly origin?: string;
  readonly background: 'white' | 'transparent';
}

/** Pixels of the font's size: text of 18 points on a slide. */
export const FONT_SIZE = 24;

/** The picture as a file of outlines, which needs no font and looks the same in every program. */
export function pictureSvg(
  { width, height, marks }: Picture,
  { title, words, origin, background }: PictureLook,
): string {
  const [w, h] = [Math.ceil(width), Math.ceil(height)];
  const pixels = (units: number) => Math.ceil((units * FONT_SIZE) / 1000);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${pixels(w)}" height="${pixels(h)}" viewBox="0 0 ${w} ${h}" role="img">`,
    `<title>${xmlText(title)}</title>`,
    // Before the words, which may be many: by it an export is known as one.
    ...(origin === undefined ? [] : [`<metadata>${xmlText(origin)}</metadata>`]),
    `<desc>${xmlText(words)}</desc>`,
    ...(background === 'white' ? [`<rect width="${w}" height="${h}" fill="#ffffff"/>`] : []),
    ...marks.map(markSvg),
    '</svg>\n',
  ].join('\n');
}

function markSvg(mark: Mark): string {
  switch (mark.kind) {
    case 'path': {
      const { a, d, e, f } = mark.at;
      return `<path transform="translate(${short(e)} ${short(f)}) scale(${factor(a)} ${factor(d)})" d="${mark.path}"/>`;
    }
    case 'bar':
      return `<rect x="${short(mark.x)}" y="${short(mark.y)}" width="${short(mark.width)}" height="${short(mark.height)}"/>`;
    case 'letter':
      return `<text x="${short(mark.x)}" y="${short(mark.y)}" font-size="${short(mark.size)}" font-family="serif">${xmlText(mark.text)}</text>`;
  }
}

function short(x: number): string {
  return String(Math.round(x * 10) / 10);
}

function factor(x: number): string {
  return String(Math.round(x * 10_000) / 10_000);
}
