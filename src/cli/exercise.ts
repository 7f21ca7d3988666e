import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { languages } from '../authoring/choices';
import { exerciseFiles } from '../authoring/exercise/exerciseFiles';
import { exerciseTargetNamed, exerciseTargets, type ExerciseTarget } from '../authoring/exercise/exerciseTargets';
import { makeSheets, type SheetsWanted } from '../authoring/exercise/makeSheets';
import { roundings } from '../authoring/exercise/printedQuantities';
import type { Sheet } from '../authoring/exercise/sheet';
import { isNoHandout } from '../authoring/handout';
import { mathStyleOf } from '../authoring/html/fontsInside';
import { say } from '../message/message';
import { parseCall } from './arguments';
import { lookIn, lookOptions } from './choiceOptions';
import { FINE, HAS_ERRORS, Refusal, UsageError } from './outcome';
import { refuseMarkdown } from './markdown';
import { complain, complainOfLetters, printable, printProblems } from './output';
import { makeFolder, occupant, refuseSource, refuseSpecial, writeAllTo } from './places';
import { progressLine } from './progressLine';
import { openSource, reported } from './source';
import { translation } from '../message/translation';

/** More variants than these are not made at once. */
const MOST_VARIANTS = 1000;

/** `nnet exercise`: writes sheets and keys, or a quiz, of the exercises of a file. */
export async function exercise(args: string[]): Promise<number> {
  const { values, positionals } = parseCall(args, {
    to: { type: 'string' },
    variants: { type: 'string' },
    variant: { type: 'string' },
    code: { type: 'string' },
    friendly: { type: 'boolean' },
    rounding: { type: 'string' },
    ...lookOptions,
    drawing: { type: 'boolean' },
    language: { type: 'string' },
    force: { type: 'boolean' },
    out: { type: 'string', short: 'o' },
  });
  if (positionals.length !== 1) throw new UsageError('exercise needs exactly one FILE.');
  const language = oneOf('language', values.language, languages, 'en');
  const look = lookIn(values);
  const targets = targetsNamed(values.to);
  const wanted = wantedSheets(values);
  refuseMarkdown(positionals[0], 'exercise');
  const folder = values.out ?? '.';
  if (folder === '-') throw new UsageError('exercise writes several files: -o needs a folder.');
  const { file, analysis } = await openSource(positionals[0]);
  printProblems(reported({ file, analysis }));
  if (analysis.broken) return HAS_ERRORS;
  const name = file === '-' ? 'exercise.nnet' : path.basename(file);
  try {
    const sheets = await sheetsOf({ file: name, checked: analysis.checked }, wanted);
    const writing = {
      name: name.replace(/\.[^.]+$/, ''),
      language,
      ...look,
      drawing: values.drawing ?? false,
      translate: translation(language),
      mathStyle: () => mathStyleOf((name) => readFile(path.join(__dirname, 'webview', name))),
    };
    const files = [];
    for (const target of targets) files.push(...(await exerciseFiles(sheets, target, writing)));
    await writeAll(file, files, folder, values.force ?? false);
    complainOfLetters(folder, files);
    return FINE;
  } catch (error) {
    if (!isNoHandout(error)) throw error;
    throw new Refusal(`${file}: ${say(error.text)}`);
  }
}

async function sheetsOf(source: Parameters<typeof makeSheets>[0], wanted: SheetsWanted): Promise<readonly Sheet[]> {
  const line = progressLine(process.stderr, 'Looking through variants');
  const { sheets, said } = await makeSheets(source, wanted, line.options).finally(() => line.end());
  if (said.length > 0) complain(said.map((text) => say(text)).join(' '));
  const missing = wanted.codes.length === 0 && sheets.length < wanted.count;
  if (missing) throw new Refusal(`only ${sheets.length} of ${wanted.count} variants found: nothing was written.`);
  return sheets;
}

/** Nothing is written where one of the files belongs to somebody else. */
async function writeAll(
  source: string,
  files: readonly { readonly name: string; readonly content: string | Uint8Array }[],
  folder: string,
  force: boolean,
): Promise<void> {
  const places = files.map(({ name, content }) => ({ file: path.join(folder, name), content }));
  for (const { file } of places) {
    await refuseSource(source, file);
    await refuseSpecial(file);
    const found = force ? 'nothing' : await occupant(file);
    if (found !== 'foreign' && found !== 'edited') continue;
    const why = found === 'edited' ? 'was edited since it was made' : 'exists and was not made by NNet';
    throw new Refusal(`${file} ${why}; --force replaces it, -o names another folder.`);
  }
  await makeFolder(folder);
  await writeAllTo(places);
  for (const { file } of places) process.stdout.write(`${printable(file)}\n`);
}

function wantedSheets(values: {
  variants?: string;
  variant?: string;
  code?: string;
  friendly?: boolean;
  rounding?: string;
}): SheetsWanted {
  const { variants, variant, code, friendly = false } = values;
  if (code !== undefined && (variants ?? variant ?? (friendly || undefined)) !== undefined) {
    throw new UsageError('--code names its sheets: it goes without --variants, --variant and --friendly.');
  }
  return {
    codes: code?.split(',').map((one) => one.trim()) ?? [],
    first: variant === undefined ? 0 : wholeNumber('variant', variant, 0, 1_000_000_000),
    count: variants === undefined ? 1 : wholeNumber('variants', variants, 1, MOST_VARIANTS),
    friendly,
    rounding: oneOf('rounding', values.rounding, roundings, 'full'),
  };
}

function targetsNamed(text = 'exam'): readonly ExerciseTarget[] {
  const named = text.split(',').map((word) => exerciseTargetNamed(word.trim()));
  if (named.every((target) => target !== undefined)) return [...new Set(named)];
  const known = Object.keys(exerciseTargets).join(', ');
  throw new UsageError(`--to ${text} is not possible: it can be ${known} (several with commas).`);
}

function oneOf<T extends string>(option: string, text: string | undefined, values: readonly T[], usual: T): T {
  const value = text === undefined ? usual : values.find((one) => one === text);
  if (value !== undefined) return value;
  throw new UsageError(`--${option} can be ${values.join(', ')}.`);
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${option} needs a whole number from ${least} to ${most}.`);
}
