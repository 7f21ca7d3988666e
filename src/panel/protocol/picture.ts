/** Asks for a picture of a formula: its LaTeX, its number at the margin, and what it says. */
export interface PictureRequest {
  readonly type: 'picture';
  readonly format: 'png' | 'svg';
  readonly tex: string;
  readonly tag: string | null;
  readonly words: string;
}

/** What the page says of pictures: which it wants, and whether the one that came is on the clipboard. */
export type AboutPictures = PictureRequest | { readonly type: 'pictureCopied'; readonly done: boolean };

/** A picture for the clipboard, where only the page can put it; null: none could be made. */
export interface PictureMessage {
  readonly type: 'picture';
  readonly png: Uint8Array | null;
}
