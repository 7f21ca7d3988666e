import * as vscode from 'vscode';
import { Analysis } from '../../analysis/analysis';
import { isNnetFence } from '../../authoring/fences/fenceInfo';
import { htmlText } from '../../authoring/html/htmlText';
import { CancelledError } from '../../analysis/cancellation';
import {
  readToExtension,
  type AboutFence,
  type FenceNumber,
  type LiveWords,
  type ToExtension,
  type ToFrame,
} from '../../liveFence/messages';
import { say } from '../../message/message';
import { writtenEntries } from '../../service/edit/writtenEntries';
import { pause, translate } from '../documents';
import type { MarkdownPreview } from './markdownPreview';

/** What VS Code's Markdown editor (experimental, since 1.138) asks of an extension that shows fences there. */
export interface CodeBlockEditors {
  readonly apiV2: { getProvider(id: string): CodeBlockProvider | undefined };
}

interface CodeBlockProvider {
  /** undefined: the fence is shown as code. */
  resolve(request: { language: string; documentUri: vscode.Uri }): Promise<CodeBlockEditor | undefined>;
  createHostTransport(transport: Transport): vscode.Disposable;
}

interface CodeBlockEditor {
  readonly content: { readonly html: string };
  readonly contentType: 'text';
}

/** Between the frame of a fence and the extension. */
interface Transport {
  readonly onDidReceiveMessage: vscode.Event<unknown>;
  sendMessage(message: ToFrame): void;
}

/** A longer text is only shown. */
const MOST_CHARACTERS = 20_000;

/** Fences of this language as live formulas in the Markdown editor. */
export class LiveFences implements CodeBlockProvider {
  private readonly read = async (name: string): Promise<Uint8Array> =>
    vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview', name));

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly preview: MarkdownPreview,
  ) {}

  get editors(): CodeBlockEditors {
    return { apiV2: { getProvider: (id) => (id === 'nnet' ? this : undefined) } };
  }

  async resolve({
    language,
    documentUri,
  }: Parameters<CodeBlockProvider['resolve']>[0]): Promise<CodeBlockEditor | undefined> {
    if (!isNnetFence(language)) return undefined;
    const text = async (name: string) => new TextDecoder().decode(await this.read(name));
    const [script, style, own] = await Promise.all(['liveFence.js', 'fences.css', 'liveFence.css'].map(text));
    const about: AboutFence = { info: language, document: documentUri.toString(), words: words() };
    // All of it is inside: a frame in a browser cannot read the files of an extension.
    const html = `<!DOCTYPE html>
<html lang="${htmlText(vscode.env.language)}">
<head>
<meta charset="utf-8">
<style>${style.replace(/@font-face\s*\{[^}]*\}/g, '')}${own}</style>
</head>
<body data-about="${htmlText(JSON.stringify(about))}">
<script type="module">${script}</script>
</body>
</html>`;
    return { content: { html }, contentType: 'text' };
  }

  createHostTransport(transport: Transport): vscode.Disposable {
    let latest = new vscode.CancellationTokenSource();
    return vscode.Disposable.from(
      transport.onDidReceiveMessage((message) => {
        const asked = readToExtension(message);
        if (asked?.type === 'fonts') void this.sendFonts(transport);
        if (asked?.type !== 'show') return;
        // Who asks anew does not wait for what was asked before.
        latest.cancel();
        latest = new vscode.CancellationTokenSource();
        void this.show(asked, transport, latest.token);
      }),
      { dispose: () => latest.cancel() },
      this.preview.onDidChangeFences(() => transport.sendMessage({ type: 'changed' })),
    );
  }

  private async sendFonts(transport: Transport): Promise<void> {
    const writers = await import('../../authoring/writers');
    transport.sendMessage({ type: 'fonts', style: await writers.mathStyleOf(this.read) });
  }

  private async show(
    { info, document, text }: Extract<ToExtension, { type: 'show' }>,
    transport: Transport,
    token: vscode.CancellationToken,
  ): Promise<void> {
    const html = await this.preview.shown({ info, document, content: text, firstLine: null });
    const numbers = await numbersOf(text, token);
    if (!token.isCancellationRequested) transport.sendMessage({ type: 'shown', text, html, numbers });
  }
}

/** In slices; none once nobody waits for them. */
async function numbersOf(text: string, token: vscode.CancellationToken): Promise<readonly FenceNumber[]> {
  if (text.length > MOST_CHARACTERS) return [];
  try {
    const analysis = await Analysis.of(text, { token, pause });
    if (analysis.broken) return [];
    return writtenEntries(analysis).map(({ range, text: written, name }) => {
      return { start: range.start, text: written, name: say(name, translate) };
    });
  } catch (error) {
    if (error instanceof CancelledError) return [];
    throw error;
  }
}

function words(): LiveWords {
  const { l10n } = vscode;
  return {
    whatIf: l10n.t('What if'),
    write: l10n.t('Write to the text'),
    letGo: l10n.t('Let go (Escape)'),
    hint: l10n.t('Drag a number, or step it with the arrow keys; with Shift by ten steps.'),
    locked: l10n.t('The Markdown editor is locked. Unlock it to write to the text.'),
    refused: l10n.t(
      'NNet does not know the Markdown editor of this version of VS Code. Open the file as text to see this fence.',
    ),
  };
}
