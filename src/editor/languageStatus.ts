import * as vscode from 'vscode';
import { type Message, say } from '../message/message';
import { networkSummary, sizesText } from '../service/hover/networkSummary';
import { restraints } from '../service/navigate/longTexts';
import { type EditorDocuments, languageId, translate } from './documents';

/**
 * The status of the active spec beside the language's name: sizes, parameters, homogeneous or affine, objective; and for a
 * very long one, what is left undone so that typing stays quick.
 */
export function registerLanguageStatus(documents: EditorDocuments): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('nnet.network', languageId);
  item.name = vscode.l10n.t('Network');
  item.command = { command: 'nnet.openPreviewToSide', title: vscode.l10n.t('Open preview') };

  let large: vscode.LanguageStatusItem | null = null;
  const showRestraints = (left: readonly Message[]): void => {
    large?.dispose();
    large = null;
    if (left.length === 0) return;
    large = vscode.languages.createLanguageStatusItem('nnet.large', languageId);
    large.name = vscode.l10n.t('Long text');
    large.text = vscode.l10n.t('Long text');
    large.detail = left.map((m) => say(m, translate)).join(' ');
  };

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
    showRestraints(restraints(analysis));
    item.severity = analysis.broken ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  };
  const changed = (document: vscode.TextDocument): void => {
    if (document === vscode.window.activeTextEditor?.document) void update(document);
  };
  void update(vscode.window.activeTextEditor?.document);
  return vscode.Disposable.from(
    item,
    new vscode.Disposable(() => large?.dispose()),
    vscode.window.onDidChangeActiveTextEditor((editor) => void update(editor?.document)),
    vscode.workspace.onDidChangeTextDocument(({ document }) => changed(document)),
    documents.onDidChangeFiles(changed),
  );
}
