import { message, say, type Message, type Translate } from '../../message/message';
import { drawingSvg, type SvgColours } from '../drawing/drawingSvg';
import type { HandoutPart } from '../handout';
import { HtmlBlocks } from '../html/htmlBlocks';
import type { Typeset } from '../html/htmlMath';
import { htmlText } from '../html/htmlText';
import { inLetters } from '../../notation/letters/courseText';
import { ExerciseHtml } from '../exercise/writing/exerciseHtml';
import type { Fence, FencePiece, FenceProblem } from './fence';

/** How a fence is written as HTML. */
export interface FenceLook {
  readonly typeset: Typeset;
  readonly translate: Translate;
  /** The colours of drawings; dark on white unless given. */
  readonly palette?: SvgColours;
}

/** The colours that the style sheet of the preview names. */
export const themePalette: SvgColours = {
  positive: 'var(--nnet-positive)',
  negative: 'var(--nnet-negative)',
  quiet: 'var(--nnet-quiet)',
  text: 'currentColor',
  ground: 'var(--nnet-ground)',
};

/**
 * A fence as HTML, as a function of the line (from 0) of the Markdown on which its text begins, null where that is not
 * known. Everything that a person wrote is escaped, and nothing has an id: a file has many fences.
 */
export function fenceHtml({ pieces, handout, letters }: Fence, look: FenceLook): (firstLine: number | null) => string {
  const { typeset, palette } = look;
  const translate = inLetters(letters, look.translate);
  const blocks = new HtmlBlocks(typeset, translate, {
    heading: (html) => `<p class="nnet-heading">${html}</p>`,
    drawing: (block) => {
      const { choices, title } = handout!;
      const label = say(block.label, translate);
      return drawingSvg(block, {
        colours: choices.colours,
        translate,
        title: title ?? label,
        ...(palette && { palette }),
      });
    },
  });
  const written = pieces.map((piece): ((firstLine: number | null) => string) => {
    if (piece.kind === 'problem') return (firstLine) => problemHtml(piece, firstLine, translate);
    const html = pieceHtml(piece, blocks, typeset);
    return () => html;
  });
  return (firstLine) => written.map((write) => write(firstLine)).join('\n');
}

function pieceHtml(piece: Exclude<FencePiece, FenceProblem>, blocks: HtmlBlocks, typeset: Typeset): string {
  if (piece.kind === 'spec') return specHtml(piece.text);
  if (piece.kind === 'waiting') return `<p>${blocks.text(piece.text)}</p>`;
  return piece.kind === 'part' ? partHtml(piece.part, piece.named, blocks) : exerciseHtml(piece, blocks, typeset);
}

/** An exercise as it is on a sheet, or on a key. */
function exerciseHtml(
  { paper, introduced }: Extract<FencePiece, { kind: 'exercise' }>,
  blocks: HtmlBlocks,
  typeset: Typeset,
): string {
  const writer = new ExerciseHtml(blocks, typeset, {
    exercise: (html) => `<p class="nnet-heading"><strong>${html}</strong></p>`,
    part: (html) => `<p class="nnet-heading">${html}</p>`,
  });
  return [
    `<div class="nnet-part nnet-${paper.isKey ? 'key' : 'exercise'}">`,
    ...(introduced ? writer.introduction({ ...paper, drawing: null }) : []),
    ...writer.policy(paper),
    ...paper.exercises.flatMap((exercise) => writer.exercise(exercise)),
    '</div>',
  ].join('\n');
}

/** The text as it is written, on one line of HTML, so that Markdown around it finds no empty line in it. */
export function specHtml(text: string): string {
  const lines = text
    .replace(/\r\n?|\n/g, '\n')
    .replace(/\n$/, '')
    .split('\n');
  return `<pre class="nnet-spec"><code class="language-nnet">${lines.map(codeText).join('&#10;')}</code></pre>`;
}

/** A line of code: as text for people, but with its tabs. */
function codeText(line: string): string {
  return line.split('\t').map(htmlText).join('&#9;');
}

function partHtml(part: HandoutPart, named: boolean, blocks: HtmlBlocks): string {
  const body =
    part.name === 'steps'
      ? part.groups.map((group) => blocks.steps(group))
      : part.blocks.map((block) => blocks.block(block));
  const heading = named ? [`<p class="nnet-heading"><strong>${blocks.text(part.heading)}</strong></p>`] : [];
  return [
    `<div class="nnet-part nnet-${part.name}">`,
    ...heading,
    ...body.filter((html) => html !== ''),
    '</div>',
  ].join('\n');
}

/** What is wrong, with its line of the Markdown, where a double click on it leads. */
function problemHtml({ text, line, diagnostic }: FenceProblem, firstLine: number | null, translate: Translate): string {
  const tone = diagnostic === null || diagnostic.severity === 'error' ? 'error' : 'warning';
  const place = firstLine === null ? (line ?? null) : firstLine + (line ?? -1);
  const said = htmlText(say(place === null ? text : atLine(place + 1, text), translate));
  const mark = firstLine === null || place === null ? '' : ` data-line="${place}"`;
  return `<p class="nnet-problem ${tone}${mark === '' ? '' : ' code-line'}"${mark}>${said}</p>`;
}

/** A problem with its line, counted from 1. */
export function atLine(line: number, problem: Message): Message {
  return message('Line {0}: {1}', line, problem);
}
