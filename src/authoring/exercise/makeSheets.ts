import { drive, type DriveOptions } from '../../analysis/cancellation';
import { message, type Message } from '../../message/message';
import type { Steps } from '../../steps/steps';
import { NoHandout } from '../handout';
import { findVariants, searchText, type VariantsFound, type VariantsWanted } from './findVariants';
import { sheetSteps, type Sheet, type SheetSource } from './sheet';
import { hollowAnswers } from './hollowAnswers';
import { readCode } from './sheetCode';

/** Which sheets are wanted: those with these codes, or so many variants. */
export interface SheetsWanted extends VariantsWanted {
  readonly codes: readonly string[];
}

/** The sheets, and what to say of the search for them and of their answers. */
export interface SheetsMade {
  /** Fewer than were wanted where there are not so many. */
  readonly sheets: readonly Sheet[];
  /** Nothing where nothing was refused, and every answer asks for some work. */
  readonly said: readonly Message[];
}

/**
 * The sheets of a text.
 * @throws CancelledError once `options.token` is cancelled.
 * @throws NoHandout if no sheet can be made, or a code belongs to another text.
 */
export async function makeSheets(
  source: SheetSource,
  wanted: SheetsWanted,
  options: DriveOptions = {},
): Promise<SheetsMade> {
  const { sheets, said } = await searched(source, wanted, options);
  return { sheets, said: [...said, ...hollowAnswers(sheets)] };
}

async function searched(source: SheetSource, wanted: SheetsWanted, options: DriveOptions): Promise<SheetsMade> {
  if (wanted.codes.length > 0) return { sheets: await drive(sheetsOfCodes(source, wanted), options), said: [] };
  const found: VariantsFound = await drive(findVariants(source, wanted), options);
  const { sheets, refused, lookedThrough } = found;
  if (sheets.length < wanted.count && refused.size === 0 && sheets.length <= 1 && lookedThrough > 1) {
    return { sheets, said: [message('All variants have the same numbers: write integers(…), choose(…) or uniform(…) for some.')] }; // prettier-ignore
  }
  return { sheets, said: refused.size > 0 || sheets.length < wanted.count ? searchText(found, wanted.count) : [] };
}

const refusals = {
  none: (code: string) => message('“{0}” is not the code of a sheet.', code),
  mistyped: (code: string) => message('“{0}” is mistyped: compare it with the code on the sheet.', code),
  changed: (code: string) => message('The text has changed since sheet {0} was made.', code),
};

function* sheetsOfCodes(source: SheetSource, { codes, rounding }: SheetsWanted): Steps<readonly Sheet[]> {
  const { spec, files } = source.checked;
  const sheets: Sheet[] = [];
  const met = new Set<number>();
  for (const code of codes) {
    const read = readCode(code, { text: spec.text, files });
    if (read.kind !== 'variant') throw new NoHandout(refusals[read.kind](code));
    if (met.has(read.variant)) continue;
    met.add(read.variant);
    sheets.push(yield* sheetSteps(source, read.variant, rounding));
    yield sheets.length / codes.length;
  }
  return sheets;
}
