import { Analysis } from '../src/analysis/analysis';
import { exerciseFiles, type ExerciseWriting } from '../src/authoring/exercise/exerciseFiles';
import type { ExerciseTarget } from '../src/authoring/exercise/exerciseTargets';
import { makeSheets, type SheetsMade, type SheetsWanted } from '../src/authoring/exercise/makeSheets';
import { sheetSteps, type Sheet } from '../src/authoring/exercise/sheet';
import { check } from '../src/language/meaning/checker';
import { parse } from '../src/language/syntax/parser';
import { inEnglish } from '../src/message/message';
import { finish } from '../src/steps/steps';
import { mathStyle } from './exportedFiles';

const USUAL: SheetsWanted = { codes: [], first: 0, count: 1, friendly: false, rounding: 'full' };

/** The sheets of a text, by the way that the command line and the editor go. */
export async function sheetsOf(text: string, wanted: Partial<SheetsWanted> = {}): Promise<SheetsMade> {
  const { checked } = await Analysis.of(text);
  return makeSheets({ file: 'a.nnet', checked }, { ...USUAL, ...wanted });
}

/** One variant of a text without files. */
export function sheetOf(text: string, variant = 0, rounding: SheetsWanted['rounding'] = 'full'): Sheet {
  return finish(sheetSteps({ file: 'a.nnet', checked: check(parse(text)) }, variant, rounding));
}

/** Every file that a text's sheets become, by name. */
export async function sheetFiles(
  text: string,
  target: ExerciseTarget,
  wanted: Partial<SheetsWanted> = {},
  look: Partial<Pick<ExerciseWriting, 'translate' | 'letters' | 'drawing'>> = {},
): Promise<Map<string, string>> {
  const { sheets } = await sheetsOf(text, wanted);
  const writing = {
    name: 'a',
    language: 'en',
    translate: inEnglish,
    letters: 'paper',
    drawing: false,
    mathStyle: () => Promise.resolve(mathStyle()),
    ...look,
  } as const;
  const files = await exerciseFiles(sheets, target, writing);
  return new Map(files.map(({ name, content }) => [name, content as string]));
}

/** Only the sheet, only the key. */
export async function paperOf(
  text: string,
  target: Exclude<ExerciseTarget, 'moodle'>,
  which: 'sheet' | 'key',
  wanted: Partial<SheetsWanted> = {},
  look: Parameters<typeof sheetFiles>[3] = {},
): Promise<string> {
  for (const [name, content] of await sheetFiles(text, target, wanted, look))
    if (name.includes(`-${which}`)) return content;
  throw new Error(`There is no ${which}.`);
}
