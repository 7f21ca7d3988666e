import * as vscode from 'vscode';
import { gradientStep, MOST_PARAMETERS } from '../service/gradientStep';
import { numberText } from '../service/matrixText';
import { type EditorDocuments, editorRange } from './documents';
import { askedDocument } from './gradientResults';

/** *Take a Gradient Step*: W − ηG and b − η∇_b of the first sample, as one edit that can be undone. */
export function registerGradientStep(documents: EditorDocuments): vscode.Disposable {
  return vscode.commands.registerCommand('nnet.takeGradientStep', async (uri?: vscode.Uri | string) => {
    const document = await askedDocument(uri);
    const analysis = document && (await documents.analysis(document));
    if (!document || !analysis) return undefined;
    if (analysis.checked.spec.stanford !== null) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('No step is written into a Stanford NNet file. Convert it first.'),
      );
      return undefined;
    }
    const version = document.version;
    const trace = await analysis.trace();
    const rate = trace?.backward ? (analysis.network?.rate ?? (await askedRate())) : 0;
    if (rate === undefined) return undefined;
    const step = trace && gradientStep(analysis, trace, rate);
    if (!step) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t(
          'No step can be written here: it takes an input, an objective and numbers, at most {0} parameters.',
          MOST_PARAMETERS,
        ),
      );
      return undefined;
    }
    if (step.replacesMore && !(await agreed())) return undefined;
    if (document.version !== version) {
      void vscode.window.showWarningMessage(vscode.l10n.t('The text has changed meanwhile; no step was taken.'));
      return undefined;
    }
    const edit = new vscode.WorkspaceEdit();
    for (const { range, text } of step.edits) edit.replace(document.uri, editorRange(document, range), text);
    if (!(await vscode.workspace.applyEdit(edit))) return undefined;
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'One step taken: the objective went from {0} to {1}.',
        numberText(step.before),
        numberText(step.after),
      ),
    );
    return step.after;
  });
}

async function askedRate(): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    prompt: vscode.l10n.t('The rate η of the step; the text states none.'),
    value: '0.1',
    validateInput: (text) =>
      Number(text) > 0 && Number.isFinite(Number(text)) ? null : vscode.l10n.t('A positive number is expected.'),
  });
  return answer === undefined ? undefined : Number(answer);
}

async function agreed(): Promise<boolean> {
  const replace = vscode.l10n.t('Replace by numbers');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t('Expressions, made matrices, files and comments inside matrices become plain numbers by the step.'),
    { modal: true },
    replace,
  );
  return answer === replace;
}
