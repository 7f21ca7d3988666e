import * as vscode from 'vscode';
import { faultText } from '../../analysis/faultText';
import { say } from '../../message/message';
import { checkSentences, TOLERABLE } from '../../service/hover/checkText';
import { type EditorDocuments, translate } from '../documents';
import { askedDocument, gradientResults } from './gradientResults';

/** *Check Gradient*: says how well the gradient agrees with central differences, and offers the details. */
export function registerCheckGradient(documents: EditorDocuments): vscode.Disposable {
  return vscode.commands.registerCommand('nnet.checkGradient', async (uri?: vscode.Uri | string, output?: unknown) => {
    const document = await askedDocument(documents, uri);
    const made = document && (await gradientResults(documents, document, output));
    if (!made) return undefined;
    const checks = made.samples.flatMap(({ trace, check }) =>
      check === null ? [] : [{ check, sample: trace.forward.sample.name }],
    );
    const faulty = made.samples.find(({ trace, check }) => check === null && trace.fault !== null)?.trace;
    if (faulty?.fault) {
      void vscode.window.showWarningMessage(say(faultText(faulty, faulty.fault).message, translate));
      return undefined;
    }
    if (checks.length === 0) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Nothing is differentiated here, so there is nothing to check.'),
      );
      return undefined;
    }
    const worst = checks.reduce((a, b) => (b.check.maxRelativeError > a.check.maxRelativeError ? b : a));
    void tell(
      [document.uri, made.output ?? undefined],
      checkSentences(worst.check, worst.sample)
        .map((sentence) => say(sentence, translate))
        .join(' '),
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
