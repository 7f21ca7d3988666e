import * as vscode from 'vscode';
import { drive, type DriveOptions } from '../analysis/cancellation';
import { checkTextSteps, readTextSteps } from '../analysis/readText';
import { LineMap } from '../language/text/lineMap';
import { outline, type OutlineItem } from '../service/navigate/outline';
import { pause } from './documents';
import { symbolKinds } from './outline';

/** Larger files hold weights, not names worth finding. */
const MAX_BYTES = 1_000_000;

/** So many files are looked at together. */
const AT_ONCE = 16;

interface FileSymbols {
  readonly mtime: number;
  readonly symbols: readonly vscode.SymbolInformation[];
}

/** Finds networks, layers, inputs and functions in every `.nnet` file of the workspace, however many there are. */
export function registerWorkspaceSymbols(): vscode.Disposable {
  const known = new Map<string, FileSymbols>();
  return vscode.languages.registerWorkspaceSymbolProvider({
    async provideWorkspaceSymbols(query, token) {
      const wanted = query.toLowerCase();
      const found: vscode.SymbolInformation[] = [];
      const files = await vscode.workspace.findFiles('**/*.nnet', '**/node_modules/**', undefined, token);
      for (let from = 0; from < files.length; from += AT_ONCE) {
        if (token.isCancellationRequested) return null;
        const some = files.slice(from, from + AT_ONCE).map((uri) => symbolsOf(uri, known, token));
        for (const symbol of (await Promise.all(some)).flat()) {
          if (isSubsequence(wanted, symbol.name.toLowerCase())) found.push(symbol);
        }
      }
      return found;
    },
  });
}

async function symbolsOf(
  uri: vscode.Uri,
  known: Map<string, FileSymbols>,
  token: vscode.CancellationToken,
): Promise<readonly vscode.SymbolInformation[]> {
  try {
    const { mtime, size } = await vscode.workspace.fs.stat(uri);
    const before = known.get(uri.toString());
    if (before?.mtime === mtime) return before.symbols;
    const text = size > MAX_BYTES ? '' : new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    const symbols = await symbolsIn(uri, text, { token, pause });
    known.set(uri.toString(), { mtime, symbols });
    return symbols;
  } catch {
    // Deleted or unreadable since it was listed: it has no symbols.
    return [];
  }
}

async function symbolsIn(uri: vscode.Uri, text: string, options: DriveOptions): Promise<vscode.SymbolInformation[]> {
  const lines = new LineMap(text);
  const at = (offset: number): vscode.Position => {
    const { line, character } = lines.positionAt(offset);
    return new vscode.Position(line, character);
  };
  const found: vscode.SymbolInformation[] = [];
  const add = (item: OutlineItem, container: string): void => {
    const range = new vscode.Range(at(item.selection.start), at(item.selection.end));
    found.push(
      new vscode.SymbolInformation(item.name, symbolKinds[item.kind], container, new vscode.Location(uri, range)),
    );
    // Every layer has a W and a b; they are no news.
  };
  const read = await drive(readTextSteps(text), options);
  const checked = await drive(checkTextSteps(read), options);
  for (const item of outline(checked)) add(item, item.detail);
  return found;
}

function isSubsequence(wanted: string, name: string): boolean {
  let from = 0;
  for (const letter of wanted) {
    from = name.indexOf(letter, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
