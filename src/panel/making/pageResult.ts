import type { View } from '../../analysis/analysis';
import type { Trace } from '../../engine/trace';
import type { EntryQuestion, EntryView } from '../../page/entry/entryView';
import type { Page } from '../../page/page';
import type { Steps as PageSteps } from '../../page/steps';
import type { Steps } from '../../steps/steps';
import type { GradientForm, NetworkForm, PageProblem, PageTrials } from '../protocol';

/** What the page shows, as a place to descend from. */
export interface DescentStart {
  readonly view: View;
  readonly trace: Trace;
  /** Whether it has numbers that are only tried: the text has others, so its steps are not written there. */
  readonly tried: boolean;
}

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
  /**
   * The text, where pages with other numbers can be made from it alone, and each within a picture of the screen; else null.
   */
  readonly lendable: string | null;
}
