import type { Analysis } from '../analysis/analysis';
import { breather, type DriveOptions } from '../analysis/cancellation';
import { message, type Message } from '../message/message';
import { inLetters } from '../notation/letters/courseText';
import { withChecksum } from './checksum';
import { ofGradient, type HandoutChoices } from './choices';
import { exportCommand } from './command';
import { copiedFormulas, type CopyFormat } from './copiedFormulas';
import { NoHandout, type HandoutSource } from './handout';
import { buildHandout } from './handoutBuilder';
import type { ExportedFile, WriterOptions } from './target';
import { targets, type TargetName } from './targets';
import { usualParts } from './targetTitles';

export interface ExportRequest {
  readonly target: TargetName;
  readonly choices: HandoutChoices;
  readonly source: HandoutSource;
  /** What the reader of another program's file has to know; null for a text in the language. */
  readonly foreign: readonly Message[] | null;
}

/**
 * The files of an export, the main file first: the same bytes whoever asks for them.
 * @throws CancelledError once `drive.token` is cancelled.
 * @throws NoHandout if there is nothing that can be exported; it says why.
 */
export async function exportFiles(
  analysis: Analysis,
  { target, choices, source, foreign }: ExportRequest,
  options: Omit<WriterOptions, 'command' | 'breathe'>,
  drive: DriveOptions = {},
): Promise<readonly ExportedFile[]> {
  const writer = targets[target];
  const taken = 'only' in writer ? { ...choices, what: [writer.only] } : choices;
  const handout = await buildHandout(analysis, source, taken, drive, foreign);
  // A drawing that is not there says itself why.
  if (handout.parts.length === 0 && !taken.what.includes('drawing')) throw new NoHandout(nothingOf(taken));
  const translate = inLetters(choices.letters, options.translate);
  // What writes one part alone needs no choice of parts.
  const again = 'only' in writer ? { ...choices, what: usualParts(target) } : choices;
  const command = exportCommand(source, target, again);
  const files = await writer.write(handout, { ...options, translate, command, breathe: breather(drive) });
  return files.map(withChecksum);
}

/** Why none of the chosen parts is there. */
function nothingOf({ what }: HandoutChoices): Message {
  if (what.every((name) => name === 'proof')) return message('The proof is shown for one sample at a time.');
  return message('The network has none of the chosen parts.');
}

/** Formula (3) with all its numeric lines, as it is pasted into a document. */
export async function copyGradient(
  analysis: Analysis,
  { choices, source, foreign }: Omit<ExportRequest, 'target'>,
  format: CopyFormat,
  drive: DriveOptions = {},
): Promise<string> {
  return copiedFormulas(await buildHandout(analysis, source, ofGradient(choices), drive, foreign), format);
}
