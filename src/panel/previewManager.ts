import * as vscode from 'vscode';
import type { PageSource } from './pageSource';
import { PreviewPanel, viewType } from './previewPanel';
import { defaultChoices, readChoices, readPersistedState, type ViewChoices } from './protocol';

/** What the rest of the extension can ask of the preview. */
export interface Preview extends vscode.Disposable {
  /** Shows the preview of a file beside the editor; a preview that is open already is revealed. */
  openToSide(uri: vscode.Uri): void;
}

/**
 * Registers the command `nnet.openPreviewToSide` and the serializer that brings previews back after a restart.
 * There is one preview per file, which shows that file for as long as it is open, whatever editor is active:
 * so two networks can be compared side by side, and nothing changes under a lecturer's hands.
 */
export function registerPreview(
  context: vscode.ExtensionContext,
  source: PageSource,
  log: vscode.LogOutputChannel,
): Preview {
  const manager = new PreviewManager(context, source, log);
  context.subscriptions.push(manager);
  return manager;
}

class PreviewManager implements Preview, vscode.WebviewPanelSerializer {
  private readonly previews = new Set<PreviewPanel>();
  private readonly registrations: vscode.Disposable;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly source: PageSource,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.registrations = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      vscode.commands.registerCommand('nnet.openPreviewToSide', (uri?: vscode.Uri) => {
        const asked = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
        if (asked) this.openToSide(asked);
      }),
    );
  }

  openToSide(uri: vscode.Uri): void {
    for (const preview of this.previews) {
      if (preview.shows(uri)) {
        preview.reveal();
        return;
      }
    }
    const panel = vscode.window.createWebviewPanel(viewType, '', {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
    this.add(panel, uri, this.keptChoices(uri));
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = readPersistedState(state);
    if (kept === null) panel.dispose();
    else this.add(panel, vscode.Uri.parse(kept.uri), kept.choices);
    return Promise.resolve();
  }

  dispose(): void {
    this.registrations.dispose();
    for (const preview of this.previews) preview.dispose();
  }

  private add(panel: vscode.WebviewPanel, uri: vscode.Uri, choices: ViewChoices): void {
    const preview = new PreviewPanel(panel, uri, choices, this.source, this.context.extensionUri, {
      choose: (changed, made) => void this.context.workspaceState.update(choicesKey(changed), made),
      disposed: () => this.previews.delete(preview),
      refused: (message) => this.log.warn('Refused a message of the page:', message),
    });
    this.previews.add(preview);
  }

  private keptChoices(uri: vscode.Uri): ViewChoices {
    const kept = this.context.workspaceState.get(choicesKey(uri));
    return kept === undefined ? defaultChoices : readChoices(kept);
  }
}

/** A preview that was closed and is opened again finds the choices that were made for its file. */
function choicesKey(uri: vscode.Uri): string {
  return `preview.choices ${uri.toString()}`;
}
