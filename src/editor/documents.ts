import * as vscode from 'vscode';
import { Documents, type VersionedText } from '../analysis/documents';
import type { Analysis } from '../analysis/analysis';
import { CancelledError } from '../analysis/cancellation';
import type { TextRange } from '../functions/expression/tree';
import { restOf } from '../service/navigate/longTexts';
import { leavesFolder, MatrixFiles } from './matrixFiles';

export const languageId = 'nnet';

/** Lets the host do other work. */
export const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The analyses of VS Code's documents, for the features of this room. */
export class EditorDocuments implements vscode.Disposable {
  private readonly files = new MatrixFiles();
  private readonly outdated = new vscode.EventEmitter<vscode.TextDocument>();
  /** Fires when a file that a document names has changed, so that what is shown of the document is out of date. */
  readonly onDidChangeFiles = this.outdated.event;
  private readonly documents = new Documents({
    pause,
    rest: ({ owner }, last) => restAfterEdit(owner as vscode.TextDocument, last),
    files: this.files,
    failed: (error) => this.failed(error),
    changed: (uri) => this.tellOutdated(uri),
  });
  /** The text whose preview has the focus: commands without a text are about it. */
  previewed: () => vscode.Uri | undefined = () => undefined;
  private readonly subscriptions = vscode.Disposable.from(
    this.outdated,
    vscode.workspace.onDidCloseTextDocument((d) => this.documents.close(d.uri.toString(), d)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => this.documents.relocateFiles()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => this.documents.relocateFiles()),
  );

  /** @param failed is told of exceptions that nobody foresaw. */
  constructor(private readonly failed: (error: unknown) => void) {}

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

  /** The files that this untitled document names are those in that folder. */
  setHome(document: vscode.TextDocument, folder: vscode.Uri): void {
    this.files.setHome(document, folder);
    this.documents.relocateFiles();
  }

  /** The address of the file that the document names by this path; null if it is not read. */
  fileAddress(document: vscode.TextDocument, path: string): vscode.Uri | null {
    const place = this.files.locate(document.uri.toString(), path);
    return 'uri' in place ? vscode.Uri.parse(place.uri, true) : null;
  }

  /** What is in the folder that the document names by this path; nothing if it is not there or is not read. */
  async entriesOf(document: vscode.TextDocument, path: string): Promise<[string, vscode.FileType][]> {
    const place = this.files.locate(document.uri.toString(), path);
    if (!('uri' in place)) return [];
    try {
      return (await leavesFolder(place)) ? [] : await vscode.workspace.fs.readDirectory(vscode.Uri.parse(place.uri, true)); // prettier-ignore
    } catch {
      // There is no such folder (yet).
      return [];
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private tellOutdated(uri: string): void {
    const document = vscode.workspace.textDocuments.find((d) => d.uri.toString() === uri);
    if (document) this.outdated.fire(document);
  }
}

function restAfterEdit(document: vscode.TextDocument, last: Analysis | null): Promise<void> {
  // The length of the text without making it: offsetAt clamps to the end.
  const rest = restOf(document.offsetAt(new vscode.Position(document.lineCount, 0)), last);
  return rest === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, rest));
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
