import * as vscode from 'vscode';
import type { PageResult } from './making/pageResult';
import type { PageSource } from './pageSource';
import type { PreviewedText } from './previewedText';
import type { LentText, PageTrial, ViewChoices } from './protocol';

/** What the reader tries on a version of a text. */
interface Trying {
  readonly version: number;
  /** The turn of the message that asked for it. */
  readonly turn: number;
  readonly trials: readonly PageTrial[];
}

/** What the reader tries at present; another version of the text ends it. */
export class Trials {
  private present: Trying | null = null;
  /** The version of the text that the page has. */
  private lent: number | null = null;

  begin(trying: Trying): void {
    this.present = trying;
  }

  end(): void {
    this.present = null;
    this.lent = null;
  }

  /** Lends the page the text on which numbers are tried, once a version, so that it makes the next pages itself. */
  lend({ lendable, documentVersion }: PageResult, uri: string, post: (message: LentText) => void): void {
    if (lendable === null || this.lent === documentVersion) return;
    this.lent = documentVersion;
    post({ type: 'text', uri, documentVersion, text: lendable, words: vscode.l10n.bundle ?? {} });
  }

  /** What is tried on this version of the text. */
  on(version: number): Trying | null {
    if (this.present?.version !== version) this.present = null;
    return this.present;
  }

  write(source: PageSource, text: PreviewedText, choices: ViewChoices): void {
    if (this.present !== null) void writeTrials(source, text, choices, this.present);
  }
}

/** Writes what is tried into the text, as one edit that can be undone; not into another version. */
async function writeTrials(
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
