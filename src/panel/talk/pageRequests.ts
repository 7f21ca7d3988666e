import * as vscode from 'vscode';
import type { Projector } from '../projector';
import type { PictureRequest, ToHost, ToPage } from '../protocol';

/** What the page asks of the window rather than of its text. */
export type PageRequest = Extract<
  ToHost,
  { readonly type: 'copy' | 'picture' | 'pictureCopied' | 'export' | 'help' | 'present' | 'area' }
>;

/** Does what the page asks of the window, for the text at `uri`. */
export class PageRequests {
  /** Called once a picture that was not asked for by the page is on the clipboard. */
  private copied: (() => void) | null = null;

  constructor(
    private readonly post: (message: ToPage) => void,
    private readonly extensionUri: vscode.Uri,
    private readonly panel: vscode.WebviewPanel,
    private readonly projector: Projector,
  ) {}

  fulfil(request: PageRequest, uri: vscode.Uri): void {
    switch (request.type) {
      case 'copy':
        this.copy(request.text);
        break;
      case 'picture':
        void this.draw(request, uri);
        break;
      case 'pictureCopied':
        if (!request.done) void couldNotCopy(uri);
        else if (this.copied !== null) this.onceActive(this.copied);
        this.copied = null;
        break;
      case 'export':
        void vscode.commands.executeCommand('nnet.export', uri, { choices: { colours: request.colours } });
        break;
      case 'present':
      case 'area':
        this.projector.take(request, this.panel);
        break;
      case 'help': {
        const helpPage = vscode.Uri.joinPath(this.extensionUri, 'docs', 'conventions.md');
        void vscode.commands.executeCommand('markdown.showPreview', helpPage);
        break;
      }
    }
  }

  /** The page is sent a picture that it did not ask for. */
  awaitCopied(copied: () => void): void {
    this.copied = copied;
  }

  /** The focus that is given back before the panel has come to the front would be taken away again. */
  private onceActive(then: () => void): void {
    if (this.panel.active) {
      then();
      return;
    }
    const waiting = this.panel.onDidChangeViewState(() => {
      if (!this.panel.active) return;
      waiting.dispose();
      then();
    });
  }

  private copy(text: string): void {
    vscode.env.clipboard.writeText(text).then(
      () => this.post({ type: 'copied' }),
      () => void vscode.window.showErrorMessage(vscode.l10n.t('Couldn’t copy to the clipboard.')),
    );
  }

  private async draw({ format, tex, tag, words }: PictureRequest, uri: vscode.Uri): Promise<void> {
    const { picture } = await import('../../authoring/pictures');
    const displays = [{ tex, ...(tag !== null && { tag }) }];
    const look = { title: uri.path.slice(uri.path.lastIndexOf('/') + 1), words, background: 'white' } as const;
    try {
      if (format === 'svg') this.copy(await picture([displays], 'svg', look));
      else this.post({ type: 'picture', png: await picture([displays], 'png', look) });
    } catch {
      if (format === 'png') this.post({ type: 'picture', png: null });
      else void couldNotCopy(uri);
    }
  }
}

/** What is too large for the clipboard, or is kept from it, can still become a file. */
async function couldNotCopy(uri: vscode.Uri): Promise<void> {
  const instead = vscode.l10n.t('Export…');
  const chosen = await vscode.window.showErrorMessage(vscode.l10n.t('Couldn’t copy to the clipboard.'), instead);
  if (chosen === instead) await vscode.commands.executeCommand('nnet.export', uri, { target: 'formulas-png' });
}
