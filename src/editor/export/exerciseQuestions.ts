import * as vscode from 'vscode';
import { exerciseTargets, type ExerciseTarget } from '../../authoring/exercise/exerciseTargets';
import type { CheckedSpec } from '../../language/meaning/checked';
import { say } from '../../message/message';
import { quantityCompletions } from '../../service/complete/quantityCompletions';
import { translate } from '../documents';
import { fileName } from './exportRequest';

/** More sheets than these are not made at once. */
const MOST = 1000;

export async function askExerciseTarget(): Promise<ExerciseTarget | undefined> {
  const items = Object.entries(exerciseTargets).map(([name, title]) => ({
    label: say(title, translate),
    name: name as ExerciseTarget,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t('What to make') });
  return picked?.name;
}

/** How many different sheets. */
export async function askCount(friendly: boolean): Promise<number | undefined> {
  const number = (text: string) => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : NaN);
  const answer = await vscode.window.showInputBox({
    title: friendly ? vscode.l10n.t('Find Friendly Numbers') : vscode.l10n.t('Make Exercise'),
    prompt: vscode.l10n.t('How many sheets with different numbers?'),
    value: '1',
    validateInput: (text) =>
      number(text) >= 1 && number(text) <= MOST ? null : vscode.l10n.t('Enter a number from 1 to {0}.', MOST),
  });
  return answer === undefined ? undefined : number(answer);
}

/** What is left blank, in the order in which it is worked out: as an exercise names it. */
export async function askBlanks(checked: CheckedSpec): Promise<readonly string[] | undefined> {
  const items = quantityCompletions(checked, translate).map(({ label, documentation }) => ({
    label,
    description: documentation,
    picked: /^(?:Delta|gradW)\d/.test(label),
  }));
  const placeHolder = vscode.l10n.t('What is left blank on the sheet');
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, placeHolder, matchOnDescription: true });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ label }) => label);
}

/** Whether the statement may be written at the end of the text. */
export async function mayAddExercise(document: vscode.TextDocument, statement: string): Promise<boolean> {
  const add = vscode.l10n.t('Add');
  const text = vscode.l10n.t('Add this exercise at the end of “{0}”?', fileName(document.uri));
  return (await vscode.window.showInformationMessage(text, { modal: true, detail: statement }, add)) === add;
}

export async function askFolder(document: vscode.TextDocument): Promise<vscode.Uri | undefined> {
  const beside = document.uri.scheme === 'untitled' ? vscode.workspace.workspaceFolders?.[0]?.uri : vscode.Uri.joinPath(document.uri, '..'); // prettier-ignore
  const picked = await vscode.window.showOpenDialog({
    ...(beside && { defaultUri: beside }),
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: vscode.l10n.t('Write Here'),
    title: vscode.l10n.t('Folder for the sheets and keys'),
  });
  return picked?.[0];
}
