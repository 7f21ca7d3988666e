import * as vscode from 'vscode';
import { inLetters } from '../notation/letters/courseText';
import type { Look } from '../notation/look';
import type { CompletionItem } from '../service/complete/completionItem';
import { type EditorDocuments, editorRange, languageId, translate } from './documents';

const kinds: Record<CompletionItem['kind'], vscode.CompletionItemKind> = {
  keyword: vscode.CompletionItemKind.Keyword,
  activation: vscode.CompletionItemKind.Function,
  loss: vscode.CompletionItemKind.Function,
  function: vscode.CompletionItemKind.Function,
  constant: vscode.CompletionItemKind.Constant,
  generator: vscode.CompletionItemKind.Constructor,
  name: vscode.CompletionItemKind.Variable,
  value: vscode.CompletionItemKind.Value,
  argument: vscode.CompletionItemKind.Property,
};

/** Completion of statements, activations, losses, functions, names, made matrices and sizes. */
export function registerCompletion(documents: EditorDocuments, look: { readonly value: Look }): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    languageId,
    {
      async provideCompletionItems(document, position, token, { triggerKind, triggerCharacter }) {
        const analysis = await documents.analysis(document, token);
        if (analysis === null) return null;
        const { completionsAt } = await import('../service/complete/completion');
        const offset = document.offsetAt(position);
        const typed = triggerKind === vscode.CompletionTriggerKind.TriggerCharacter ? (triggerCharacter ?? null) : null;
        const { replaceFrom, items } = completionsAt(analysis, offset, inLetters(look.value.letters, translate), typed);
        const range = editorRange(document, { start: replaceFrom, end: offset });
        return items.map((item, i) => editorItem(item, i, range));
      },
    },
    ' ',
    '(',
    ':',
    '[',
  );
}

function editorItem(item: CompletionItem, order: number, range: vscode.Range): vscode.CompletionItem {
  const made = new vscode.CompletionItem({ label: item.label, description: item.detail }, kinds[item.kind]);
  made.range = range;
  made.sortText = String(order).padStart(4, '0');
  if (item.documentation !== '') made.documentation = new vscode.MarkdownString(item.documentation);
  if (item.snippet !== undefined) {
    made.insertText = new vscode.SnippetString(item.snippet);
    // What was opened is filled in next; numbers are not chosen from a list.
    if (!item.snippet.includes('${')) made.command = { command: 'editor.action.triggerSuggest', title: '' };
  }
  return made;
}
