import { message, say } from '../../message/message';
import type { TexStyle } from '../../notation/tex/texStyle';
import type { FormulaBlock } from '../../page/page';
import type { Handout, HandoutPart } from '../handout';
import { frameParts, styleBelow, styleOnFrames } from '../frameParts';
import { partOfParts, slidesOf, type Slide } from '../slides';
import type { Target, WriterOptions } from '../target';
import { HtmlBlocks, inFile } from './htmlBlocks';
import { htmlFile } from './htmlFile';
import { htmlStyle, loadTypeset } from './htmlMath';
import { deckScript } from './htmlScripts';
import { slidesStyle } from './htmlStyle';
import { htmlText } from './htmlText';

/** Slides in one file of HTML: a frame for each formula and each step, with keys and speaker notes. */
export const htmlSlides: Target = {
  extension: '.html',
  write: async (handout, options) => [{ name: `${options.name}.html`, content: await slides(handout, options) }],
};

async function slides(handout: Handout, options: WriterOptions): Promise<string> {
  const { source, parts, choices } = handout;
  const { language, colours } = choices;
  const title = handout.title ?? source.file;
  const { translate } = options;
  const blocks = new HtmlBlocks(await loadTypeset(), translate, inFile({ colours, translate, title }));
  const frames: string[] = [];
  for (const make of parts.flatMap((part) => framesOf(part, blocks))) {
    frames.push(...make());
    await options.breathe?.();
  }
  const body = [
    '<body>',
    '<main>',
    `<section class="frame"><h1>${htmlText(title)}</h1></section>`,
    ...frames,
    '</main>',
    '</body>',
  ].join('\n');
  const words = {
    back: say(message('Back'), translate),
    next: say(message('Next'), translate),
    notes: say(message('Notes'), translate),
  };
  return htmlFile({ file: source.file, title, language, style: slidesStyle, script: deckScript(words), body }, options);
}

/** What makes the frames of a part: displays and text, each on a frame, and every step. */
function framesOf(part: HandoutPart, blocks: HtmlBlocks): readonly (() => readonly string[])[] {
  if (part.name !== 'steps') return slidesOf(part).map((slide) => () => slideFrames(slide, blocks));
  return part.groups.flatMap(({ title, steps }) =>
    steps.map(({ formula, current, sentence }) => () => {
      const body = blocks.formula(formula) + (current === null ? '' : below(current, blocks));
      return [frame(blocks.text(title), body, blocks.text(sentence))];
    }),
  );
}

/** A tall formula goes on over several frames. */
function slideFrames({ title, block }: Slide, blocks: HtmlBlocks): readonly string[] {
  const bodies = block.kind === 'formula' ? formulaBodies(block, blocks) : [blocks.block(block)];
  const notes = block.kind === 'formula' ? blocks.text(block.label) : '';
  const heading = (i: number) => blocks.text(title) + partOfParts(i, bodies.length);
  return bodies.flatMap((body, i) => (body === '' ? [] : [frame(heading(i), body, notes)]));
}

function formulaBodies(block: FormulaBlock, blocks: HtmlBlocks): readonly string[] {
  const parts = (style: TexStyle) => frameParts(block.write!(style));
  return parts(styleOnFrames(htmlStyle, (style) => parts(style).length)).map((tex) => blocks.formula(block, tex));
}

/** The product of a step below its formula. */
function below(block: FormulaBlock, blocks: HtmlBlocks): string {
  return blocks.formula(block, block.write!(styleBelow(block.write!, htmlStyle)));
}

function frame(heading: string, body: string, notes: string): string {
  const aside = notes === '' ? '' : `\n<p class="notes">${notes}</p>`;
  return `<section class="frame"><h2>${heading}</h2>\n<div class="content">${body}</div>${aside}</section>`;
}
