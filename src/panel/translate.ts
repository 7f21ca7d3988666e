import * as vscode from 'vscode';
import type { Translate } from '../message/message';

/** An untranslated core sentence in the reader's language. */
export const translate: Translate = (template, ...args) => vscode.l10n.t(template, ...args);
