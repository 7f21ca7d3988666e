import * as vscode from 'vscode';
import { semanticTokens, tokenModifiers, tokenTypes } from '../service/navigate/semanticTokens';
import { hasManyNames, hasManyStatements } from '../service/navigate/longTexts';
import { type EditorDocuments, editorRange, languageId } from './documents';

/** Colours names by what they stand for. */
export function registerSemanticTokens(documents: EditorDocuments): vscode.Disposable {
  const legend = new vscode.SemanticTokensLegend([...tokenTypes], [...tokenModifiers]);
  return vscode.languages.registerDocumentSemanticTokensProvider(
    languageId,
    {
      async provideDocumentSemanticTokens(document, token) {
        const analysis = await documents.analysis(document, token);
        if (analysis === null || hasManyStatements(analysis) || hasManyNames(analysis)) return null;
        const builder = new vscode.SemanticTokensBuilder(legend);
        for (const { range, type, modifiers } of semanticTokens(analysis.checked)) {
          builder.push(editorRange(document, range), type, [...modifiers]);
        }
        return builder.build();
      },
    },
    legend,
  );
}
