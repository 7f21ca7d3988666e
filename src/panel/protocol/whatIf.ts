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
