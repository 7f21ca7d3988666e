import * as vscode from 'vscode';
import { inLetters } from '../notation/letters/courseText';
import type { Look } from '../notation/look';
import { type EditorDocuments, languageId, translate } from './documents';

/** The arguments of a call, and in a matrix the row and entry, while they are typed. */
export function registerSignatureHelp(documents: EditorDocuments, look: { readonly value: Look }): vscode.Disposable {
  return vscode.languages.registerSignatureHelpProvider(
    languageId,
    {
      async provideSignatureHelp(document, position, token) {
        const analysis = await documents.analysis(document, token);
        if (analysis === null) return null;
        const { signatureAt } = await import('../service/complete/signatureHelp');
        const words = inLetters(look.value.letters, translate);
        const found = signatureAt(analysis, document.offsetAt(position), words);
        if (!found) return null;
        const signature = new vscode.SignatureInformation(found.label, new vscode.MarkdownString(found.documentation));
        signature.parameters = found.parameters.map((label) => new vscode.ParameterInformation(label));
        const help = new vscode.SignatureHelp();
        help.signatures = [signature];
        help.activeSignature = 0;
        help.activeParameter = found.active;
        return help;
      },
    },
    { triggerCharacters: ['(', ',', '[', ' ', ';'], retriggerCharacters: [')', ']', '\n'] },
  );
}
