import type { Block, Message } from '../../panel/protocol';

/** One block of the page on the screen. Its element stays the same for as long as the block keeps its id and kind. */
export interface BlockView<B extends Block = Block> {
  readonly element: HTMLElement;
  /** Draws the block; called only if something in it has changed. Leaves alone what has not. */
  show(block: B): void;
  /** Is told of every version of the block, before any is drawn. */
  expect?(block: B): void;
  /** Leaves text in the place of what is not drawn, for the search of the browser. */
  standIn?(block: B): void;
  /** Takes away what was drawn, until the block is shown again; only of blocks that cost much. */
  takeAway?(): void;
  /** Says what has come later than the block: its words for a screen reader. */
  speak?(sentences: readonly Message[]): void;
}
