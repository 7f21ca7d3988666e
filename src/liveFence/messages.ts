/** What the frame of a fence and the extension tell each other, through VS Code's Markdown editor. */

/** A number of a text on its own: where it begins, as it is written, and what it is. */
export interface FenceNumber {
  readonly start: number;
  readonly text: string;
  readonly name: string;
}

export type ToExtension =
  /** Asks how a text of this fence looks. */
  | { readonly type: 'show'; readonly info: string; readonly document: string; readonly text: string }
  /** Asks for the fonts of formulas. */
  | { readonly type: 'fonts' };

/** What a frame tells, if it is one of these with all of its parts as they should be; else null. */
export function readToExtension(message: unknown): ToExtension | null {
  if (typeof message !== 'object' || message === null) return null;
  const { type, info, document, text } = message as Readonly<Record<string, unknown>>;
  if (type === 'fonts') return { type };
  const whole = typeof info === 'string' && typeof document === 'string' && typeof text === 'string';
  return type === 'show' && whole ? { type, info, document, text } : null;
}

export type ToFrame =
  | {
      readonly type: 'shown';
      readonly text: string;
      readonly html: string;
      /** In the order of the text; none while it has errors. */
      readonly numbers: readonly FenceNumber[];
    }
  /** A style sheet that has them inside. */
  | { readonly type: 'fonts'; readonly style: string }
  /** A file that fences name has been read or has changed: what is shown may be another. */
  | { readonly type: 'changed' };

/** In the language of the window. */
export interface LiveWords {
  readonly whatIf: string;
  readonly write: string;
  readonly letGo: string;
  readonly hint: string;
  readonly locked: string;
  readonly refused: string;
}

/** What the extension writes into the page of the frame: `data-about` of the body, as JSON. */
export interface AboutFence {
  readonly info: string;
  readonly document: string;
  readonly words: LiveWords;
}
