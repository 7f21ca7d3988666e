import type * as vscode from 'vscode';
import type { Projector } from './projector';
import type { ViewChoices } from './protocol';

/** What a panel tells its owner. */
export interface PreviewOwner {
  /** The choices that were made for a text before. */
  choicesOf(uri: vscode.Uri): ViewChoices;
  choose(uri: vscode.Uri, choices: ViewChoices): void;
  disposed(): void;
  /** What gives a panel the whole window. */
  readonly projector: Projector;
  /** Told of a message of the page that is none the host knows. */
  refused(message: unknown): void;
}
