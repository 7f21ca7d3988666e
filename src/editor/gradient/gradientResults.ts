import * as vscode from 'vscode';
import { defaultView, type Analysis } from '../../analysis/analysis';
import { CancelledError, type DriveOptions } from '../../analysis/cancellation';
import type { SampleResult } from '../../analysis/gradientReport';
import { say } from '../../message/message';
import type { Network } from '../../network/network';
import { type EditorDocuments, languageId, translate, pause } from '../documents';

/** A network with what was computed at each of its samples. */
export interface GradientResults {
  readonly analysis: Analysis;
  /** The output that was chosen to be differentiated; null: as the text says. */
  readonly output: number | null;
  readonly network: Network;
  readonly samples: readonly SampleResult[];
}

/**
 * The document a command is about: the one given, or the active `.nnet` one, or the one whose preview has the focus;
 * null, after a message, if there is none.
 */
export async function askedDocument(
  documents: EditorDocuments,
  uri: vscode.Uri | string | undefined,
): Promise<vscode.TextDocument | null> {
  const active = vscode.window.activeTextEditor?.document;
  const meant = uri ?? (active === undefined ? documents.previewed() : undefined);
  if (meant !== undefined) {
    const asked = typeof meant === 'string' ? vscode.Uri.parse(meant, true) : meant;
    const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === asked.toString());
    // Opening an untitled document that is closed would create a new and empty one.
    if (open !== undefined || asked.scheme !== 'untitled') return open ?? vscode.workspace.openTextDocument(asked);
    void vscode.window.showInformationMessage(vscode.l10n.t('The text was closed without saving'));
    return null;
  }
  if (active?.languageId === languageId) return active;
  void vscode.window.showInformationMessage(vscode.l10n.t('Open a .nnet file first.'));
  return null;
}

/**
 * Forward values, gradient and check at every sample, with progress that can be cancelled. null, after a message that says
 * why, if there is nothing to compute, or if it was cancelled.
 * @param output the one to differentiate (from 1) of a Stanford NNet file with several; asked for if it is not given
 */
export async function gradientResults(
  documents: EditorDocuments,
  document: vscode.TextDocument,
  output?: unknown,
): Promise<GradientResults | null> {
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
      why ? say(why.message, translate) : vscode.l10n.t('No input has numbers, so there is nothing to compute.'),
    );
    return null;
  }
  // A menu calls with arguments of its own.
  const chosen = typeof output === 'number' ? output : await askedOutput(analysis);
  if (chosen === undefined) return null;
  try {
    const samples = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Notification,
        cancellable: true,
        title: vscode.l10n.t('Computing the gradient'),
      },
      (progress, token) => computeAll(analysis, chosen, progress, token),
    );
    return { analysis, network, output: chosen, samples };
  } catch (error) {
    if (error instanceof CancelledError) return null;
    throw error;
  }
}

async function computeAll(
  analysis: Analysis,
  output: number | null,
  progress: vscode.Progress<{ message?: string }>,
  token: vscode.CancellationToken,
): Promise<SampleResult[]> {
  const names = analysis.network!.samples.map((s) => s.name);
  const made: SampleResult[] = [];
  for (const sample of names) {
    // Many small samples together are long too.
    await pause();
    const view = { ...defaultView, sample, output };
    const options: DriveOptions = {
      token,
      pause,
      progress: (done) => progress.report({ message: `${sample} ${Math.round(100 * done)} %` }),
    };
    const trace = await analysis.trace(view, options);
    if (trace !== null) made.push({ trace, check: await analysis.check(view, options) });
  }
  return made;
}

/** The output of a Stanford NNet file to differentiate: it has no place to say it. null where nothing is to be chosen. */
async function askedOutput({ stanford, network }: Analysis): Promise<number | null | undefined> {
  if (stanford === null || stanford.chosen.output !== null || network?.objective.kind !== 'none') return null;
  const items = Array.from({ length: network.sizes.at(-1)! }, (_, i) => ({
    label: vscode.l10n.t('Output {0}', i + 1),
    output: i + 1,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('The output to differentiate; the file has no loss'),
  });
  return picked?.output;
}

function complain(analysis: Analysis): void {
  const first = analysis.diagnostics.find((d) => d.severity === 'error') ?? analysis.diagnostics[0];
  const why = first ? say(first.message, translate) : vscode.l10n.t('The file has no layers yet.');
  const line = first ? analysis.lines.positionAt(first.range.start).line + 1 : 1;
  void vscode.window.showErrorMessage(vscode.l10n.t('Couldn’t compute the gradient. Line {0}: {1}', line, why));
}
