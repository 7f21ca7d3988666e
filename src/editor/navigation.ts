import * as vscode from 'vscode';
import { say } from '../message/message';
import { folds, type Fold } from '../service/navigate/folding';
import { references, rename, symbolAt } from '../service/navigate/navigation';
import { selectionRanges } from '../service/navigate/selectionRanges';
import { hasManyStatements } from '../service/navigate/longTexts';
import { type EditorDocuments, editorRange, languageId, translate } from './documents';

/** Definition, references, highlights and rename of the author's names; folding; growing selections. */
export function registerNavigation(documents: EditorDocuments): vscode.Disposable {
  const checkedOf = async (document: vscode.TextDocument, token: vscode.CancellationToken) =>
    (await documents.analysis(document, token))?.checked ?? null;

  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider(languageId, {
      async provideDefinition(document, position, token) {
        const checked = await checkedOf(document, token);
        const found = checked && symbolAt(checked, document.offsetAt(position));
        return found ? new vscode.Location(document.uri, editorRange(document, found.symbol.definition)) : null;
      },
    }),
    vscode.languages.registerReferenceProvider(languageId, {
      async provideReferences(document, position, context, token) {
        const checked = await checkedOf(document, token);
        if (checked === null) return null;
        const all = references(checked, document.offsetAt(position));
        return (context.includeDeclaration ? all : all.slice(1)).map(
          (range) => new vscode.Location(document.uri, editorRange(document, range)),
        );
      },
    }),
    vscode.languages.registerDocumentHighlightProvider(languageId, {
      async provideDocumentHighlights(document, position, token) {
        const checked = await checkedOf(document, token);
        if (checked === null) return null;
        return references(checked, document.offsetAt(position)).map(
          (range, i) =>
            new vscode.DocumentHighlight(
              editorRange(document, range),
              i === 0 ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read,
            ),
        );
      },
    }),
    vscode.languages.registerRenameProvider(languageId, {
      async prepareRename(document, position, token) {
        const checked = await checkedOf(document, token);
        const found = checked && symbolAt(checked, document.offsetAt(position));
        if (!found) throw new Error(vscode.l10n.t('Only names that are defined in this file can be renamed.'));
        return editorRange(document, found.range);
      },
      async provideRenameEdits(document, position, newName, token) {
        const checked = await checkedOf(document, token);
        if (checked === null) return null;
        const made = rename(checked, document.offsetAt(position), newName);
        if (made.kind === 'refusal') throw new Error(say(made.reason, translate));
        const edit = new vscode.WorkspaceEdit();
        for (const { range, newText } of made.edits) edit.replace(document.uri, editorRange(document, range), newText);
        return edit;
      },
    }),
    vscode.languages.registerFoldingRangeProvider(languageId, {
      async provideFoldingRanges(document, _context, token) {
        const analysis = await documents.analysis(document, token);
        return analysis === null || hasManyStatements(analysis) ? null : folds(analysis).map(editorFold);
      },
    }),
    vscode.languages.registerSelectionRangeProvider(languageId, {
      async provideSelectionRanges(document, positions, token) {
        const checked = await checkedOf(document, token);
        if (checked === null) return null;
        return positions.map((position) => {
          const ranges = selectionRanges(checked, document.offsetAt(position)).map((r) => editorRange(document, r));
          return ranges.reduceRight<vscode.SelectionRange | undefined>(
            (parent, range) => new vscode.SelectionRange(range, parent),
            undefined,
          )!;
        });
      },
    }),
  );
}

function editorFold({ start, end, kind }: Fold): vscode.FoldingRange {
  if (kind === 'block') return new vscode.FoldingRange(start, end);
  return new vscode.FoldingRange(
    start,
    end,
    kind === 'comment' ? vscode.FoldingRangeKind.Comment : vscode.FoldingRangeKind.Region,
  );
}
