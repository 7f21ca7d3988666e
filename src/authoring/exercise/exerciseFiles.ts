import { exerciseCommand } from './exerciseCommand';
import { examSheet } from './examSheet';
import type { ExerciseTarget } from './exerciseTargets';
import { htmlSheet } from './htmlSheet';
import { markdownSheet } from './markdownSheet';
import { moodleQuiz } from './moodleQuiz';
import { notebookSheet } from './notebookSheet';
import type { Sheet } from './sheet';
import { sheetDocument } from './sheetDocument';
import { usualHandout } from '../choices';
import type { ExportedFile, WriterOptions } from '../target';

export interface ExerciseWriting extends Pick<WriterOptions, 'translate' | 'mathStyle'> {
  /** What the names of all files begin with. */
  readonly name: string;
  readonly language: 'en' | 'ru';
}

/**
 * Every file of the sheets and keys: for Moodle one quiz of all, for LaTeX one file of all sheets and one of all keys, else
 * two files for each variant.
 */
export async function exerciseFiles(
  sheets: readonly Sheet[],
  target: ExerciseTarget,
  options: ExerciseWriting,
): Promise<readonly ExportedFile[]> {
  const { name, translate, language } = options;
  const command = exerciseCommand(sheets, target, language);
  if (target === 'moodle') return [{ name: `${name}.xml`, content: moodleQuiz(sheets, command, translate) }];
  const files: ExportedFile[] = [];
  if (target === 'exam') {
    const stem = sheets.length === 1 ? `${name}-${sheets[0].code}` : name;
    for (const isKey of [false, true]) {
      const papers = sheets.map((sheet) => sheetDocument(sheet, isKey));
      const suffix = `${isKey ? 'key' : 'sheet'}${sheets.length === 1 ? '' : 's'}`;
      files.push({ name: `${stem}-${suffix}.tex`, content: examSheet(papers, command, translate) });
    }
    return files;
  }
  for (const sheet of sheets) {
    const own = exerciseCommand([sheet], target, language);
    for (const isKey of [false, true]) {
      const stem = `${name}-${sheet.code}-${isKey ? 'key' : 'sheet'}`;
      files.push(await oneFile(sheet, isKey, target, stem, own, options));
    }
  }
  return files;
}

async function oneFile(
  sheet: Sheet,
  isKey: boolean,
  target: Exclude<ExerciseTarget, 'moodle' | 'exam'>,
  stem: string,
  command: string,
  { translate, mathStyle, language }: ExerciseWriting,
): Promise<ExportedFile> {
  const paper = sheetDocument(sheet, isKey);
  switch (target) {
    case 'markdown':
      return { name: `${stem}.md`, content: markdownSheet(paper, command, translate) };
    case 'notebook':
      return { name: `${stem}.ipynb`, content: notebookSheet(sheet, paper, command, translate) };
    case 'html': {
      const content = await htmlSheet(paper, { translate, command, mathStyle }, { ...usualHandout, language });
      return { name: `${stem}.html`, content };
    }
  }
}
