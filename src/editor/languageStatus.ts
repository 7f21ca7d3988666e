import * as vscode from 'vscode';
import { type Message, say } from '../message/message';
import { networkSummary, sizesText } from '../service/hover/networkSummary';
import { restraints } from '../service/navigate/longTexts';
import { type EditorDocuments, languageId, translate } from './documents';

/** How long an analysis may take before that is said, in milliseconds. */
const LATE = 200;

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
    const detail = left.map((m) => say(m, translate)).join(' ');
    if (detail === (large?.detail ?? '')) return;
    large?.dispose();
    large = null;
    if (left.length === 0) return;
    large = vscode.languages.createLanguageStatusItem('nnet.large', languageId);
    large.name = vscode.l10n.t('Long text');
    large.text = vscode.l10n.t('Long text');
    large.detail = detail;
  };

  const update = async (document: vscode.TextDocument | undefined): Promise<void> => {
    if (document?.languageId !== languageId) return;
    const late = setTimeout(() => (item.busy = true), LATE);
    const analysis = await documents.analysis(document);
    clearTimeout(late);
    if (analysis === null || vscode.window.activeTextEditor?.document !== document) return;
    const { checked } = analysis;
    const summary = networkSummary(checked);
    const { Error, Information } = vscode.LanguageStatusSeverity;
    show(item, {
      busy: false,
      text: sizesText(checked),
      detail: summary ? say(summary, translate) : vscode.l10n.t('The text has errors.'),
      severity: analysis.broken ? Error : Information,
    });
    showRestraints(restraints(analysis));
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

type Shown = Pick<vscode.LanguageStatusItem, 'busy' | 'text' | 'detail' | 'severity'>;

/** Changes only what is other than before: what is set is drawn again, at every keystroke. */
function show(item: vscode.LanguageStatusItem, wanted: Shown): void {
  for (const key of Object.keys(wanted) as (keyof Shown)[]) if (item[key] !== wanted[key]) Object.assign(item, { [key]: wanted[key] }); // prettier-ignore
}
