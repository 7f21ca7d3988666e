import * as vscode from 'vscode';
import type { Analysis } from '../../analysis/analysis';
import type { DriveOptions } from '../../analysis/cancellation';
import { isNoHandout } from '../../authoring/handout';
import type { ExportedFile } from '../../authoring/target';
import { say } from '../../message/message';
import { type EditorDocuments, pause, translate } from '../documents';
import type * as authoring from '../../authoring/writers';

/** Loaded when something is made first. */
export type Writers = typeof authoring;

/** What the writers make, with progress that can be cancelled; null, after a message, if it was or nothing can be made. */
export async function madeByWriters<T>(
  documents: EditorDocuments,
  document: vscode.TextDocument,
  title: string,
  make: (writers: Writers, analysis: Analysis, drive: DriveOptions) => Promise<T>,
): Promise<T | null> {
  const analysis = await documents.analysis(document);
  if (analysis === null) return null;
  const how = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(how, async (progress, token) => {
    let reported = 0;
    const drive: DriveOptions = {
      token,
      pause,
      progress: (done) => {
        progress.report({ increment: Math.max(0, done - reported) * 100 });
        reported = Math.max(done, reported);
      },
    };
    try {
      const writers = await import('../../authoring/writers');
      const result = await make(writers, analysis, drive);
      return token.isCancellationRequested ? null : result;
    } catch (error) {
      if (token.isCancellationRequested) return null;
      if (!isNoHandout(error)) throw error;
      void vscode.window.showWarningMessage(say(error.text, translate));
      return null;
    }
  });
}

/** Says which letters a file for LaTeX does not have. */
export async function tellOfLetters(files: readonly ExportedFile[]): Promise<void> {
  const text = (await import('../../authoring/writers')).unsetLetters(files);
  if (text !== null) void vscode.window.showWarningMessage(say(text, translate));
}

/** The style sheet of KaTeX, with its fonts, for a file that is read without a network. */
export function mathStyle(writers: Writers, extensionUri: vscode.Uri): Promise<string> {
  const folder = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  return writers.mathStyleOf(async (name) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, name)));
}
