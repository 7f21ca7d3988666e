import * as vscode from 'vscode';
import type { PageSource } from './pageSource';
import type { PreviewedText } from './previewedText';
import type { PageTrial, ViewChoices } from './protocol';

/** What the reader tries on a version of a text. */
export interface Trying {
  readonly version: number;
  /** The turn of the message that asked for it. */
  readonly turn: number;
  readonly trials: readonly PageTrial[];
}

/** Writes what is tried into the text, as one edit that can be undone; not into another version. */
export async function writeTrials(
  source: PageSource,
  text: PreviewedText,
  choices: ViewChoices,
  { version, trials }: Trying,
): Promise<void> {
  const document = await text.document();
  if (typeof document === 'string' || document.version !== version) return;
  const edits = source.writing(document, choices, trials);
  if (edits === null) {
    const why = vscode.l10n.t(
      'These numbers can’t be written to this text: it is not in the NNet language, or the matrix is too large.',
    );
    void vscode.window.showWarningMessage(why);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  edit.set(document.uri, [...edits]);
  await vscode.workspace.applyEdit(edit);
}
