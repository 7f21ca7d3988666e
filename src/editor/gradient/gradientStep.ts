import * as vscode from 'vscode';
import { defaultView, type Analysis, type View } from '../../analysis/analysis';
import { CancelledError, drive } from '../../analysis/cancellation';
import { descend, MOST_STEPS, type Descent } from '../../engine/descent';
import type { Trace } from '../../engine/trace';
import { numberText } from '../../numbers/numberText';
import { MOST_PARAMETERS, writtenParameters } from '../../service/edit/writtenParameters';
import { type EditorDocuments, editorRange, pause } from '../documents';
import { askedDocument } from './gradientResults';

/** What a caller, such as the preview, knows already; what it leaves out is asked for. */
interface AskedSteps {
  readonly view?: View;
  readonly rate?: number;
  readonly count?: number;
}

/**
 * *Take a Gradient Step* and *Take Gradient Steps…*: W − ηG and b − η∇_b, once or many times at one sample, as one edit
 * that can be undone. Both return the objective that they come to.
 */
export function registerGradientStep(documents: EditorDocuments): vscode.Disposable {
  const steps = new GradientSteps(documents);
  return vscode.Disposable.from(
    vscode.commands.registerCommand('nnet.takeGradientStep', (uri?: vscode.Uri | string) =>
      steps.take(uri, { count: 1 }),
    ),
    vscode.commands.registerCommand('nnet.takeGradientSteps', (uri?: vscode.Uri | string, asked?: AskedSteps) =>
      steps.take(uri, asked ?? {}),
    ),
  );
}

class GradientSteps {
  constructor(private readonly documents: EditorDocuments) {}

  async take(uri: vscode.Uri | string | undefined, asked: AskedSteps): Promise<number | undefined> {
    const document = await askedDocument(this.documents, uri);
    const analysis = document && (await this.documents.analysis(document));
    if (!document || !analysis) return undefined;
    if (analysis.stanford !== null) {
      warn(vscode.l10n.t('A step cannot be written to a Stanford NNet file. Convert it first.'));
      return undefined;
    }
    const version = document.version;
    const view = asked.view ?? (await askedView(analysis));
    if (view === undefined) return undefined;
    const trace = await analysis.trace({ ...view, form: 'written' });
    if (!trace?.backward || writtenParameters(analysis, trace.forward.network) === null) {
      warn(
        vscode.l10n.t('A step needs an input, an objective, and numbers for at most {0} parameters.', MOST_PARAMETERS),
      );
      return undefined;
    }
    const steps = await this.asked(asked, analysis.network?.rate ?? null);
    if (steps === null) return undefined;
    const { count, rate } = steps;
    const descent = await descended(trace, rate, count);
    if (descent === null) return undefined;
    if (!Number.isFinite(descent.values.at(-1))) {
      warn(
        vscode.l10n.t(
          'After step {0} the objective is no longer finite, so nothing was written. Try a rate smaller than {1}.',
          descent.values.length - 1,
          rate,
        ),
      );
      return undefined;
    }
    return (await write(document, version, analysis, descent)) ? descent.values.at(-1) : undefined;
  }

  /** How many steps, at which rate; null if the reader changed their mind. */
  private async asked(asked: AskedSteps, stated: number | null): Promise<{ count: number; rate: number } | null> {
    const count = asked.count ?? (await askedCount());
    if (count === undefined) return null;
    const rate = asked.rate ?? (asked.count === 1 && stated !== null ? stated : await askedRate(stated));
    return rate === undefined ? null : { count, rate };
  }
}

/** The steps, with progress that can be cancelled unless it is only one; null if they were. */
async function descended({ forward, backward }: Trace, rate: number, count: number): Promise<Descent | null> {
  const steps = () => descend(forward.network, forward.sample, backward!.objective, rate, count);
  if (count === 1) return drive(steps(), { pause });
  const options = {
    location: vscode.ProgressLocation.Notification,
    cancellable: true,
    title: vscode.l10n.t('Taking gradient steps'),
  };
  try {
    return await vscode.window.withProgress(options, (shown, token) => {
      const progress = (done: number): void => shown.report({ message: `${Math.round(100 * done)} %` });
      return drive(steps(), { pause, token, progress });
    });
  } catch (error) {
    if (error instanceof CancelledError) return null;
    throw error;
  }
}

/** Writes the parameters as one edit and says what they do; whether that was done. */
async function write(
  document: vscode.TextDocument,
  version: number,
  analysis: Analysis,
  { network, values }: Descent,
): Promise<boolean> {
  const { edits, replacesMore } = writtenParameters(analysis, network)!;
  if (replacesMore && !(await agreed())) return false;
  if (document.version !== version) {
    warn(vscode.l10n.t('The text changed in the meantime, so no step was taken.'));
    return false;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { range, text } of edits) edit.replace(document.uri, editorRange(document, range), text);
  if (!(await vscode.workspace.applyEdit(edit))) return false;
  const [before, after] = [numberText(values[0]), numberText(values.at(-1)!)];
  void vscode.window.showInformationMessage(
    values.length === 2
      ? vscode.l10n.t('One step taken: the objective went from {0} to {1}.', before, after)
      : vscode.l10n.t('{0} steps taken: the objective went from {1} to {2}.', values.length - 1, before, after),
  );
  return true;
}

/** Which input the steps are for: the only one, or the one that is picked. */
async function askedView({ network }: Analysis): Promise<View | undefined> {
  const samples = network?.samples ?? [];
  if (samples.length < 2) return defaultView;
  const items = samples.map(({ name, X }) => ({ label: name, description: `${X.rows} × ${X.cols}` }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('The input at which to take the step'),
    ignoreFocusOut: true,
  });
  return picked && { ...defaultView, sample: picked.label };
}

async function askedCount(): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    prompt: vscode.l10n.t('How many steps?'),
    value: '10',
    validateInput: (text) =>
      Number.isInteger(Number(text)) && Number(text) >= 1 && Number(text) <= MOST_STEPS
        ? null
        : vscode.l10n.t('Expected a whole number from 1 to {0}.', MOST_STEPS),
  });
  return answer === undefined ? undefined : Number(answer);
}

async function askedRate(stated: number | null): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    prompt:
      stated === null
        ? vscode.l10n.t('The learning rate η; the text gives none.')
        : vscode.l10n.t('The learning rate η'),
    value: String(stated ?? 0.1),
    validateInput: (text) =>
      Number(text) > 0 && Number.isFinite(Number(text)) ? null : vscode.l10n.t('Expected a positive number.'),
  });
  return answer === undefined ? undefined : Number(answer);
}

async function agreed(): Promise<boolean> {
  const replace = vscode.l10n.t('Replace with numbers');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The step replaces expressions, generated matrices, file(…) and comments inside matrices by plain numbers.',
    ),
    { modal: true },
    replace,
  );
  return answer === replace;
}

function warn(text: string): void {
  void vscode.window.showWarningMessage(text);
}
