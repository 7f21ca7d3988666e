import type { Analysis } from '../analysis/analysis';
import type { ReportedFile } from '../analysis/diagnosticsReport';
import type { Fence, FenceProblem } from '../authoring/fences/fence';
import type { FoundFence } from '../authoring/fences/expandFences';
import { LineMap } from '../language/text/lineMap';

/** A fence of a Markdown file, what is shown in its place, and its text's analysis if it was read. */
export interface LookedAt {
  readonly found: FoundFence;
  readonly fence: Fence;
  readonly analysis: Analysis | null;
}

type Problem = ReportedFile['diagnostics'][number];

/** The problems of all fences, at their places in the Markdown file. */
export function fenceProblems(file: string, text: string, fences: readonly LookedAt[]): ReportedFile {
  const lines = new LineMap(text);
  const raw = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  return { file, lines, diagnostics: fences.flatMap((one) => problemsOf(one, lines, raw)) };
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
