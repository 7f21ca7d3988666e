import * as vscode from 'vscode';
import type { Alphabet } from '../../notation/letters/alphabet';
import { inLetters } from '../../notation/letters/courseText';
import { stanfordNotes } from '../../service/stanford/stanfordNotes';
import { type EditorDocuments, translate } from '../documents';
import { askedDocument, gradientResults } from './gradientResults';

const scheme = 'nnet-gradient';

/**
 * *Compute Gradient*: opens the forward values, Δ and gradients of the active (or given) spec as a document to read, and
 * returns the JSON of `nnet gradient` (`GradientReport`) to an extension that called the command; undefined if there is
 * none, after a message that says why, or if it was cancelled. A second argument is the output to differentiate where
 * the text names no objective.
 */
export function registerComputeGradient(
  documents: EditorDocuments,
  letters: { readonly value: Alphabet },
): vscode.Disposable {
  const results = new Results();
  return vscode.Disposable.from(
    results,
    vscode.workspace.registerTextDocumentContentProvider(scheme, results),
    vscode.commands.registerCommand('nnet.computeGradient', async (uri?: vscode.Uri | string, output?: unknown) => {
      const document = await askedDocument(documents, uri);
      const made = document && (await gradientResults(documents, document, output));
      if (!made) return undefined;
      const [{ gradientReport }, { gradientText }] = await Promise.all([
        import('../../analysis/gradientReport'),
        import('../../service/hover/gradientText'),
      ]);
      const notes = stanfordNotes(made.analysis.stanford, made.network);
      const words = inLetters(letters.value, translate);
      await results.show(document.uri, gradientText(made.network, made.samples, words, notes));
      return gradientReport(made.network, made.samples);
    }),
  );
}

/** The results shown, as read-only Markdown documents that a new run replaces in place. */
class Results implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString()));

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  async show(of: vscode.Uri, text: string): Promise<void> {
    const name = of.path.slice(of.path.lastIndexOf('/') + 1);
    const uri = vscode.Uri.from({
      scheme,
      path: `/${vscode.l10n.t('Gradient of {0}', name)}.md`,
      query: of.toString(),
    });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
      preserveFocus: true,
    });
  }

  dispose(): void {
    this.closing.dispose();
    this.changed.dispose();
  }
}
