import { madeFrom } from '../checksum';
import { say, type Message, type Translate } from '../../message/message';
import type { StepView } from '../../page/steps';
import type { DrawingLook } from '../drawing/scene';
import type { Handout, HandoutPart } from '../handout';
import { partOfParts, slidesOf, type Slide } from '../slides';
import type { Target, WriterOptions } from '../target';
import {
  blockLatex,
  captionLatex,
  displayedWhole,
  displayedBelow,
  displayedOnFrames,
  formulaPreamble,
  largestPreamble,
} from './latexBlocks';
import { latexFonts, latexComment, latexProse, latexText } from './latexText';

/**
 * 16:9 slides: a frame for each formula, and a frame for each step, on which the whole formula stays and the product
 * being taken is highlighted. What is said about a step is its speaker note.
 */
export const latexBeamer: Target = {
  extension: '.tex',
  write: (handout, options) => [{ name: `${options.name}.tex`, content: slides(handout, options) }],
};

function slides({ source, title, parts, choices }: Handout, { translate, command }: WriterOptions): string {
  const look = { colours: choices.colours, translate };
  const frames = parts.flatMap((part) => partFrames(part, look));
  const heading = latexText(title ?? source.file);
  const body = frames.join('\n\n');
  return [
    latexComment(say(madeFrom(source.file)), command),
    '\\documentclass[aspectratio=169,11pt]{beamer}',
    ...latexFonts(body + heading),
    '\\usepackage{amsmath,amssymb,mathtools,bm,tikz}',
    '\\usefonttheme[onlymath]{serif}',
    '\\setbeamertemplate{navigation symbols}{}',
    '\\setbeamerfont{frametitle}{size=\\large}',
    // The number of a frame without that of all frames, which only a second run would know.
    '\\setbeamertemplate{footline}{\\hfill\\usebeamerfont{page number in head/foot}\\usebeamercolor[fg]{page number in head/foot}\\insertframenumber\\kern1em\\vskip2pt}',
    ...formulaPreamble('\\Large'),
    ...largestPreamble,
    `\\title{${heading}}\\author{}\\date{}`,
    '\\begin{document}',
    '\\begin{frame}\\titlepage\\end{frame}',
    '',
    body,
    '',
    '\\end{document}',
    '',
  ].join('\n');
}

function partFrames(part: HandoutPart, look: DrawingLook): readonly string[] {
  const { translate } = look;
  if (part.name !== 'steps') return slidesOf(part).flatMap((slide) => slideFrames(slide, look));
  return part.groups.flatMap(({ title, steps }) => steps.map((step) => stepFrame(title, step, translate)));
}

/** A block on a frame of its own; a tall formula goes on over several. */
function slideFrames({ title, block }: Slide, look: DrawingLook): readonly string[] {
  const { translate } = look;
  if (block.kind !== 'formula') {
    const body = blockLatex(block, look, HEIGHT);
    return body === '' ? [] : [frame(title, body, translate)];
  }
  const caption = captionLatex(block, translate);
  const parts = displayedOnFrames(block, HEIGHT);
  return parts.map((body, i) => frame(title, caption + body, translate, partOfParts(i, parts.length)));
}

/** The height that a formula on a frame may take. */
const HEIGHT = '0.72\\textheight';

function stepFrame(title: Message, step: StepView, translate: Translate): string {
  const sentence = latexProse(say(step.sentence, translate));
  const body = [
    displayedWhole(step.formula, step.current === null ? HEIGHT : '0.18\\textheight'),
    ...(step.current === null ? [] : [displayedBelow(step.current, '0.56\\textheight')]),
  ];
  return frame(title, `${body.join('\n')}\n\\note{${sentence}}`, translate);
}

function frame(title: Message, body: string, translate: Translate, part = ''): string {
  // Braces after \begin{frame} and at the beginning of the text would be its title and subtitle.
  return `\\begin{frame}\n\\frametitle{${latexProse(say(title, translate) + part)}}\n${body}\n\\end{frame}`;
}
