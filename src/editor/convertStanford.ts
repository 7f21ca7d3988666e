import * as vscode from 'vscode';
import { say } from '../message/message';
import { choosePoint } from '../stanford/choosePoint';
import { type EditorDocuments, languageId, translate } from './documents';
import { askedDocument } from './gradient/gradientResults';
import { openUntitled } from './untitled';

const command = 'nnet.convertStanford';

/** *Convert Stanford NNet File*: a new document with the same network in this language; also as a status of such files. *Choose X*: the comment line that says where f is looked at. */
export function registerConvertStanford(documents: EditorDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command, async (uri?: vscode.Uri | string) => {
      const document = await askedDocument(documents, uri);
      const analysis = document && (await documents.analysis(document));
      if (!document || !analysis) return;
      const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
      const { convertStanford } = await import('../stanford/convertStanford');
      const made = convertStanford(analysis.stanford, analysis.network, name.replace(/\.nnet$/i, ''), translate);
      if ('refusal' in made) {
        void vscode.window.showWarningMessage(say(made.refusal, translate));
        return;
      }
      await openUntitled(made.text);
      if (made.lost !== null) void vscode.window.showWarningMessage(say(made.lost, translate));
    }),
    vscode.commands.registerCommand('nnet.chooseStanfordPoint', async (uri?: vscode.Uri | string) => {
      const document = await askedDocument(documents, uri);
      const analysis = document && (await documents.analysis(document));
      const sample = analysis?.network?.samples[0];
      if (!document || !analysis?.stanford || sample === undefined) return;
      const editor = await vscode.window.showTextDocument(document);
      const { edit, selection } = choosePoint(document.getText(), analysis.stanford, sample.X.data);
      if (edit !== null)
        await editor.edit((builder) => builder.insert(document.positionAt(edit.range.start), edit.newText));
      editor.selection = new vscode.Selection(document.positionAt(selection.start), document.positionAt(selection.end));
      editor.revealRange(editor.selection);
    }),
    new StanfordStatus(documents),
  );
}

/** Says beside the language that the file is Stanford's, with the way out of it; there only while it is. */
class StanfordStatus implements vscode.Disposable {
  private item: vscode.LanguageStatusItem | null = null;
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly documents: EditorDocuments) {
    const update = (): void => void this.update(vscode.window.activeTextEditor?.document);
    this.subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) update();
      }),
    );
    update();
  }

  private async update(document: vscode.TextDocument | undefined): Promise<void> {
    const analysis = document?.languageId === languageId ? await this.documents.analysis(document) : null;
    if (document !== vscode.window.activeTextEditor?.document) return;
    if (!analysis?.stanford) {
      this.item?.dispose();
      this.item = null;
      return;
    }
    if (this.item !== null) return;
    this.item = vscode.languages.createLanguageStatusItem('nnet.stanford', languageId);
    this.item.name = vscode.l10n.t('Stanford NNet file');
    this.item.text = vscode.l10n.t('Stanford NNet file');
    this.item.command = { command, title: vscode.l10n.t('Convert to the NNet language') };
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.item?.dispose();
  }
}
