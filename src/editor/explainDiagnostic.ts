import * as vscode from 'vscode';

const command = 'nnet.explainDiagnostic';

/** Where the code of a diagnostic leads: its section of the help. */
export function explanationOf(code: string): vscode.Uri {
  return vscode.Uri.from({ scheme: 'command', path: command, query: JSON.stringify([code]) });
}

/** Opens the section of `docs/diagnostics.md` about a code. */
export function registerExplainDiagnostic(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.commands.registerCommand(command, async (code?: string) => {
    const help = vscode.Uri.joinPath(context.extensionUri, 'docs', 'diagnostics.md');
    await vscode.commands.executeCommand('markdown.showPreview', help.with({ fragment: code ?? '' }));
  });
}
