import * as vscode from 'vscode';
import { outline, type OutlineItem } from '../service/navigate/outline';
import { hasManyStatements } from '../service/navigate/longTexts';
import { type EditorDocuments, editorRange, languageId } from './documents';

/** The icons of outline items. */
export const symbolKinds: Record<OutlineItem['kind'], vscode.SymbolKind> = {
  network: vscode.SymbolKind.Module,
  layer: vscode.SymbolKind.Class,
  weights: vscode.SymbolKind.Array,
  bias: vscode.SymbolKind.Array,
  input: vscode.SymbolKind.Variable,
  target: vscode.SymbolKind.Variable,
  constant: vscode.SymbolKind.Constant,
  function: vscode.SymbolKind.Function,
  objective: vscode.SymbolKind.Event,
  exercise: vscode.SymbolKind.String,
};

/** The outline, the breadcrumbs and "go to symbol in file". */
export function registerOutline(documents: EditorDocuments): vscode.Disposable {
  return vscode.languages.registerDocumentSymbolProvider(languageId, {
    async provideDocumentSymbols(document, token) {
      const analysis = await documents.analysis(document, token);
      if (analysis === null || hasManyStatements(analysis)) return null;
      const symbol = (item: OutlineItem): vscode.DocumentSymbol => {
        const made = new vscode.DocumentSymbol(
          item.name,
          item.detail,
          symbolKinds[item.kind],
          editorRange(document, item.range),
          editorRange(document, item.selection),
        );
        made.children = item.children.map(symbol);
        return made;
      };
      return outline(analysis.checked).map(symbol);
    },
  });
}
