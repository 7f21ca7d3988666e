import type { Severity } from '../language/text/diagnostic';
import type { LineMap, Position } from '../language/text/lineMap';
import { inEnglish, say, type Translate } from '../message/message';
import type { TextRange } from '../functions/expression/tree';
import type { Analysis } from './analysis';

/** One problem with its place as the Language Server Protocol counts: lines and UTF-16 characters from 0. */
export interface DiagnosticReport {
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

/** The JSON of `nnet check --json`, exactly as cli.md says. */
export interface DiagnosticsReport {
  readonly format: 'nnet-diagnostics/1';
  readonly files: { readonly file: string; readonly diagnostics: DiagnosticReport[] }[];
}

/** The problems of several files as plain data that JSON can hold. */
export function diagnosticsReport(
  files: readonly { readonly file: string; readonly analysis: Pick<Analysis, 'diagnostics' | 'lines'> }[],
  translate: Translate = inEnglish,
): DiagnosticsReport {
  return {
    format: 'nnet-diagnostics/1',
    files: files.map(({ file, analysis }) => ({
      file,
      diagnostics: analysis.diagnostics.map((found) => ({
        severity: found.severity,
        code: found.code,
        message: say(found.message, translate),
        range: placed(analysis.lines, found.range),
      })),
    })),
  };
}

function placed(lines: LineMap, { start, end }: TextRange): DiagnosticReport['range'] {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
