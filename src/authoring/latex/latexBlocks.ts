import { say, type Translate } from '../../message/message';
import { DONE } from '../../notation/tex/stepTex';
import { PAPER_IN_EM, plainTex, type TexStyle } from '../../notation/tex/texStyle';
import type { FormulaBlock, Inline } from '../../page/page';
import { drawingTikz } from '../drawing/drawingTikz';
import type { DrawingLook } from '../drawing/scene';
import { alignedRows, frameParts, heightOf, styleBelow, styleOnFrames } from '../frameParts';
import type { HandoutBlock, HandoutPart, StepGroup } from '../handout';
import { latexProse, latexText } from './latexText';

/**
 * Before `\begin{document}`: `\fit{WIDTH}{HEIGHT}{FORMULA}` sets a formula in this type size, and shrinks one that is wider
 * or higher than there is room.
 */
export const formulaPreamble = (typeSize: '\\normalsize' | '\\Large') => [
  '\\newsavebox{\\nnetbox}',
  `\\newcommand{\\fit}[3]{\\sbox{\\nnetbox}{${typeSize}$\\displaystyle #3$}%`,
  '  \\ifdim\\wd\\nnetbox>\\dimexpr#1\\relax\\sbox{\\nnetbox}{\\resizebox{#1}{!}{\\usebox{\\nnetbox}}}\\fi',
  '  \\ifdim\\dimexpr\\ht\\nnetbox+\\dp\\nnetbox\\relax>\\dimexpr#2\\relax\\ensuremath{\\vcenter{\\hbox{\\resizebox*{!}{#2}{\\usebox{\\nnetbox}}}}}%',
  '  \\else\\usebox{\\nnetbox}\\fi}',
];

/**
 * After `formulaPreamble`: `\tall{WIDTH}{TAG}{LINES}` sets the lines of an `aligned` so that a page can end between them, in
 * smaller type if they are too wide; what is wider still is one piece.
 */
export const tallPreamble = [
  '\\newcommand{\\nnetmeasure}[3]{\\ifdim\\wd\\nnetbox>\\dimexpr#1\\relax#2\\sbox{\\nnetbox}{$\\displaystyle\\begin{aligned}#3\\end{aligned}$}\\fi}',
  '\\newcommand{\\tall}[3]{\\begingroup\\sbox{\\nnetbox}{\\hspace{\\maxdimen}}%',
  '  \\nnetmeasure{#1}{\\normalsize}{#3}\\nnetmeasure{#1}{\\small}{#3}\\nnetmeasure{#1}{\\footnotesize}{#3}%',
  '  \\ifdim\\wd\\nnetbox>\\dimexpr#1\\relax\\[\\fit{#1}{0.9\\textheight}{\\usebox{\\nnetbox}}#2\\]%',
  '  \\else\\begin{align*}#3#2\\end{align*}\\fi\\endgroup}',
];

/**
 * After `formulaPreamble`: `\largest{WIDTH}{HEIGHT}{A}{B}{C}` sets a formula in that of three ways which is shrunk the least;
 * of those that need not be shrunk the first.
 */
export const largestPreamble = [
  '\\newsavebox{\\nnetbest}\\newcount\\nnetscale\\newcount\\nnetfound',
  '\\newcommand{\\nnettry}[3]{\\sbox{\\nnetbox}{\\Large$\\displaystyle #3$}%',
  '  \\nnetfound=\\numexpr\\dimexpr#1\\relax*1000/\\wd\\nnetbox\\relax',
  '  \\ifnum\\nnetfound>\\numexpr\\dimexpr#2\\relax*1000/\\dimexpr\\ht\\nnetbox+\\dp\\nnetbox\\relax\\relax',
  '    \\nnetfound=\\numexpr\\dimexpr#2\\relax*1000/\\dimexpr\\ht\\nnetbox+\\dp\\nnetbox\\relax\\relax\\fi',
  '  \\ifnum\\nnetfound>1000 \\nnetfound=1000 \\fi',
  '  \\ifnum\\nnetfound>\\nnetscale \\nnetscale=\\nnetfound \\sbox{\\nnetbest}{\\usebox{\\nnetbox}}\\fi}',
  '\\newcommand{\\largest}[5]{\\nnetscale=0 \\nnettry{#1}{#2}{#3}\\nnettry{#1}{#2}{#4}\\nnettry{#1}{#2}{#5}%',
  '  \\fit{#1}{#2}{\\usebox{\\nnetbest}}}',
];

/** The product being taken is highlighted, but not what has been done before it. `{}`: Beamer fails on glue at the end. */
const latexStyle: TexStyle = {
  ...plainTex,
  data: (attribute, tex) => (attribute.startsWith('step=') && !attribute.endsWith(DONE) ? `\\alert{${tex}{}}` : tex),
};

/** A part as LaTeX source, with its heading. */
export function partLatex(part: HandoutPart, look: DrawingLook): string {
  const { translate } = look;
  const title = `\\section*{${latexText(say(part.heading, translate))}}`;
  const body =
    part.name === 'steps'
      ? part.groups.map((group) => stepsLatex(group, translate))
      : part.blocks.map((block) => blockLatex(block, look));
  return [title, ...body.filter((source) => source !== '')].join('\n\n');
}

