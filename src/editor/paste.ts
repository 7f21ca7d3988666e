import * as vscode from 'vscode';
import { CancelledError, drive } from '../analysis/cancellation';
import { type Message, say } from '../message/message';
import { type EditorDocuments, languageId, pause, translate } from './documents';
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
          const steps = unaskedPaste(pasted, analysis.checked.spec, document.offsetAt(ranges[0].start));
          const made = await unlessCancelled(drive(steps, { pause, token }));
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
      const pasted = await vscode.env.clipboard.readText();
      const { pastedMatrix } = await import('../service/paste/pasteMatrix');
      for (;;) {
        const { version } = document;
        const { selection } = editor;
        const analysis = await documents.analysis(document);
        if (analysis === null) return;
        const place = document.offsetAt(selection.start);
        const made = await drive(pastedMatrix(pasted, analysis.checked.spec, place), { pause });
        // What was made is for the text as it was.
        if (document.version !== version) continue;
        await editor.edit((edit) => edit.replace(selection, typeof made === 'string' ? made : pasted));
        if (typeof made !== 'string') sayUnchanged(made.refusal);
        return;
      }
    }),
  );
}

async function unlessCancelled<T>(made: Promise<T>): Promise<T | null> {
  try {
    return await made;
  } catch (error) {
    if (error instanceof CancelledError) return null;
    throw error;
  }
}

function sayUnchanged(why: Message): void {
  void vscode.window.showInformationMessage(vscode.l10n.t('Pasted unchanged. {0}', say(why, translate)));
}

/** VS Code itself puts the indentation of the line before each line of a paste but the first. */
function lessIndented(made: string, indent: number): string {
  return made.replace(/\n( *)/g, (_, blanks: string) => `\n${blanks.slice(indent)}`);
}
