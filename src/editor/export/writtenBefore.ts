import * as vscode from 'vscode';
import { wasExported } from '../../authoring/targetTitles';

export function exists(uri: vscode.Uri): Thenable<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** Whether there is a file that an export wrote. */
export async function isExport(uri: vscode.Uri): Promise<boolean> {
  try {
    return wasExported(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)));
  } catch {
    return false;
  }
}
