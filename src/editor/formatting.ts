import * as vscode from 'vscode';
import type { Analysis } from '../analysis/analysis';
import { format } from '../language/format/format';
import type { TextRange } from '../functions/expression/tree';
import { isFormatted, isFormattedOnType } from '../service/navigate/longTexts';
import { type EditorDocuments, editorRange, languageId } from './documents';

/** Formats the document, a selection, and, if the editor's setting says so, the line that was just finished. */
export function registerFormatting(documents: EditorDocuments): vscode.Disposable {
  const edits = (document: vscode.TextDocument, analysis: Analysis | null, within?: TextRange): vscode.TextEdit[] =>
    analysis === null
      ? []
      : format(analysis.checked.spec, within).map(({ range, newText }) =>
          vscode.TextEdit.replace(editorRange(document, range), newText),
        );
  const asked = (document: vscode.TextDocument, analysis: Analysis | null, within?: TextRange): vscode.TextEdit[] => {
    if (analysis === null || isFormatted(analysis.checked.spec, within)) return edits(document, analysis, within);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This file is too long to format here. On the command line use: nnet format.'),
    );
    return [];
  };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentFormattingEditProvider(languageId, {
      async provideDocumentFormattingEdits(document, _options, token) {
        return asked(document, await documents.analysis(document, token));
      },
    }),
    vscode.languages.registerDocumentRangeFormattingEditProvider(languageId, {
      async provideDocumentRangeFormattingEdits(document, range, _options, token) {
        const within = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
        return asked(document, await documents.analysis(document, token), within);
      },
    }),
    vscode.languages.registerOnTypeFormattingEditProvider(
      languageId,
      {
        async provideOnTypeFormattingEdits(document, position, _typed, _options, token) {
          const analysis = await documents.analysis(document, token);
          // Only the statement that was finished: what is still being typed must not move under the cursor.
          const offset = document.offsetAt(position);
          const done = analysis?.checked.spec.statements.findLast((s) => s.range.end <= offset && !s.broken);
          if (!analysis || !done || !isFormattedOnType(analysis, done.range)) return [];
          return edits(document, analysis, done.range).filter((edit) => edit.range.end.isBeforeOrEqual(position));
        },
      },
      '\n',
      ']',
    ),
  );
}
