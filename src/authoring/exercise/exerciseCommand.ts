import { quotedWord } from '../command';
import type { ExerciseTarget } from './exerciseTargets';
import type { Sheet } from './sheet';

/** The command line that makes the same sheets and keys again, from their codes. */
export function exerciseCommand(sheets: readonly Sheet[], target: ExerciseTarget, language: 'en' | 'ru'): string {
  const [{ file, rounding }] = sheets;
  const words = ['nnet', 'exercise', quotedWord(file), '--to', target];
  words.push('--code', sheets.map(({ code }) => code).join(','));
  if (rounding !== 'full') words.push('--rounding', rounding);
  if (language !== 'en') words.push('--language', language);
  return words.join(' ');
}
