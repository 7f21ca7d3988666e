import { message, type Message } from '../../../message/message';
import type { HtmlBlocks } from '../../html/htmlBlocks';
import type { Typeset } from '../../html/htmlMath';
import { htmlText } from '../../html/htmlText';
import { pointsText } from './pointsText';
import { withDrawing, type DocumentExercise, type Part, type SheetDocument } from '../sheetDocument';

/** Writes the exercises of a sheet or a key as HTML, for a whole file or a place in one. */
export class ExerciseHtml {
  constructor(
    private readonly blocks: HtmlBlocks,
    private readonly typeset: Typeset,
    /** The heading of an exercise, and of a part of it. */
    private readonly heading: { readonly exercise: (html: string) => string; readonly part: (html: string) => string },
  ) {}

  /** The network and its numbers, with the drawing if there is one. */
  introduction({ introduction, drawing }: SheetDocument): readonly string[] {
    return withDrawing(introduction, drawing).map((block) => this.blocks.block(block));
  }

  /** How a key was computed; nothing for a sheet. */
  policy({ policy }: SheetDocument): readonly string[] {
    if (policy.length === 0) return [];
    return [`<p><em>${policy.map((sentence) => this.blocks.text(sentence)).join(' ')}</em></p>`];
  }

  exercise({ title, points, given, remarks, notes, parts }: DocumentExercise): readonly string[] {
    const { blocks } = this;
    return [
      this.heading.exercise(`${htmlText(title)}${this.worth(points)}`),
      ...(given.length === 0 ? [] : [`<p>${blocks.text(message('Given:'))}</p>`]),
      ...given.map((block) => blocks.block(block)),
      ...remarks.map((remark) => `<p>${blocks.text(remark)}</p>`),
      ...notes.map((note) => `<p>${htmlText(note)}</p>`),
      ...parts.map((part, i) => this.part(part, i + 1)),
    ];
  }

  private part({ points, tex, label, shape, solution }: Part, number: number): string {
    const { blocks } = this;
    if (solution === null) {
      const head = this.heading.part(`${number}. ${this.typeset(`${tex} =`, false)}`);
      return `<div class="part blank">${head}${this.grid(label, shape)}<span>${this.worth(points)}</span></div>`;
    }
    return [
      '<div class="part">',
      this.heading.part(`${number}. ${this.typeset(tex, false)}${this.worth(points)}`),
      '<div class="solution">',
      ...solution.steps.map(({ block }) => blocks.formula(block)),
      `<p class="answer">${blocks.text(message('Answer'))}</p>`,
      blocks.formula(solution.answer),
      '</div></div>',
    ].join('\n');
  }

  private worth(points: number | null): string {
    return points === null ? '' : ` (${this.blocks.text(pointsText(points))})`;
  }

  /** Spaces keep the cells open where no style sheet does. */
  private grid(label: Message, { rows, cols }: Part['shape']): string {
    const name = this.blocks.text(message('{0}: {1} × {2} empty cells', label, rows, cols));
    const line = `<tr>${'<td>&emsp;&emsp;&emsp;</td>'.repeat(cols)}</tr>`;
    return `<table role="img" aria-label="${name}"><tbody>${line.repeat(rows)}</tbody></table>`;
  }
}
