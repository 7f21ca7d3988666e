import * as vscode from 'vscode';

/** Why a preview has no text: it was never saved and is closed, or its file cannot be read. */
export type Missing = 'closed' | 'unreadable';

/** What a preview is told of its text. */
export interface TextEvents {
  /** It, or whether it is there, may have changed. */
  changed(): void;
  /** It has another address: it was renamed, or saved for the first time. */
  moved(): void;
}

/**
 * The text that a preview shows, by its address: follows it when its file or a folder above is renamed and when it is
 * first saved, and never opens an untitled document, which would create a new and empty one.
 */
export class PreviewedText implements vscode.Disposable {
  private readonly subscriptions: vscode.Disposable;
  /** The last text of an untitled document that was not empty: saving empties it, in one order or another. */
  private lastText: string | null = null;
  /** Whether the document was seen to be closed. */
  private closed = false;
  /** While the file cannot be read: tells when it is there again. */
  private reappearance: vscode.Disposable | null = null;

  constructor(
    private address: vscode.Uri,
    private readonly events: TextEvents,
  ) {
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!this.is(document.uri)) return;
        this.remember(document);
        events.changed();
      }),
      vscode.workspace.onDidOpenTextDocument((document) => {
        if (this.is(document.uri)) {
          this.closed = false;
          events.changed();
        } else if (this.closed) this.adopt([document]);
      }),
      vscode.workspace.onDidSaveTextDocument((document) => {
        if (this.closed) this.adopt([document]);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (!this.is(document.uri)) return;
        this.remember(document);
        this.closed = this.address.scheme === 'untitled';
        if (!this.closed || !this.adopt(vscode.workspace.textDocuments)) events.changed();
      }),
      vscode.workspace.onDidRenameFiles(({ files }) => this.renamed(files)),
    );
  }

  get uri(): vscode.Uri {
    return this.address;
  }

  /** Whether it is the text at that address. */
  is(uri: vscode.Uri): boolean {
    return this.address.toString() === uri.toString();
  }

  /** The document, or why there is none. */
  async document(): Promise<vscode.TextDocument | Missing> {
    const open = vscode.workspace.textDocuments.find(({ uri }) => this.is(uri));
    if (open !== undefined) {
      this.remember(open);
      return open;
    }
    if (this.address.scheme === 'untitled' && (this.closed || !this.hasTab())) return 'closed';
    try {
      const document = await vscode.workspace.openTextDocument(this.address);
      this.stopWaiting();
      return document;
    } catch {
      this.waitForFile();
      return 'unreadable';
    }
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.stopWaiting();
  }

  /** An untitled text in a tab that was not looked at since a restart is no document yet, but can safely be opened. */
  private hasTab(): boolean {
    return vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ input }) => input instanceof vscode.TabInputText && this.is(input.uri)),
    );
  }

  private remember(document: vscode.TextDocument): void {
    if (this.address.scheme !== 'untitled') return;
    const text = withoutMargins(document.getText());
    if (text !== '') this.lastText = text;
  }

  /** Goes on with the file that the untitled text was saved to, if it is one of these: it has the same text. */
  private adopt(documents: readonly vscode.TextDocument[]): boolean {
    const saved = documents.find(
      (one) =>
        !one.isClosed &&
        !one.isDirty &&
        vscode.workspace.fs.isWritableFileSystem(one.uri.scheme) === true &&
        withoutMargins(one.getText()) === this.lastText,
    );
    if (saved !== undefined) this.move(saved.uri);
    return saved !== undefined;
  }

  private renamed(files: readonly { readonly oldUri: vscode.Uri; readonly newUri: vscode.Uri }[]): void {
    for (const { oldUri, newUri } of files) {
      const to = moved(this.address, oldUri, newUri);
      if (to !== null) return this.move(to);
    }
  }

  private move(to: vscode.Uri): void {
    this.stopWaiting();
    this.address = to;
    this.closed = false;
    this.lastText = null;
    this.events.moved();
  }

  private waitForFile(): void {
    if (this.reappearance !== null) return;
    const above = vscode.workspace.getWorkspaceFolder(this.address);
    const pattern = above
      ? new vscode.RelativePattern(above, '**')
      : new vscode.RelativePattern(vscode.Uri.joinPath(this.address, '..'), '*');
    const watcher = vscode.workspace.createFileSystemWatcher(pattern, false, false, true);
    // Of a folder that is moved as a whole, only the folder may be told.
    const there = (uri: vscode.Uri): void => void (moved(this.address, uri, uri) !== null && this.events.changed());
    this.reappearance = vscode.Disposable.from(watcher, watcher.onDidCreate(there), watcher.onDidChange(there));
  }

  private stopWaiting(): void {
    this.reappearance?.dispose();
    this.reappearance = null;
  }
}

/** Where a file is after it, or a folder above it, was moved; null if it was not. */
export function moved(file: vscode.Uri, from: vscode.Uri, to: vscode.Uri): vscode.Uri | null {
  if (file.scheme !== from.scheme || file.authority !== from.authority) return null;
  if (file.path === from.path) return to;
  return file.path.startsWith(`${from.path}/`) ? vscode.Uri.joinPath(to, file.path.slice(from.path.length + 1)) : null;
}

/** The text without what is trimmed or added on saving. */
function withoutMargins(text: string): string {
  return text.replace(/[ \t]+$/gm, '').trimEnd();
}
