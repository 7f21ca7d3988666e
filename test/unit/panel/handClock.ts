import type { Clock } from '../../../src/panel/clock';

/** A clock that goes when a test says so. */
export class HandClock implements Clock {
  private time = 0;
  private readonly waiting = new Set<{ readonly at: number; readonly act: () => void }>();

  /** @param tick how much later it is after each look at the clock. */
  constructor(private readonly tick = 0) {}

  readonly now = (): number => (this.time += this.tick);

  readonly after = (milliseconds: number, act: () => void): (() => void) => {
    const entry = { at: this.time + milliseconds, act };
    this.waiting.add(entry);
    return () => void this.waiting.delete(entry);
  };

  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => void this.after(milliseconds, resolve));

  /** Lets that many milliseconds pass, and with each what it brings. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      await turn();
      const [next] = [...this.waiting].sort((a, b) => a.at - b.at);
      if (next === undefined || next.at > end) break;
      this.waiting.delete(next);
      this.time = Math.max(this.time, next.at);
      next.act();
    }
    this.time = Math.max(this.time, end);
  }
}

/** Everything that is due in this turn of the event loop happens. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
