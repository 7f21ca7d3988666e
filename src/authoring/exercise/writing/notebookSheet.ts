import { madeFrom } from '../../checksum';
import { say, type Message, type Translate } from '../../../message/message';
import type { Matrix } from '../../../network/matrix';
import type { DrawingBlock } from '../../../page/page';
import { inJupyter, shownDrawing } from '../../notebook/notebook';
import { notebookText, type Cell } from '../../notebook/notebookText';
import { jupyterText } from '../../markdown/markdownText';
import { inComment } from '../../python/numpyScript';
import { numberCode } from '../../python/pythonArrays';
import { exerciseHead, introductionMarkdown, openingMarkdown } from './markdownSheet';
import { pointsText } from './pointsText';
import type { Question, Sheet, SheetExercise } from '../sheet';
import type { DocumentExercise, Part, SheetDocument } from '../sheetDocument';
import { quantityVariable, stepCode } from './sheetPython';

/**
 * The sheet or the key as a notebook with the cells of nbgrader: a cell for each answer, and one that grades it. The key is
 * the source version of the assignment: its solutions and hidden tests are between nbgrader's marks.
 */
export function notebookSheet(sheet: Sheet, paper: SheetDocument, command: string, translate: Translate): string {
  const made = say(madeFrom(inComment(paper.file)), translate);
  const opening = [
    inJupyter.opening(jupyterText(paper.title), [jupyterText(made), '', `    ${inComment(command)}`]),
    ...openingMarkdown(paper, translate),
    ...introductionMarkdown(paper, inJupyter, translate),
  ];
  const cells: Cell[] = [
    locked('sheet', opening.join('\n\n')),
    ...(paper.drawing === null ? [] : [drawingCell(paper.drawing, paper.title, translate)]),
    { ...locked('data', ['import numpy as np', '', ...dataCode(sheet)].join('\n')), kind: 'code' },
  ];
  paper.exercises.forEach((exercise, e) => {
    const id = `exercise-${e + 1}`;
    const { given } = sheet.exercises[e];
    cells.push(locked(id, exerciseHead(exercise, inJupyter, translate).join('\n\n')));
    const known = given.filter(({ asked }) => asked.entry === null);
    if (known.length > 0) {
      const lines = known.map(({ asked, value }) => `${quantityVariable(asked)} = ${array(value)}`);
      cells.push({ ...locked(`${id}-given`, lines.join('\n')), kind: 'code' });
    }
    cells.push(...exercise.parts.flatMap((part, i) => partCells(part, i, exercise, sheet.exercises[e], id, translate)));
  });
  return notebookText(cells);
}

/** The network drawn, as the output of a cell that students do not change. */
function drawingCell(block: DrawingBlock, title: string, translate: Translate): Cell {
  return { ...shownDrawing(block, { colours: 'weight', translate, title }), metadata: nbgrader('drawing', {}) };
}

function partCells(
  part: Part,
  i: number,
  { parts }: DocumentExercise,
  exercise: SheetExercise,
  id: string,
  translate: Translate,
): readonly Cell[] {
  const question = exercise.questions[i];
  const name = quantityVariable(question.asked);
  const { rows, cols } = part.shape;
  const worth = part.points === null ? '' : ` (${jupyterText(say(pointsText(part.points), translate))})`;
  const text = (words: Message) => say(words, translate);
  const partId = `${id}-part-${i + 1}`;
  const points = part.points ?? (parts.every(({ points }) => points === null) ? 1 : 0);
  return [
    locked(`${partId}-text`, `**${i + 1}.**${worth} ${inJupyter.inlineMath(part.tex)}`),
    {
      kind: 'code',
      text: [`# ${inComment(text(part.label))}: ${rows} × ${cols}`, ...answerCode(part, question, exercise)].join('\n'),
      metadata: nbgrader(partId, { solution: true, locked: false }),
    },
    {
      kind: 'code',
      text: [`assert np.shape(${name}) == (${rows}, ${cols})`, ...hiddenTests(part, question, name)].join('\n'),
      metadata: nbgrader(`${partId}-test`, { grade: true, points }),
    },
  ];
}

/** An empty matrix, or in the key the way to the answer. */
function answerCode({ shape: { rows, cols }, solution }: Part, { asked }: Question, { printed }: SheetExercise) {
  const name = quantityVariable(asked);
  if (solution === null) {
    const row = `    [${Array<string>(cols).fill('None').join(', ')}],`;
    return [`${name} = np.array([`, ...Array<string>(rows).fill(row), '])'];
  }
  const steps = solution.steps.flatMap((step) => stepCode(step, printed));
  return ['### BEGIN SOLUTION', ...steps, ...picked(asked), '### END SOLUTION'];
}

/** One entry of what was worked out. */
function picked(asked: Question['asked']): readonly string[] {
  const name = quantityVariable(asked);
  const whole = quantityVariable({ ...asked, entry: null });
  if (asked.quantity === 'f') return [`${name} = Sigma_last`];
  if (asked.entry === null) return [];
  const { row, column } = asked.entry;
  return [`${name} = ${whole}[${row - 1}:${row}, ${column - 1}:${column}]`];
}

function hiddenTests({ solution }: Part, { shown, tolerance }: Question, name: string): readonly string[] {
  if (solution === null) return [];
  const off = { ...shown, data: Float64Array.from(tolerance) };
  return [
    '### BEGIN HIDDEN TESTS',
    `assert np.all(np.abs(np.array(${name}, dtype=float) - ${array(shown)}) <= ${array(off)})`,
    '### END HIDDEN TESTS',
  ];
}

/** The numbers of the text. */
function dataCode({ network }: Sheet): readonly string[] {
  const [{ X, target }] = network.samples;
  return [
    `X = ${array(X)}`,
    ...(target === null ? [] : [`Y = ${array(target)}`]),
    ...network.layers.flatMap(({ index, weights, bias }) => [
      `W${index} = ${array(weights!)}`,
      ...(bias === null ? [] : [`b${index} = ${array(bias)}`]),
    ]),
    ...(network.rate === null ? [] : [`eta = ${numberCode(network.rate)}`]),
  ];
}

/** `np.array([[1.0, 2.0], [3.0, 4.0]])`. */
function array({ rows, cols, data }: Matrix): string {
  const lines = Array.from({ length: rows }, (_, r) => {
    return `[${Array.from(data.subarray(r * cols, (r + 1) * cols), numberCode).join(', ')}]`;
  });
  return `np.array([${lines.join(', ')}])`;
}

/** Text that a student does not change. */
function locked(id: string, text: string): Cell {
  return { kind: 'markdown', text, metadata: nbgrader(id, {}) };
}

/** What nbgrader knows of a cell (its schema, version 3). */
function nbgrader(
  id: string,
  { solution = false, grade = false, locked = true, points }: { solution?: boolean; grade?: boolean; locked?: boolean; points?: number }, // prettier-ignore
): object {
  const own = { grade, grade_id: id, locked, schema_version: 3, solution, task: false };
  return { nbgrader: points === undefined ? own : { ...own, points } };
}
