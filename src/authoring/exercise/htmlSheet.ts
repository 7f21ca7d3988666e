import { message, type Message } from '../../message/message';
import type { HandoutChoices } from '../choices';
import { HtmlBlocks } from '../html/htmlBlocks';
import { htmlFile } from '../html/htmlFile';
import { loadTypeset, type Typeset } from '../html/htmlMath';
import { pageStyle } from '../html/htmlStyle';
import { htmlText } from '../html/htmlText';
import type { WriterOptions } from '../target';
import { pointsText } from './pointsText';
import type { DocumentExercise, Part, SheetDocument } from './sheetDocument';

/** What the page of an export has no need of: blanks, and answers that are set off. */
const sheetStyle = `
.blank{display:flex;align-items:center;gap:.5em;overflow-x:auto;margin:.75em 0 1.5em}
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
  choices: HandoutChoices,
): Promise<string> {
  const typeset = await loadTypeset();
  const blocks = new HtmlBlocks(typeset, options.translate, {
    heading: (html) => `<h3>${html}</h3>`,
    // A sheet has formulas and sentences only.
    drawing: () => '',
  });
  const writer = new SheetWriter(blocks, typeset);
  const { title, file } = paper;
  const handout = { source: { file, text: '' }, title, choices };
  return htmlFile(handout, options, { style: pageStyle + sheetStyle, script: '', body: writer.body(paper) });
}

class SheetWriter {
  constructor(
    private readonly blocks: HtmlBlocks,
    private readonly typeset: Typeset,
  ) {}

  body({ title, code, isKey, policy, introduction, exercises }: SheetDocument): string {
    const { blocks } = this;
    const heading = isKey ? message('Key to sheet {0}', code) : message('Sheet {0}', code);
    return [
      '<body>',
      `<header><h1>${htmlText(title)}</h1><p class="code">${blocks.text(heading)}</p></header>`,
      '<main>',
      isKey
        ? `<p><em>${policy.map((sentence) => blocks.text(sentence)).join(' ')}</em></p>`
        : `<p>${blocks.text(message('Name'))}: <span class="name"></span></p>`,
      ...introduction.map((block) => blocks.block(block)),
      ...exercises.map((exercise) => this.exercise(exercise)),
      '</main>',
      '</body>',
    ].join('\n');
  }

  private exercise({ title, points, given, notes, parts }: DocumentExercise): string {
    const { blocks } = this;
    const sum = points === null ? '' : ` (${blocks.text(pointsText(points))})`;
    return [
      `<section><h2>${htmlText(title)}${sum}</h2>`,
      ...(given.length === 0 ? [] : [`<p>${blocks.text(message('Given:'))}</p>`]),
      ...given.map((block) => blocks.block(block)),
      ...notes.map((note) => `<p>${htmlText(note)}</p>`),
      ...parts.map((part, i) => this.part(part, i + 1)),
      '</section>',
    ].join('\n');
  }

  private part({ points, tex, label, shape, solution }: Part, number: number): string {
    const { blocks } = this;
    const worth = points === null ? '' : ` (${blocks.text(pointsText(points))})`;
    const head = `<h3>${number}. ${this.typeset(tex, false)}${worth}</h3>`;
    const body =
      solution === null
        ? `<div class="blank">${this.typeset(`${tex} =`, false)}${this.grid(label, shape)}</div>`
        : [
            '<div class="solution">',
            ...solution.steps.map(({ block }) => blocks.formula(block)),
            `<p class="answer">${blocks.text(message('Answer'))}</p>`,
            blocks.formula(solution.answer),
            '</div>',
          ].join('\n');
    return `<div class="part">${head}\n${body}</div>`;
  }

  private grid(label: Message, { rows, cols }: Part['shape']): string {
    const name = this.blocks.text(message('{0}: {1} × {2} empty cells', label, rows, cols));
    const line = `<tr>${'<td></td>'.repeat(cols)}</tr>`;
    return `<table role="img" aria-label="${name}"><tbody>${line.repeat(rows)}</tbody></table>`;
  }
}
