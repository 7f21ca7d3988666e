import * as vscode from 'vscode';
import type { Look } from '../notation/look';
import { type EditorDocuments, editorRange, languageId, translate } from './documents';

/** Shapes, values and gradients under the mouse. */
export function registerHover(documents: EditorDocuments, look: { readonly value: Look }): vscode.Disposable {
  return vscode.languages.registerHoverProvider(languageId, {
    async provideHover(document, position, token) {
      const analysis = await documents.analysis(document, token);
      if (analysis === null) return null;
      const { hoverAt } = await import('../service/hover/hover');
      const hover = hoverAt(analysis, document.offsetAt(position), translate, look.value);
      if (!hover) return null;
      const text = new vscode.MarkdownString(hover.markdown);
      text.supportHtml = true;
      return new vscode.Hover(text, editorRange(document, hover.range));
    },
  });
}
