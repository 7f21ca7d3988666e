import { madeFrom, withoutChecksum } from '../../checksum';
import { say, type Translate } from '../../../message/message';
import type { Look } from '../../../notation/look';
import { xmlBase64 } from '../../base64';
import { xmlText } from '../../drawing/xmlText';
import type { SlipAnswer } from '../knownSlips';
import type { Question, Sheet } from '../sheet';
import type { Part } from '../sheetDocument';
import { plainNumber } from '../sheetNumbers';
import { askedLine, QuizPaper, type AskedPart, type QuizAnswer } from './quizPaper';

/** Moodle XML of all sheets: a category for the file, `numerical` for a single number, `cloze` for a matrix. */
export function moodleQuiz(sheets: readonly Sheet[], command: string, look: Look, translate: Translate): string {
  const [{ title, file }] = sheets;
  // Students may see it, and a checksum would come of the answers too.
  const made = withoutChecksum(say(madeFrom(file), translate));
  // A slash divides categories; two are one slash.
  const category = `$course$/top/${(title ?? file).replaceAll('/', '//')}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<quiz>',
    `<question type="category"><category><text>${xmlText(category)}</text></category><info format="plain_text"><text>${xmlText(`${made}\n${command}`)}</text></info></question>`,
    ...sheets.flatMap((sheet) => new QuizWriter(new QuizPaper(sheet, look, translate)).questions()),
    '</quiz>',
    '',
  ].join('\n');
}

class QuizWriter {
  /** The drawing, which is in every question. */
  private readonly picture: string;

  constructor(private readonly quiz: QuizPaper) {
    this.picture = quiz.svg === '' ? '' : pictureFile(quiz.svg);
  }

  questions(): readonly string[] {
    return this.quiz.parts().map((one) => this.question(one));
  }

  private question(one: AskedPart): string {
    const { asked, part } = one;
    const single = asked.shown.data.length === 1;
    const slips = this.quiz.slips(asked);
    const task = [...this.task(one), ...(single ? [] : [this.cloze(asked, part, slips)])];
    const head = [
      `<question type="${single ? 'numerical' : 'cloze'}">`,
      `<name><text>${xmlText(one.named(part.label))}</text></name>`,
      `<questiontext format="html"><text>${xmlText(task.join('\n'))}</text>${this.picture}</questiontext>`,
      `<generalfeedback format="html"><text>${xmlText(this.quiz.solution(part).join('\n'))}</text></generalfeedback>`,
    ];
    // The grade of a cloze question is the sum of its blanks.
    if (!single) return [...head, '</question>'].join('\n');
    const right = rightAnswer(asked, 0);
    return [
      ...head,
      `<defaultgrade>${part.points ?? 1}</defaultgrade>`,
      answer(100, right, ''),
      ...this.quiz.wrongAnswers(right, 0, slips).map((wrong) => answer(0, wrong, wrong.said)),
      '<unitgradingtype>0</unitgradingtype><unitpenalty>0.1</unitpenalty><showunits>3</showunits><unitsleft>0</unitsleft>',
      '</question>',
    ].join('\n');
  }

  /** All that is needed to answer: each question is asked on its own. */
  private task({ exercise, part: { tex, points, remark } }: AskedPart): readonly string[] {
    return [
      this.quiz.title(exercise, points),
      ...this.quiz.network('@@PLUGINFILE@@/network.svg'),
      ...this.quiz.given(exercise, remark === null ? [] : [remark]),
      askedLine(tex),
    ];
  }

  /** The blanks as a table, each an embedded numerical question. */
  private cloze(asked: Question, { points }: Part, slips: readonly SlipAnswer[]): string {
    const { rows, cols, data } = asked.shown;
    const weight = points !== null && points > 0 && Number.isInteger(points / data.length) ? points / data.length : 1;
    const accepted = ({ value, tolerance }: QuizAnswer) => `${plainNumber(value)}:${plainNumber(tolerance)}`;
    const blank = (i: number) => {
      const right = rightAnswer(asked, i);
      const wrong = this.quiz.wrongAnswers(right, i, slips).map((one) => `~%0%${accepted(one)}#${inCloze(one.said)}`);
      return `{${weight}:NUMERICAL:=${accepted(right)}${wrong.join('')}}`;
    };
    const line = (r: number) => Array.from({ length: cols }, (_, c) => `<td>${blank(r * cols + c)}</td>`).join('');
    return `<table>${Array.from({ length: rows }, (_, r) => `<tr>${line(r)}</tr>`).join('')}</table>`;
  }
}

function rightAnswer({ shown, tolerance }: Question, at: number): QuizAnswer {
  return { value: shown.data[at], tolerance: tolerance[at] };
}

function answer(fraction: number, { value, tolerance }: QuizAnswer, feedback: string): string {
  return [
    `<answer fraction="${fraction}" format="moodle_auto_format"><text>${plainNumber(value)}</text>`,
    `<feedback format="html"><text>${xmlText(feedback)}</text></feedback>`,
    `<tolerance>${plainNumber(tolerance)}</tolerance></answer>`,
  ].join('');
}

function pictureFile(svg: string): string {
  return `<file name="network.svg" path="/" encoding="base64">${xmlBase64(svg)}</file>`;
}

/** HTML inside a cloze answer: what would end it, or begin another, is written as an entity, which Moodle resolves. */
function inCloze(html: string): string {
  return html.replace(/[&{}~#\\"]/g, (sign) => (sign === '&' ? '&amp;' : `&#${sign.charCodeAt(0)};`));
}
