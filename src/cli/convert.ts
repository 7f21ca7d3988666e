import path from 'node:path';
import { say } from '../message/message';
import { convertStanford } from '../stanford/convertStanford';
import { parseCall } from './arguments';
import { FINE, HAS_ERRORS, Refusal, UsageError } from './outcome';
import { complain, printProblems, writeTo } from './output';
import { openSource } from './source';

export async function convert(args: string[]): Promise<number> {
  const { values, positionals } = parseCall(args, { out: { type: 'string', short: 'o' } });
  if (positionals.length !== 1) throw new UsageError('convert needs exactly one FILE.');
  const source = await openSource(positionals[0]);
  const { analysis, file } = source;
  printProblems(source);
  if (analysis.broken) return HAS_ERRORS;
  const title = file === '-' ? null : path.basename(file).replace(/\.nnet$/i, '');
  const made = convertStanford(analysis.stanford, analysis.network, title);
  if ('refusal' in made) throw new Refusal(`${file}: ${say(made.refusal)}`);
  if (values.out === undefined || values.out === '-') process.stdout.write(made.text);
  else await writeTo(values.out, made.text);
  if (made.lost !== null) complain(say(made.lost));
  return FINE;
}
