import type { EntryQuestion } from '../../page/entry/entryView';
import type { ToPage, ViewChoices } from '../protocol';
import type { EntryMessage, LentText, PageTrial } from './whatIf';

type PageMessage = Extract<ToPage, { type: 'page' }>;

/** Makes pages with other numbers from a text that was lent, in the page itself. */
export interface OwnPages {
  /** The page with these numbers in the place of those in the text; null where there is none, or a later one was asked for. */
  page(turn: number, trials: readonly PageTrial[], choices: ViewChoices): Promise<PageMessage | null>;
  /** Answers a question about an entry of the last page. */
  entry(question: EntryQuestion): void;
}

/** What the script of `OwnPages` leaves in the page, by its name; `post` takes the answers about entries. */
export const ownPagesName = 'nnetOwnPages';
export type MakeOwnPages = (lent: LentText, post: (message: EntryMessage) => void) => OwnPages;
