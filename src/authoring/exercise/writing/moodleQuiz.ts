import { madeFrom, withoutChecksum } from '../../checksum';
import { message, say, type Message, type Translate } from '../../../message/message';
import type { Alphabet } from '../../../notation/letters/alphabet';
import { plainTex } from '../../../notation/tex/texStyle';
import type { Inline } from '../../../page/page';
import { drawingSvg } from '../../drawing/drawingSvg';
import { xmlText } from '../../drawing/xmlText';
import type { HandoutBlock } from '../../handout';
import { spokenBlock } from '../../spokenBlock';
import { htmlText } from '../../html/htmlText';
import { xmlBase64 } from '../../base64';
import { slipAnswers, type SlipAnswer } from '../knownSlips';
import { pointsText } from './pointsText';
import type { Question, Sheet } from '../sheet';
import { sheetDocument, type DocumentExercise, type Part, type SheetDocument } from '../sheetDocument';
import { plainNumber } from '../sheetNumbers';
import { roundingOf } from '../tolerance';

/** A wrong answer to one blank, and what it tells. */
interface WrongAnswer {
  readonly value: number;
  /** Not less than for the correct answer, and enough for this one to be rounded. */
  readonly tolerance: number;
  readonly said: readonly Message[];
}

/** Moodle XML of all sheets: a category for the file, `numerical` for a single number, `cloze` for a matrix. */
export function moodleQuiz(sheets: readonly Sheet[], command: string, letters: Alphabet, translate: Translate): string {
  const [{ title, file }] = sheets;
  // Students may see it, and a checksum would come of the answers too.
  const made = withoutChecksum(say(madeFrom(file), translate));
  // A slash divides categories; two are one slash.
  const category = `$course$/top/${(title ?? file).replaceAll('/', '//')}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<quiz>',
    `<question type="category"><category><text>${xmlText(category)}</text></category><info format="plain_text"><text>${xmlText(`${made}\n${command}`)}</text></info></question>`,
    ...sheets.flatMap((sheet) => new QuizWriter(sheet, letters, translate).questions()),
    '</quiz>',
    '',
  ].join('\n');
}

class QuizWriter {
  private readonly paper: SheetDocument;
  /** The drawing, which is in every question. */
  private readonly picture: string;

  constructor(
    private readonly sheet: Sheet,
    letters: Alphabet,
    private readonly translate: Translate,
  ) {
    this.paper = sheetDocument(sheet, true, { letters, drawing: true, apart: true });
    const { drawing, title } = this.paper;
    this.picture = drawing === null ? '' : pictureFile(drawingSvg(drawing, { colours: 'weight', translate, title }));
  }

  questions(): readonly string[] {
    return this.paper.exercises.flatMap((exercise, e) =>
      exercise.parts.map((part, i) => this.question(part, [e, i], exercise, this.sheet.exercises[e].questions[i])),
    );
  }

  private question(part: Part, [e, i]: readonly [number, number], exercise: DocumentExercise, asked: Question): string {
    const single = asked.shown.data.length === 1;
    const label = say(part.label, this.translate);
    // Exercises may have the same title.
    const number = this.paper.exercises.length === 1 ? `${i + 1}` : `${e + 1}.${i + 1}`;
    const name = `${this.paper.code} ${exercise.title} ${number} ${label}`;
    const slips = [...slipAnswers(asked, this.sheet)];
    const task = [...this.task(exercise, part), ...(single ? [] : [this.cloze(asked, part, slips)])];
    const head = [
      `<question type="${single ? 'numerical' : 'cloze'}">`,
      `<name><text>${xmlText(name)}</text></name>`,
      `<questiontext format="html"><text>${xmlText(task.join('\n'))}</text>${this.picture}</questiontext>`,
      `<generalfeedback format="html"><text>${xmlText(this.solution(part).join('\n'))}</text></generalfeedback>`,
    ];
    // The grade of a cloze question is the sum of its blanks.
    if (!single) return [...head, '</question>'].join('\n');
    return [
      ...head,
      `<defaultgrade>${part.points ?? 1}</defaultgrade>`,
      answer(100, asked.shown.data[0], asked.tolerance[0], ''),
      ...wrongAnswers(asked, 0, slips).map(({ value, tolerance, said }) =>
        answer(0, value, tolerance, htmlText(this.sentences(said))),
      ),
      '<unitgradingtype>0</unitgradingtype><unitpenalty>0.1</unitpenalty><showunits>3</showunits><unitsleft>0</unitsleft>',
      '</question>',
    ].join('\n');
  }

  /** All that is needed to answer: each question is asked on its own. */
  private task({ title, given, notes }: DocumentExercise, { tex, points, remark }: Part): readonly string[] {
    const { introduction, drawing } = this.paper;
    const worth = points === null ? '' : ` (${htmlText(say(pointsText(points), this.translate))})`;
    const alt = drawing === null ? '' : spokenBlock(drawing, this.translate);
    return [
      `<p><strong>${ownText(title)}</strong>${worth}</p>`,
      ...(drawing === null ? [] : [`<p><img src="@@PLUGINFILE@@/network.svg" alt="${htmlText(alt)}"></p>`]),
      ...introduction.map((block) => this.block(block)),
      ...(given.length === 0 ? [] : [`<p>${htmlText(say(message('Given:'), this.translate))}</p>`]),
      ...given.map((block) => this.block(block)),
      ...(remark === null ? [] : [`<p>${htmlText(say(remark, this.translate))}</p>`]),
      ...notes.map((note) => `<p>${ownText(note)}</p>`),
      `<p>${inline(`${tex} = {?}`)}</p>`,
    ];
  }

  /** The worked solution. */
  private solution({ solution }: Part): readonly string[] {
    if (solution === null) return [];
    return [...solution.steps.map(({ block }) => this.block(block)), this.block(solution.answer)];
  }

  /** The blanks as a table, each an embedded numerical question. */
  private cloze(asked: Question, { points }: Part, slips: readonly SlipAnswer[]): string {
    const { rows, cols, data } = asked.shown;
    const weight = points !== null && points > 0 && Number.isInteger(points / data.length) ? points / data.length : 1;
    const blank = (i: number) => {
      const accepted = (x: number, tolerance: number) => `${plainNumber(x)}:${plainNumber(tolerance)}`;
      const wrong = wrongAnswers(asked, i, slips).map(
        ({ value, tolerance, said }) => `~%0%${accepted(value, tolerance)}#${inCloze(htmlText(this.sentences(said)))}`,
      );
      return `{${weight}:NUMERICAL:=${accepted(data[i], asked.tolerance[i])}${wrong.join('')}}`;
    };
    const line = (r: number) => Array.from({ length: cols }, (_, c) => `<td>${blank(r * cols + c)}</td>`).join('');
    return `<table>${Array.from({ length: rows }, (_, r) => `<tr>${line(r)}</tr>`).join('')}</table>`;
  }

  private sentences(said: readonly Message[]): string {
    return said.map((text) => say(text, this.translate)).join(' ');
  }

  private block(block: HandoutBlock): string {
    if (block.kind === 'formula') return `<p>${inline(block.write!(plainTex))}</p>`;
    return block.kind === 'paragraph' ? `<p>${this.inlines(block.content)}</p>` : '';
  }

  private inlines(content: readonly Inline[]): string {
    return content
      .map((one) => (one.kind === 'math' ? inline(one.tex) : htmlText(say(one.text, this.translate))))
      .join(' ');
  }
}

