import type * as vscode from 'vscode';
import type { Exports } from './features';

/** The one entry for the desktop and the web. What it loads, and what that loads when it is first used, are separate files. */
export async function activate(context: vscode.ExtensionContext): Promise<Exports> {
  const { register } = await import('./features');
  return register(context);
}
