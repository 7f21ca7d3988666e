import * as vscode from 'vscode';
import { say } from '../message/message';
import { type EditorDocuments, translate } from './documents';
import { openUntitled } from './untitled';

/** *New Network…* from a template, and *Open Example…* from the examples that come with the extension. */
export function registerNewNetwork(context: vscode.ExtensionContext, documents: EditorDocuments): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('nnet.newNetwork', async () => {
      const { templates } = await import('../service/complete/templates');
      const picked = await vscode.window.showQuickPick(
        templates.map(({ name, description, text }) => ({
          label: say(name, translate),
          detail: say(description, translate),
          text,
        })),
        { placeHolder: vscode.l10n.t('Choose a network to start from'), matchOnDetail: true },
      );
      if (picked) await openUntitled(picked.text);
    }),
    vscode.commands.registerCommand('nnet.openExample', async (name?: string) => {
      const folder = vscode.Uri.joinPath(context.extensionUri, 'examples');
      const chosen = typeof name === 'string' ? name : await pickExample(folder);
      if (chosen === undefined) return;
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, chosen));
      const copy = await openUntitled(new TextDecoder().decode(bytes));
      // What the example reads stays with the example until the copy has a folder of its own.
      documents.setHome(copy, folder);
    }),
  );
}

async function pickExample(folder: vscode.Uri): Promise<string | undefined> {
  const files = (await vscode.workspace.fs.readDirectory(folder))
    .map(([file]) => file)
    .filter((f) => f.endsWith('.nnet'));
  const items = await Promise.all(
    files.sort().map(async (file) => {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, file)));
      const title = /^network "([^"]*)"/m.exec(text)?.[1] ?? '';
      return { label: file.replace(/\.nnet$/, ''), description: title, file };
    }),
  );
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Choose an example; a copy opens'),
    matchOnDescription: true,
  });
  return picked?.file;
}
