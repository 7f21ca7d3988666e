import * as vscode from 'vscode';
import { say } from '../message/message';
import type * as forms from '../service/edit/homogeneousForm';
import { type EditorDocuments, editorRange, translate } from './documents';
import { askedDocument } from './gradient/gradientResults';

/** *Convert to Homogeneous Form* and *Convert to Affine Form* (§3), each one edit that can be undone. */
export function registerConvertForm(documents: EditorDocuments): vscode.Disposable {
  const convert = (form: 'affineForm' | 'homogeneousForm') => async (uri?: vscode.Uri | string) => {
    const document = await askedDocument(documents, uri);
    const analysis = document && (await documents.analysis(document));
    if (!document || !analysis) return false;
    const made: typeof forms = await import('../service/edit/homogeneousForm');
    const conversion = made[form](analysis);
    if (conversion.kind === 'refused') {
      void vscode.window.showInformationMessage(say(conversion.why, translate));
      return false;
    }
    const edit = new vscode.WorkspaceEdit();
    for (const { range, newText } of conversion.fix.edits) {
      edit.replace(document.uri, editorRange(document, range), newText);
    }
    return vscode.workspace.applyEdit(edit);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('nnet.convertToHomogeneous', convert('homogeneousForm')),
    vscode.commands.registerCommand('nnet.convertToAffine', convert('affineForm')),
  );
}
