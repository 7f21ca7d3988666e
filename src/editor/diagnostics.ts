import * as vscode from 'vscode';
import type { Diagnostic, Severity } from '../language/diagnostic';
import { say } from '../language/message';
import { explanationOf } from './explainDiagnostic';
import { type EditorDocuments, editorRange, languageId, translate } from './documents';

/** A text this long is looked at only once typing rests: it takes longer than a keystroke. */
const LARGE = 200_000;
const REST_MS = 250;

const severities: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Keeps the problems of every open `.nnet` document up to date as one types; the latest version wins. */
export function registerDiagnostics(documents: EditorDocuments): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(languageId);
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  const update = async (document: vscode.TextDocument): Promise<void> => {
    const { version } = document;
    const analysis = await documents.analysis(document);
    if (analysis === null || document.isClosed || document.version !== version) return;
    collection.set(
      document.uri,
      analysis.diagnostics.map((d) => editorDiagnostic(document, d)),
    );
  };
  const schedule = (document: vscode.TextDocument): void => {
    if (document.languageId !== languageId) return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    timers.delete(key);
    // The length of the text without making it: offsetAt clamps to the end.
    const length = document.offsetAt(new vscode.Position(document.lineCount, 0));
    if (length < LARGE) void update(document);
    else
      timers.set(
        key,
        setTimeout(() => void update(document), REST_MS),
      );
  };
  const forget = (document: vscode.TextDocument): void => {
    clearTimeout(timers.get(document.uri.toString()));
    timers.delete(document.uri.toString());
    collection.delete(document.uri);
  };

  vscode.workspace.textDocuments.forEach(schedule);
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument(schedule),
    vscode.workspace.onDidChangeTextDocument((event) => schedule(event.document)),
    vscode.workspace.onDidCloseTextDocument(forget),
    new vscode.Disposable(() => timers.forEach((timer) => clearTimeout(timer))),
  );
}

function editorDiagnostic(document: vscode.TextDocument, found: Diagnostic): vscode.Diagnostic {
  const made = new vscode.Diagnostic(
    editorRange(document, found.range),
    say(found.message, translate),
    severities[found.severity],
  );
  made.source = 'NNet';
  made.code = { value: found.code, target: explanationOf(found.code) };
  if (found.code.startsWith('unused-')) made.tags = [vscode.DiagnosticTag.Unnecessary];
  made.relatedInformation = found.related.map(
    (r) =>
      new vscode.DiagnosticRelatedInformation(
        new vscode.Location(document.uri, editorRange(document, r.range)),
        say(r.message, translate),
      ),
  );
  return made;
}
