import * as vscode from 'vscode';
import type { EditorDocuments } from '../documents';
import { askedDocument, gradientResults } from './gradientResults';

/**
 * *Compute Gradient*: shows the gradient of the active (or given) spec in its preview, and returns the JSON of
 * `nnet gradient` (`GradientReport`) to an extension that called the command; undefined if there is none, after a message
 * that says why, or if it was cancelled. A second argument is the output to differentiate where the text names no
 * objective.
 * @param show shows the gradient of a text, and of a chosen output unless that is null
 */
export function registerComputeGradient(
  documents: EditorDocuments,
  show: (uri: vscode.Uri, output: number | null) => void,
): vscode.Disposable {
  return vscode.commands.registerCommand(
    'nnet.computeGradient',
    async (uri?: vscode.Uri | string, output?: unknown) => {
      const document = await askedDocument(documents, uri);
      const made = document && (await gradientResults(documents, document, output));
      if (!made) return undefined;
      const { gradientReport } = await import('../../analysis/gradientReport');
      show(document.uri, made.output);
      return gradientReport(made.network, made.samples);
    },
  );
}
