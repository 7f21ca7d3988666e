import * as vscode from 'vscode';
import { say } from '../message/message';
import { checkText, TOLERABLE } from '../service/hover/checkText';
import { type EditorDocuments, translate } from './documents';
import { askedDocument, gradientResults } from './gradientResults';

/** *Check Gradient*: says how well the gradient agrees with central differences, and offers the details. */
export function registerCheckGradient(documents: EditorDocuments): vscode.Disposable {
  return vscode.commands.registerCommand('nnet.checkGradient', async (uri?: vscode.Uri | string, output?: unknown) => {
    const document = await askedDocument(uri);
    const made = document && (await gradientResults(documents, document, output));
    if (!made) return undefined;
    const checks = made.samples.flatMap(({ trace, check }) =>
      check === null ? [] : [{ check, sample: trace.forward.sample.name }],
    );
    if (checks.length === 0) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Nothing is differentiated here, so there is nothing to check.'),
      );
      return undefined;
    }
    const worst = checks.reduce((a, b) => (b.check.maxRelativeError > a.check.maxRelativeError ? b : a));
    void tell(
      [document.uri, made.output ?? undefined],
      say(checkText(worst.check, worst.sample), translate),
      worst.check.maxRelativeError,
    );
    return worst.check.maxRelativeError;
  });
}

async function tell(about: [vscode.Uri, number | undefined], text: string, error: number): Promise<void> {
  const details = vscode.l10n.t('Show details');
  const show = error <= TOLERABLE ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  if ((await show(text, details)) === details) await vscode.commands.executeCommand('nnet.computeGradient', ...about);
}
