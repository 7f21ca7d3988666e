/** The time, and what happens later: the host's own, or that of a test. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Acts once that many milliseconds are over, unless the function that is returned is called before. */
  after(milliseconds: number, act: () => void): () => void;
}

export const hostClock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};