function answer(fraction: number, value: number, tolerance: number, feedback: string): string {
  return [
    `<answer fraction="${fraction}" format="moodle_auto_format"><text>${plainNumber(value)}</text>`,
    `<feedback format="html"><text>${xmlText(feedback)}</text></feedback>`,
    `<tolerance>${plainNumber(tolerance)}</tolerance></answer>`,
  ].join('');
}

function pictureFile(svg: string): string {
  return `<file name="network.svg" path="/" encoding="base64">${xmlBase64(svg)}</file>`;
}

/** What comes out for one entry by each known slip, where no answer to it is one to another before it. */
function wrongAnswers(question: Question, at: number, slips: readonly SlipAnswer[]): readonly WrongAnswer[] {
  const off = question.tolerance[at];
  const taken = [{ value: question.shown.data[at], tolerance: off }];
  const found: WrongAnswer[] = [];
  for (const { value: wrong, said } of slips) {
    const value = wrong.data[at];
    if (!Number.isFinite(value)) continue;
    const tolerance = Math.max(off, roundingOf(value));
    if (taken.some((other) => Math.abs(value - other.value) <= 1.01 * (tolerance + other.tolerance))) continue;
    taken.push({ value, tolerance });
    found.push({ value, tolerance, said: said() });
  }
  return found;
}

/** Mathematics between \( and \), which no dollar sign can end. */
function inline(tex: string): string {
  return `\\(${htmlText(tex)}\\)`;
}

/** An author's text: no blank, no place of a file, and no mathematics begins in it. */
function ownText(text: string): string {
  return htmlText(text).replace(/[{}\\$@]/g, (sign) =>
    /[{}]/.test(sign) ? `&#${sign.charCodeAt(0)};` : `<span>${sign}</span>`,
  );
}

/** HTML inside a cloze answer: what would end it, or begin another, is written as an entity, which Moodle resolves. */
function inCloze(html: string): string {
  return html.replace(/[&{}~#\\"]/g, (sign) => (sign === '&' ? '&amp;' : `&#${sign.charCodeAt(0)};`));
}
