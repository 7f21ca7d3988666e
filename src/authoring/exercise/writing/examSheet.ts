import { madeFrom } from '../../checksum';
import { message, say, type Message, type Translate } from '../../../message/message';
import { blockLatex, displayedWhole, formulaPreamble, tallPreamble } from '../../latex/latexBlocks';
import { latexComment, latexFonts, latexText } from '../../latex/latexText';
import type { FormulaBlock } from '../../../page/page';
import { blankGrid } from './blankGrid';
import { pointsText } from './pointsText';
import { withDrawing, type DocumentExercise, type Part, type SheetDocument } from '../sheetDocument';

/** Sheets (without any answer) or keys, each on pages of its own, as LaTeX for `exam.cls`. */
export function examSheet(documents: readonly SheetDocument[], command: string, translate: Translate): string {
  const [{ isKey, file, title }] = documents;
  const text = (words: Message) => latexText(say(words, translate));
  const heading = latexText(title);
  const body = documents.map((one) => onePaper(one, translate));
  const points = text(message('pt.'));
  return [
    latexComment(say(madeFrom(file), translate), command),
    `\\documentclass[11pt,a4paper${isKey ? ',answers' : ''}]{exam}`,
    ...latexFonts([heading, text(message('Name')), ...body].join('')),
    `\\usepackage{amsmath,amssymb,mathtools,bm,graphicx${documents.some(({ drawing }) => drawing !== null) ? ',tikz' : ''}}`,
    '\\setcounter{MaxMatrixCols}{40}',
    '\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{0.5em}\\setlength{\\emergencystretch}{3em}',
    ...formulaPreamble('\\normalsize'),
    ...tallPreamble,
    '\\newcommand{\\sheetcode}{}',
    '\\pagestyle{headandfoot}',
    `\\header{${heading}${isKey ? `: ${text(message('key'))}` : ''}}{}{\\texttt{\\sheetcode}}`,
    '\\footer{}{\\thepage}{}',
    '\\headrule',
    // The frames of the class end pages badly.
    '\\renewenvironment{TheSolution}{\\par\\solutiontitle\\ignorespaces}{\\par}\\raggedbottom',
    `\\pointpoints{${points}}{${points}}`,
    `\\renewcommand{\\solutiontitle}{\\noindent\\textbf{${text(message('Solution'))}.}}`,
    '\\begin{document}',
    ...body,
    '\\end{document}',
    '',
  ].join('\n');
}

function onePaper(paper: SheetDocument, translate: Translate): string {
  const { code, isKey, policy, drawing, introduction, exercises } = paper;
  const text = (words: Message) => latexText(say(words, translate));
  const look = { colours: 'weight', translate } as const;
  const name = `${text(message('Name'))}: \\underline{\\hspace{7cm}}`;
  return [
    // The pages so far are finished with their own code.
    '\\clearpage',
    `\\gdef\\sheetcode{${latexText(code)}}\\setcounter{page}{1}`,
    isKey ? `\\textit{${policy.map(text).join(' ')}}` : name,
    ...withDrawing(introduction, drawing).map((block) => blockLatex(block, look, '0.4\\textheight')),
    '\\begin{questions}',
    ...exercises.map((exercise) => question(exercise, isKey, translate)),
    '\\end{questions}',
  ].join('\n\n');
}

function question(
  { title, given, remarks, notes, parts, points }: DocumentExercise,
  isKey: boolean,
  translate: Translate,
) {
  const look = { colours: 'weight', translate } as const;
  const sum = points === null ? '' : ` (${latexText(say(pointsText(points), translate))})`;
  return [
    `\\question \\textbf{${latexText(title)}}${sum}`,
    ...(given.length === 0 ? [] : [latexText(say(message('Given:'), translate))]),
    ...given.map((block) => blockLatex(block, look)),
    ...remarks.map((remark) => latexText(say(remark, translate))),
    ...notes.map(latexText),
    '\\begin{parts}',
    ...parts.map((part) => onePart(part, isKey, translate)),
    '\\end{parts}',
  ].join('\n\n');
}

function onePart({ tex, shape, points, solution }: Part, isKey: boolean, translate: Translate): string {
  const head = `\\part${pointsOption(points, translate)}`;
  if (!isKey || solution === null) {
    return `${head} \\fit{\\linewidth}{0.9\\textheight}{${tex} = \\;${blankGrid(shape)}}\\par\\vspace{1.5em}`;
  }
  // The first formula is in the line of the heading, so that no page ends between them.
  const formulas = [...solution.steps.map(({ block }) => block), boxed(solution.answer)].map((block) =>
    displayedWhole(block),
  );
  return [`${head} $${tex}$`, '', '\\begin{solution}', formulas.join('\n\n'), '\\end{solution}'].join('\n');
}

/** exam.cls knows whole and half points; others are said in words. */
function pointsOption(points: number | null, translate: Translate): string {
  if (points === null) return '';
  const whole = Math.floor(points);
  if (points === whole) return `[${whole}]`;
  return points - whole === 0.5
    ? `[${whole === 0 ? '' : whole}\\half]`
    : ` (${latexText(say(pointsText(points), translate))})`;
}

function boxed(answer: FormulaBlock): FormulaBlock {
  const { write } = answer;
  return { ...answer, write: (style) => `\\boxed{${write!(style)}}` };
}
