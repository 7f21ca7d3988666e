import * as vscode from 'vscode';
import type { Analysis } from '../../analysis/analysis';
import type { DriveOptions } from '../../analysis/cancellation';
import { ofGradient, usualHandout, type HandoutChoices } from '../../authoring/choices';
import type { Exported } from '../../authoring/checksum';
import type { CopyFormat } from '../../authoring/copiedFormulas';
import type { ExportedFile } from '../../authoring/target';
import type { TargetName } from '../../authoring/targets';
import { targetTitles, usualParts } from '../../authoring/targetTitles';
import type { EditorDocuments } from '../documents';
import { askedDocument } from '../gradient/gradientResults';
import { fileName, isTarget, type LastExport, readLastExport, sourceOf, stem, wordsOf } from './exportRequest';
import { askParts, askPlace, askTarget } from './questions';
import { printPage } from './printPage';
import { madeByWriters, mathStyle, tellOfLetters, type Writers } from './madeByWriters';
import { mayWrite, occupant } from './writtenBefore';
import { writeWholeFiles } from './wholeFile';

/** The choices with which the preview shows a file. */
type ShownChoices = (uri: vscode.Uri, analysis: Analysis) => Partial<HandoutChoices>;

/** What a caller can decide beforehand; whatever is missing is asked, or as in the preview. */
interface Given {
  readonly target?: unknown;
  readonly to?: unknown;
  readonly choices?: Partial<HandoutChoices>;
}

/** Puts a picture on the clipboard, which takes a preview of the file. */
type CopyPicture = (uri: vscode.Uri, png: Uint8Array) => void;

/** *Export…*, *Print…*, *Export Again*, *Copy (3) with Numbers*, *Copy as Picture…* and *Copy Drawing…*. */
export function registerExport(
  context: vscode.ExtensionContext,
  documents: EditorDocuments,
  shown: ShownChoices,
  copyPicture: CopyPicture,
): vscode.Disposable {
  const exports = new Exports(context, documents, shown, copyPicture);
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    registerCommand('nnet.export', (uri?: vscode.Uri | string, given?: Given) => exports.export(uri, given ?? {})),
    registerCommand('nnet.print', (uri?: vscode.Uri | string) => exports.print(uri)),
    registerCommand('nnet.exportAgain', (uri?: vscode.Uri | string) => exports.again(uri)),
    registerCommand('nnet.copyGradient', (uri?: vscode.Uri | string, format?: unknown) =>
      exports.copyGradient(uri, format),
    ),
    registerCommand('nnet.copyPicture', (uri?: vscode.Uri | string, format?: unknown) =>
      exports.copyPicture(uri, format),
    ),
    registerCommand('nnet.copyDrawing', (uri?: vscode.Uri | string, target?: unknown) =>
      exports.copyDrawing(uri, target),
    ),
  );
}

