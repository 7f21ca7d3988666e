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
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('What to make'),
    ignoreFocusOut: true,
  });
  return picked?.name;
}

/** So many different sheets, or those with some codes. */
export type SheetChoice = { readonly count: number; readonly codes: readonly string[] };

/** How many different sheets, or which ones again. Friendly numbers are only looked for anew. */
export async function askSheets(friendly: boolean): Promise<SheetChoice | undefined> {
  const answer = await vscode.window.showInputBox({
    ignoreFocusOut: true,
    title: friendly ? vscode.l10n.t('Find Friendly Numbers') : vscode.l10n.t('Make Exercise'),
    prompt: friendly
      ? vscode.l10n.t('How many sheets with different numbers?')
      : vscode.l10n.t('How many sheets with different numbers? Or the codes of sheets to make again.'),
    value: '1',
    validateInput: (text) => {
      if (chosenSheets(text, friendly) !== null) return null;
      return friendly
        ? vscode.l10n.t('Enter a number from 1 to {0}.', MOST)
        : vscode.l10n.t('Enter a number from 1 to {0}, or codes as they are on sheets.', MOST);
    },
  });
  return answer === undefined ? undefined : (chosenSheets(answer, friendly) ?? undefined);
}

function chosenSheets(text: string, friendly: boolean): SheetChoice | null {
  const count = /^\d{1,4}$/.test(text.trim()) ? Number(text) : NaN;
  if (count >= 1 && count <= MOST) return { count, codes: [] };
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  const areCodes = !friendly && words.length > 0 && words.every((word) => /^[0-9a-z]{7}-?[0-9a-z]{2,7}$/i.test(word));
  return areCodes ? { count: words.length, codes: words } : null;
}

/** What can be chosen for the sheets: a drawing on them, and that every printed result is rounded and used as printed. */
export type SheetOption = 'drawing' | 'printed';

/** The options that a caller names, or else, where it decides nothing, those that the reader picks; undefined: none of it. */
export async function sheetOptions(given: {
  readonly target?: unknown;
  readonly options?: unknown;
}): Promise<readonly SheetOption[] | undefined> {
  if (given.options !== undefined || given.target !== undefined) {
    const named: readonly unknown[] = Array.isArray(given.options) ? given.options : [];
    return (['drawing', 'printed'] as const).filter((name) => named.includes(name));
  }
  const items = [
    { label: vscode.l10n.t('Draw the network'), name: 'drawing' },
    { label: vscode.l10n.t('Round every printed result, and go on with it as printed'), name: 'printed' },
  ] as const;
  const placeHolder = vscode.l10n.t('Options for sheets and keys (Enter for none)');
  const picked = await vscode.window.showQuickPick<(typeof items)[number]>(items, {
    canPickMany: true,
    placeHolder,
    ignoreFocusOut: true,
  });
  return picked?.map(({ name }) => name);
}

/** What is left blank, in the order in which it is worked out: as an exercise names it. */
export async function askBlanks(checked: CheckedSpec): Promise<readonly string[] | undefined> {
  const items = quantityCompletions(checked, translate).map(({ label, documentation }) => ({
    label,
    description: documentation,
    picked: /^(?:Delta|gradW)\d/.test(label),
  }));
  const placeHolder = vscode.l10n.t('What is left blank on the sheet');
  const options = { canPickMany: true, placeHolder, matchOnDescription: true, ignoreFocusOut: true } as const;
  const picked = await vscode.window.showQuickPick(items, options);
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
