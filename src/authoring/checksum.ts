import { message, type Message } from '../message/message';
import { Hash } from './hash';
import type { ExportedFile } from './target';

/** In the place of the checksum until the rest of the file is there. */
const UNKNOWN = '00000000';
/** A title may say something like it, but not with the command behind it. */
const CHECKSUM = /(checksum|контрольная сумма) ([0-9a-f]{8})(?=\. [^\n:]{4,40}:[^]{0,60}?\bnnet (?:export|exercise) )/g;

/** Where an export comes from, above the command that makes it again; `withChecksum` finishes it. */
export function madeFrom(file: string): Message {
  return message('Generated with NNet from {0}, checksum {1}. To generate it again:', file, UNKNOWN);
}

/** The same in a file that has none. */
export function withoutChecksum(made: string): string {
  return made.replace(/, (?:checksum|контрольная сумма) 0{8}/, '');
}

/** The file with the checksum of what it holds, by which a change by hand is noticed later. */
export function withChecksum({ name, content }: ExportedFile): ExportedFile {
  if (typeof content !== 'string') return { name, content };
  const sum = checksum(content);
  return { name, content: content.replace(CHECKSUM, (_whole, word: string) => `${word} ${sum}`) };
}

/** What a text in the place of an export is: an export as it was written, one that was edited since, or no export. */
export type Exported = 'export' | 'edited' | 'foreign';

export function exportedState(text: string): Exported {
  if (!/\bnnet (?:export|exercise) [^\n]* --to [a-z]/.test(text.slice(0, 1_000_000))) return 'foreign';
  const [first] = text.matchAll(CHECKSUM);
  // A picture in pixels has none.
  if (first === undefined) return 'export';
  return checksum(text.replace(CHECKSUM, `$1 ${UNKNOWN}`)) === first[2] ? 'export' : 'edited';
}

/** Of what people can change: line breaks are one kind, and a notebook may be run. */
function checksum(text: string): string {
  const hash = new Hash();
  hash.text(cellsOf(text) ?? text.trimEnd());
  return hash.value.toString(16).padStart(8, '0');
}

/** The sources of a notebook's cells; null if the text is no notebook. */
function cellsOf(text: string): string | null {
  if (!text.startsWith('{')) return null;
  try {
    const { cells } = JSON.parse(text) as { cells?: readonly { cell_type: string; source: string | string[] }[] };
    return JSON.stringify(cells!.map(({ cell_type, source }) => [cell_type, [source].flat().join('')]));
  } catch {
    return null;
  }
}
