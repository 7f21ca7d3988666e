import type { EntryQuestion, EntryView } from '../../page/entry/entryView';
import type { SourceTarget } from '../../page/page';

/** One number tried in the place of another: so many steps away from the one in the text, or as it was typed. */
export type PageTrial = { readonly target: SourceTarget } & ({ readonly steps: number } | { readonly text: string });

/** What is tried on a page. */
export interface PageTrials {
  /** The turn of the message that asked for it. */
  readonly turn: number;
  readonly numbers: readonly { readonly target: SourceTarget; readonly before: string; readonly now: string }[];
}

/** So many numbers are tried at once. */
export const mostTrials = 200;

/** What was asked about an entry; null: there is nothing to say. `words` translates its templates. */
export interface EntryMessage {
  readonly type: 'entry';
  readonly question: EntryQuestion;
  readonly view: EntryView | null;
  readonly words: Readonly<Record<string, string>>;
}

/**
 * The text of the page, for pages with other numbers that the page makes itself; `words` are all that there are in the
 * reader's language, without those of English.
 */
export interface LentText {
  readonly type: 'text';
  readonly uri: string;
  readonly documentVersion: number;
  readonly text: string;
  readonly words: Readonly<Record<string, string>>;
}

/** What the page says of single numbers. */
export type AboutNumbers =
  /** Asks what the page would be with these numbers in the place of those in the text; none: as the text says. */
  | { readonly type: 'whatIf'; readonly uri: string; readonly turn: number; readonly trials: readonly PageTrial[] }
  /** Writes the numbers that are tried into the text. */
  | { readonly type: 'writeWhatIf' }
  /** Asks about an entry; of several questions about the same the last is answered. */
  | { readonly type: 'inspect'; readonly question: EntryQuestion };
