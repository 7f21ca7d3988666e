import * as vscode from 'vscode';
import { say } from '../message/message';
import { type EditorDocuments, languageId, translate } from './documents';
import { askedDocument } from './gradient/gradientResults';

const kind = vscode.DocumentDropOrPasteEditKind.Empty.append(languageId, 'matrix');
const plainText = 'text/plain';

/** Matrices of other programs become this language's as they are pasted; *Paste as Matrix* asks for it and says why not. */
export function registerPaste(documents: EditorDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentPasteEditProvider(
      languageId,
      {
        async provideDocumentPasteEdits(document, ranges, dataTransfer, _context, token) {
          const pasted = await dataTransfer.get(plainText)?.asString();
          if (!pasted || ranges.length !== 1) return;
          const analysis = await documents.analysis(document, token);
          if (analysis === null) return;
          const { unaskedPaste } = await import('../service/paste/pasteMatrix');
          const made = unaskedPaste(pasted, analysis.checked.spec, document.offsetAt(ranges[0].start));
          if (!made) return;
          const line = document.lineAt(ranges[0].start.line);
          const inserted = lessIndented(made, line.firstNonWhitespaceCharacterIndex);
          return [new vscode.DocumentPasteEdit(inserted, vscode.l10n.t('Paste as Matrix'), kind)];
        },
      },
      { providedPasteEditKinds: [kind], pasteMimeTypes: [plainText] },
    ),
    vscode.commands.registerCommand('nnet.pasteAsMatrix', async () => {
      const editor = vscode.window.activeTextEditor;
      const document = await askedDocument(documents, undefined);
      if (!editor || !document) return;
      const { selection } = editor;
      const pasted = await vscode.env.clipboard.readText();
      const analysis = await documents.analysis(document);
      if (analysis === null) return;
      const { pastedMatrix } = await import('../service/paste/pasteMatrix');
      const made = pastedMatrix(pasted, analysis.checked.spec, document.offsetAt(selection.start));
      await editor.edit((edit) => edit.replace(selection, typeof made === 'string' ? made : pasted));
      if (typeof made === 'string') return;
      void vscode.window.showInformationMessage(vscode.l10n.t('Pasted unchanged. {0}', say(made.refusal, translate)));
    }),
  );
}

/** VS Code itself puts the indentation of the line before each line of a paste but the first. */
function lessIndented(made: string, indent: number): string {
  return made.replace(/\n( *)/g, (_, blanks: string) => `\n${blanks.slice(indent)}`);
}
