import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually } from './eventually';
import { run } from './run';
import { openUntitled } from './untitled';

const SIZE = 1100;

/** Ten megabytes of numbers. */
function longText(): string {
  const row = Array.from({ length: SIZE }, (_, i) => `0.${100_000 + i}`).join(' ');
  const rows = Array.from({ length: SIZE }, () => row).join('\n');
  return `# typed in here\ninput X = [${row}]\nlayer tanh\n  W = [\n${rows}\n]\nlayer identity\n  W = [${row}]\noutput 1\n`;
}

describe('a text of ten megabytes', function () {
  this.timeout(240_000);

  before(() => vscode.extensions.getExtension('nnet.nnet')!.activate());
  afterEach(() => run('workbench.action.revertAndCloseActiveEditor'));

  it('has its problems, hovers and outline once typing rests, and is not formatted', async () => {
    const document = await openUntitled(longText());
    const editor = vscode.window.activeTextEditor!;
    const codes = (): unknown[] =>
      vscode.languages.getDiagnostics(document.uri).map(({ code }) => (code as { value: unknown }).value);
    const outline = (): Promise<vscode.DocumentSymbol[]> => run('vscode.executeDocumentSymbolProvider', document.uri);
    assert.lengthOf(await outline(), 4);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    for (const letter of 'let unused = 1\n') await run('type', { text: letter });
    await eventually('its problems', codes, (found) => found.includes('unused-let'));
    const [hover] = await run<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      new vscode.Position(500, 50),
    );
    assert.include((hover.contents[0] as vscode.MarkdownString).value, 'w<sup>1</sup>');
    assert.lengthOf(await outline(), 5);
    const edits = await run<vscode.TextEdit[] | undefined>('vscode.executeFormatDocumentProvider', document.uri, {});
    assert.lengthOf(edits ?? [], 0);
  });
});
