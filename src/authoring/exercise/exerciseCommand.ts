import { ofLooks, usualLook, type Look } from '../../notation/look';
import { quotedFile } from '../command';
import { isQuiz, type ExerciseTarget } from './exerciseTargets';
import type { Sheet } from './sheet';
import type { SheetStyle } from './sheetDocument';

interface Style extends SheetStyle {
  readonly language: 'en' | 'ru';
}

type WriteOption = (style: Style, target: ExerciseTarget) => readonly string[];

/** How each choice is written as an option; nothing where it is the usual one. The compiler asks for a new one here. */
const options: Readonly<Record<Exclude<keyof Style, 'apart'>, WriteOption>> = {
  ...ofLooks<Readonly<Record<keyof Look, WriteOption>>>(
    (name) =>
      ({ [name]: value }) =>
        value === usualLook[name] ? [] : [`--${name}`, value],
  ),
  // A quiz has it in any case.
  drawing: ({ drawing }, target) => (drawing && !isQuiz(target) ? ['--drawing'] : []),
  language: ({ language }) => (language === 'en' ? [] : ['--language', language]),
};

/** The command line that makes the same sheets and keys again, from their codes. */
export function exerciseCommand(sheets: readonly Sheet[], target: ExerciseTarget, style: Style): string {
  const [{ file, rounding }] = sheets;
  const words = ['nnet', 'exercise', quotedFile(file), '--to', target];
  words.push('--code', sheets.map(({ code }) => code).join(','));
  if (rounding !== 'full') words.push('--rounding', rounding);
  words.push(...Object.values(options).flatMap((write) => write(style, target)));
  return words.join(' ');
}
