import { assert } from 'chai';
import * as vscode from 'vscode';

let opened = 0;

/**
 * A new untitled document with this text, shown. Each has a name of its own: where one is used again, VS Code may
 * restore what the last document of that name held.
 */
export async function openUntitled(content: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.from({ scheme: 'untitled', path: `/spec-${++opened}.nnet` });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(uri, new vscode.Position(0, 0), content);
  assert.isTrue(await vscode.workspace.applyEdit(edit));
  assert.strictEqual(document.getText(), content);
  return document;
}
