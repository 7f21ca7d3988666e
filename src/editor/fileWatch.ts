import * as vscode from 'vscode';

/** How long typing in an open file rests before the specs that name it are looked at again. */
const REST_MS = 150;

/** A file that is watched, for one of those who want to know. */
interface Watched {
  readonly address: string;
  readonly changed: () => void;
  timer?: ReturnType<typeof setTimeout>;
}

/** The files of one folder that are watched. */
interface WatchedFolder {
  readonly files: Set<Watched>;
  readonly watching: vscode.Disposable;
}

/**
 * Tells when files change on the disk or in an editor. A folder is watched once, however many of its files are: a spec can
 * name a thousand.
 */
export class FileWatch {
  private readonly folders = new Map<string, WatchedFolder>();

  /** @returns what ends it */
  watch(address: string, changed: () => void): () => void {
    const folder = vscode.Uri.joinPath(vscode.Uri.parse(address, true), '..');
    const key = folder.toString();
    let known = this.folders.get(key);
    if (known === undefined) this.folders.set(key, (known = open(folder)));
    const { files, watching } = known;
    const file: Watched = { address, changed };
    files.add(file);
    return () => {
      clearTimeout(file.timer);
      if (!files.delete(file) || files.size > 0) return;
      watching.dispose();
      this.folders.delete(key);
    };
  }
}

function open(folder: vscode.Uri): WatchedFolder {
  const files = new Set<Watched>();
  // A pattern of the folder, not of the name: a name may have signs that mean something in patterns.
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
  const onDisk = (event: vscode.Uri): void => {
    // File systems that do not know upper from lower case tell the name as it is on the disk.
    const key = event.toString().toLowerCase();
    for (const { address, changed } of [...files]) if (address.toLowerCase() === key) changed();
  };
  const inEditor = ({ uri }: vscode.TextDocument): void => {
    const key = uri.toString();
    for (const file of files) {
      if (file.address !== key) continue;
      clearTimeout(file.timer);
      file.timer = setTimeout(file.changed, REST_MS);
    }
  };
  const watching = vscode.Disposable.from(
    watcher,
    watcher.onDidChange(onDisk),
    watcher.onDidCreate(onDisk),
    watcher.onDidDelete(onDisk),
    vscode.workspace.onDidChangeTextDocument((event) => inEditor(event.document)),
    // Closed without saving, it holds what is on the disk again.
    vscode.workspace.onDidCloseTextDocument(inEditor),
  );
  return { files, watching };
}
