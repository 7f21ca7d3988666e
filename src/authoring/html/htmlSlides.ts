import { message, say, type Message } from '../../message/message';
import type { Handout, HandoutPart } from '../handout';
import { slidesOf, type Slide } from '../slides';
import type { Target, WriterOptions } from '../target';
import { HtmlBlocks, inFile } from './htmlBlocks';
import { htmlFile } from './htmlFile';
import { loadTypeset } from './htmlMath';
import { deckScript } from './htmlScripts';
import { slidesStyle } from './htmlStyle';
import { htmlText } from './htmlText';

/** Slides in one file of HTML: a frame for each formula and each step, with keys and speaker notes. */
export const htmlSlides: Target = {
  extension: '.html',
  write: async (handout, options) => [{ name: `${options.name}.html`, content: await slides(handout, options) }],
};

async function slides(handout: Handout, options: WriterOptions): Promise<string> {
  const { source, title, parts, choices } = handout;
  const { translate } = options;
  const blocks = new HtmlBlocks(
    await loadTypeset(),
    translate,
    inFile({ colours: choices.colours, translate, title: title ?? source.file }),
  );
  const body = [
    '<body>',
    '<main>',
    `<section class="frame"><h1>${htmlText(title ?? source.file)}</h1></section>`,
    ...parts.flatMap((part) => partFrames(part, blocks)),
    '</main>',
    '</body>',
  ].join('\n');
  const words = {
    back: say(message('Back'), translate),
    next: say(message('Next'), translate),
    notes: say(message('Notes'), translate),
  };
  return htmlFile(handout, options, { style: slidesStyle, script: deckScript(words), body });
}

function partFrames(part: HandoutPart, blocks: HtmlBlocks): readonly string[] {
  if (part.name !== 'steps') return blockFrames(slidesOf(part), blocks);
  return part.groups.flatMap(({ title, steps }) =>
    steps.map(({ formula, current, sentence }) => {
      const body = blocks.formula(formula) + (current === null ? '' : blocks.formula(current));
      return frame(title, body, blocks.text(sentence), blocks);
    }),
  );
}

/** Displays and text, each on a frame of its own. */
function blockFrames(slides: readonly Slide[], blocks: HtmlBlocks): readonly string[] {
  return slides.flatMap(({ title, block }) => {
    const body = blocks.block(block);
    const notes = block.kind === 'formula' ? blocks.text(block.label) : '';
    return body === '' ? [] : [frame(title, body, notes, blocks)];
  });
}

function frame(title: Message, body: string, notes: string, blocks: HtmlBlocks): string {
  const aside = notes === '' ? '' : `\n<p class="notes">${notes}</p>`;
  return `<section class="frame"><h2>${blocks.text(title)}</h2>\n<div class="content">${body}</div>${aside}</section>`;
}
