import { withChecksum } from '../checksum';
import { exerciseCommand } from './exerciseCommand';
import { canvasQuiz } from './writing/canvasQuiz';
import { examSheet } from './writing/examSheet';
import { isQuiz, type ExerciseTarget, type QuizTarget } from './exerciseTargets';
import { htmlSheet } from './writing/htmlSheet';
import { markdownSheet } from './writing/markdownSheet';
import { moodleQuiz } from './writing/moodleQuiz';
import { notebookSheet } from './writing/notebookSheet';
import type { Sheet } from './sheet';
import { sheetDocument, type SheetStyle } from './sheetDocument';
import { inLetters } from '../../notation/letters/courseText';
import type { ExportedFile, WriterOptions } from '../target';

export interface ExerciseWriting extends Pick<WriterOptions, 'translate' | 'mathStyle'>, SheetStyle {
  /** What the names of all files begin with. */
  readonly name: string;
  readonly language: 'en' | 'ru';
}

/**
 * Every file of the sheets and keys: for Moodle and Canvas one file of all, for LaTeX one of all sheets and one of all
 * keys, else two for each variant.
 */
export async function exerciseFiles(
  sheets: readonly Sheet[],
  target: ExerciseTarget,
  options: ExerciseWriting,
): Promise<readonly ExportedFile[]> {
  return (await papersOf(sheets, target, options)).map(withChecksum);
}

async function papersOf(
  sheets: readonly Sheet[],
  target: ExerciseTarget,
  options: ExerciseWriting,
): Promise<readonly ExportedFile[]> {
  const { name, letters } = options;
  const translate = inLetters(letters, options.translate);
  const command = exerciseCommand(sheets, target, options);
  if (isQuiz(target)) return [quizFile(sheets, target, name, command, { ...options, translate })];
  const files: ExportedFile[] = [];
  if (target === 'exam') {
    const stem = sheets.length === 1 ? `${name}-${sheets[0].code}` : name;
    for (const isKey of [false, true]) {
      const papers = sheets.map((sheet) => sheetDocument(sheet, isKey, options));
      const suffix = `${isKey ? 'key' : 'sheet'}${sheets.length === 1 ? '' : 's'}`;
      files.push({ name: `${stem}-${suffix}.tex`, content: examSheet(papers, command, translate) });
    }
    return files;
  }
  for (const sheet of sheets) {
    const own = exerciseCommand([sheet], target, options);
    for (const isKey of [false, true]) {
      const stem = `${name}-${sheet.code}-${isKey ? 'key' : 'sheet'}`;
      files.push(...(await onePaper(sheet, isKey, target, stem, own, { ...options, translate })));
    }
  }
  return files;
}

function quizFile(
  sheets: readonly Sheet[],
  target: QuizTarget,
  name: string,
  command: string,
  options: ExerciseWriting,
): ExportedFile {
  return target === 'moodle'
    ? { name: `${name}.xml`, content: moodleQuiz(sheets, command, options, options.translate) }
    : { name: `${name}.zip`, content: canvasQuiz(sheets, command, options, options.translate) };
}

async function onePaper(
  sheet: Sheet,
  isKey: boolean,
  target: Exclude<ExerciseTarget, QuizTarget | 'exam'>,
  stem: string,
  command: string,
  options: ExerciseWriting,
): Promise<readonly ExportedFile[]> {
  const { translate, mathStyle, language } = options;
  const paper = sheetDocument(sheet, isKey, options);
  switch (target) {
    case 'markdown':
      return markdownSheet(paper, stem, command, translate);
    case 'notebook':
      return [{ name: `${stem}.ipynb`, content: notebookSheet(sheet, paper, command, translate) }];
    case 'html': {
      const content = await htmlSheet(paper, { translate, command, mathStyle }, language);
      return [{ name: `${stem}.html`, content }];
    }
  }
}
