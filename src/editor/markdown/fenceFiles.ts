import * as vscode from 'vscode';
import { FileCache, type DocumentFiles } from '../../analysis/documentFiles';
import type { FenceFiles } from '../../authoring/fences/fenceRenderer';
import type { FileContent } from '../../language/meaning/checked';
import { pause } from '../documents';
import { MatrixFiles } from '../matrixFiles';

/** The files of so many documents are kept, the latest: a preview may show a text that is open nowhere else. */
const MOST_DOCUMENTS = 20;

interface FilesOfDocument {
  readonly files: DocumentFiles;
  /** By path, those that are being read as promises. */
  readonly contents: Map<string, FileContent | Promise<FileContent>>;
}

/**
 * The files that fences name, relative to their file of Markdown. A preview cannot wait for them, so it is told when one has
 * been read or has changed.
 */
export class MarkdownFiles implements FenceFiles, vscode.Disposable {
  private readonly cache = new FileCache(new MatrixFiles(), pause);
  private readonly known = new Map<string, FilesOfDocument>();
  private readonly subscriptions = vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(() => this.relocate()),
    vscode.workspace.onDidChangeWorkspaceFolders(() => this.relocate()),
  );

  constructor(private readonly changed: () => void) {}

  read(document: string, path: string): FileContent | null {
    const { files, contents } = this.filesOf(document);
    const content = contents.get(path);
    if (content !== undefined) return content instanceof Promise ? null : content;
    const reading = files.reading().read(path);
    contents.set(path, reading);
    void reading.then((read) => {
      // It may have changed again.
      if (contents.get(path) !== reading) return;
      contents.set(path, read);
      this.changed();
    });
    return null;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.forget();
  }

  private filesOf(document: string): FilesOfDocument {
    const known = this.known.get(document) ?? this.opened(document);
    this.known.delete(document);
    this.known.set(document, known);
    if (this.known.size > MOST_DOCUMENTS) {
      const [oldest, its] = this.known.entries().next().value!;
      this.known.delete(oldest);
      close(its);
    }
    return known;
  }

  private opened(document: string): FilesOfDocument {
    const contents: FilesOfDocument['contents'] = new Map();
    const files = this.cache.filesOf(document, () => {
      // What has not changed is had again without being read.
      contents.clear();
      this.changed();
    });
    return { files, contents };
  }

  /** Where files are looked for has changed, or whether they may be read. */
  private relocate(): void {
    if (this.known.size === 0) return;
    this.forget();
    this.changed();
  }

  private forget(): void {
    for (const known of this.known.values()) close(known);
    this.known.clear();
  }
}

function close({ files, contents }: FilesOfDocument): void {
  files.close();
  contents.clear();
}
