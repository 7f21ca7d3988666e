import type * as vscode from 'vscode';

/** The extension contributes the language through its manifest; the rooms are registered here as they are built. */
export function activate(_context: vscode.ExtensionContext): void {}
