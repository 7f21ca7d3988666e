import * as vscode from 'vscode';
import type { ToHost } from '../protocol';

/** What the page asks of the window rather than of its text. */
export type PageRequest = Extract<ToHost, { readonly type: 'copy' | 'export' | 'help' }>;

/** Does it for the text at `uri`; `copied` is called once a text is on the clipboard. */
export function fulfil(request: PageRequest, uri: vscode.Uri, extensionUri: vscode.Uri, copied: () => void): void {
  switch (request.type) {
    case 'copy':
      vscode.env.clipboard
        .writeText(request.text)
        .then(copied, () => void vscode.window.showErrorMessage(vscode.l10n.t('Couldn’t copy to the clipboard.')));
      break;
    case 'export':
      void vscode.commands.executeCommand('nnet.export', uri, { choices: { colours: request.colours } });
      break;
    case 'help': {
      const helpPage = vscode.Uri.joinPath(extensionUri, 'docs', 'conventions.md');
      void vscode.commands.executeCommand('markdown.showPreview', helpPage);
      break;
    }
  }
}
