import type { DrawingBlock } from '../../page/page';
import { spokenBlock } from '../spokenBlock';
import { drawingScene, type DrawingLook, type Run, type Shape } from './scene';
import { xmlText } from './xmlText';

/** The colours of a drawing, as CSS writes them. */
export interface SvgColours {
  readonly positive: string;
  readonly negative: string;
  readonly quiet: string;
  readonly text: string;
  readonly ground: string;
}

const onPaper: SvgColours = {
  positive: '#1a6fcc',
  negative: '#b36b00',
  quiet: '#767676',
  text: '#1f1f1f',
  ground: '#ffffff',
};

export interface SvgLook extends DrawingLook {
  /** What the picture is called. */
  readonly title: string;
  /** Where it comes from, as metadata; nothing by default. */
  readonly origin?: string;
  /** Dark on white unless given. */
  readonly palette?: SvgColours;
}

/** The drawing as a file of its own. */
export function drawingSvgFile(block: DrawingBlock, look: SvgLook): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${drawingSvg(block, look)}\n`;
}

/**
 * The drawing as one `<svg>` element: attributes and generic fonts only, so that browsers, slides and
 * drawing programs show the same.
 */
export function drawingSvg(block: DrawingBlock, look: SvgLook): string {
  const { x, width, height, shapes } = drawingScene(block, look);
  const palette = look.palette ?? onPaper;
  const size = `width="${short(width)}" height="${short(height)}" viewBox="${short(x)} 0 ${short(width)} ${short(height)}"`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} role="img" font-family="serif" fill="${palette.text}">`,
    `<title>${xmlText(look.title)}</title>`,
    `<desc>${xmlText(spokenBlock(block, look.translate))}</desc>`,
    ...(look.origin === undefined ? [] : [`<metadata>${xmlText(look.origin)}</metadata>`]),
    `<rect x="${short(x)}" y="0" width="${short(width)}" height="${short(height)}" fill="${palette.ground}"/>`,
    ...shapes.map((shape) => shapeSvg(shape, palette)),
    '</svg>',
  ].join('\n');
}

function shapeSvg(shape: Shape, palette: SvgColours): string {
  switch (shape.kind) {
    case 'line': {
      const { line, tone, width, opacity, dashed } = shape;
      const ends = `x1="${short(line.x1)}" y1="${short(line.y1)}" x2="${short(line.x2)}" y2="${short(line.y2)}"`;
      const dashes = dashed ? ' stroke-dasharray="3 3"' : '';
      return `<line ${ends} stroke="${palette[tone]}" stroke-width="${short(width)}" stroke-opacity="${short(opacity)}"${dashes}/>`;
    }
    case 'circle': {
      const dashes = shape.dashed ? ' stroke-dasharray="3 2.5"' : '';
      return `<circle cx="${short(shape.at.x)}" cy="${short(shape.at.y)}" r="${short(shape.radius)}" fill="${palette.ground}" stroke="${palette.text}" stroke-width="1.2"${dashes}/>`;
    }
    case 'text': {
      const { at, anchor, centred, size, runs } = shape;
      // Not every program knows dominant-baseline.
      const y = centred ? at.y + 0.34 * size : at.y;
      const place = `x="${short(at.x)}" y="${short(y)}" font-size="${short(size)}"`;
      return `<text ${place} text-anchor="${anchor}">${runsSvg(runs, size)}</text>`;
    }
  }
}

function runsSvg(runs: readonly Run[], size: number): string {
  let level = 0;
  return runs
    .map(({ text, italic, script }) => {
      const wanted = script === 'sub' ? 0.22 * size : script === 'sup' ? -0.38 * size : 0;
      const attributes = [
        ...(italic ? ['font-style="italic"'] : []),
        ...(script === undefined ? [] : [`font-size="${short(0.68 * size)}"`]),
        ...(wanted === level ? [] : [`dy="${short(wanted - level)}"`]),
      ];
      level = wanted;
      const written = xmlText(text);
      return attributes.length === 0 ? written : `<tspan ${attributes.join(' ')}>${written}</tspan>`;
    })
    .join('');
}

/** A coordinate to hundredths. */
function short(x: number): string {
  return String(Math.round(x * 100) / 100);
}
