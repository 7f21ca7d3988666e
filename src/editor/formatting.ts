import * as vscode from 'vscode';
import type { Analysis } from '../analysis/analysis';
import { CancelledError, drive } from '../analysis/cancellation';
import { formatSteps } from '../language/format/format';
import type { TextRange } from '../functions/expression/tree';
import { isFormatted, isFormattedOnType } from '../service/navigate/longTexts';
import { type EditorDocuments, editorRange, languageId, pause } from './documents';

/** Formats the document, a selection, and, if the editor's setting says so, the line that was just finished. */
export function registerFormatting(documents: EditorDocuments): vscode.Disposable {
  const edits = async (
    document: vscode.TextDocument,
    { checked }: Analysis,
    token: vscode.CancellationToken,
    within?: TextRange,
  ): Promise<vscode.TextEdit[]> => {
    const { version } = document;
    try {
      const made = await drive(formatSteps(checked.spec, within), { token, pause });
      // The edits are those of the text that was asked about.
      if (document.version !== version) return [];
      return made.map(({ range, newText }) => vscode.TextEdit.replace(editorRange(document, range), newText));
    } catch (error) {
      if (error instanceof CancelledError) return [];
      throw error;
    }
  };
  const asked = async (
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    within?: TextRange,
  ): Promise<vscode.TextEdit[]> => {
    const analysis = await documents.analysis(document, token);
    if (analysis === null) return [];
    if (isFormatted(analysis.checked.spec, within)) return await edits(document, analysis, token, within);
    void vscode.window.showInformationMessage(
      vscode.l10n.t('This file is too long to format here. On the command line use: nnet format.'),
    );
    return [];
  };
  return vscode.Disposable.from(
    vscode.languages.registerDocumentFormattingEditProvider(languageId, {
      async provideDocumentFormattingEdits(document, _options, token) {
        return await asked(document, token);
      },
    }),
    vscode.languages.registerDocumentRangeFormattingEditProvider(languageId, {
      async provideDocumentRangeFormattingEdits(document, range, _options, token) {
        const within = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
        return await asked(document, token, within);
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
          const made = await edits(document, analysis, token, done.range);
          return made.filter((edit) => edit.range.end.isBeforeOrEqual(position));
        },
      },
      '\n',
      ']',
    ),
  );
}
