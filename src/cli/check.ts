import { diagnosticsReport } from '../analysis/diagnosticsReport';
import { parseCall } from './arguments';
import { FINE, HAS_ERRORS, UsageError } from './outcome';
import { printJson, printProblems, statusOf } from './output';
import { openSource, type Source } from './source';

export async function check(args: string[]): Promise<number> {
  const { values, positionals } = parseCall(args, { json: { type: 'boolean' } });
  if (positionals.length === 0) throw new UsageError('check needs at least one FILE.');
  const sources: Source[] = [];
  let status = FINE;
  for (const file of positionals) {
    // After one that cannot be read the other files are still worth checking.
    const opened = await statusOf(file, async () => {
      sources.push(await openSource(file));
      return FINE;
    });
    status = Math.max(status, opened);
  }
  if (values.json) printJson(diagnosticsReport(sources));
  else sources.forEach(printProblems);
  return Math.max(status, sources.some((s) => s.analysis.broken) ? HAS_ERRORS : FINE);
}
