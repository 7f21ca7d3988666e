import { message, say, type Message, type Translate } from '../../../message/message';
import type { Look } from '../../../notation/look';
import { plainTex } from '../../../notation/tex/texStyle';
import type { Inline } from '../../../page/page';
import { drawingSvg } from '../../drawing/drawingSvg';
import type { HandoutBlock } from '../../handout';
import { htmlText } from '../../html/htmlText';
import { spokenBlock } from '../../spokenBlock';
import { slipAnswers, type SlipAnswer } from '../knownSlips';
import type { Question, Sheet } from '../sheet';
import { sheetDocument, type DocumentExercise, type Part, type SheetDocument } from '../sheetDocument';
import { roundingOf } from '../tolerance';
import { pointsText } from './pointsText';

/** An answer to one field, and how far from it another one is the same answer. */
export interface QuizAnswer {
  readonly value: number;
  readonly tolerance: number;
}

/** What comes out by a known slip, and what it tells, as HTML. */
export interface WrongAnswer extends QuizAnswer {
  readonly said: string;
}

/** Everything that one sheet asks, for a quiz. */
export interface AskedPart {
  /** Where it is: exercise and part, from 0. */
  readonly at: readonly [number, number];
  readonly exercise: DocumentExercise;
  readonly part: Part;
  readonly asked: Question;
  /** The sheet, the exercise, which one it is, and what is asked: exercises may have the same title. */
  readonly named: (label: Message) => string;
}

/** One sheet as quizzes show it: HTML with mathematics between \( and \), which no dollar sign can end. */
export class QuizPaper {
  readonly paper: SheetDocument;
  /** The drawing; empty for a network that is too deep. */
  readonly svg: string;

  constructor(
    private readonly sheet: Sheet,
    look: Look,
    readonly translate: Translate,
  ) {
    this.paper = sheetDocument(sheet, true, { ...look, drawing: true, apart: true });
    const { drawing, title } = this.paper;
    this.svg = drawing === null ? '' : drawingSvg(drawing, { colours: 'weight', translate, title });
  }

  parts(): readonly AskedPart[] {
    const { code, exercises } = this.paper;
    return exercises.flatMap((exercise, e) =>
      exercise.parts.map((part, i) => {
        const number = exercises.length === 1 ? `${i + 1}` : `${e + 1}.${i + 1}`;
        const named = (label: Message) => `${code} ${exercise.title} ${number} ${say(label, this.translate)}`;
        return { at: [e, i] as const, exercise, part, asked: this.sheet.exercises[e].questions[i], named };
      }),
    );
  }

  slips(asked: Question): readonly SlipAnswer[] {
    return [...slipAnswers(asked, this.sheet)];
  }

  title({ title }: DocumentExercise, points: number | null): string {
    const worth = points === null ? '' : ` (${htmlText(say(pointsText(points), this.translate))})`;
    return `<p><strong>${ownText(title)}</strong>${worth}</p>`;
  }

  /** The network, with its drawing from this address. */
  network(address: string): readonly string[] {
    const { introduction, drawing } = this.paper;
    const alt = drawing === null ? '' : spokenBlock(drawing, this.translate);
    return [
      ...(drawing === null ? [] : [`<p><img src="${address}" alt="${htmlText(alt)}"></p>`]),
      ...introduction.map((block) => this.block(block)),
    ];
  }

  /** What an exercise gives, and what is said of it. */
  given({ given, notes }: DocumentExercise, remarks: readonly Message[]): readonly string[] {
    return [
      ...(given.length === 0 ? [] : [this.sentence(message('Given:'))]),
      ...given.map((block) => this.block(block)),
      ...remarks.map((remark) => this.sentence(remark)),
      ...notes.map((note) => `<p>${ownText(note)}</p>`),
    ];
  }

  sentence(text: Message): string {
    return `<p>${htmlText(say(text, this.translate))}</p>`;
  }

  /** The worked solution. */
  solution({ solution }: Part): readonly string[] {
    if (solution === null) return [];
    return [...solution.steps.map(({ block }) => this.block(block)), this.block(solution.answer)];
  }

  /** What comes out for one entry by each known slip, where no answer to it is one to another before it. */
  wrongAnswers(right: QuizAnswer, at: number, slips: readonly SlipAnswer[]): readonly WrongAnswer[] {
    const taken = [right];
    const found: WrongAnswer[] = [];
    for (const { value: wrong, said } of slips) {
      const value = wrong.data[at];
      if (!Number.isFinite(value)) continue;
      // Not less than for the correct answer, and enough for this one to be rounded.
      const tolerance = Math.max(right.tolerance, roundingOf(value));
      if (taken.some((other) => Math.abs(value - other.value) <= 1.01 * (tolerance + other.tolerance))) continue;
      taken.push({ value, tolerance });
      const words = said().map((text) => say(text, this.translate));
      found.push({ value, tolerance, said: htmlText(words.join(' ')) });
    }
    return found;
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

/** The last line of a question. */
export function askedLine(tex: string): string {
  return `<p>${inline(`${tex} = {?}`)}</p>`;
}

function inline(tex: string): string {
  return `\\(${htmlText(tex)}\\)`;
}

/** An author's text: no blank, no place of a file, and no mathematics begins in it. */
function ownText(text: string): string {
  return htmlText(text).replace(/[{}\\$@]/g, (sign) =>
    /[{}]/.test(sign) ? `&#${sign.charCodeAt(0)};` : `<span>${sign}</span>`,
  );
}
