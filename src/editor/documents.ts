import * as vscode from 'vscode';
import { Documents, type VersionedText } from '../analysis/documents';
import type { Analysis } from '../analysis/analysis';
import { CancelledError } from '../analysis/cancellation';
import type { TextRange } from '../language/tree';

export const languageId = 'nnet';

/** The analyses of VS Code's documents, for the features of this room. */
export class EditorDocuments implements vscode.Disposable {
  private readonly documents = new Documents(() => new Promise((resolve) => setTimeout(resolve, 0)));
  private readonly closing = vscode.workspace.onDidCloseTextDocument((d) => this.documents.close(d.uri.toString(), d));

  /** The analysis of the document as it is now; null if it changed before that was done, or the asker lost interest. */
  async analysis(document: vscode.TextDocument, token?: vscode.CancellationToken): Promise<Analysis | null> {
    const { version } = document;
    for (;;) {
      try {
        const analysis = await this.documents.analysis(versioned(document));
        return token?.isCancellationRequested ? null : analysis;
      } catch (error) {
        if (!(error instanceof CancelledError)) throw error;
        // VS Code closes and opens a document that only changes its language: it is the same version, still wanted.
        if (document.isClosed || document.version !== version || token?.isCancellationRequested) return null;
      }
    }
  }

  /** The analysis of the document as it is now, if it is done already. */
  made(document: vscode.TextDocument): Analysis | null {
    return this.documents.made(versioned(document));
  }

  dispose(): void {
    this.closing.dispose();
  }
}

function versioned(document: vscode.TextDocument): VersionedText {
  return {
    uri: document.uri.toString(),
    version: document.version,
    owner: document,
    getText: () => document.getText(),
  };
}

/** A stretch of the text as an editor range. */
export function editorRange(document: vscode.TextDocument, range: TextRange): vscode.Range {
  return new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
}

/** An untranslated core sentence in the reader's language. */
export const translate = (template: string, ...args: (string | number)[]): string => vscode.l10n.t(template, ...args);
