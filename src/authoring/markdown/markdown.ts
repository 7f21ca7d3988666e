import { say } from '../../message/message';
import type { DrawingBlock } from '../../page/page';
import { drawingSvgFile } from '../drawing/drawingSvg';
import { originOf } from '../drawing/pictureTargets';
import { madeFrom } from '../checksum';
import { spokenBlock } from '../spokenBlock';
import type { Handout } from '../handout';
import type { ExportedFile, Target, WriterOptions } from '../target';
import { flavorStyles, isLabelled, type Picture } from './flavors';
import { MarkdownBlocks } from './markdownBlocks';
import { markdownText } from './markdownText';

/** A Markdown file for one of the programs that typeset formulas in it, and the drawing in a file beside it. */
export const markdown: Target = {
  extension: '.md',
  write: (handout, options) => {
    const pictures: ExportedFile[] = [];
    const content = document(handout, options, (block) => {
      const file = `${options.name}-drawing.svg`;
      const look = {
        colours: handout.choices.colours,
        translate: options.translate,
        title: titleOf(handout),
        origin: originOf(handout, options).join(' '),
      };
      pictures.push({ name: file, content: drawingSvgFile(block, look) });
      return {
        address: address(file),
        title: say(block.label, options.translate),
        alt: spokenBlock(block, options.translate),
      };
    });
    return [{ name: `${options.name}.md`, content }, ...pictures];
  },
};

function document(
  handout: Handout,
  { command, translate }: WriterOptions,
  pictureOf: (block: DrawingBlock) => Picture,
): string {
  const { source, parts, choices } = handout;
  const { flavor } = choices;
  const style = flavorStyles[flavor];
  const made = say(madeFrom(source.file), translate);
  const blocks = new MarkdownBlocks(style, translate, isLabelled(flavor) ? new Set() : null, pictureOf);
  const opening = style.opening(markdownText(titleOf(handout)), [made, command]);
  return `${[opening, ...parts.map((part) => blocks.part(part))].join('\n\n')}\n`;
}

function titleOf({ title, source }: Handout): string {
  return title ?? source.file;
}

/** A file name as an address, in which nothing ends the link. */
function address(file: string): string {
  return encodeURIComponent(file).replace(/[()'!*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}
