import * as vscode from 'vscode';
import { stepNumberAt } from '../service/edit/numberAt';
import { languageId } from './documents';

/** Steps of the two pairs of commands. */
const FINE = 1;
const COARSE = 10;

/**
 * *Increase Number* and *Decrease Number*: the number at each cursor by a unit of its last digit, or ten, as one edit
 * that can be undone.
 */
export function registerStepNumber(): vscode.Disposable {
  const command = (name: string, steps: number) =>
    vscode.commands.registerTextEditorCommand(name, (editor) => void step(editor, steps));
  return vscode.Disposable.from(
    command('nnet.increaseNumber', FINE),
    command('nnet.decreaseNumber', -FINE),
    command('nnet.increaseNumberBy10', COARSE),
    command('nnet.decreaseNumberBy10', -COARSE),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => tell(textEditor)),
    vscode.window.onDidChangeActiveTextEditor((editor) => tell(editor)),
  );
}

/** Tells the keybindings whether the cursor is on a number: elsewhere the keys move lines. */
function tell(editor: vscode.TextEditor | undefined): void {
  if (editor?.document.languageId !== languageId) return;
  void vscode.commands.executeCommand('setContext', 'nnet.onNumber', at(editor, FINE).length > 0);
}

function at({ document, selections }: vscode.TextEditor, steps: number): { range: vscode.Range; text: string }[] {
  return selections.flatMap(({ active }) => {
    const found = stepNumberAt(document.lineAt(active.line).text, active.character, steps);
    if (found === null) return [];
    const { start, end } = found.range;
    return [{ range: new vscode.Range(active.line, start, active.line, end), text: found.text }];
  });
}

async function step(editor: vscode.TextEditor, steps: number): Promise<void> {
  const changes = at(editor, steps);
  if (changes.length === 0) return;
  const before = editor.document.version;
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text } of changes) edit.replace(editor.document.uri, range, text);
  if (!(await vscode.workspace.applyEdit(edit)) || editor.document.version === before) return;
  // The cursor stays on the number, which may have become shorter or longer.
  editor.selections = editor.selections.map((selection, i) => {
    const change = changes[i];
    if (change === undefined || changes.length !== editor.selections.length) return selection;
    const end = change.range.start.translate(0, change.text.length);
    return new vscode.Selection(end, end);
  });
}
