import * as vscode from 'vscode';
import type { Analysis } from '../analysis/analysis';
import { type EditorDocuments, languageId } from './documents';

/** `Make sheet and key · Find friendly numbers` over every exercise. */
function exerciseLenses(document: vscode.TextDocument, analysis: Analysis | null): readonly vscode.CodeLens[] {
  return (analysis?.checked.exercises ?? []).flatMap(({ statement, ask }) => {
    if (ask.length === 0) return [];
    const at = document.positionAt(statement.range.start);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(new vscode.Range(at, at), { title, command, arguments: [document.uri] });
    return [
      lens(vscode.l10n.t('Make sheet and key'), 'nnet.makeExercise'),
      lens(vscode.l10n.t('Find friendly numbers'), 'nnet.findFriendlyNumbers'),
    ];
  });
}

/** `Open preview · Compute gradient · Check gradient · Check my work` over the first line, unless the setting is off; over a Stanford NNet file also the choice of X and its conversion. */
export function registerCodeLens(documents: EditorDocuments): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('nnet.codeLens')) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider(languageId, {
      onDidChangeCodeLenses: changed.event,
      async provideCodeLenses(document, token) {
        if (!vscode.workspace.getConfiguration('nnet', document).get('codeLens', true)) return [];
        const top = new vscode.Range(0, 0, 0, 0);
        const lens = (title: string, command: string): vscode.CodeLens =>
          new vscode.CodeLens(top, { title, command, arguments: [document.uri] });
        const analysis = await documents.analysis(document, token);
        return [
          lens(vscode.l10n.t('Open preview'), 'nnet.openPreviewToSide'),
          lens(vscode.l10n.t('Compute gradient'), 'nnet.computeGradient'),
          lens(vscode.l10n.t('Check gradient'), 'nnet.checkGradient'),
          lens(vscode.l10n.t('Check my work'), 'nnet.checkMyWork'),
          ...exerciseLenses(document, analysis),
          ...(analysis?.stanford
            ? [
                ...(analysis.network ? [lens(vscode.l10n.t('Choose X'), 'nnet.chooseStanfordPoint')] : []),
                lens(vscode.l10n.t('Convert to the NNet language'), 'nnet.convertStanford'),
              ]
            : []),
        ];
      },
    }),
  );
}
