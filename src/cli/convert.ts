import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { say } from '../message/message';
import { convertStanford } from '../stanford/convertStanford';
import { parseCall } from './arguments';
import { FINE, HAS_ERRORS, Refusal, UsageError } from './outcome';
import { refuseMarkdown } from './markdown';
import { complain, printProblems } from './output';
import { occupant, refuseSource, writeTo } from './places';
import { openSource, reported } from './source';

export async function convert(args: string[]): Promise<number> {
  const { values, positionals } = parseCall(args, {
    out: { type: 'string', short: 'o' },
    force: { type: 'boolean' },
  });
  if (positionals.length !== 1) throw new UsageError('convert needs exactly one FILE.');
  const { out, force = false } = values;
  if (out !== undefined && out !== '-') await refuseSource(positionals[0], out);
  refuseMarkdown(positionals[0], 'convert');
  const source = await openSource(positionals[0]);
  const { analysis, file } = source;
  printProblems(reported(source));
  if (analysis.broken) return HAS_ERRORS;
  const title = file === '-' ? null : path.basename(file).replace(/\.nnet$/i, '');
  const made = convertStanford(analysis.stanford, analysis.network, title);
  if ('refusal' in made) throw new Refusal(`${file}: ${say(made.refusal)}`);
  if (out === undefined || out === '-') process.stdout.write(made.text);
  else await write(out, made.text, force);
  if (made.lost !== null) complain(say(made.lost));
  return FINE;
}

/** Nothing in the text says that it was converted, and it may have been edited: any other text stays. */
async function write(out: string, text: string, force: boolean): Promise<void> {
  if (!force && (await occupant(out)) !== 'nothing' && (await readFile(out, 'utf8')) !== text) {
    throw new Refusal(`${out} exists with another content; --force replaces it.`);
  }
  await writeTo(out, text);
}
