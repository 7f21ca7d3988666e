import * as vscode from 'vscode';
import type { FilePlace, FileReader } from '../analysis/documentFiles';
import type { FileProblem } from '../language/meaning/checked';
import { filePath, linkRefused, pathsBelow } from '../language/matrices/filePath';
import { message, type Message } from '../message/message';
import { FileWatch } from './fileWatch';

/** Larger files are not brought into the extension host's memory. */
const MAX_BYTES = 500_000_000;

/**
 * The files that specs name, by VS Code's own file system, so also in virtual workspaces and on the web. What is typed in
 * an editor goes before what is saved.
 */
export class MatrixFiles implements FileReader {
  private readonly watched = new FileWatch();
  /** The folders of untitled copies of examples. */
  private readonly homes = new WeakMap<vscode.TextDocument, vscode.Uri>();

  /** The files that this untitled document names are those in that folder. */
  setHome(document: vscode.TextDocument, folder: vscode.Uri): void {
    this.homes.set(document, folder);
  }

  locate(document: string, path: string): FilePlace | FileProblem {
    const folder = this.folderOf(vscode.Uri.parse(document, true));
    const trusted = vscode.workspace.isTrusted;
    const found = filePath(path, { path: folder?.path ?? null, trusted });
    if (typeof found !== 'string') return found;
    const base = folder ?? vscode.Uri.from({ scheme: 'file' });
    const uri = base.with({ path: found, query: '', fragment: '' }).toString();
    return { uri, within: trusted ? null : base.toString() };
  }

  async read(place: FilePlace, path: string): Promise<Uint8Array | FileProblem> {
    const uri = vscode.Uri.parse(place.uri, true);
    const open = openDocument(place.uri);
    if (open?.isDirty) return new TextEncoder().encode(open.getText());
    try {
      if (await leavesFolder(place)) return linkRefused(path);
      const { type, size } = await vscode.workspace.fs.stat(uri);
      if (type & vscode.FileType.Directory) return problem(message('{0} is a folder, not a file.', path));
      if (size > MAX_BYTES) return problem(message('The file {0} is too large to read.', path), 'too-large');
      return await vscode.workspace.fs.readFile(uri);
    } catch (error) {
      const code = error instanceof vscode.FileSystemError ? error.code : '';
      if (code === 'FileNotFound') return problem(message('The file {0} was not found.', path));
      if (code === 'NoPermissions') return problem(message('No permission to read the file {0}.', path));
      return problem(message('Couldn’t read the file {0}: {1}.', path, String((error as Error).message)));
    }
  }

  watch(address: string, changed: () => void): () => void {
    return this.watched.watch(address, changed);
  }

  /** Beside the spec; an untitled one belongs to the workspace's folder, if there is just one. */
  private folderOf(spec: vscode.Uri): vscode.Uri | null {
    if (spec.scheme !== 'untitled') return vscode.Uri.joinPath(spec, '..');
    const document = openDocument(spec.toString());
    const home = document && this.homes.get(document);
    const folders = vscode.workspace.workspaceFolders ?? [];
    return home ?? (folders.length === 1 ? folders[0].uri : null);
  }
}

/** Whether a symbolic link is on the way from the folder that the file must not leave down to the file. */
export async function leavesFolder({ uri, within }: FilePlace): Promise<boolean> {
  if (within === null) return false;
  const file = vscode.Uri.parse(uri, true);
  for (const path of pathsBelow(file.path, vscode.Uri.parse(within, true).path)) {
    const { type } = await vscode.workspace.fs.stat(file.with({ path }));
    if (type & vscode.FileType.SymbolicLink) return true;
  }
  return false;
}

function openDocument(address: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === address);
}

function problem(text: Message, code: FileProblem['code'] = 'file-not-found'): FileProblem {
  return { kind: 'problem', code, message: text };
}
