import { message, say, type Translate } from '../../message/message';
import { plainTex, type TexStyle } from '../../notation/tex/texStyle';
import type { FormulaBlock, Inline } from '../../page/page';
import { partsInWords, type Handout, type HandoutBlock, type HandoutPart, type StepGroup } from '../handout';
import type { Target, WriterOptions } from '../target';
import { typstMath, typstMathDefinitions } from './typstMath';
import { typstComment, typstString, typstText } from './typstText';

/** A document for Typst that imports nothing, and compiles as accessible PDF (PDF/UA-1): every formula has its words. */
export const typst: Target = {
  extension: '.typ',
  write: (handout, options) => [{ name: `${options.name}.typ`, content: document(handout, options) }],
};

/** Shrinks a formula that is wider than its line; its number in the paper is at the right. */
const preamble = [
  typstMathDefinitions,
  '#set page(paper: "a4", margin: 2.2cm, numbering: "1")',
  '#set par(leading: 0.75em, spacing: 1.1em)',
  '#set math.mat(row-gap: 0.35em, column-gap: 0.8em)',
  '#show math.equation.where(block: true): set par(leading: 1.1em)',
  '#let formula(words, number: none, body) = layout(place => {',
  '  let room = place.width - if number == none { 0pt } else { 40pt }',
  '  let set-formula = math.equation(block: true, alt: words, body)',
  '  let width = measure(set-formula).width',
  '  let fitted = if width <= room { set-formula } else { scale(x: room / width * 100%, y: room / width * 100%, reflow: true, set-formula) }',
  '  if number == none { fitted } else { grid(columns: (1fr, auto), align: (center + horizon, right + horizon), fitted, number) }',
  '})',
  '#let note(body) = block(inset: (left: 1em, y: 0.3em), stroke: (left: 2pt + luma(160)), body)',
];

function document(handout: Handout, { command, translate }: WriterOptions): string {
  const { source, title, choices } = handout;
  const heading = title ?? source.file;
  const made = say(message('Generated with NNet from {0}. To generate it again:', source.file), translate);
  return [
    typstComment(made, command),
    `#set document(title: ${typstString(heading)})`,
    `#set text(lang: "${choices.language}", size: 11pt)`,
    ...preamble,
    '',
    `#align(center, text(size: 1.5em, weight: "bold", title()))`,
    '',
    partsInWords(handout)
      .map((part) => partTypst(part, translate))
      .join('\n\n'),
    '',
  ].join('\n');
}

function partTypst(part: HandoutPart, translate: Translate): string {
  const body =
    part.name === 'steps'
      ? part.groups.flatMap((group) => stepsTypst(group, translate))
      : part.blocks.map((block) => blockTypst(block, translate));
  return [`= ${typstText(say(part.heading, translate))}`, ...body.filter((text) => text !== '')].join('\n\n');
}

function blockTypst(block: HandoutBlock, translate: Translate): string {
  switch (block.kind) {
    case 'heading':
      return `== ${typstText(say(block.text, translate))}`;
    case 'paragraph':
      return inlines(block.content, translate);
    case 'note':
      return `#note[${inlines(block.content, translate)}]`;
    case 'formula':
      return formula(block, translate);
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
      return '';
  }
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

/** Without the marks of a product being taken. */
const typstStyle: TexStyle = plainTex;

function formula({ write, tag, label, spoken }: FormulaBlock, translate: Translate): string {
  const alt = [label, ...spoken].map((sentence) => say(sentence, translate)).join('. ');
  const number = tag === undefined ? '' : `, number: [${typstText(tag)}]`;
  return `#formula(${typstString(alt)}${number}, $\n${typstMath(write!(typstStyle))}\n$.body)`;
}

/** Running text; a formula in it is heard as its TeX. */
function inlines(content: readonly Inline[], translate: Translate): string {
  return content
    .flatMap((inline) => {
      if (inline.kind === 'math')
        return [`#math.equation(alt: ${typstString(inline.tex)}, $${typstMath(inline.tex)}$.body)`];
      return inline.kind === 'text' ? [typstText(say(inline.text, translate))] : [];
    })
    .join(' ');
}
