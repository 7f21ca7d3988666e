import * as vscode from 'vscode';

/** The least that an extension with a live page can be: the page shows the document's version. */
export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('doNothing.show', () => {
      const panel = vscode.window.createWebviewPanel(
        'doNothing',
        'Version',
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: true },
      );
      panel.webview.html = `<!doctype html><body data-drawn>0
        <script>
          addEventListener('message', ({ data }) => {
            document.body.dataset.version = data;
            document.body.textContent = data;
          });
        </script>
      </body>`;
      vscode.workspace.onDidChangeTextDocument(({ document }) => void panel.webview.postMessage(document.version));
    }),
  );
}
