import { isUtf8 } from 'node:buffer';
import { readText } from '../analysis/readText';
import { format, withEdits } from '../language/format/format';
import { parseCall } from './arguments';
import { FINE, HAS_ERRORS, Refusal, UsageError } from './outcome';
import { refuseMarkdown } from './markdown';
import { printable, statusOf } from './output';
import { writeTo } from './places';
import { bytesOf } from './source';

export async function formatFiles(args: string[]): Promise<number> {
  const { values, positionals } = parseCall(args, { check: { type: 'boolean' } });
  if (positionals.length === 0) throw new UsageError('format needs at least one FILE.');
  let status = FINE;
  for (const file of positionals) {
    status = Math.max(status, await statusOf(file, () => formatFile(file, values.check === true)));
  }
  return status;
}

async function formatFile(file: string, checkOnly: boolean): Promise<number> {
  refuseMarkdown(file, 'format');
  const bytes = await bytesOf(file);
  const text = bytes.toString('utf8');
  // What is not UTF-8 would be lost on the way back.
  if (!isUtf8(bytes)) throw new Refusal(`${file} is not UTF-8 text.`);
  const formatted = withEdits(text, format(readText(text).spec));
  if (checkOnly) {
    if (formatted === text) return FINE;
    process.stdout.write(`${printable(file)}\n`);
    return HAS_ERRORS;
  }
  if (file === '-') process.stdout.write(formatted);
  else if (formatted !== text) await writeTo(file, formatted);
  return FINE;
}
