import * as vscode from 'vscode';
import { fileName, stem } from './exportRequest';
import { askPlace } from './questions';

/**
 * Has a page written and opens it in the browser, which prints it. Where the extension runs on another machine or in a
 * browser, no file of its own can be opened there: the page goes where the reader says.
 */
export async function printPage(
  context: vscode.ExtensionContext,
  document: vscode.TextDocument,
  write: (to: string) => Promise<boolean>,
): Promise<void> {
  const here = vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
  if (here && (await openedAtOnce(context, document, write))) return;
  const to = await askPlace(document, 'html');
  if (to === undefined || !(await write(to.toString()))) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Open “{0}” in a browser and print it from there.', fileName(to)),
  );
}

async function openedAtOnce(
  { globalStorageUri }: vscode.ExtensionContext,
  document: vscode.TextDocument,
  write: (to: string) => Promise<boolean>,
): Promise<boolean> {
  const folder = vscode.Uri.joinPath(globalStorageUri, 'print');
  const to = vscode.Uri.joinPath(folder, `${stem(fileName(document.uri))}.html`);
  await vscode.workspace.fs.createDirectory(folder);
  return (await write(to.toString())) && vscode.env.openExternal(to);
}
