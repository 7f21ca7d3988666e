import * as vscode from 'vscode';
import { pageHtml } from './html';

/** Gives a panel its icon, what it may load and run, and the shell of the page. */
export function dress(panel: vscode.WebviewPanel, extensionUri: vscode.Uri): void {
  panel.iconPath = {
    light: vscode.Uri.joinPath(extensionUri, 'media', 'nnet-light.svg'),
    dark: vscode.Uri.joinPath(extensionUri, 'media', 'nnet-dark.svg'),
  };
  // The folder that the page may load from: its script, its styles and KaTeX's fonts.
  const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  panel.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [root] };
  panel.webview.html = shellOf(panel.webview, root);
}

/** The page's shell, with what it loads from the folder. */
function shellOf(webview: vscode.Webview, root: vscode.Uri): string {
  const at = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(root, name)).toString();
  return pageHtml(
    {
      script: at('main.js'),
      style: at('main.css'),
      source: webview.cspSource,
      nonce: crypto.randomUUID(),
      language: vscode.env.language,
    },
    vscode.l10n,
  );
}

/** The title of the panel, which says whether it stays with its text. */
export function titleOf(uri: vscode.Uri, locked: boolean): string {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return locked ? vscode.l10n.t('[Preview] {0}', name) : vscode.l10n.t('Preview {0}', name);
}
