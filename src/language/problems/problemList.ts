import { message } from '../../message/message';
import { diagnostic, type Diagnostic, type DiagnosticCode } from '../text/diagnostic';
import { grouped } from '../text/limits';

/** So many problems of one code are listed: nobody reads more, and each takes memory. */
export const mostOfACode = 1000;

/** The problems of a text, of each code the first; where there are more, one problem says so. */
export class ProblemList {
  private readonly counts = new Map<DiagnosticCode, number>();

  constructor(readonly found: Diagnostic[]) {}

  add(problem: Diagnostic): void {
    const { code, range } = problem;
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= mostOfACode) this.found.push(problem);
    else if (count === mostOfACode + 1) this.found.push(notListed(code, range));
  }
}

/** Says at the first problem that is not listed that there are more. */
export function notListed(code: DiagnosticCode, range: Diagnostic['range']): Diagnostic {
  const text = message('More than {0} problems of this kind; the rest are not listed.', grouped(mostOfACode));
  return diagnostic(code, range, text);
}
