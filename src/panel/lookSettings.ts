import * as vscode from 'vscode';
import { lookNames, lookValues, usualLook, type Look } from '../notation/look';

/** How formulas are written in previews, hovers and exports: settings with the names of the choices, which previews can change. */
export class LookSettings {
  get value(): Look {
    return Object.fromEntries(lookNames.map((name) => [name, written(name)])) as unknown as Look;
  }

  /** Writes each setting that is another where it is written already, else for the user. */
  choose(look: Look): void {
    for (const name of lookNames) if (look[name] !== written(name)) write(name, look[name]);
  }

  onDidChange(listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((change) => {
      if (lookNames.some((name) => change.affectsConfiguration(`nnet.${name}`))) listener();
    });
  }
}

function written<Name extends keyof Look>(name: Name): Look[Name] {
  const found = vscode.workspace.getConfiguration('nnet').get<unknown>(name);
  return lookValues[name].find((value) => value === found) ?? usualLook[name];
}

function write<Name extends keyof Look>(name: Name, value: Look[Name]): void {
  const configuration = vscode.workspace.getConfiguration('nnet');
  const inspected = configuration.inspect(name);
  const target =
    inspected?.workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : inspected?.workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  void configuration.update(name, value, target);
}
