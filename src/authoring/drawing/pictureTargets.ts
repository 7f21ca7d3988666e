import { message, say } from '../../message/message';
import type { DrawingBlock } from '../../page/page';
import { madeFrom } from '../checksum';
import { NoHandout, type Handout } from '../handout';
import { latexComment, latexFonts } from '../latex/latexText';
import type { Target, WriterOptions } from '../target';
import { drawingSvgFile } from './drawingSvg';
import { drawingTikz } from './drawingTikz';

/** The drawing of the network as a vector picture. */
export const svgPicture: Target = {
  extension: '.svg',
  only: 'drawing',
  write: (handout, options) => {
    const look = {
      colours: handout.choices.colours,
      translate: options.translate,
      title: handout.title ?? handout.source.file,
      origin: originOf(handout, options).join(' '),
    };
    return [{ name: `${options.name}.svg`, content: drawingSvgFile(drawingOf(handout), look) }];
  },
};

/** The drawing of the network as a LaTeX document that is as large as the picture; the picture alone can be copied from it. */
export const tikzPicture: Target = {
  extension: '.tex',
  only: 'drawing',
  write: (handout, options) => {
    const look = { colours: handout.choices.colours, translate: options.translate };
    const picture = drawingTikz(drawingOf(handout), look);
    const lines = [
      latexComment(...originOf(handout, options)),
      '\\documentclass[tikz,border=4pt]{standalone}',
      ...latexFonts(picture),
      '\\usepackage{amssymb}',
      '\\begin{document}',
      picture,
      '\\end{document}',
      '',
    ];
    return [{ name: `${options.name}.tex`, content: lines.join('\n') }];
  },
};

export function drawingOf({ parts, network }: Handout): DrawingBlock {
  for (const part of parts) {
    if (part.name !== 'drawing') continue;
    for (const block of part.blocks) if (block.kind === 'drawing') return block;
  }
  throw new NoHandout(message('The network has {0} layers, which is too many to draw.', network.layers.length));
}

/** Where a picture comes from, and the command that makes it again. */
export function originOf({ source }: Handout, { command }: Pick<WriterOptions, 'command'>): readonly string[] {
  return [say(madeFrom(source.file)), command];
}
