import { message, type Message } from '../../message/message';
import type { Matrix } from '../../network/matrix';
import type { Question, Sheet } from './sheet';

/** Why an answer asks nothing of a student, and how to say in how many of the sheets. */
interface Hollow {
  readonly holds: (question: Question, sheet: Sheet) => boolean;
  readonly said: (exercise: string, asked: string, count: number, all: number) => Message;
}

const kinds: readonly Hollow[] = [
  {
    holds: ({ full }) => full.data.every((x) => x === 0),
    said: (...of) => message('Exercise “{0}”: {1} is 0 throughout (in {2} of {3} sheets).', ...of),
  },
  {
    holds: ({ full, tolerance }) => full.data.some((x, i) => x !== 0 && Math.abs(x) <= tolerance[i]),
    said: (...of) => message('Exercise “{0}”: an answer of {1} is smaller than its tolerance, so 0 is accepted too (in {2} of {3} sheets).', ...of), // prettier-ignore
  },
  {
    holds: (question, sheet) => {
      const old = beforeStep(question, sheet);
      return old !== null && old.every((x, i) => Math.abs(x - question.full.data[i]) <= question.tolerance[i]);
    },
    said: (...of) => message('Exercise “{0}”: the step to {1} is smaller than the tolerance, so the old values are accepted too (in {2} of {3} sheets). A larger rate helps.', ...of), // prettier-ignore
  },
];

/** The W or b on the sheet from which a step is asked, or its entry. */
function beforeStep({ asked: { quantity, layer, entry } }: Question, { network }: Sheet): readonly number[] | null {
  if (quantity !== 'nextW' && quantity !== 'nextb') return null;
  const { weights, bias } = network.layers[layer! - 1];
  const old: Matrix | null = quantity === 'nextW' ? weights : bias;
  if (old === null) return null;
  return entry === null ? [...old.data] : [old.data[(entry.row - 1) * old.cols + entry.column - 1]];
}

/** What to say of answers that are right without any work: zeros, and those that the tolerance swallows. */
export function hollowAnswers(sheets: readonly Sheet[]): readonly Message[] {
  const [first] = sheets;
  if (first === undefined) return [];
  return first.exercises.flatMap(({ title, questions }, e) =>
    questions.flatMap(({ asked }, q) =>
      kinds.flatMap(({ holds, said }) => {
        const count = sheets.filter((sheet) => holds(sheet.exercises[e].questions[q], sheet)).length;
        const { entry, item } = asked;
        const name = item.name.text + (entry === null ? '' : `[${entry.row}, ${entry.column}]`);
        return count === 0 ? [] : [said(title, name, count, sheets.length)];
      }),
    ),
  );
}
