import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { memoryFiles } from './memoryFiles';
import { run } from './run';

const scheme = 'nnet-memory';
const at = (path: string): vscode.Uri => vscode.Uri.from({ scheme, path });

const SPEC = `input X = [1 2]
layer identity
  W = file("w.csv")
output 1
`;

const write = (path: string, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(at(path), new TextEncoder().encode(text));

describe('matrices in files', function () {
  this.timeout(240_000);

  let registration: vscode.Disposable;
  let document: vscode.TextDocument;

  before(() => (registration = vscode.workspace.registerFileSystemProvider(scheme, memoryFiles())));
  after(() => void registration.dispose());

  beforeEach(async () => {
    await write('/w.csv', '3,4\n');
    await write('/net.nnet', SPEC);
    document = await vscode.workspace.openTextDocument(at('/net.nnet'));
    await vscode.window.showTextDocument(document);
  });
  afterEach(async () => {
    await run('workbench.action.closeAllEditors');
  });

  const problems = (said: RegExp | null): Promise<vscode.Diagnostic[]> =>
    eventually(
      `problems like ${String(said)}`,
      () => vscode.languages.getDiagnostics(document.uri),
      (found) => (said === null ? found.length === 0 : found.some((d) => said.test(d.message))),
    );
  const path = (): vscode.Position => document.positionAt(SPEC.indexOf('w.csv') + 1);
  const hover = async (of = document, position = path()): Promise<string> =>
    (await run<vscode.Hover[]>('vscode.executeHoverProvider', of.uri, position))
      .flatMap((h) => h.contents.map((c) => (typeof c === 'string' ? c : c.value)))
      .join('\n');
  const hints = async (): Promise<unknown[]> => {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    return (await run<vscode.InlayHint[]>('vscode.executeInlayHintProvider', document.uri, whole)).map((h) => h.label);
  };

  it('are read, shown, and looked at again when they change, go and come', async () => {
    await eventually(
      'values',
      () => hover(),
      (text) => /3\s+4/.test(text),
    );
    await problems(null);
    assert.include(await hints(), '1 × 2');
    await write('/w.csv', '5 6\n7 8\n');
    await eventually(
      'new values',
      () => hover(),
      (text) => /5\s+6[\s\S]*7\s+8/.test(text),
    );
    assert.include(await hints(), '2 × 2');
    await write('/w.csv', '5 6 7\n');
    const [wrong] = await problems(/1 × 3, but must be/);
    assert.include(wrong.relatedInformation?.map((r) => r.message).join(), 'The file w.csv contains 1 × 3');
    await write('/w.csv', '5,x\n');
    const [bad] = await problems(/Line 1, column 3 of w\.csv has “x”/);
    assert.equal(document.getText(bad.range), '"w.csv"');
    await vscode.workspace.fs.delete(at('/w.csv'));
    await problems(/The file w\.csv was not found/);
    await write('/w.csv', '1 2\n');
    await problems(null);
    assert.equal(document.version, 1, 'nobody touched the spec');
  });

  it('are read as they stand in an editor, saved or not', async () => {
    await problems(null);
    const csv = await vscode.workspace.openTextDocument(at('/w.csv'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(csv.uri, new vscode.Position(0, 0), '9,');
    await vscode.workspace.applyEdit(edit);
    assert.isTrue(csv.isDirty);
    await problems(/1 × 3, but must be/);
    await vscode.window.showTextDocument(csv);
    await run('workbench.action.files.revert');
    await problems(null);
  });

  it('of an example go with its untitled copy', async () => {
    await run('nnet.openExample', 'iris.nnet');
    const copy = await eventually(
      'the copy',
      () => vscode.window.activeTextEditor?.document,
      (found) => found?.isUntitled === true && found.getText().includes('file("iris.csv")'),
    );
    const name = copy!.positionAt(copy!.getText().lastIndexOf('iris.csv'));
    await eventually(
      'its batch',
      () => hover(copy, name),
      (text) => text.includes('a batch of 6 points'),
    );
    assert.deepEqual(vscode.languages.getDiagnostics(copy!.uri), []);
  });

  it('are a click away, and are offered while their name is typed', async () => {
    const links = await run<vscode.DocumentLink[]>('vscode.executeLinkProvider', document.uri);
    assert.deepEqual(
      links.map((l) => [document.getText(l.range), l.target?.toString()]),
      [['w.csv', at('/w.csv').toString()]],
    );
    const definitions = await run<vscode.LocationLink[]>('vscode.executeDefinitionProvider', document.uri, path());
    assert.equal(definitions[0].targetUri.toString(), at('/w.csv').toString());
    const list = await run<vscode.CompletionList>('vscode.executeCompletionItemProvider', document.uri, path());
    assert.deepEqual(
      list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.File).map(({ label }) => label),
      ['w.csv'],
    );
  });
});
