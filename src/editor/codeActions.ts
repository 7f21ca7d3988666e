import * as vscode from 'vscode';
import { type EditorDocuments, languageId } from './documents';
import { askedDocument } from './gradient/gradientResults';

const fixAll = vscode.CodeActionKind.SourceFixAll.append(languageId);

/** Quick fixes, refactorings, "fix all" on demand and on save, and *Insert Seeded Weights*. */
export function registerCodeActions(documents: EditorDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      languageId,
      {
        async provideCodeActions(document, range, context, token) {
          const analysis = await documents.analysis(document, token);
          if (analysis === null) return null;
          const { offeredActions } = await import('./offeredActions');
          return offeredActions(analysis, document, range, context, fixAll);
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.Refactor, fixAll] },
    ),
    vscode.commands.registerCommand('nnet.insertSeededWeights', async (uri?: vscode.Uri | string) => {
      const document = await askedDocument(documents, uri);
      const analysis = document && (await documents.analysis(document));
      if (!document || !analysis) return;
      const { seededWeightsEdit } = await import('./offeredActions');
      const edit = seededWeightsEdit(analysis, document);
      if (edit !== null) await vscode.workspace.applyEdit(edit);
      else void vscode.window.showInformationMessage(vscode.l10n.t('No layer of known size is missing its numbers.'));
    }),
  );
}
