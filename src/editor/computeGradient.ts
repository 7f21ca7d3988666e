import * as vscode from 'vscode';
import { defaultView, type Analysis } from '../analysis/analysis';
import { CancelledError, type DriveOptions } from '../analysis/cancellation';
import { gradientReport, type GradientReport, type SampleResult } from '../analysis/gradientReport';
import { say } from '../language/message';
import { gradientText } from '../service/gradientText';
import { type EditorDocuments, languageId, translate } from './documents';

const scheme = 'nnet-gradient';

/**
 * *Compute Gradient*: opens the forward values, Δ and gradients of the active (or given) spec as a document to read, and
 * returns the JSON of `nnet gradient` (`GradientReport`) to an extension that called the command; undefined if there is
 * none, after a message that says why, or if it was cancelled.
 */
export function registerComputeGradient(documents: EditorDocuments): vscode.Disposable {
  const results = new Results();
  return vscode.Disposable.from(
    results,
    vscode.workspace.registerTextDocumentContentProvider(scheme, results),
    vscode.commands.registerCommand('nnet.computeGradient', async (uri?: vscode.Uri | string) => {
      const document = await askedDocument(uri);
      if (document === null) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Open a .nnet file to compute its gradient.'));
        return undefined;
      }
      const made = await compute(documents, document);
      if (made === null) return undefined;
      await results.show(document.uri, made.text);
      return made.report;
    }),
  );
}

async function askedDocument(uri: vscode.Uri | string | undefined): Promise<vscode.TextDocument | null> {
  if (uri !== undefined) {
    return vscode.workspace.openTextDocument(typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri);
  }
  const active = vscode.window.activeTextEditor?.document;
  return active?.languageId === languageId ? active : null;
}

async function compute(
  documents: EditorDocuments,
  document: vscode.TextDocument,
): Promise<{ text: string; report: GradientReport } | null> {
  const analysis = await documents.analysis(document);
  if (analysis === null) return null;
  const { network } = analysis;
  if (network === null || analysis.broken) {
    complain(analysis);
    return null;
  }
  if (network.samples.length === 0) {
    const why = analysis.diagnostics.find((d) => d.code.startsWith('missing-'));
    void vscode.window.showWarningMessage(
      why
        ? say(why.message, translate)
        : vscode.l10n.t('There is no input with numbers, so there is nothing to compute.'),
    );
    return null;
  }
  try {
    const samples = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: vscode.l10n.t('Computing the gradient'),
      },
      (progress, token) => computeAll(analysis, progress, token),
    );
    return { text: gradientText(network, samples, translate), report: gradientReport(network, samples) };
  } catch (error) {
    if (error instanceof CancelledError) return null;
    throw error;
  }
}

async function computeAll(
  analysis: Analysis,
  progress: vscode.Progress<{ message?: string }>,
  token: vscode.CancellationToken,
): Promise<SampleResult[]> {
  const names = analysis.network!.samples.map((s) => s.name);
  const made: SampleResult[] = [];
  for (const sample of names) {
    const view = { ...defaultView, sample };
    const options: DriveOptions = {
      token,
      pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
      progress: (done) => progress.report({ message: `${sample} ${Math.round(100 * done)} %` }),
    };
    const trace = await analysis.trace(view, options);
    if (trace !== null) made.push({ trace, check: await analysis.check(view, options) });
  }
  return made;
}

function complain(analysis: Analysis): void {
  const first = analysis.diagnostics.find((d) => d.severity === 'error') ?? analysis.diagnostics[0];
  const why = first ? say(first.message, translate) : vscode.l10n.t('The file has no layer yet.');
  const line = first ? analysis.lines.positionAt(first.range.start).line + 1 : 1;
  void vscode.window.showErrorMessage(vscode.l10n.t('The gradient cannot be computed. Line {0}: {1}', line, why));
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
