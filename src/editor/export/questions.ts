import * as vscode from 'vscode';
import type { HandoutPartName } from '../../authoring/choices';
import type { TargetName } from '../../authoring/targets';
import { targetTitles } from '../../authoring/targetTitles';
import { message, say, type Message } from '../../message/message';
import { translate } from '../documents';
import { fileName, stem } from './exportRequest';

/** The parts that can be written, in reading order. */
const partTitles: Readonly<Record<HandoutPartName, Message>> = {
  network: message('The network and its functions'),
  drawing: message('Drawing'),
  forward: message('Forward values'),
  formula: message('Formula (3), or the chosen form, with its numbers'),
  gradient: message('Gradient'),
  steps: message('Step by step'),
  biases: message('Gradient with respect to the biases'),
  input: message('Gradient with respect to the input'),
  updates: message('One step of gradient descent'),
  proof: message('Proof'),
  hessian: message('Hessian'),
  check: message('Check against central differences'),
};

export async function askTarget(): Promise<TargetName | undefined> {
  const items = Object.entries(targetTitles).map(([name, { title, extension }]) => ({
    label: say(title, translate),
    description: extension,
    name: name as TargetName,
  }));
  const placeHolder = vscode.l10n.t('What to make');
  const picked = await vscode.window.showQuickPick(items, { placeHolder, ignoreFocusOut: true });
  return picked?.name;
}

export async function askParts(usual: readonly HandoutPartName[]): Promise<readonly HandoutPartName[] | undefined> {
  const items = Object.entries(partTitles).map(([name, title]) => ({
    label: say(title, translate),
    name: name as HandoutPartName,
    picked: usual.includes(name as HandoutPartName),
  }));
  const placeHolder = vscode.l10n.t('What to write');
  const picked = await vscode.window.showQuickPick(items, { canPickMany: true, placeHolder, ignoreFocusOut: true });
  return picked === undefined || picked.length === 0 ? undefined : picked.map(({ name }) => name);
}

/** Where the main file goes; the dialog itself asks before it takes a file that exists. */
export async function askPlace(document: vscode.TextDocument, target: TargetName): Promise<vscode.Uri | undefined> {
  const { title, extension } = targetTitles[target];
  const name = `${stem(fileName(document.uri))}${extension}`;
  const folder =
    document.uri.scheme === 'untitled'
      ? vscode.workspace.workspaceFolders?.[0]?.uri
      : vscode.Uri.joinPath(document.uri, '..');
  return vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
    filters: { [say(title, translate)]: [extension.slice(1)] },
    title: vscode.l10n.t('Export'),
  });
}

/** Whether a file that no export wrote, or that was edited since, may be replaced. */
export async function mayReplace(uri: vscode.Uri, found: 'edited' | 'foreign'): Promise<boolean> {
  const replace = vscode.l10n.t('Replace');
  const text =
    found === 'edited'
      ? vscode.l10n.t('“{0}” was edited since it was exported. Replace it and lose the changes?', fileName(uri))
      : vscode.l10n.t('“{0}” exists and was not written by an export. Replace it?', fileName(uri));
  return (await vscode.window.showWarningMessage(text, { modal: true }, replace)) === replace;
}
