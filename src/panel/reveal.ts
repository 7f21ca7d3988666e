import * as vscode from 'vscode';

/**
 * Selects a range in the editor of a document and brings it into view: where the document is open already, else in
 * the group beside the preview that asked.
 */
export async function reveal(
  document: vscode.TextDocument,
  range: vscode.Range,
  previewColumn: vscode.ViewColumn | undefined,
): Promise<void> {
  await vscode.window.showTextDocument(document, {
    viewColumn:
      columnOf(document) ??
      (previewColumn === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One),
    selection: range,
  });
}

function columnOf(document: vscode.TextDocument): vscode.ViewColumn | undefined {
  const uri = document.uri.toString();
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri);
  if (visible?.viewColumn !== undefined) return visible.viewColumn;
  const group = vscode.window.tabGroups.all.find(({ tabs }) =>
    tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === uri),
  );
  return group?.viewColumn;
}

/** The place in a document, as a range of nothing. */
export function pointAt(document: vscode.TextDocument, offset: number): vscode.Range {
  const position = document.positionAt(offset);
  return new vscode.Range(position, position);
}
