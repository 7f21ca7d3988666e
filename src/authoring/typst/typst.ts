import { madeFrom } from '../checksum';
import { say, type Translate } from '../../message/message';
import { plainTex, type TexStyle } from '../../notation/tex/texStyle';
import type { DrawingBlock, FormulaBlock, Inline } from '../../page/page';
import { drawingSvg, type SvgLook } from '../drawing/drawingSvg';
import { spokenBlock, spokenInline } from '../spokenBlock';
import type { Handout, HandoutBlock, HandoutPart, StepGroup } from '../handout';
import type { Target, WriterOptions } from '../target';
import { typstMath, typstMathDefinitions } from './typstMath';
import { typstComment, typstString, typstText } from './typstText';

/** A document for Typst that imports nothing, and compiles as accessible PDF (PDF/UA-1): every formula has its words. */
export const typst: Target = {
  extension: '.typ',
  write: (handout, options) => [{ name: `${options.name}.typ`, content: document(handout, options) }],
};

/** Shrinks a formula that is wider than its line; a tall one goes on on the next page; its number in the paper is at the right. */
const preamble = [
  typstMathDefinitions,
  '#set page(paper: "a4", margin: 2.2cm, numbering: "1")',
  '#set par(leading: 0.75em, spacing: 1.1em)',
  '#show heading: set block(above: 1.6em, below: 1em)',
  '#set math.mat(row-gap: 0.35em, column-gap: 0.8em)',
  '#show math.equation.where(block: true): set par(leading: 1.1em)',
  '#let formula(words, number: none, body) = layout(place => {',
  '  let room = place.width - if number == none { 0pt } else { 40pt }',
  '  let set-formula = math.equation(block: true, alt: words, body)',
  '  let taken = measure(set-formula)',
  '  let tall = taken.height > 9cm and taken.width <= room and number == none',
  '  show math.equation: set block(breakable: tall)',
  '  let share = if tall { 100% } else { calc.min(1, room / taken.width, 22cm / taken.height) * 100% }',
  '  let fitted = if share == 100% { set-formula } else { scale(x: share, y: share, reflow: true, set-formula) }',
  '  if number == none { fitted } else { grid(columns: (1fr, auto), align: (center + horizon, right + horizon), fitted, number) }',
  '})',
  '#let drawing(words, picture) = layout(place => {',
  '  let set-picture = image(picture, format: "svg", alt: words)',
  '  align(center, if measure(set-picture).width <= place.width { set-picture } else { image(picture, format: "svg", alt: words, width: 100%) })',
  '})',
  '#let note(body) = block(inset: (left: 1em, y: 0.3em), stroke: (left: 2pt + luma(160)), body)',
];

function document(handout: Handout, { command, translate }: WriterOptions): string {
  const { source, title, parts, choices } = handout;
  const heading = title ?? source.file;
  const look = { colours: choices.colours, translate, title: heading };
  const made = say(madeFrom(source.file), translate);
  return [
    typstComment(made, command),
    `#set document(title: ${typstString(heading)})`,
    `#set text(lang: "${choices.language}", size: 11pt)`,
    ...preamble,
    '',
    `#align(center, text(size: 1.5em, weight: "bold", title()))`,
    '',
    parts.map((part) => partTypst(part, look)).join('\n\n'),
    '',
  ].join('\n');
}

/** How a drawing in the text looks. */
type Look = Pick<SvgLook, 'colours' | 'translate' | 'title'>;

function partTypst(part: HandoutPart, look: Look): string {
  const { translate } = look;
  const body =
    part.name === 'steps'
      ? part.groups.flatMap((group) => stepsTypst(group, translate))
      : part.blocks.map((block) => blockTypst(block, look));
  return [`= ${typstText(say(part.heading, translate))}`, ...body.filter((text) => text !== '')].join('\n\n');
}

function blockTypst(block: HandoutBlock, look: Look): string {
  const { translate } = look;
  switch (block.kind) {
    case 'heading':
      return `== ${typstText(say(block.text, translate))}`;
    case 'paragraph':
      return inlines(block.content, translate);
    case 'note':
      return `#note[${inlines(block.content, translate)}]`;
    case 'formula':
      return `${captionTypst(block, translate)}${formula(block, translate)}`;
    case 'table': {
      const line = (cells: readonly (readonly Inline[])[]) =>
        cells.map((cell) => `[${inlines(cell, translate)}]`).join(', ');
      const rows = block.rows.map((row) => `  ${line(row)},`);
      return [
        `#table(columns: ${block.head.length}, stroke: none, inset: (x: 0.5em, y: 0.35em),`,
        `  table.header(${line(block.head)}), table.hline(),`,
        ...rows,
        ')',
      ].join('\n');
    }
    case 'drawing':
      return drawing(block, look);
  }
}

/** The picture itself, as large as in an editor unless the line is shorter. */
function drawing(block: DrawingBlock, look: Look): string {
  const alt = spokenBlock(block, look.translate);
  return `#drawing(${typstString(alt)}, bytes(${typstString(drawingSvg(block, look))}))`;
}

/** The steps of one formula: its letters, then every product with its sentence. */
function stepsTypst({ title, steps }: StepGroup, translate: Translate): readonly string[] {
  return [
    `== ${typstText(say(title, translate))}`,
    formula(steps[0].formula, translate),
    ...steps.flatMap(({ sentence, current }) =>
      current === null ? [] : [typstText(say(sentence, translate)), formula(current, translate)],
    ),
  ];
}

/** Which form of §3 a formula belongs to, where both are written. */
function captionTypst({ beside }: FormulaBlock, translate: Translate): string {
  // It stays with its formula where a page ends.
  return beside === undefined ? '' : `#block(sticky: true)[_${typstText(say(beside.caption, translate))}_]\n\n`;
}

/** Without the marks of a product being taken. */
const typstStyle: TexStyle = plainTex;

function formula(block: FormulaBlock, translate: Translate): string {
  const { write, tag } = block;
  const alt = spokenBlock(block, translate);
  const number = tag === undefined ? '' : `, number: [${typstText(tag)}]`;
  return `#formula(${typstString(alt)}${number}, $\n${typstMath(write!(typstStyle))}\n$.body)`;
}

/** Running text; a formula in it has its words too. */
function inlines(content: readonly Inline[], translate: Translate): string {
  return content
    .flatMap((inline) => {
      if (inline.kind === 'math')
        return [
          `#math.equation(alt: ${typstString(spokenInline(inline.spoken, translate))}, $${typstMath(inline.tex)}$.body)`,
        ];
      return inline.kind === 'text' ? [typstText(say(inline.text, translate))] : [];
    })
    .join(' ');
}
