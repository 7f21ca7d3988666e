import type { Analysis } from '../analysis/analysis';
import type { ReportedFile } from '../analysis/diagnosticsReport';
import type { Fence, FenceProblem } from '../authoring/fences/fence';
import type { FoundFence } from '../authoring/fences/expandFences';
import { LineMap } from '../language/text/lineMap';
import { message } from '../message/message';

/** A fence of a Markdown file, what is shown in its place, and its text's analysis if it was read. */
export interface LookedAt {
  readonly found: FoundFence;
  readonly fence: Fence;
  readonly analysis: Analysis | null;
}

type Problem = ReportedFile['diagnostics'][number];

/** So many fences of a file are looked at. */
export const MOST_FENCES = 10_000;

/** So many problems of a file are told, or those of one fence more. */
const MOST_PROBLEMS = 1000;

/** The problems of the fences of a file, at their places in it, collected fence by fence. */
export class FenceProblems {
  private readonly diagnostics: Problem[] = [];
  private readonly lines: LineMap;
  private readonly raw: readonly string[];

  constructor(
    private readonly file: string,
    text: string,
  ) {
    this.lines = new LineMap(text);
    this.raw = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  }

  /** Whether the problems of another fence would be too many. */
  get isFull(): boolean {
    return this.diagnostics.length >= MOST_PROBLEMS;
  }

  add(one: LookedAt): void {
    this.diagnostics.push(...problemsOf(one, this.lines, this.raw));
  }

  /** Says at a fence that it and those below it were not checked, and why. */
  leaveOut({ lines: [line] }: FoundFence, count: number): void {
    const text = this.isFull
      ? message('The remaining fences ({0}) were not checked: there are {1} problems already.', count, this.diagnostics.length) // prettier-ignore
      : message('The remaining fences ({0}) were not checked: a file has at most {1}.', count, MOST_FENCES);
    const [start, end] = [0, Infinity].map((character) => this.lines.offsetAt({ line, character }));
    this.diagnostics.push({ severity: 'error', code: 'too-large', message: text, range: { start, end } });
  }

  report(): ReportedFile {
    return { file: this.file, lines: this.lines, diagnostics: this.diagnostics };
  }
}

function problemsOf({ found, fence, analysis }: LookedAt, lines: LineMap, raw: readonly string[]): readonly Problem[] {
  const [first] = found.lines;
  const content = found.content.split('\n');
  const place = (offset: number): number => {
    const { line, character } = analysis!.lines.positionAt(offset);
    // What is before a line of the text: marks of quotes, and spaces.
    const before = (raw[first + 1 + line] ?? '').length - (content[line] ?? '').length;
    return lines.offsetAt({ line: first + 1 + line, character: character + Math.max(0, before) });
  };
  const ofText = (analysis?.diagnostics ?? []).map(({ range, severity, message, code }) => ({
    severity,
    code,
    message,
    range: { start: place(range.start), end: place(range.end) },
  }));
  const [start, end] = [found.opening.length, Infinity].map((character) => lines.offsetAt({ line: first, character }));
  const ofFence = fence.pieces
    .filter((piece): piece is FenceProblem => piece.kind === 'problem' && piece.diagnostic === null)
    .map(({ text }) => ({ severity: 'error', code: 'fence', message: text, range: { start, end } }) as const);
  return [...ofText, ...ofFence];
}
