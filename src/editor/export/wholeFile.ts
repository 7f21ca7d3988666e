import * as vscode from 'vscode';

let written = 0;

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, which then takes its place. A file system that
 * cannot rename, as some virtual ones, writes it itself.
 */
export async function writeWholeFile(uri: vscode.Uri, content: string | Uint8Array): Promise<void> {
  const { fs } = vscode.workspace;
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const temporary = vscode.Uri.joinPath(uri, '..', `.${name}.${++written}.tmp`);
  try {
    await fs.writeFile(temporary, bytes);
    await fs.rename(temporary, uri, { overwrite: true });
  } catch (error) {
    await fs.delete(temporary).then(undefined, () => undefined);
    if (!(error instanceof vscode.FileSystemError) || error.code !== 'NoPermissions') throw error;
    await fs.writeFile(uri, bytes);
  }
}
