import type { Severity } from '../language/text/diagnostic';
import type { LineMap, Position } from '../language/text/lineMap';
import { inEnglish, say, type Message, type Translate } from '../message/message';
import type { TextRange } from '../functions/expression/tree';

/** A file, and what is wrong in it, with offsets in its text. */
export interface ReportedFile {
  readonly file: string;
  readonly lines: LineMap;
  readonly diagnostics: readonly {
    readonly severity: Severity;
    readonly code: string;
    readonly message: Message;
    readonly range: TextRange;
  }[];
}

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
export function diagnosticsReport(files: readonly ReportedFile[], translate: Translate = inEnglish): DiagnosticsReport {
  return {
    format: 'nnet-diagnostics/1',
    files: files.map(({ file, lines, diagnostics }) => ({
      file,
      diagnostics: diagnostics.map((found) => ({
        severity: found.severity,
        code: found.code,
        message: say(found.message, translate),
        range: placed(lines, found.range),
      })),
    })),
  };
}

function placed(lines: LineMap, { start, end }: TextRange): DiagnosticReport['range'] {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}
