import * as vscode from 'vscode';
import type { PageSource } from './pageSource';
import { PreviewPanel, viewType } from './previewPanel';
import { Projector } from './projector';
import { PreviewSet } from './previewSet';
import type { LookSettings } from './lookSettings';
import { readChoices, readPersistedState, type ViewChoices } from './protocol';

/** The language whose texts have a preview. */
const language = 'nnet';

/** What the rest of the extension can ask of the previews. */
export interface Preview extends vscode.Disposable {
  /** The text of the preview that has the focus. */
  readonly focused: vscode.Uri | undefined;
  /** Puts a picture on the clipboard by the preview of a file: the window itself can copy text only. */
  copyPicture(uri: vscode.Uri, png: Uint8Array): void;
  /** Shows the gradient of a text, and of a chosen output unless that is null. */
  showGradient(uri: vscode.Uri, output: number | null): void;
  /** The choices made in the preview of a file. */
  choicesOf(uri: vscode.Uri): ViewChoices;
}

/**
 * Registers the commands of the preview and the serializer that brings previews back after a restart. One preview
 * follows the active editor; others can be locked, so that two networks can be compared side by side.
 */
export function registerPreview(
  context: vscode.ExtensionContext,
  source: PageSource,
  log: vscode.LogOutputChannel,
  look: LookSettings,
): Preview {
  const manager = new PreviewManager(context, source, log, look);
  context.subscriptions.push(manager);
  return manager;
}

class PreviewManager implements Preview, vscode.WebviewPanelSerializer {
  private readonly previews = new PreviewSet<vscode.Uri, PreviewPanel>((uri, locked) => this.create(uri, locked));
  private readonly projector: Projector;
  private readonly registrations: vscode.Disposable;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly source: PageSource,
    private readonly log: vscode.LogOutputChannel,
    private readonly look: LookSettings,
  ) {
    this.projector = new Projector(context.globalState);
    const open = (show: (uri: vscode.Uri) => void) => (uri?: vscode.Uri) => {
      const asked = uri instanceof vscode.Uri ? uri : (vscode.window.activeTextEditor?.document.uri ?? this.focused);
      if (asked) show(asked);
    };
    this.registrations = vscode.Disposable.from(
      vscode.window.registerWebviewPanelSerializer(viewType, this),
      vscode.commands.registerCommand(
        'nnet.openPreviewToSide',
        open((uri) => this.previews.open(uri)),
      ),
      vscode.commands.registerCommand(
        'nnet.openLockedPreviewToSide',
        open((uri) => this.previews.openLocked(uri)),
      ),
      vscode.commands.registerCommand(
        'nnet.checkMyWork',
        open((uri) => this.previewOf(uri)?.tell({ type: 'reveal', section: 'work' })),
      ),
      vscode.commands.registerCommand(
        'nnet.present',
        open((uri) => this.previewOf(uri)?.tell({ type: 'present' })),
      ),
      look.onDidChange(() => this.previews.all.forEach((preview) => preview.write(look.value))),
      vscode.commands.registerCommand('nnet.togglePreviewLock', () => this.toggleLock()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      // A text can become one of ours, or one of another address, while its editor stays active.
      vscode.workspace.onDidOpenTextDocument((document) => {
        const editor = vscode.window.activeTextEditor;
        if (editor?.document === document) this.follow(editor);
      }),
    );
  }

  get focused(): vscode.Uri | undefined {
    return this.previews.all.find(({ active }) => active)?.uri;
  }

  deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const kept = readPersistedState(state);
    if (kept === null) panel.dispose();
    else this.previews.add(this.preview(panel, vscode.Uri.parse(kept.uri), this.inLook(kept.choices), kept.locked));
    return Promise.resolve();
  }

  dispose(): void {
    this.registrations.dispose();
    this.projector.dispose();
    this.previews.dispose();
  }

  private follow(editor: vscode.TextEditor | undefined): void {
    if (editor?.document.languageId === language) this.previews.follow(editor.document.uri);
  }

  /** Of the preview that has the focus, or else of the only one that can be seen. */
  private toggleLock(): void {
    const { all } = this.previews;
    const visible = all.filter((preview) => preview.visible);
    const asked = all.find(({ active }) => active) ?? (visible.length === 1 ? visible[0] : this.previews.following);
    if (asked !== undefined) this.previews.toggleLock(asked);
  }

  /** The preview that has the focus or shows the text, or else a new one. */
  private previewOf(uri: vscode.Uri): PreviewPanel | undefined {
    const showing = () => this.previews.all.filter((preview) => preview.shows(uri));
    if (showing().length === 0) this.previews.open(uri);
    const all = showing();
    return all.find(({ active }) => active) ?? all.find(({ visible }) => visible) ?? all[0];
  }

  showGradient(uri: vscode.Uri, output: number | null): void {
    if (output !== null) {
      void this.context.workspaceState.update(choicesKey(uri), { ...this.choicesOf(uri), output });
      for (const preview of this.previews.all) if (preview.shows(uri)) preview.show(uri);
    }
    this.previewOf(uri)?.tell({ type: 'reveal', section: 'gradient' });
  }

  copyPicture(uri: vscode.Uri, png: Uint8Array): void {
    const editor = vscode.window.activeTextEditor;
    this.previewOf(uri)?.copyPicture(png, () => {
      // Whoever was writing goes on.
      if (editor) void vscode.window.showTextDocument(editor.document, editor.viewColumn);
    });
  }

  private create(uri: vscode.Uri, locked: boolean): PreviewPanel {
    const panel = vscode.window.createWebviewPanel(viewType, '', {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
    });
    return this.preview(panel, uri, this.choicesOf(uri), locked);
  }

  private preview(panel: vscode.WebviewPanel, uri: vscode.Uri, choices: ViewChoices, locked: boolean): PreviewPanel {
    const preview = new PreviewPanel(panel, uri, choices, this.source, this.context.extensionUri, {
      choicesOf: (shown) => this.choicesOf(shown),
      choose: (changed, made) => {
        void this.context.workspaceState.update(choicesKey(changed), made);
        this.look.choose(made);
      },
      disposed: () => this.previews.delete(preview),
      projector: this.projector,
      refused: (message) => this.log.warn('Refused a message of the page:', message),
    });
    preview.lock(locked);
    return preview;
  }

  choicesOf(uri: vscode.Uri): ViewChoices {
    return this.inLook(readChoices(this.context.workspaceState.get(choicesKey(uri))));
  }

  private inLook(choices: ViewChoices): ViewChoices {
    return { ...choices, ...this.look.value };
  }
}

/** A preview that was closed and is opened again finds the choices that were made for its file. */
function choicesKey(uri: vscode.Uri): string {
  return `preview.choices ${uri.toString()}`;
}
