import * as vscode from 'vscode';
import type * as writers from '../../authoring/writers';

/** What `dist/writers.js` holds. */
export type Writers = typeof writers;

let loaded: Promise<Writers> | null = null;

/**
 * The writers, loaded when the first one is needed. The web's extension host can require no file of the
 * extension, so the bundle is read and run as that host runs the extension itself, on the desktop too.
 */
export function loadWriters(extensionUri: vscode.Uri): Promise<Writers> {
  loaded ??= load(extensionUri).catch((error: unknown) => {
    loaded = null;
    throw error;
  });
  return loaded;
}

async function load(extensionUri: vscode.Uri): Promise<Writers> {
  const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extensionUri, 'dist', 'writers.js'));
  const module = { exports: {} };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- our own file, from the folder of the extension
  const run = new Function('module', 'exports', new TextDecoder().decode(bytes)) as (...args: object[]) => void;
  run(module, module.exports);
  return module.exports as Writers;
}
