import * as vscode from 'vscode';
import { alphabets, type Alphabet } from '../notation/letters/alphabet';

/** The letters of the quantities in previews, hovers and exports: the setting `nnet.letters`, which previews can change. */
export class LettersSetting {
  get value(): Alphabet {
    const written = vscode.workspace.getConfiguration('nnet').get<string>('letters');
    return alphabets.find((name) => name === written) ?? 'paper';
  }

  /** Writes the setting where it is written already, else for the user. */
  choose(letters: Alphabet): void {
    if (letters === this.value) return;
    const configuration = vscode.workspace.getConfiguration('nnet');
    const written = configuration.inspect('letters');
    const target =
      written?.workspaceFolderValue !== undefined
        ? vscode.ConfigurationTarget.WorkspaceFolder
        : written?.workspaceValue !== undefined
          ? vscode.ConfigurationTarget.Workspace
          : vscode.ConfigurationTarget.Global;
    void configuration.update('letters', letters, target);
  }

  onDidChange(listener: () => void): vscode.Disposable {
    return vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('nnet.letters')) listener();
    });
  }
}
