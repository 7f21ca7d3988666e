import { assert } from 'chai';
import * as vscode from 'vscode';

describe('the extension in its host', () => {
  const extension = vscode.extensions.getExtension('nnet.nnet')!;

  it('is there', () => {
    assert.strictEqual((extension.packageJSON as { name: string }).name, 'nnet');
  });

  it('gives .nnet files their language and is activated by it', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'nnet', content: '' });
    assert.strictEqual(document.languageId, 'nnet');
    const folder = vscode.workspace.workspaceFolders![0];
    const opened = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'mazur.nnet'));
    assert.strictEqual(opened.languageId, 'nnet');
    await vscode.window.showTextDocument(opened);
    await extension.activate();
    assert.isTrue(extension.isActive);
  });
});
