import * as vscode from 'vscode';
import type { Diagnostic, Severity } from '../language/text/diagnostic';
import { say } from '../message/message';
import { shownProblems } from '../service/navigate/longTexts';
import { explanationOf } from './explainDiagnostic';
import { type EditorDocuments, editorRange, languageId, translate } from './documents';

const severities: Record<Severity, vscode.DiagnosticSeverity> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Keeps the problems of every open `.nnet` document up to date as one types; the latest version wins. */
export function registerDiagnostics(documents: EditorDocuments): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection(languageId);

  const update = async (document: vscode.TextDocument): Promise<void> => {
    if (document.languageId !== languageId) return;
    const { version } = document;
    const analysis = await documents.analysis(document);
    if (analysis === null || document.isClosed || document.version !== version) return;
    const found = shownProblems(analysis.diagnostics);
    // To say at every keystroke that there is nothing still makes the window look for what has changed.
    if (found.length === 0 && !collection.has(document.uri)) return;
    collection.set(
      document.uri,
      found.map((d) => editorDiagnostic(document, d)),
    );
  };

  vscode.workspace.textDocuments.forEach((document) => void update(document));
  return vscode.Disposable.from(
    collection,
    vscode.workspace.onDidOpenTextDocument((document) => void update(document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => void update(document)),
    documents.onDidChangeFiles((document) => void update(document)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => collection.delete(uri)),
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
