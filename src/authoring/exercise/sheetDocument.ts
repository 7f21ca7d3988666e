import { message, type Message } from '../../message/message';
import type { Shape } from '../../network/matrix';
import { plainTex } from '../../notation/tex/texStyle';
import { drawing as networkDrawing } from '../../page/drawing/drawing';
import { blockIn } from '../../page/look';
import { texIn } from '../../notation/tex/texInLook';
import type { Look } from '../../notation/look';
import type { DrawingBlock } from '../../page/page';
import type { HandoutBlock } from '../handout';
import { entryLabel, indicesOf } from './askedEntry';
import { labelOf } from './askedSymbol';
import { givenBlocks, introduction } from './sheetIntroduction';
import type { Question, Sheet, SheetExercise } from './sheet';
import { DIGITS } from './sheetNumbers';
import { itemTex, solution, type Solution } from './workedSolution';

/** A sheet or a key, ready to be written: without a key there is no answer in it. */
export interface SheetDocument {
  readonly title: string;
  readonly file: string;
  readonly code: string;
  readonly isKey: boolean;
  /** How the answers were computed, and how far off one may be; nothing on a sheet. */
  readonly policy: readonly Message[];
  /** null where it is not asked for, or the network is too deep. */
  readonly drawing: DrawingBlock | null;
  /** The network, its functions and its numbers. */
  readonly introduction: readonly HandoutBlock[];
  readonly exercises: readonly DocumentExercise[];
}

export interface DocumentExercise {
  readonly title: string;
  /** What its letters mean, where it is not usual. */
  readonly remarks: readonly Message[];
  readonly notes: readonly string[];
  /** The sum, where every part has points. */
  readonly points: number | null;
  readonly given: readonly HandoutBlock[];
  readonly parts: readonly Part[];
}

/** One blank. */
export interface Part {
  readonly label: Message;
  /** The letter with its indices. */
  readonly tex: string;
  readonly points: number | null;
  /** What its letter means, where it is not usual. */
  readonly remark: Message | null;
  readonly shape: Shape;
  /** null on a sheet. */
  readonly solution: Solution | null;
}

/** How sheets are written. */
export interface SheetStyle extends Look {
  /** Whether the network is drawn. */
  readonly drawing: boolean;
  /** Whether each answer is worked out from the beginning, for whoever sees it without the others. */
  readonly apart?: true;
}

/** The sheet (without any answer) or the key. */
export function sheetDocument(sheet: Sheet, isKey: boolean, style: SheetStyle): SheetDocument {
  const { drawing } = style;
  // The values of a trace would be answers.
  const picture = drawing ? networkDrawing(sheet.network, null) : null;
  return {
    title: sheet.title ?? sheet.file,
    file: sheet.file,
    code: sheet.code,
    isKey,
    policy: isKey ? policy(sheet) : [],
    drawing: picture && blockIn(style, picture),
    introduction: introduction(sheet).map((block) => blockIn(style, block)),
    exercises: sheet.exercises.map((exercise, i) =>
      documentExercise(exercise, `exercise.${i + 1}`, sheet, isKey, style),
    ),
  };
}

/** What is above the exercises, with the drawing below the chain of maps. */
export function withDrawing(
  introduction: readonly HandoutBlock[],
  drawing: DrawingBlock | null,
): readonly HandoutBlock[] {
  return drawing === null ? introduction : [introduction[0], drawing, ...introduction.slice(1)];
}

function documentExercise(
  exercise: SheetExercise,
  id: string,
  sheet: Sheet,
  isKey: boolean,
  style: SheetStyle,
): DocumentExercise {
  const { title, notes, questions } = exercise;
  const points = questions.map(({ asked }) => asked.points);
  const had = new Set<string>();
  return {
    title,
    remarks: questions.some(({ asked }) => remarkOn(asked) !== null) ? [nextRemark] : [],
    notes,
    points: points.every((count) => count !== null) ? tidy(points.reduce((a, b) => a + b, 0)) : null,
    given: givenBlocks(exercise, id, sheet).map((block) => blockIn(style, block)),
    parts: questions.map((question, i) => ({
      label: entryLabel(labelOf(question.asked, sheet.network.layers.length), indicesOf(question.asked)),
      tex: itemTex(question.asked, exercise.printed, texIn(style, plainTex)),
      points: question.asked.points && tidy(question.asked.points),
      remark: remarkOn(question.asked),
      shape: { rows: question.full.rows, cols: question.full.cols },
      solution: isKey
        ? solutionIn(style, solution(question, exercise, sheet, `${id}.${i + 1}`, style.apart ? new Set() : had))
        : null,
    })),
  };
}

/** Without the last digits of a third, or of a sum. */
function tidy(points: number): number {
  return Number(points.toPrecision(4));
}

const nextRemark = message('The superscript + marks W and b after one step of gradient descent with the rate η.');

function remarkOn({ quantity }: Question['asked']): Message | null {
  return quantity === 'nextW' || quantity === 'nextb' ? nextRemark : null;
}

function solutionIn(look: Look, { steps, answer }: Solution): Solution {
  return {
    steps: steps.map((step) => ({ ...step, block: blockIn(look, step.block) })),
    answer: blockIn(look, answer),
  };
}

/** Both roundings are computed; a tolerance holds for both. */
function policy({ rounding }: Sheet): readonly Message[] {
  return [
    rounding === 'full'
      ? message('In this key, intermediate results are kept in full; {0} significant digits are printed.', DIGITS)
      : message('In this key, every printed result is rounded to {0} significant digits and used as printed.', DIGITS),
    message(
      'The tolerance after ± holds for both ways: results kept in full, and results rounded and used as printed.',
    ),
  ];
}
