import type { DriveOptions } from '../analysis/cancellation';

/** Where progress is shown: a terminal, or else nothing is. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Progress in one line of a terminal, which is gone at the end. */
export function progressLine(
  terminal: Terminal,
  what: string,
): { readonly options: DriveOptions; readonly end: () => void } {
  if (!terminal.isTTY) return { options: {}, end: () => undefined };
  let shown = '';
  return {
    options: {
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      progress: (done) => {
        const text = `${what}: ${Math.floor(100 * done)} %`;
        if (text !== shown) terminal.write(`\r${text}`);
        shown = text;
      },
    },
    end: () => {
      if (shown !== '') terminal.write('\r\u001b[K');
    },
  };
}
