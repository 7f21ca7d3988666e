import * as vscode from 'vscode';
import { exportedState, type Exported } from '../../authoring/checksum';
import { mayReplace } from './questions';

/** What is at a place where a file is to be written. */
export async function occupant(uri: vscode.Uri): Promise<'nothing' | Exported> {
  const { fs } = vscode.workspace;
  const there = await fs.stat(uri).then(
    () => true,
    () => false,
  );
  if (!there) return 'nothing';
  try {
    return exportedState(new TextDecoder().decode(await fs.readFile(uri)));
  } catch {
    return 'foreign';
  }
}

/**
 * Whether all files may be written: asks for each that no export wrote, or that was edited since.
 * @param knows which of them need no question
 */
export async function mayWrite(
  places: readonly vscode.Uri[],
  knows: (uri: vscode.Uri, found: Exported) => boolean = () => false,
): Promise<boolean> {
  for (const uri of places) {
    const found = await occupant(uri);
    if (found === 'nothing' || found === 'export' || knows(uri, found)) continue;
    if (!(await mayReplace(uri, found))) return false;
  }
  return true;
}
