import { say, type Translate } from '../../message/message';
import type { FormulaBlock, Inline } from '../../page/page';
import type { HandoutBlock, HandoutPart, StepGroup } from '../handout';
import { latexText } from './latexText';

/** What the blocks of a handout need before `\begin{document}`: `\fit` shrinks a formula that is wider than the text. */
export const formulaPreamble = [
  '\\newsavebox{\\nnetbox}',
  '\\newcommand{\\fit}[2][\\linewidth]{\\sbox{\\nnetbox}{$\\displaystyle #2$}%',
  '  \\ifdim\\wd\\nnetbox>\\dimexpr#1\\relax\\resizebox{#1}{!}{\\usebox{\\nnetbox}}\\else\\usebox{\\nnetbox}\\fi}',
].join('\n');

/** Room for a tag at the right margin. */
const UNTAGGED = '\\dimexpr\\linewidth-6em';

/** A part as LaTeX source, with its heading. */
export function partLatex(part: HandoutPart, translate: Translate): string {
  const title = `\\section*{${latexText(say(part.heading, translate))}}`;
  const body =
    part.name === 'steps'
      ? part.groups.map((group) => stepsLatex(group, translate))
      : part.blocks.map((block) => blockLatex(block, translate));
  return [title, ...body.filter((source) => source !== '')].join('\n\n');
}

function blockLatex(block: HandoutBlock, translate: Translate): string {
  switch (block.kind) {
    case 'heading':
      return `\\subsection*{${latexText(say(block.text, translate))}}`;
    case 'paragraph':
      return inlines(block.content, translate);
    case 'note':
      return `\\begin{quote}\\small ${inlines(block.content, translate)}\\end{quote}`;
    case 'formula':
      return display(block);
    case 'table':
      return tableLatex(block, translate);
    case 'drawing':
      return '';
  }
}

function display({ plainTex, tag }: FormulaBlock): string {
  const numbered = tag === undefined ? '' : ` \\tag*{${latexText(tag)}}`;
  return `\\[ \\fit${tag === undefined ? '' : `[${UNTAGGED}]`}{${plainTex}}${numbered} \\]`;
}

/** Running text; links of the page lead nowhere on paper, so they are left out. */
function inlines(content: readonly Inline[], translate: Translate): string {
  return content
    .flatMap((inline) => {
      if (inline.kind === 'math') return [`$${inline.tex}$`];
      return inline.kind === 'text' ? [latexText(say(inline.text, translate))] : [];
    })
    .join(' ');
}

function tableLatex({ head, rows }: Extract<HandoutBlock, { kind: 'table' }>, translate: Translate): string {
  const line = (cells: readonly (readonly Inline[])[]) => cells.map((cell) => inlines(cell, translate)).join(' & ');
  const body = [`${line(head)} \\\\ \\hline`, ...rows.map((row) => `${line(row)} \\\\`)];
  return `\\begin{center}\\small\\begin{tabular}{${'l'.repeat(head.length)}}\n${body.join('\n')}\n\\end{tabular}\\end{center}`;
}

/** The steps of one formula: its letters, then every product with its sentence. */
function stepsLatex({ title, steps }: StepGroup, translate: Translate): string {
  const lines = steps.flatMap(({ sentence, current }) =>
    current === null ? [] : [latexText(say(sentence, translate)), display(current)],
  );
  return [`\\subsection*{${latexText(say(title, translate))}}`, display(steps[0].formula), ...lines].join('\n\n');
}
