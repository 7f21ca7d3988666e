import { message } from '../../message/message';
import { PAPER_IN_EM, plainTex } from '../../notation/tex/texStyle';
import type { FormulaBlock } from '../../page/page';
import { displaysOf } from '../copiedFormulas';
import { originOf } from '../drawing/pictureTargets';
import { NoHandout, type Handout } from '../handout';
import { spokenBlock } from '../spokenBlock';
import type { Target, WriterOptions } from '../target';
import type { Display } from './formulaPicture';
import type { PictureLook } from './pictureSvg';

/** The formulas of the chosen parts as one picture of outlines. */
export const formulasSvg: Target = {
  extension: '.svg',
  write: async (handout, options) => {
    const [{ picture }, { displays, look }] = [await import('../pictures'), pictured(handout, options)];
    return [{ name: `${options.name}.svg`, content: await picture(displays, 'svg', look, options.breathe) }];
  },
};

/** The same in pixels, for programs that take no vector pictures. */
export const formulasPng: Target = {
  extension: '.png',
  write: async (handout, options) => {
    const [{ picture }, { displays, look }] = [await import('../pictures'), pictured(handout, options)];
    return [{ name: `${options.name}.png`, content: await picture(displays, 'png', look, options.breathe) }];
  },
};

/** Where lines end in the ways in which a picture is tried; it has the one that is largest on a slide. */
const LINES_IN_EM = [PAPER_IN_EM, 1.75 * PAPER_IN_EM, Infinity] as const;

function pictured(
  handout: Handout,
  options: WriterOptions,
): { readonly displays: readonly (readonly Display[])[]; readonly look: PictureLook } {
  const blocks = handout.parts.flatMap((part): readonly FormulaBlock[] =>
    part.name === 'steps' ? [] : part.blocks.filter((block) => block.kind === 'formula'),
  );
  if (blocks.length === 0) throw new NoHandout(message('There are no formulas in the chosen parts.'));
  return {
    displays: LINES_IN_EM.map((lineWidthInEm) => displaysOf(blocks, { ...plainTex, lineWidthInEm })),
    look: {
      title: handout.title ?? handout.source.file,
      words: blocks.map((block) => spokenBlock(block, options.translate)).join(' '),
      origin: originOf(handout, options).join(' '),
      background: handout.choices.background,
    },
  };
}
