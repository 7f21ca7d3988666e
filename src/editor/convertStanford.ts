import * as vscode from 'vscode';
import { say } from '../message/message';
import { convertStanford } from '../stanford/convertStanford';
import { type EditorDocuments, languageId, translate } from './documents';
import { askedDocument } from './gradient/gradientResults';
import { openUntitled } from './untitled';

const command = 'nnet.convertStanford';

/** *Convert Stanford NNet File*: a new document with the same network in this language; also as a status of such files. */
export function registerConvertStanford(documents: EditorDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(command, async (uri?: vscode.Uri | string) => {
      const document = await askedDocument(documents, uri);
      const analysis = document && (await documents.analysis(document));
      if (!document || !analysis) return;
      const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
      const made = convertStanford(analysis.stanford, analysis.network, name.replace(/\.nnet$/i, ''), translate);
      if ('refusal' in made) {
        void vscode.window.showWarningMessage(say(made.refusal, translate));
        return;
      }
      await openUntitled(made.text);
      if (made.lost !== null) void vscode.window.showWarningMessage(say(made.lost, translate));
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
