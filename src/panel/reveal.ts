import * as vscode from 'vscode';
import type { PreviewedText } from './previewedText';

/**
 * Selects a range in the editor of a document and brings it into view: where the document is open already, else in
 * the group beside the preview that asked.
 */
async function reveal(
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

/** Brings into view what is found in a text, if the text and the place are there. */
export async function revealIn(
  text: PreviewedText,
  previewColumn: vscode.ViewColumn | undefined,
  find: (document: vscode.TextDocument) => vscode.Range | null,
): Promise<void> {
  const document = await text.document();
  if (typeof document === 'string') return;
  const range = find(document);
  if (range !== null) await reveal(document, range, previewColumn);
}

/** The place in a document, as a range of nothing. */
export function pointAt(document: vscode.TextDocument, offset: number): vscode.Range {
  const position = document.positionAt(offset);
  return new vscode.Range(position, position);
}
