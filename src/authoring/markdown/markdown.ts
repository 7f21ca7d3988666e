import { message, say } from '../../message/message';
import { partsInWords, type Handout } from '../handout';
import type { Target, WriterOptions } from '../target';
import { flavorStyles } from './flavors';
import { MarkdownBlocks } from './markdownBlocks';
import { markdownText } from './markdownText';

/** A Markdown file for one of the programs that typeset formulas in it. */
export const markdown: Target = {
  extension: '.md',
  write: (handout, options) => [{ name: `${options.name}.md`, content: document(handout, options) }],
};

function document(handout: Handout, { command, translate }: WriterOptions): string {
  const { source, title, choices } = handout;
  const { flavor } = choices;
  const style = flavorStyles[flavor];
  const made = say(message('Generated with NNet from {0}. To generate it again:', source.file), translate);
  const blocks = new MarkdownBlocks(style, translate, flavor === 'quarto' || flavor === 'myst');
  const opening = style.opening(markdownText(title ?? source.file), [made, command]);
  return `${[opening, ...partsInWords(handout).map((part) => blocks.part(part))].join('\n\n')}\n`;
}
