import * as vscode from 'vscode';
import { pageWords } from './pageWords';
import { wordsAttribute } from './protocol';

/** The folder that the page may load from: its script, its styles and KaTeX's fonts. */
export function pageRoot(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
}

/**
 * The shell of the page. Its policy lets in one script (by nonce), the styles and fonts of the extension, and nothing
 * else: no inline style or script, no eval, no picture, no request.
 */
export function pageHtml(webview: vscode.Webview, extensionUri: vscode.Uri): string {
  const root = pageRoot(extensionUri);
  const script = webview.asWebviewUri(vscode.Uri.joinPath(root, 'main.js')).toString();
  const style = webview.asWebviewUri(vscode.Uri.joinPath(root, 'main.css')).toString();
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${attribute(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${attribute(style)}">
<title>NNet</title>
</head>
<body data-${wordsAttribute}="${attribute(JSON.stringify(pageWords()))}">
<script nonce="${nonce}" src="${attribute(script)}"></script>
</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
