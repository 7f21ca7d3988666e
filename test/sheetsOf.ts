import { strFromU8, unzipSync } from 'fflate';
import { Analysis } from '../src/analysis/analysis';
import { exerciseFiles, type ExerciseWriting } from '../src/authoring/exercise/exerciseFiles';
import type { ExerciseTarget, QuizTarget } from '../src/authoring/exercise/exerciseTargets';
import type { ExportedFile } from '../src/authoring/target';
import { makeSheets, type SheetsMade, type SheetsWanted } from '../src/authoring/exercise/makeSheets';
import { sheetSteps, type Sheet } from '../src/authoring/exercise/sheet';
import { check } from '../src/language/meaning/checker';
import { parse } from '../src/language/syntax/parser';
import { inEnglish } from '../src/message/message';
import { usualLook } from '../src/notation/look';
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

type Style = Partial<Omit<ExerciseWriting, 'name' | 'mathStyle'>>;

async function exported(
  text: string,
  target: ExerciseTarget,
  wanted: Partial<SheetsWanted>,
  style: Style,
): Promise<readonly ExportedFile[]> {
  const { sheets } = await sheetsOf(text, wanted);
  const writing = {
    name: 'a',
    language: 'en',
    translate: inEnglish,
    ...usualLook,
    drawing: false,
    mathStyle: () => Promise.resolve(mathStyle()),
    ...style,
  } as const;
  return exerciseFiles(sheets, target, writing);
}

/** Every file that a text's sheets become, by name. */
export async function sheetFiles(
  text: string,
  target: Exclude<ExerciseTarget, 'canvas'>,
  wanted: Partial<SheetsWanted> = {},
  style: Style = {},
): Promise<Map<string, string>> {
  const files = await exported(text, target, wanted, style);
  return new Map(files.map(({ name, content }) => [name, content as string]));
}

/** The zip for Canvas. */
export async function canvasZip(
  text: string,
  wanted: Partial<SheetsWanted> = {},
  style: Style = {},
): Promise<Uint8Array> {
  const [{ name, content }] = await exported(text, 'canvas', wanted, style);
  if (name !== 'a.zip') throw new Error(name);
  return content as Uint8Array;
}

/** The files in the zip for Canvas, by name. */
export async function canvasFiles(...of: Parameters<typeof canvasZip>): Promise<Map<string, string>> {
  const files = Object.entries(unzipSync(await canvasZip(...of)));
  return new Map(files.map(([name, bytes]) => [name, strFromU8(bytes)]));
}

/** Only the sheet, only the key. */
export async function paperOf(
  text: string,
  target: Exclude<ExerciseTarget, QuizTarget>,
  which: 'sheet' | 'key',
  wanted: Partial<SheetsWanted> = {},
  style: Style = {},
): Promise<string> {
  for (const [name, content] of await sheetFiles(text, target, wanted, style))
    if (name.includes(`-${which}`)) return content;
  throw new Error(`There is no ${which}.`);
}
