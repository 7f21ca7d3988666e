import type { Steps } from '../steps/steps';

/** Says whether somebody still wants the result; `vscode.CancellationToken` is one. */
export interface CancellationToken {
  readonly isCancellationRequested: boolean;
  /** Resolves when nobody wants it any more, where that is told. */
  readonly cancelled?: Promise<void>;
}

/** Never cancelled. */
export const uncancelled: CancellationToken = { isCancellationRequested: false };

/** Thrown out of an abandoned computation; whoever asked for it has cancelled it and ignores this. */
export class CancelledError extends Error {
  constructor() {
    super('Cancelled');
    this.name = 'CancelledError';
  }
}

/** Lets the host do other work; resolves on a later turn of its event loop. */
export type Pause = () => Promise<void>;

export interface DriveOptions {
  readonly token?: CancellationToken;
  readonly pause?: Pause;
  /** Waits until the reader rests, before work that can wait; returns at once when the token is cancelled. */
  readonly rest?: Pause;
  /** Told the share that is done, 0 … 1, once a slice. */
  readonly progress?: (done: number) => void;
  /** Milliseconds since some moment; the computer's clock unless given. */
  readonly now?: () => number;
}

/** How long a computation may hold the thread before it lets the host breathe, in milliseconds. */
const SLICE = 12;

/**
 * Runs a long computation in slices.
 * @throws CancelledError once the token is cancelled.
 */
export async function drive<T>(steps: Steps<T>, options: DriveOptions = {}): Promise<T> {
  const { token = uncancelled, pause, progress, now = Date.now } = options;
  let sliceEnd = now() + SLICE;
  for (;;) {
    if (token.isCancellationRequested) throw new CancelledError();
    const { done, value } = steps.next();
    if (done) return value;
    if (pause && now() >= sliceEnd) {
      progress?.(value);
      await pause();
      sliceEnd = now() + SLICE;
    }
  }
}

/** The same for work that is no `Steps`, to be called often. @throws CancelledError once the token is cancelled. */
export function breather({ token = uncancelled, pause, now = Date.now }: DriveOptions): () => Promise<void> {
  let sliceEnd = now() + SLICE;
  return async () => {
    if (pause && now() >= sliceEnd) {
      await pause();
      sliceEnd = now() + SLICE;
    }
    if (token.isCancellationRequested) throw new CancelledError();
  };
}