/** @param height the most that a drawing may take. */
export function blockLatex(block: HandoutBlock, look: DrawingLook, height = '0.6\\textheight'): string {
  const { translate } = look;
  switch (block.kind) {
    case 'heading':
      return `\\subsection*{${latexText(say(block.text, translate))}}`;
    case 'paragraph':
      return inlines(block.content, translate);
    case 'note':
      return `\\begin{quote}\\small ${inlines(block.content, translate)}\\end{quote}`;
    case 'formula':
      return captionLatex(block, translate) + displayed(block);
    case 'table':
      return tableLatex(block, translate);
    case 'drawing':
      return `\\[ \\fit{\\linewidth}{${height}}{\\mbox{${drawingTikz(block, look)}}} \\]`;
  }
}

/** Which form of §3 a formula belongs to, where both are written. */
export function captionLatex({ beside }: FormulaBlock, translate: Translate): string {
  return beside === undefined ? '' : `\\emph{${latexText(say(beside.caption, translate))}}\n`;
}

/** A formula on lines of its own in a document, with its number in the paper at the right. */
export function displayed({ write, tag }: FormulaBlock): string {
  const source = write!(latexStyle);
  const rows = alignedRows(source);
  if (rows.length === 0 || heightOf(source) <= IN_ONE_PIECE) return display(source, tag);
  const { width, mark } = besideTag(tag);
  return `\\tall{${width}}{${mark}}{${rows.map(keptWithNext).join('')}}`;
}

/** Lines of numbers that do not go on over pages. */
const IN_ONE_PIECE = 14;

/** Where an equation begins no page ends before its first numbers. */
function keptWithNext(row: string): string {
  return /^\s*&/.test(row) ? row : row.replace(/\\\\(?=(?:\[[^\]]*\])?\s*$)/, '\\\\*');
}

/** The same in one piece, at most this high. */
export function displayedWhole({ write, tag }: FormulaBlock, height?: string): string {
  return display(write!(latexStyle), tag, height);
}

/** A formula on a slide, in the lines in which it is largest. */
export function displayedLargest({ write, tag }: FormulaBlock, height: string, style = latexStyle): string {
  const ways = SLIDE_IN_EM.map((lineWidthInEm) => write!({ ...style, lineWidthInEm }));
  if (new Set(ways).size === 1) return display(ways[0], tag, height);
  const { width, mark } = besideTag(tag);
  return `\\[ \\largest{${width}}{${height}}${ways.map((source) => `{${source}}`).join('')} ${mark}\\]`;
}

/** Where a formula breaks for the ways in which it is tried on a slide. */
const SLIDE_IN_EM = [Infinity, 1.75 * PAPER_IN_EM, PAPER_IN_EM] as const;

/** A formula on as many frames as it takes to read it. */
export function displayedOnFrames(block: FormulaBlock, height: string): readonly string[] {
  const write = block.write!;
  const count = (style: TexStyle) => (fitsOneFrame(write, style) ? 1 : frameParts(write(style)).length);
  const style = styleOnFrames(latexStyle, count);
  if (count(style) === 1) return [displayedLargest(block, height, style)];
  return frameParts(write(style)).map((source, i) => display(source, i === 0 ? block.tag : undefined, height));
}

/** The product of a step below its formula. */
export function displayedBelow(block: FormulaBlock, height: string): string {
  return displayedLargest(block, height, styleBelow(block.write!, latexStyle));
}

/** Whether a formula can be read on one frame: as it is broken on paper, or with its few lines of numbers unbroken. */
function fitsOneFrame(write: (style: TexStyle) => string, style: TexStyle): boolean {
  const broken = write(style);
  if (frameParts(broken).length === 1) return true;
  const goesOn = broken.includes('&\\quad {}');
  return !goesOn && frameParts(write({ ...style, lineWidthInEm: Infinity })).length === 1;
}

function display(source: string, tag: string | undefined, height = '0.9\\textheight'): string {
  const { width, mark } = besideTag(tag);
  return `\\[ \\fit{${width}}{${height}}{${source}} ${mark}\\]`;
}

function besideTag(tag: string | undefined): { readonly width: string; readonly mark: string } {
  if (tag === undefined) return { width: '\\linewidth', mark: '' };
  // Room for the tag on both sides of the centred formula.
  return { width: '\\dimexpr\\linewidth-6em', mark: `\\tag*{${latexText(tag)}} ` };
}

/** Running text; links of the page lead nowhere on paper, so they are left out. */
function inlines(content: readonly Inline[], translate: Translate): string {
  return content
    .flatMap((inline) => {
      // A list of entries may break after a comma.
      if (inline.kind === 'math') return [`$${inline.tex.replaceAll(',\\ ', ',\\allowbreak\\ ')}$`];
      return inline.kind === 'text' ? [latexProse(say(inline.text, translate))] : [];
    })
    .join(' ');
}

function tableLatex({ head, rows }: Extract<HandoutBlock, { kind: 'table' }>, translate: Translate): string {
  const line = (cells: readonly (readonly Inline[])[]) => cells.map((cell) => inlines(cell, translate)).join(' & ');
  const body = [`${line(head)} \\\\ \\hline`, ...rows.map((row) => `${line(row)} \\\\`)];
  const table = `\\begin{tabular}{${'l'.repeat(head.length)}}\n${body.join('\n')}\n\\end{tabular}`;
  return `\\[ \\fit{\\linewidth}{0.9\\textheight}{\\mbox{\\small ${table}}} \\]`;
}

/** The steps of one formula: its letters, then every product with its sentence. */
function stepsLatex({ title, steps }: StepGroup, translate: Translate): string {
  const lines = steps.flatMap(({ sentence, current }) =>
    // In one paragraph, so that no page ends between them.
    current === null ? [] : [`${latexProse(say(sentence, translate))}\n${displayed(current)}`],
  );
  return [`\\subsection*{${latexProse(say(title, translate))}}`, displayed(steps[0].formula), ...lines].join('\n\n');
}
