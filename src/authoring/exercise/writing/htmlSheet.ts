import { message } from '../../../message/message';
import { HtmlBlocks, inFile } from '../../html/htmlBlocks';
import { htmlFile } from '../../html/htmlFile';
import { loadTypeset } from '../../html/htmlMath';
import { printScript } from '../../html/htmlScripts';
import { pageStyle } from '../../html/htmlStyle';
import { htmlText } from '../../html/htmlText';
import type { WriterOptions } from '../../target';
import { ExerciseHtml } from './exerciseHtml';
import type { SheetDocument } from '../sheetDocument';

/** What the page of an export has no need of: blanks, and answers that are set off. */
const sheetStyle = `
.blank{display:flex;align-items:center;gap:.6em;overflow-x:auto;margin:1.2em 0}
.blank h3{margin:0;font-weight:normal}
.blank table{border-collapse:collapse;margin:0;width:auto}
.blank td{border:1px solid currentcolor;width:5em;min-width:5em;height:2.2em;padding:0}
.name{border-bottom:1px solid currentcolor;display:inline-block;width:16em;height:1.2em}
.solution{border-left:3px solid currentcolor;padding-left:1em;margin-bottom:1.5em}
.answer{font-weight:bold}
.code{font-family:monospace}
@media print{.part{break-inside:avoid}}
`;

/** The sheet (without any answer) or the key in one file of HTML that is read without a network. */
export async function htmlSheet(
  paper: SheetDocument,
  options: Pick<WriterOptions, 'translate' | 'command' | 'mathStyle'>,
  language: string,
): Promise<string> {
  const typeset = await loadTypeset();
  const { title, file, code, isKey } = paper;
  const blocks = new HtmlBlocks(typeset, options.translate, inFile({ ...options, colours: 'weight', title }));
  const exercises = new ExerciseHtml(blocks, typeset, {
    exercise: (html) => `<h2>${html}</h2>`,
    part: (html) => `<h3>${html}</h3>`,
  });
  const heading = isKey ? message('Key to sheet {0}', code) : message('Sheet {0}', code);
  const body = [
    '<body>',
    `<header><h1>${htmlText(title)}</h1><p class="code">${blocks.text(heading)}</p></header>`,
    '<main>',
    ...(isKey ? exercises.policy(paper) : [`<p>${blocks.text(message('Name'))}: <span class="name"></span></p>`]),
    ...exercises.introduction(paper),
    ...paper.exercises.map((exercise) => `<section>${exercises.exercise(exercise).join('\n')}</section>`),
    '</main>',
    '</body>',
  ];
  const style = pageStyle + sheetStyle;
  return htmlFile({ file, title, language, style, script: printScript, body: body.join('\n') }, options);
}
