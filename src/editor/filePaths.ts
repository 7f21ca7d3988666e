import * as vscode from 'vscode';
import { typedPathAt, writtenPathAt, writtenPaths } from '../service/describe/filePaths';
import { hasManyStatements } from '../service/navigate/longTexts';
import { type EditorDocuments, editorRange, languageId } from './documents';

/** The files that can hold a matrix. */
const MATRIX_FILE = /\.(csv|tsv|txt|dat|npy)$/i;

/** Paths in `file("…")`: links and definitions that open the file, and completion with what is in the folder. */
export function registerFilePaths(documents: EditorDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentLinkProvider(languageId, {
      async provideDocumentLinks(document, token) {
        const analysis = await documents.analysis(document, token);
        if (analysis === null || hasManyStatements(analysis)) return null;
        return writtenPaths(analysis.checked).flatMap(({ path, range }) => {
          const uri = documents.fileAddress(document, path);
          return uri ? [new vscode.DocumentLink(editorRange(document, range), uri)] : [];
        });
      },
    }),
    vscode.languages.registerDefinitionProvider(languageId, {
      async provideDefinition(document, position, token) {
        const analysis = await documents.analysis(document, token);
        const found = analysis && writtenPathAt(analysis.checked, document.offsetAt(position));
        const uri = found && documents.fileAddress(document, found.path);
        if (!found || !uri) return null;
        const targetRange = new vscode.Range(0, 0, 0, 0);
        return [{ originSelectionRange: editorRange(document, found.range), targetUri: uri, targetRange }];
      },
    }),
    vscode.languages.registerCompletionItemProvider(
      languageId,
      {
        async provideCompletionItems(document, position) {
          const { line, character } = position;
          // A path stands in one line, so the rest of the text is not asked for.
          const typed = typedPathAt(document.lineAt(line).text, character);
          if (!typed) return null;
          const start = new vscode.Position(line, typed.name.start);
          const range = {
            inserting: new vscode.Range(start, position),
            replacing: new vscode.Range(start, new vscode.Position(line, typed.name.end)),
          };
          const entries = await documents.entriesOf(document, typed.folder === '' ? '.' : typed.folder);
          return fileItems(entries).map((entry) => Object.assign(entry, { range }));
        },
      },
      '"',
      '/',
      '\\',
    ),
  );
}

/** The folders, and the files that can hold a matrix. */
function fileItems(entries: readonly [string, vscode.FileType][]): vscode.CompletionItem[] {
  return entries.flatMap(([name, type]) => {
    if (name.startsWith('.')) return [];
    if (!(type & vscode.FileType.Directory)) {
      return MATRIX_FILE.test(name) ? [new vscode.CompletionItem(name, vscode.CompletionItemKind.File)] : [];
    }
    const item = new vscode.CompletionItem(`${name}/`, vscode.CompletionItemKind.Folder);
    item.command = { command: 'editor.action.triggerSuggest', title: '' };
    return [item];
  });
}
