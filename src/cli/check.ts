import { diagnosticsReport, type ReportedFile } from '../analysis/diagnosticsReport';
import { parseCall } from './arguments';
import { checkedMarkdown, isMarkdown } from './markdown';
import { FINE, HAS_ERRORS, UsageError } from './outcome';
import { printJson, printProblems, statusOf } from './output';
import { openSource, reported } from './source';

export async function check(args: string[]): Promise<number> {
  const { values, positionals } = parseCall(args, { json: { type: 'boolean' } });
  if (positionals.length === 0) throw new UsageError('check needs at least one FILE.');
  const files: ReportedFile[] = [];
  let status = FINE;
  for (const file of positionals) {
    // After one that cannot be read the other files are still worth checking.
    const opened = await statusOf(file, async () => {
      files.push(isMarkdown(file) ? await checkedMarkdown(file) : reported(await openSource(file)));
      return FINE;
    });
    status = Math.max(status, opened);
  }
  if (values.json) printJson(diagnosticsReport(files));
  else files.forEach(printProblems);
  const broken = files.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'));
  return Math.max(status, broken ? HAS_ERRORS : FINE);
}
