import { diagnosticsReport } from '../analysis/diagnosticsReport';
import { parseCall } from './arguments';
import { CANNOT, FINE, HAS_ERRORS, Refusal, UsageError } from './outcome';
import { complain, printJson, printProblems } from './output';
import { openSource, type Source } from './source';

export async function check(args: string[]): Promise<number> {
  const { values, positionals } = parseCall(args, { json: { type: 'boolean' } });
  if (positionals.length === 0) throw new UsageError('check needs at least one FILE.');
  const sources: Source[] = [];
  let status = FINE;
  for (const file of positionals) {
    try {
      sources.push(await openSource(file));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // The other files are still worth checking.
      complain(error.message);
      status = CANNOT;
    }
  }
  if (values.json) printJson(diagnosticsReport(sources));
  else sources.forEach(printProblems);
  return Math.max(status, sources.some((s) => s.analysis.broken) ? HAS_ERRORS : FINE);
}
