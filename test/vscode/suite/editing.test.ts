import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { run } from './run';
import { openUntitled } from './untitled';

const SPEC = `let c = 0.5
input X = [c 1]
target = [1]
layer tanh
  W = [0.1 -0.20
       30 c]
layer 1 sigmoid
  W = [c 1]
loss half_sse
`;

function at(document: vscode.TextDocument, word: string): vscode.Position {
  const offset = document.getText().indexOf(word);
  assert.isAtLeast(offset, 0, `${word} is not in the text`);
  return document.positionAt(offset);
}

async function applied(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): Promise<string> {
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  await vscode.workspace.applyEdit(edit);
  return document.getText();
}

describe('editing with the language', function () {
  this.timeout(240_000);

  before(() => vscode.extensions.getExtension('nnet.nnet')!.activate());
  afterEach(() => run('workbench.action.closeAllEditors'));

  it('highlights every place of a name, its definition as the one that writes', async () => {
    const document = await openUntitled(SPEC);
    const found = await run<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      at(document, 'c 1]'),
    );
    assert.deepEqual(
      found.map(({ range, kind }) => [range.start.line, kind]),
      [
        [0, vscode.DocumentHighlightKind.Write],
        [1, vscode.DocumentHighlightKind.Read],
        [5, vscode.DocumentHighlightKind.Read],
        [7, vscode.DocumentHighlightKind.Read],
      ],
    );
  });

  it('refuses a rename that would change the meaning, and says why', async () => {
    const document = await openUntitled(SPEC);
    let said = '';
    await run('vscode.executeDocumentRenameProvider', document.uri, at(document, 'c ='), 'pi').then(
      () => assert.fail('the rename was not refused'),
      (error: Error) => (said = error.message),
    );
    assert.include(said, 'pi is built in');
    assert.strictEqual(document.getText(), SPEC);
  });

  it('formats a selection, and leaves the rest alone', async () => {
    const document = await openUntitled(SPEC.replace('input X', 'input   X'));
    const W = at(document, 'W = [0.1');
    const edits = await run<vscode.TextEdit[]>(
      'vscode.executeFormatRangeProvider',
      document.uri,
      new vscode.Range(W, W.translate(1, 0)),
      {},
    );
    const text = await applied(document, edits);
    assert.include(text, 'W = [ 0.1 -0.20\n       30    c]');
    assert.include(text, 'input   X');
  });

  it('formats a statement as it is finished', async () => {
    const document = await openUntitled('layer tanh\n  W = [0.1 -0.20\n       30 4]\ninput   2\n');
    const end = at(document, ']').translate(0, 1);
    const edits = await run<vscode.TextEdit[]>('vscode.executeFormatOnTypeProvider', document.uri, end, ']', {});
    const text = await applied(document, edits);
    assert.include(text, 'W = [ 0.1 -0.20\n       30    4]');
    assert.include(text, 'input   2');
  });

  it('mends what is missing with quick fixes', async () => {
    const document = await openUntitled('layer tanh\n  W = [1 2]\n');
    const fixes = async () =>
      (
        await run<vscode.CodeAction[]>(
          'vscode.executeCodeActionProvider',
          document.uri,
          new vscode.Range(0, 0, 0, 0),
          'quickfix',
        )
      ).map(({ title, edit }) => ({ title, edit }));
    const found = await fixes();
    assert.deepEqual(
      found.map(({ title }) => title),
      ['Add input 2', 'Add an input of ones, to be changed'],
    );
    await vscode.workspace.applyEdit(found[1].edit!);
    assert.strictEqual(document.getText(), 'input X = [1 1]\n\nlayer tanh\n  W = [1 2]\n');
    assert.deepEqual(await fixes(), []);
  });

  it('offers a literal of the right size behind W =', async () => {
    const document = await openUntitled('input 2\nlayer 2 tanh\n  W = ');
    const list = await run<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(2, 6),
    );
    const [first] = list.items;
    assert.deepEqual(first.label, { label: '[…]', description: '2 × 2' });
    const editor = vscode.window.activeTextEditor!;
    await editor.insertSnippet(first.insertText as vscode.SnippetString, new vscode.Position(2, 6));
    assert.include(document.getText(), '  W = [0 0\n       0 0]');
  });

  it('explains the code of a diagnostic where the diagnostic says so', async () => {
    const document = await openUntitled('layer tanf\n');
    const target = await eventually(
      'a diagnostic with an address',
      () => {
        const [first] = vscode.languages.getDiagnostics(document.uri);
        return typeof first?.code === 'object' ? first.code.target : undefined;
      },
      (found) => found !== undefined,
    );
    assert.strictEqual(target?.scheme, 'command');
    assert.strictEqual(target?.path, 'nnet.explainDiagnostic');
    assert.include(await vscode.commands.getCommands(), 'nnet.explainDiagnostic');
  });
});
