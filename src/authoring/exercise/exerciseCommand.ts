import { quotedFile } from '../command';
import { isQuiz, type ExerciseTarget } from './exerciseTargets';
import type { Sheet } from './sheet';
import type { SheetStyle } from './sheetDocument';

/** The command line that makes the same sheets and keys again, from their codes. */
export function exerciseCommand(
  sheets: readonly Sheet[],
  target: ExerciseTarget,
  { language, letters, drawing }: SheetStyle & { readonly language: 'en' | 'ru' },
): string {
  const [{ file, rounding }] = sheets;
  const words = ['nnet', 'exercise', quotedFile(file), '--to', target];
  words.push('--code', sheets.map(({ code }) => code).join(','));
  if (rounding !== 'full') words.push('--rounding', rounding);
  if (letters !== 'paper') words.push('--letters', letters);
  // A quiz has it in any case.
  if (drawing && !isQuiz(target)) words.push('--drawing');
  if (language !== 'en') words.push('--language', language);
  return words.join(' ');
}
