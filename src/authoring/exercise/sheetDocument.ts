import { message, type Message } from '../../message/message';
import type { Shape } from '../../network/matrix';
import { drawing } from '../../page/drawing/drawing';
import type { DrawingBlock } from '../../page/page';
import type { HandoutBlock } from '../handout';
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
  readonly drawing: DrawingBlock | null;
  /** The network, its functions and its numbers. */
  readonly introduction: readonly HandoutBlock[];
  readonly exercises: readonly DocumentExercise[];
}

export interface DocumentExercise {
  readonly title: string;
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
  readonly shape: Shape;
  /** null on a sheet. */
  readonly solution: Solution | null;
}

/** The sheet (without any answer) or the key. */
export function sheetDocument(sheet: Sheet, isKey: boolean): SheetDocument {
  return {
    title: sheet.title ?? sheet.file,
    file: sheet.file,
    code: sheet.code,
    isKey,
    policy: isKey ? policy(sheet) : [],
    // The values of a trace would be answers.
    drawing: drawing(sheet.network, null),
    introduction: introduction(sheet),
    exercises: sheet.exercises.map((exercise, i) => documentExercise(exercise, `exercise.${i + 1}`, sheet, isKey)),
  };
}

function documentExercise(exercise: SheetExercise, id: string, sheet: Sheet, isKey: boolean): DocumentExercise {
  const { title, notes, questions } = exercise;
  const points = questions.map(({ asked }) => asked.points);
  const had = new Set<string>();
  return {
    title,
    notes,
    points: points.every((count) => count !== null) ? points.reduce((a, b) => a + b, 0) : null,
    given: givenBlocks(exercise, id, sheet),
    parts: questions.map((question, i) => ({
      label: partLabel(question, sheet),
      tex: itemTex(question.asked, exercise.printed),
      points: question.asked.points,
      shape: { rows: question.full.rows, cols: question.full.cols },
      solution: isKey ? solution(question, exercise, sheet, `${id}.${i + 1}`, had) : null,
    })),
  };
}

function partLabel({ asked }: Question, { network }: Sheet): Message {
  const label = labelOf(asked, network.layers.length);
  if (asked.entry === null) return label;
  return message('{0}, entry [{1}, {2}]', label, asked.entry.row, asked.entry.column);
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
