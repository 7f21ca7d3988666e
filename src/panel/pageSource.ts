import type * as vscode from 'vscode';
import type { CancellationToken } from '../analysis/cancellation';
import type { SourceTarget } from '../page/page';
import type { PageResult } from './making/pageResult';
import type { PageTrial, ViewChoices } from './protocol';

/** Where the preview gets its pages from; the extension implements it over `analysis` and `notation`. */
export interface PageSource {
  /** Fires when the page of a document is out of date though its text is not: a file that it names has changed. */
  readonly onDidChangeFiles: vscode.Event<vscode.TextDocument>;
  /**
   * The page of the document as it is now, and then, where a part of it takes long, the same page with that part.
   * @param trials numbers in the place of those in the text.
   * @throws anything once `token` is cancelled; the preview then does not look at the outcome.
   */
  pages(
    document: vscode.TextDocument,
    choices: ViewChoices,
    token: CancellationToken,
    trials: readonly PageTrial[],
  ): AsyncIterable<PageResult>;
  /** The changes of the text that write what is tried; null if that cannot be written. */
  writing(
    document: vscode.TextDocument,
    choices: ViewChoices,
    trials: readonly PageTrial[],
  ): readonly vscode.TextEdit[] | null;
  /** Where a quantity of the page stands in the text; null if it is not written there or the text is not analysed yet. */
  locate(document: vscode.TextDocument, target: SourceTarget, choices: ViewChoices): vscode.Range | null;
  /** Where a layer stands in the text: its line, its W and its b; empty while the text is not analysed yet. */
  linesOf(document: vscode.TextDocument, layer: number): vscode.Range[];
  /** The layer (from 1) that a position belongs to; null outside layers, undefined while the text is not analysed yet. */
  layerAt(document: vscode.TextDocument, position: vscode.Position): number | null | undefined;
}
