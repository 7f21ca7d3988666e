/** The only place where the page and the host meet: every message in either direction. */
import type { Page, SourceTarget } from '../notation/page';

/** A problem shown on top of the page, ready to read; the position is for the link to it. */
export interface PageProblem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: string;
  readonly text: string;
  /** From 1, for people. */
  readonly line: number;
  readonly column: number;
  /** Offset in the text, for the link. */
  readonly offset: number;
}

/** The reader's choices, kept per file. */
export interface ViewChoices {
  /** The sample looked at, by name; null = the first. */
  readonly sample: string | null;
  /** The output looked at (from 1) when the spec chooses none; null = as the spec says. */
  readonly output: number | null;
  /** Significant digits (2 … 17) or decimals (0 … 15) of shown numbers. */
  readonly digits: { readonly kind: 'significant' | 'decimals'; readonly count: number };
  /** Keys of elided matrices that were opened. */
  readonly expanded: readonly string[];
}

/** What the webview keeps with setState and gets back after a restart; validated on load by `version`. */
export interface PersistedState {
  readonly version: 1;
  readonly uri: string;
  readonly choices: ViewChoices;
  readonly scroll: number;
}

export type ToPage =
  /** A good page. `words` translates every template that the page contains. */
  | {
      readonly type: 'page';
      readonly uri: string;
      readonly documentVersion: number;
      readonly page: Page;
      readonly problems: readonly PageProblem[];
      readonly choices: ViewChoices;
      readonly samples: readonly string[];
      /** n_k if an output can be chosen, else 0. */
      readonly outputs: number;
      readonly words: Readonly<Record<string, string>>;
    }
  /** The text is broken: the last good page stays, dimmed, with these on top. */
  | { readonly type: 'problems'; readonly uri: string; readonly documentVersion: number; readonly problems: readonly PageProblem[]; readonly words: Readonly<Record<string, string>> }
  /** The layer the cursor is in, or null. */
  | { readonly type: 'highlight'; readonly layer: number | null };

export type ToHost =
  /** The page is ready (again): send all there is. */
  | { readonly type: 'ready' }
  | { readonly type: 'choose'; readonly choices: ViewChoices }
  | { readonly type: 'goTo'; readonly target: SourceTarget }
  | { readonly type: 'goToProblem'; readonly offset: number }
  | { readonly type: 'copy'; readonly text: string };
