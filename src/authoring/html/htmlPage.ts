import { message, say, type Translate } from '../../message/message';
import type { Handout, HandoutPart } from '../handout';
import type { Target, WriterOptions } from '../target';
import { HtmlBlocks, inFile } from './htmlBlocks';
import { htmlFile } from './htmlFile';
import { loadTypeset } from './htmlMath';
import { playerScript, printScript } from './htmlScripts';
import { pageStyle } from './htmlStyle';
import { htmlText } from './htmlText';

/** One file of HTML that is read without a network and without a script; with steps it has a small player. */
export const htmlPage: Target = {
  extension: '.html',
  write: async (handout, options) => [{ name: `${options.name}.html`, content: await page(handout, options) }],
};

async function page(handout: Handout, options: WriterOptions): Promise<string> {
  const { source, parts, choices } = handout;
  const { language, colours } = choices;
  const title = handout.title ?? source.file;
  const { translate } = options;
  const blocks = new HtmlBlocks(await loadTypeset(), translate, inFile({ colours, translate, title }));
  const links = parts.map(({ name, heading }) => `<li><a href="#${name}">${blocks.text(heading)}</a></li>`);
  const sections: string[] = [];
  for (const part of parts) sections.push(await partHtml(part, blocks, options));
  const body = [
    '<body>',
    `<header><h1>${htmlText(title)}</h1>`,
    `<nav aria-label="${blocks.text(message('Contents'))}"><ul>${links.join('')}</ul></nav></header>`,
    '<main>',
    ...sections,
    '</main>',
    '</body>',
  ].join('\n');
  const player = parts.some(({ name }) => name === 'steps') ? playerScript(playerWords(translate)) : '';
  const script = printScript + player.replace("'use strict';\n", '');
  return htmlFile({ file: source.file, title, language, style: pageStyle, script, body }, options);
}

function playerWords(translate: Translate) {
  return {
    back: say(message('Back'), translate),
    next: say(message('Next'), translate),
    all: say(message('Show all steps'), translate),
  };
}

async function partHtml(part: HandoutPart, blocks: HtmlBlocks, { breathe }: WriterOptions): Promise<string> {
  const body: string[] = [];
  const makers =
    part.name === 'steps'
      ? part.groups.map((group) => () => blocks.steps(group))
      : part.blocks.map((block) => () => blocks.block(block));
  for (const make of makers) {
    body.push(make());
    await breathe?.();
  }
  return [
    `<section id="${part.name}" aria-labelledby="${part.name}-heading">`,
    `<h2 id="${part.name}-heading">${blocks.text(part.heading)}</h2>`,
    ...body.filter((html) => html !== ''),
    '</section>',
  ].join('\n');
}
