import * as vscode from 'vscode';
import type { Analysis } from '../../analysis/analysis';
import type { HandoutChoices } from '../../authoring/choices';
import type { ExportRequest } from '../../authoring/exportFiles';
import type { TargetName } from '../../authoring/targets';
import { targetTitles } from '../../authoring/targetTitles';
import { inEnglish, type Translate } from '../../message/message';
import { foreignNotes } from '../../service/stanford/stanfordNotes';

/** What was exported last of a file, to do it again: the choices and the address of the main file. */
export interface LastExport {
  readonly target: TargetName;
  readonly choices: HandoutChoices;
  readonly to: string;
}

/** An export as it was kept, or as another extension asks for it; null if it is none. */
export function readLastExport(value: unknown): LastExport | null {
  if (typeof value !== 'object' || value === null) return null;
  const { target, choices, to } = value as Partial<LastExport>;
  if (!isTarget(target) || typeof to !== 'string' || typeof choices !== 'object') return null;
  return { target, choices, to };
}

export function isTarget(value: unknown): value is TargetName {
  return typeof value === 'string' && Object.hasOwn(targetTitles, value);
}

/** The last part of an address. */
export function fileName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** A name without its ending. */
export function stem(name: string): string {
  return name.replace(/\.[^.]+$/, '');
}

/** What an export of a document is made from. */
export function sourceOf(document: vscode.TextDocument, analysis: Analysis): Pick<ExportRequest, 'source' | 'foreign'> {
  return {
    source: { file: fileName(document.uri), text: analysis.text },
    foreign: foreignNotes(analysis),
  };
}

/** The words of an export in its own language, which may be another than the editor's. */
export async function wordsOf(language: 'en' | 'ru', extensionUri: vscode.Uri): Promise<Translate> {
  if (language === 'en') return inEnglish;
  const file = vscode.Uri.joinPath(extensionUri, 'l10n', 'bundle.l10n.ru.json');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const known = JSON.parse(text) as Readonly<Record<string, string>>;
  return (template, ...args) => inEnglish(known[template] ?? template, ...args);
}
