import * as vscode from 'vscode';
import { languageId } from './documents';

/** Opens and shows a new document that holds exactly this text. */
export async function openUntitled(content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: languageId, content });
  // VS Code reuses the name of an untitled document that was just closed, and may restore its unsaved text with it.
  if (document.getText().replaceAll('\r\n', '\n') !== content.replaceAll('\r\n', '\n')) {
    const edit = new vscode.WorkspaceEdit();
    const end = document.positionAt(document.getText().length);
    edit.replace(document.uri, new vscode.Range(new vscode.Position(0, 0), end), content);
    await vscode.workspace.applyEdit(edit);
  }
  await vscode.window.showTextDocument(document);
  return document;
}
