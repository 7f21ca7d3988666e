import * as vscode from 'vscode';
import type { FenceRenderer, FenceText } from '../../authoring/fences/fenceRenderer';
import { showFences, type MarkdownIt } from '../../authoring/fences/fencePlugin';
import { htmlText } from '../../authoring/html/htmlText';
import type { Look } from '../../notation/look';
import { foreignNotes } from '../../service/stanford/stanfordNotes';
import { pause, translate } from '../documents';
import { MarkdownFiles } from './fenceFiles';

/** What VS Code's Markdown preview asks of an extension that contributes to it. */
export interface MarkdownContribution {
  extendMarkdownIt<Markdown extends MarkdownIt>(markdown: Markdown): Markdown;
}

/**
 * Fences of this language in VS Code's Markdown preview, which renders at once. What shows a fence is loaded when the first
 * one is met: in an open Markdown file, or else in a preview, which then is made anew.
 */
export class MarkdownPreview implements MarkdownContribution {
  private renderer: FenceRenderer | null = null;
  private loading: Promise<void> | null = null;
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fences are to be shown anew: one is there that took longer, a file that one names has been read or has changed, or formulas are to be written in another way. */
  readonly onDidChangeFences = this.changed.event;
  private readonly tellChanged = () => {
    void refreshPreviews();
    this.changed.fire();
  };
  private readonly files = new MarkdownFiles(this.tellChanged);

  constructor(
    context: vscode.ExtensionContext,
    private readonly failed: (error: unknown) => void,
    private readonly look: { readonly value: Look; onDidChange(listener: () => void): vscode.Disposable },
  ) {
    const load = (document: vscode.TextDocument) => void (hasFence(document) && this.load());
    context.subscriptions.push(
      this.files,
      this.changed,
      look.onDidChange(this.tellChanged),
      vscode.workspace.onDidOpenTextDocument(load),
    );
  }

  /** Resolves when a preview of what is open now can be rendered: at once, unless a fence is there. */
  async ready(): Promise<this> {
    if (vscode.workspace.textDocuments.some(hasFence)) await this.load();
    return this;
  }

  extendMarkdownIt<Markdown extends MarkdownIt>(markdown: Markdown): Markdown {
    return showFences(markdown, (fence) => this.html(fence));
  }

  /** The HTML of a fence, once what shows it is loaded. */
  async shown(fence: FenceText): Promise<string> {
    await this.load();
    return this.html(fence);
  }

  private html(fence: FenceText): string {
    if (this.renderer !== null) return this.renderer.html(fence);
    void this.load().then(() => {
      if (this.renderer !== null) void refreshPreviews();
    });
    return `<p>${htmlText(vscode.l10n.t('Loading formulas…'))}</p>`;
  }

  /** Loads once; what fails is told, and tried again for the next fence. */
  private load(): Promise<void> {
    this.loading ??= this.loaded().catch((error: unknown) => {
      this.loading = null;
      this.failed(error);
    });
    return this.loading;
  }

  private async loaded(): Promise<void> {
    const writers = await import('../../authoring/writers');
    const language = vscode.env.language.startsWith('ru') ? 'ru' : 'en';
    const later = { pause, done: this.tellChanged };
    const { files } = this;
    const look = () => this.look.value;
    this.renderer = await writers.FenceRenderer.load({
      translate,
      language,
      foreign: foreignNotes,
      look,
      files,
      later,
    });
  }
}

/** Whoever else renders Markdown asks again by itself. */
function refreshPreviews(): Thenable<unknown> {
  return vscode.commands.executeCommand('markdown.preview.refresh').then(undefined, () => undefined);
}

/** Whether a file of Markdown may have a fence of this language: enough to load what shows it. */
function hasFence(document: vscode.TextDocument): boolean {
  return document.languageId === 'markdown' && /(?:`{3}|~{3})[ \t]*nnet/i.test(document.getText());
}
