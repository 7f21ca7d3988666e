import type * as vscode from 'vscode';
import type { MarkdownContribution } from './editor/markdown/markdownPreview';

/** The one entry for the desktop and the web. What it loads, and what that loads when it is first used, are separate files. */
export async function activate(context: vscode.ExtensionContext): Promise<MarkdownContribution> {
  const { register } = await import('./features');
  return register(context);
}
