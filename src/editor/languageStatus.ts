import * as vscode from 'vscode';
import { say } from '../language/message';
import { networkSummary, sizesText } from '../service/networkSummary';
import { type EditorDocuments, languageId, translate } from './documents';

/** The status of the active spec beside the language's name: sizes, parameters, homogeneous or affine, objective. */
export function registerLanguageStatus(documents: EditorDocuments): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('nnet.network', languageId);
  item.name = vscode.l10n.t('Network');
  item.command = { command: 'nnet.openPreviewToSide', title: vscode.l10n.t('Open preview') };

  const update = async (document: vscode.TextDocument | undefined): Promise<void> => {
    if (document?.languageId !== languageId) return;
    item.busy = true;
    const analysis = await documents.analysis(document);
    if (analysis === null || vscode.window.activeTextEditor?.document !== document) return;
    const { checked } = analysis;
    const summary = networkSummary(checked);
    item.busy = false;
    item.text = sizesText(checked);
    item.detail = summary ? say(summary, translate) : vscode.l10n.t('The text has errors.');
    item.severity = analysis.broken ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  };
  const changed = (document: vscode.TextDocument): void => {
    if (document === vscode.window.activeTextEditor?.document) void update(document);
  };
  void update(vscode.window.activeTextEditor?.document);
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor((editor) => void update(editor?.document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document)),
    documents.onDidChangeFiles(changed),
  );
}
