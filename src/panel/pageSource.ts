import type * as vscode from 'vscode';
import type { CancellationToken } from '../analysis/cancellation';
import type { EntryQuestion, EntryView } from '../page/entry/entryView';
import type { Page, SourceTarget } from '../page/page';
import type { Steps as PageSteps } from '../page/steps';
import type { Steps } from '../steps/steps';
import type { DescentStart } from './descentRun';
import type { GradientForm, NetworkForm, PageProblem, PageTrial, PageTrials, ViewChoices } from './protocol';

/** All that the preview shows of one version of a document. */
export interface PageResult {
  /** The version of the text that this was made from. */
  readonly documentVersion: number;
  /** null while the text is broken. */
  readonly page: Page | null;
  /**
   * Makes the steps through the very network, trace and choices that the page shows; null while the text is broken.
   * The same function as long as these are the same.
   */
  readonly steps: (() => PageSteps) | null;
  /** In text order, worded for people. */
  readonly problems: readonly PageProblem[];
  /** The names of the samples, in text order. */
  readonly samples: readonly string[];
  /** m if the reader can choose one column of a batch, else 0. */
  readonly columns: number;
  /** n_k if the reader can choose the output to differentiate, else 0. */
  readonly outputs: number;
  /** The output that is differentiated while the reader chooses none; null: then nothing is. */
  readonly defaultOutput: number | null;
  /** The forms of the gradient that the network has. */
  readonly forms: readonly GradientForm[];
  /** The forms in which the network can be shown. */
  readonly networkForms: readonly NetworkForm[];
  /** k, the number of layers. */
  readonly layers: number;
  /** Whether some of the numbers are exact, so that they can be shown as fractions. */
  readonly exact: boolean;
  /** What is tried on the page. */
  readonly trials: PageTrials['numbers'];
  /** Finds out what is asked about an entry of the page, in steps that can be abandoned; null while there are no numbers. */
  readonly entry: ((question: EntryQuestion) => Steps<EntryView | null>) | null;
  /** Where a descent can begin; null if nothing is differentiated. */
  readonly descent: DescentStart | null;
}

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
  /** The layer (from 1) that a position belongs to; null outside layers or while the text is not analysed yet. */
  layerAt(document: vscode.TextDocument, position: vscode.Position): number | null;
}