class Exports {
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly documents: EditorDocuments,
    private readonly shown: ShownChoices,
    private readonly putPicture: CopyPicture,
  ) {}

  async export(uri: vscode.Uri | string | undefined, given: Given): Promise<void> {
    const document = await this.document(uri);
    const analysis = document && (await this.documents.analysis(document));
    if (!document || !analysis) return;
    const target = isTarget(given.target) ? given.target : await askTarget();
    if (target === undefined) return;
    const choices = { ...this.choicesFor(document, analysis), ...given.choices };
    if (targetTitles[target].parts && given.choices?.what === undefined) {
      const what = await askParts(usualParts(target));
      if (what === undefined) return;
      choices.what = what;
    }
    const asked = typeof given.to === 'string' ? null : await askPlace(document, target);
    if (asked === undefined) return;
    const to = asked ?? vscode.Uri.parse(given.to as string, true);
    // The dialog has asked about the file that it names.
    await this.write(document, { target, choices, to: to.toString() }, asked !== null);
  }

  /** Opens what the preview shows as a page in the browser, which prints it. */
  async print(uri: vscode.Uri | string | undefined): Promise<void> {
    const document = await this.document(uri);
    const analysis = document && (await this.documents.analysis(document));
    if (!document || !analysis) return;
    const choices = this.choicesFor(document, analysis);
    await printPage(this.context, document, (to) => this.write(document, { target: 'html', choices, to }, true, false));
  }

  async again(uri: vscode.Uri | string | undefined): Promise<void> {
    const document = await this.document(uri);
    if (!document) return;
    const last = readLastExport(this.context.workspaceState.get(lastKey(document.uri)));
    if (last === null) await this.export(document.uri, {});
    else await this.write(document, { ...last, choices: { ...usualHandout, ...last.choices } }, false);
  }

  async copyGradient(uri: vscode.Uri | string | undefined, asked: unknown): Promise<void> {
    const document = await this.document(uri);
    if (!document) return;
    const format = named(copyFormats, asked) ?? (await ask(copyFormats));
    if (format === undefined) return;
    if (isPicture(format)) {
      await this.copyPicture(document.uri, format);
      return;
    }
    const text = await this.made(document, async (writers, analysis, drive) => {
      const choices = this.choicesFor(document, analysis);
      return writers.copyGradient(analysis, { choices, ...sourceOf(document, analysis) }, format, drive);
    });
    if (text !== null) await copy(text);
  }

  /** (3) with its numbers as a picture. */
  async copyPicture(uri: vscode.Uri | string | undefined, asked: unknown): Promise<void> {
    const document = await this.document(uri);
    if (!document) return;
    const format = named(pictureFormats, asked) ?? (await ask(pictureFormats));
    if (format === undefined) return;
    const target = format === 'svg' ? 'formulas-svg' : 'formulas-png';
    const background = format === 'png-transparent' ? 'transparent' : 'white';
    const files = await this.made(document, (writers, analysis, drive) => {
      const choices = ofGradient({ ...this.choicesFor(document, analysis), background });
      return this.files(writers, document, analysis, { target, choices }, drive);
    });
    if (files === null) return;
    await this.put(document.uri, files[0].content);
  }

  /** Puts text or a picture on the clipboard. */
  private async put(uri: vscode.Uri, content: string | Uint8Array): Promise<void> {
    if (typeof content === 'string') await copy(content);
    else this.putPicture(uri, content);
  }

  async copyDrawing(uri: vscode.Uri | string | undefined, asked: unknown): Promise<void> {
    const document = await this.document(uri);
    if (!document) return;
    const target = asked === 'svg' || asked === 'png' || asked === 'tikz' ? asked : await askPicture();
    if (target === undefined) return;
    const files = await this.made(document, (writers, analysis, drive) =>
      this.files(writers, document, analysis, { target, choices: this.choicesFor(document, analysis) }, drive),
    );
    if (files !== null) await this.put(document.uri, files[0].content);
  }

  /** Writes an export and opens it, unless it is for another program; says whether it was written. */
  private async write(
    document: vscode.TextDocument,
    last: LastExport,
    replacing: boolean,
    open = true,
  ): Promise<boolean> {
    const to = vscode.Uri.parse(last.to, true);
    const files = await this.made(document, (writers, analysis, drive) =>
      this.files(writers, document, analysis, last, drive, stem(fileName(to))),
    );
    if (files === null) return false;
    const [main, ...others] = files;
    const places = [
      ...others.map(({ name, content }) => ({ uri: vscode.Uri.joinPath(to, '..', name), content })),
      { uri: to, content: main.content },
    ];
    const before = await occupant(to);
    const ours = before === 'export' || before === 'edited';
    // The files beside an earlier export are its own.
    const known = (uri: vscode.Uri, found: Exported) => (uri === to ? replacing : ours && found === 'foreign');
    const ofAll = places.map(({ uri }) => uri);
    if (!(await mayWrite(ofAll, known))) return false;
    try {
      await writeWholeFiles(places);
    } catch (error) {
      void vscode.window.showErrorMessage(
        vscode.l10n.t('“{0}” couldn’t be written: {1}', fileName(to), error instanceof Error ? error.message : ''),
      );
      return false;
    }
    await tellOfLetters(files);
    if (!open) return true;
    await this.context.workspaceState.update(lastKey(document.uri), last);
    await vscode.commands.executeCommand('vscode.open', to, { preview: false });
    return true;
  }

  private async files(
    writers: Writers,
    document: vscode.TextDocument,
    analysis: Analysis,
    { target, choices }: { readonly target: TargetName; readonly choices: HandoutChoices },
    drive: DriveOptions,
    name = stem(fileName(document.uri)),
  ): Promise<readonly ExportedFile[]> {
    const request = { target, choices, ...sourceOf(document, analysis) };
    const words = await wordsOf(choices.language, this.context.extensionUri);
    return writers.exportFiles(
      analysis,
      request,
      { name, translate: words, mathStyle: () => mathStyle(writers, this.context.extensionUri) },
      drive,
    );
  }

  private made<T>(
    document: vscode.TextDocument,
    make: (writers: Writers, analysis: Analysis, drive: DriveOptions) => Promise<T>,
  ): Promise<T | null> {
    const title = vscode.l10n.t('Exporting {0}', fileName(document.uri));
    return madeByWriters(this.documents, document, title, make);
  }

  private document(uri: vscode.Uri | string | undefined): Promise<vscode.TextDocument | null> {
    // A menu over the preview names the preview itself.
    const named = uri instanceof vscode.Uri && uri.scheme !== 'webview-panel';
    return askedDocument(this.documents, named || typeof uri === 'string' ? uri : undefined);
  }

  private choicesFor(document: vscode.TextDocument, analysis: Analysis): Mutable<HandoutChoices> {
    const language = vscode.env.language.startsWith('ru') ? 'ru' : 'en';
    return { ...usualHandout, language, ...this.shown(document.uri, analysis) };
  }
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

function lastKey(uri: vscode.Uri): string {
  return `export.last ${uri.toString()}`;
}

/** How (3) is copied: as text, and as a picture. */
const copyFormats = ['latex', 'markdown', 'mathml', 'png', 'svg'] as const satisfies readonly (
  CopyFormat | 'png' | 'svg'
)[];
const pictureFormats = ['png', 'png-transparent', 'svg'] as const;
type Format = (typeof copyFormats | typeof pictureFormats)[number];

function isPicture(format: Format): format is (typeof pictureFormats)[number] {
  return pictureFormats.some((one) => one === format);
}

function named<T extends Format>(formats: readonly T[], asked: unknown): T | undefined {
  return formats.find((one) => one === asked);
}

async function ask<T extends Format>(formats: readonly T[]): Promise<T | undefined> {
  const titles: Readonly<Record<Format, string>> = {
    latex: 'LaTeX',
    markdown: 'Markdown',
    mathml: 'MathML',
    png: vscode.l10n.t('Picture (PNG)'),
    'png-transparent': vscode.l10n.t('Picture without a background (PNG)'),
    svg: vscode.l10n.t('Picture (SVG)'),
  };
  return (await vscode.window.showQuickPick(formats.map((format) => ({ label: titles[format], format }))))?.format;
}

async function askPicture(): Promise<'svg' | 'png' | 'tikz' | undefined> {
  const items = [
    { label: 'PNG', target: 'png' as const },
    { label: 'SVG', target: 'svg' as const },
    { label: 'TikZ', target: 'tikz' as const },
  ];
  return (await vscode.window.showQuickPick(items))?.target;
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied'), 3000);
}
